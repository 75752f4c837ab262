"""Sources as a whole: two that are one are joined or refused in words, a new one is named in one step, the list goes out and in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.address import Cell, Key
from desktop.domain.errors import Refused
from desktop.domain.source import Source
from desktop.services import asking, checking, recording, sources
from desktop.services.importing.planning import plan_import
from desktop.services.importing.storing import apply_import
from desktop.services.profile import OpenProfile, open_profile
from tests.helpers.profiles import make_profile, opened, typed

STOCK = "IMM.STOCK.TOT"


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with opened(tmp_path) as made:
        recording.save_source(made, Source("OLD", "Census of 2014", institution="Statistics", licence="open"))
        recording.save_source(made, Source("NEW", "Census 2014", institution="NBS"))
        yield made


def values(profile: OpenProfile) -> dict[str, str | None]:
    return {key.address: held.text for key, held in profile.figures.observations()}


def test_figures_move_and_the_empty_source_goes_as_one_step(profile: OpenProfile) -> None:
    typed(profile, (f"{STOCK}@2014#OLD", "100"), (f"{STOCK}[SEX=F]@2014#OLD", "60"), (f"{STOCK}@2015#NEW", "110"))
    before, mark = values(profile), asking.fingerprint(profile)
    done = sources.join(profile, "OLD", "NEW")
    assert values(profile) == {f"{STOCK}@2014#NEW": "100", f"{STOCK}[SEX=F]@2014#NEW": "60", f"{STOCK}@2015#NEW": "110"}
    assert profile.figures.sources == {"NEW": Source("NEW", "Census 2014", institution="NBS", licence="open")}
    assert done.group is not None
    recording.undo(profile, done.group)
    assert (values(profile), asking.fingerprint(profile)) == (before, mark)


def test_the_same_value_stands_once_afterwards(profile: OpenProfile) -> None:
    typed(profile, (f"{STOCK}@2014#OLD", "100"), (f"{STOCK}@2014#NEW", "100"))
    typed(profile, (f"{STOCK}@2015#OLD", "7"), note="from the annex")
    typed(profile, (f"{STOCK}@2015#NEW", "7"))
    plan = sources.plan_join(profile, "OLD", "NEW")
    assert (plan.moved, plan.alike, plan.differing, plan.filled) == (0, 2, (), ("licence",))
    sources.join(profile, "OLD", "NEW")
    assert values(profile) == {f"{STOCK}@2014#NEW": "100", f"{STOCK}@2015#NEW": "7"}
    held = profile.figures.get(Key(STOCK, "", "2015", "NEW"))
    assert held is not None and held.note == "from the annex", "a note is not lost"


DIFFERENT: list[tuple[str, dict[str, object], str]] = [
    ("101", {}, ""), ("100", {"status": "E"}, ""), ("100", {"multiplier": 3}, ""), ("100", {"note": "b"}, "a"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "attributes", "note"), DIFFERENT)
def test_different_values_are_refused_by_name_and_nothing_changes(
    profile: OpenProfile, text: str, attributes: dict[str, object], note: str
) -> None:
    typed(profile, (f"{STOCK}@2013#OLD", "90"))
    typed(profile, (f"{STOCK}@2014#OLD", "100"), note=note)
    typed(profile, (f"{STOCK}@2014#NEW", text), **attributes)
    before = asking.fingerprint(profile)
    with pytest.raises(Refused) as refused:
        sources.join(profile, "OLD", "NEW")
    assert [problem.message.code for problem in refused.value.problems] == ["JOIN-DIFFERS"]
    assert refused.value.problems[0].address == f"{STOCK}@2014#NEW"
    assert asking.fingerprint(profile) == before


def test_what_was_chosen_to_be_published_and_explained_follows(profile: OpenProfile) -> None:
    typed(profile, (f"{STOCK}@2014#OLD", "100"), (f"{STOCK}@2014#THIRD", "120"))
    recording.publish(profile, f"{STOCK}@2014#OLD", "official")
    (remark,) = [f for f in checking.check(profile, rules=["MET-DEFNOTE"]).findings if f.source == "OLD"]
    recording.explain(profile, remark, "As the law defines it.")
    sources.join(profile, "OLD", "NEW")
    (remark,) = [f for f in checking.check(profile, rules=["MET-DEFNOTE"]).findings if f.source == "NEW"]
    held = checking.explanation(profile, remark)
    assert held is not None and held.text == "As the law defines it."
    choice = profile.figures.choices[Cell(STOCK, "", "2014")]
    assert (choice.source, choice.reason) == ("NEW", "official")


def test_a_source_that_is_only_cited_can_be_joined(profile: OpenProfile) -> None:
    typed(profile, (f"{STOCK}@2014#CITED", "100"))
    sources.join(profile, "CITED", "NEW")
    assert values(profile) == {f"{STOCK}@2014#NEW": "100"}
    with pytest.raises(Refused) as refused:
        sources.join(profile, "CITED", "NEW")
    assert refused.value.code == "SOURCE-UNKNOWN"
    with pytest.raises(Refused) as refused:
        sources.join(profile, "NEW", "NEW")
    assert refused.value.code == "SOURCE-ITSELF"


def test_a_new_source_is_described_and_named_in_one_step(profile: OpenProfile) -> None:
    typed(profile, (f"{STOCK}@2014", "100"), (f"{STOCK}@2015", "110"))
    keys = [Key(STOCK, "", year, "") for year in ("2014", "2015")]
    done = sources.name_new(profile, keys, "Register of permits")
    assert set(values(profile)) == {f"{STOCK}@2014#REGISTER-OF-PERMITS", f"{STOCK}@2015#REGISTER-OF-PERMITS"}
    assert profile.figures.sources["REGISTER-OF-PERMITS"].title == "Register of permits"
    assert done.group is not None
    recording.undo(profile, done.group)
    assert (
        set(values(profile)) == {f"{STOCK}@2014", f"{STOCK}@2015"}
        and "REGISTER-OF-PERMITS" not in profile.figures.sources
    )
    sources.name_new(profile, keys, "census 2014")
    assert set(values(profile)) == {f"{STOCK}@2014#NEW", f"{STOCK}@2015#NEW"}, (
        "a title that is there makes no second source"
    )


def test_a_source_is_taken_away_from_figures(profile: OpenProfile) -> None:
    typed(profile, (f"{STOCK}@2014#NEW", "100"))
    recording.name_source(profile, [Key(STOCK, "", "2014", "NEW")], "")
    assert set(values(profile)) == {f"{STOCK}@2014"}


def test_ids_are_made_of_titles() -> None:
    assert sources.free_id("Population census 2024", set()) == "POPULATION-CENSUS-2024"
    assert sources.free_id("Registre – état civil", {"REGISTRE-ETAT-CIVIL"}) == "REGISTRE-ETAT-CIVIL-2"
    assert sources.free_id("تعداد", set()) == "SOURCE"


def test_the_list_that_was_written_is_read_elsewhere(profile: OpenProfile, tmp_path: Path) -> None:
    assert sources.write_list(profile, tmp_path / "list.csv") == 2
    with open_profile(make_profile(tmp_path, "other.mprofile"), write=True) as other:
        apply_import(other, plan_import(other, tmp_path / "list.csv"))
        assert other.figures.sources == profile.figures.sources
    with pytest.raises(Refused):
        sources.write_list(profile, tmp_path / "nowhere" / "list.csv")
