"""Typing by address: what stays, what moves, what is asked (design.md 5, Settled points)."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.address import Key
from desktop.domain.errors import Refused
from desktop.domain.observation import Observation
from desktop.domain.source import Source
from desktop.services import asking, recording
from tests.helpers.profiles import opened, typed

FDI = Key("CTX.EXT.FDI", "", "2020", "")


def test_attributes_that_are_not_named_stay(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        typed(profile, ("CTX.EXT.FDI@2020", "1"), status="E", confidentiality="N", multiplier=3, note="n")
        typed(profile, ("CTX.EXT.FDI@2020", "2"))
        assert profile.figures.get(FDI) == Observation("2", None, "E", "N", 3, "n")


def test_a_value_over_a_reason_is_an_ordinary_one(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        typed(profile, ("CTX.EXT.FDI@2020", ""), status="Q")
        typed(profile, ("CTX.EXT.FDI@2020", "2"))
        assert profile.figures.get(FDI) == Observation("2")


def test_marks_and_flags_are_statuses(tmp_path: Path) -> None:
    with opened(
        tmp_path, ("CTX.EXT.FDI@2020", ".."), ("CTX.EXT.FDI@2021", "12 p"), ("CTX.EXT.FDI@2022", "z")
    ) as profile:
        held = [(obs.value, obs.typed, obs.status) for _, obs in profile.figures.observations()]
    assert held == [(None, None, "O"), ("12", "12 p", "P"), (None, None, "M")]


def test_clearing_takes_the_whole_observation_away(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        start = asking.fingerprint(profile)
        typed(profile, ("CTX.EXT.FDI@2020", "1"), status="E", note="n")
        typed(profile, ("CTX.EXT.FDI@2020", ""))
        assert profile.figures.get(FDI) is None
        assert asking.fingerprint(profile) == start


@pytest.mark.parametrize(
    ("address", "text", "source", "held"),
    [
        ("CTX.EXT.FDI@2020", "12.50", "UN", {"UN": "12.50"}),
        ("CTX.EXT.FDI@2020#UN", "12.50", None, {"UN": "12.50"}),
        ("CTX.EXT.FDI@2020", "12.5", "UN", {"": "12.50", "UN": "12.5"}),
        ("CTX.EXT.FDI@2020#", "13", None, {"": "13"}),
        ("CTX.EXT.FDI@2020", "13", None, {"": "13"}),
    ],
)
def test_naming_the_source_moves_only_the_same_text(
    address: str, text: str, source: str | None, held: dict[str, str], tmp_path: Path
) -> None:
    with opened(tmp_path, ("CTX.EXT.FDI@2020", "12.50")) as profile:
        typed(profile, (address, text), source=source)
        assert {key.source: obs.value for key, obs in profile.figures.observations()} == held


def test_a_moved_value_takes_note_and_status_with_it(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        typed(profile, ("CTX.EXT.FDI@2020", "1"), status="E", note="n")
        done = recording.name_source(profile, [FDI], "UN")
        assert profile.figures.get(FDI._replace(source="UN")) == Observation("1", None, "E", "F", 0, "n")
        assert profile.figures.get(FDI) is None
        assert done.group
        recording.undo(profile, done.group)
        assert profile.figures.get(FDI) == Observation("1", None, "E", "F", 0, "n")


def test_several_sources_must_be_told_apart(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.EXT.FDI@2020#A", "1"), ("CTX.EXT.FDI@2020#B", "2")) as profile:
        with pytest.raises(Refused) as refused:
            typed(profile, ("CTX.EXT.FDI@2020", "3"))
        assert refused.value.code == "SOURCE-WHICH"
        typed(profile, ("CTX.EXT.FDI@2020#", "3"))
        assert [row.key.marked_address(row.has_rivals) for row in asking.rows_at(profile, "CTX.EXT.FDI@2020")] == [
            "CTX.EXT.FDI@2020#", "CTX.EXT.FDI@2020#A", "CTX.EXT.FDI@2020#B",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "numbers", "code"),
    [
        ("8.412", "fr", "NUMBER-TWO-WAYS"),
        ("1,234", "ru", None),
        ("-", "en", "NUMBER-DASH"),
        ("1" * 40, "en", "NUMBER-SIZE"),
        ("a\x00b", "en", "TEXT-CONTROL"),
        ("x" * 40000, "en", "TEXT-LONG"),
    ],
)
def test_refused_texts_leave_everything_as_it_was(text: str, numbers: str, code: str | None, tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        if code is None:
            recording.enter(profile, [("CTX.EXT.FDI@2020", text)], numbers=numbers)
            return
        with pytest.raises(Refused) as refused:
            recording.enter(profile, [("CTX.EXT.FDI@2021", "1"), ("CTX.EXT.FDI@2020", text)], numbers=numbers)
        assert refused.value.code == code
        assert list(profile.figures.observations()) == []


def test_all_bad_addresses_are_named_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as profile, pytest.raises(Refused) as refused:
        typed(profile, ("NO.SUCH.CODE@2020", "1"), ("CTX.POP.TOT@20x0", "1"))
    assert [problem.message.code for problem in refused.value.problems] == ["CODE-UNKNOWN", "PERIOD-FORM"]


def test_sources_are_typed_once_and_kept_while_used(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        recording.save_source(profile, Source("UN", "Stock"))
        typed(profile, ("CTX.EXT.FDI@2020#UN", "1"))
        with pytest.raises(Refused) as refused:
            recording.remove_source(profile, "UN")
        assert refused.value.code == "SOURCE-USED"
        typed(profile, ("CTX.EXT.FDI@2020#UN", ""))
        recording.remove_source(profile, "UN")
        assert profile.figures.sources == {}
        for bad, code in (
            (Source("a b", "x"), "SOURCE-FORM"),
            (Source("A", " "), "SOURCE-TITLE"),
            (Source("A", "x", type="RUMOUR"), "SOURCE-TYPE"),
        ):
            with pytest.raises(Refused) as refused:
                recording.save_source(profile, bad)
            assert refused.value.code == code


def test_publishing_and_undo_of_a_choice(tmp_path: Path) -> None:
    with opened(
        tmp_path, ("IMM.STOCK.TOT@2020#A", "1"), ("IMM.STOCK.TOT@2020#B", "2"), ("CTX.POP.TOT@2020", "10")
    ) as profile:
        assert asking.published_only(asking.rows_at(profile, "IMM.STOCK.TOT@2020")) == []
        assert asking.rows_at(profile, "IMM.STOCK.SHARE@2020") == []
        done = recording.publish(profile, "IMM.STOCK.TOT@2020#B", "newer")
        assert [row.observation.value for row in asking.rows_at(profile, "IMM.STOCK.SHARE@2020")] == ["20"]
        assert done.group
        recording.undo(profile, done.group)
        assert asking.rows_at(profile, "IMM.STOCK.SHARE@2020") == []


def test_undo_refuses_where_a_cell_was_changed_later(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        first = typed(profile, ("CTX.EXT.FDI@2020", "1")).group
        typed(profile, ("CTX.EXT.FDI@2020", "2"))
        assert first
        with pytest.raises(Refused) as refused:
            recording.undo(profile, first)
        assert (refused.value.code, refused.value.problems[0].address) == ("UNDO-CHANGED-LATER", "CTX.EXT.FDI@2020")
        assert profile.figures.get(FDI) == Observation("2")
