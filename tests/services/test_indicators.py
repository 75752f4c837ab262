"""National indicators of a profile: written, computed, changed, refused while something stands on them, undone, in the fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.services import asking, checking, indicators, recording, rules
from desktop.services.profile import OpenProfile, open_profile
from desktop.services.recording import Recorded
from tests.helpers.profiles import opened, typed

CODE = "NAT.IMM.SEASON"
PERMITS = {
    "module_code": "IMM", "title_en": "Permits for the season", "definition_en": "Permits given in the year.",
    "unit": "number", "value_type": "integer", "dimensions": "AGE;SEX", "max": "1000",
}  # fmt: skip
SHARE = {
    "module_code": "IMM", "title_en": "Seasonal share", "definition_en": "Share of the permits.", "unit": "percent",
    "value_type": "percentage", "formula": "100 * NAT.IMM.SEASON / CTX.POP.TOT",
}  # fmt: skip
RULE = {"left": CODE, "operator": "<=", "right": "IMM.STOCK.TOT", "message_en": "More permits than immigrants."}


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with opened(tmp_path, ("CTX.POP.TOT@2020", "1000")) as made:
        yield made


def refusal(deed: object) -> Refused:
    with pytest.raises(Refused) as refused:
        deed()  # type: ignore[operator]
    return refused.value


def test_it_is_counted_computed_and_held_against_its_bounds(profile: OpenProfile) -> None:
    before = {state.code: state.indicators for state in asking.module_states(profile, [])}
    indicators.write(profile, {"NAT.IMM.SHARE": SHARE, CODE: PERMITS})
    after = {state.code: state for state in asking.module_states(profile, [])}
    assert after["IMM"].indicators == before["IMM"] + 2
    typed(profile, (f"{CODE}@2020", "2000"))
    (row,) = asking.rows_at(profile, "NAT.IMM.SHARE@2020")
    assert row.computed is not None and row.observation.value == "200"
    found = {f.rule for f in checking.check(profile).findings if f.indicator == CODE}
    assert "BND-HARD-MAX" in found


def test_dimensions_are_kept_in_one_order(profile: OpenProfile) -> None:
    indicators.write(profile, {CODE: PERMITS})
    assert profile.catalogue.indicators[CODE].dimensions == ("SEX", "AGE")


def test_another_opening_and_undo_follow(profile: OpenProfile) -> None:
    done = indicators.write(profile, {CODE: PERMITS})
    with open_profile(profile.path, write=False) as again:
        assert again.catalogue.indicators[CODE].title["en"] == "Permits for the season"
    typed(profile, (f"{CODE}@2020", "5"))
    assert done.group is not None
    assert refusal(lambda: recording.undo(profile, done.group or "")).code == "INDICATOR-FIGURES"
    assert profile.figures.national, "nothing changed"
    typed(profile, (f"{CODE}@2020", ""))
    recording.undo(profile, done.group)
    assert CODE not in profile.catalogue.indicators
    assert "NAT" not in {finding.indicator.split(".")[0] for finding in checking.check(profile).findings}
    assert [row.key.indicator for row in asking.stored(profile)] == ["CTX.POP.TOT"]


def test_a_figure_is_not_brought_back_into_what_no_longer_takes_it(profile: OpenProfile) -> None:
    indicators.write(profile, {CODE: PERMITS})
    typed(profile, (f"{CODE}[SEX=F]@2020", "5"), (f"{CODE}@2021", "7"))
    cleared = [typed(profile, (address, "")) for address in (f"{CODE}[SEX=F]@2020", f"{CODE}@2021")]
    back = [_undoing(profile, done) for done in cleared]
    indicators.write(
        profile, {CODE: PERMITS | {"dimensions": "AGE", "value_type": "boolean", "unit": "yes/no", "max": ""}}
    )
    assert [refusal(deed).code for deed in back] == ["INDICATOR-MISFIT", "INDICATOR-MISFIT"]
    indicators.remove(profile, CODE)
    assert [refusal(deed).code for deed in back] == ["CODE-UNKNOWN", "CODE-UNKNOWN"]
    indicators.write(profile, {CODE: PERMITS})
    for deed in back:
        deed()
    assert len(asking.rows_of(profile, CODE)) == 2


def _undoing(profile: OpenProfile, done: Recorded) -> Callable[[], Recorded]:
    assert done.group is not None
    group = done.group
    return lambda: recording.undo(profile, group)


def test_taking_it_away_is_refused_while_figures_formulas_and_rules_stand_on_it(profile: OpenProfile) -> None:
    indicators.write(profile, {CODE: PERMITS, "NAT.IMM.SHARE": SHARE})
    rules.write(profile, {"NAT-MORE": RULE})
    typed(profile, (f"{CODE}@2020", "5"), (f"{CODE}[SEX=F]@2021", "5"))
    refused = refusal(lambda: indicators.remove(profile, CODE))
    said = [problem.message.context for problem in refused.problems]
    assert [problem.message.code for problem in refused.problems] == [
        "INDICATOR-FIGURES",
        "INDICATOR-USED",
        "INDICATOR-USED",
    ]
    assert said[0]["n"] == 2 and said[0]["address"] == f"{CODE}@2020"
    assert {context.get("user") for context in said[1:]} == {"NAT-MORE", "NAT.IMM.SHARE"}
    typed(profile, (f"{CODE}@2020", ""), (f"{CODE}[SEX=F]@2021", ""))
    rules.remove(profile, "NAT-MORE")
    indicators.remove(profile, "NAT.IMM.SHARE")
    indicators.remove(profile, CODE)
    assert profile.figures.national == {}


def test_type_and_dimensions_stay_while_figures_use_them(profile: OpenProfile) -> None:
    indicators.write(profile, {CODE: PERMITS})
    typed(profile, (f"{CODE}[SEX=F]@2020", "5"))

    def change(**columns: str) -> Recorded:
        return indicators.write(profile, {CODE: PERMITS | columns})

    assert refusal(lambda: change(value_type="decimal")).code == "INDICATOR-TYPE"
    assert refusal(lambda: change(dimensions="AGE")).code == "INDICATOR-DIMENSION"
    change(dimensions="SEX;URB_RUR", title_fr="Permis")
    assert profile.catalogue.indicators[CODE].dimensions == ("SEX", "URB_RUR")
    assert [row.key.items for row in asking.rows_of(profile, CODE) if row.computed is None] == ["SEX=F"]


def test_a_dimension_that_a_rule_needs_is_not_dropped(profile: OpenProfile) -> None:
    indicators.write(profile, {CODE: PERMITS})
    rules.write(profile, {"NAT-MORE": RULE | {"left": f"sum({CODE}, SEX)", "right": CODE}})
    refused = refusal(lambda: indicators.write(profile, {CODE: PERMITS | {"dimensions": "AGE"}}))
    assert refused.code == "INDICATOR-USED" and refused.problems[0].message.context["user"] == "NAT-MORE"


def test_it_must_stand_in_a_module_of_the_profile(profile: OpenProfile) -> None:
    assert (
        refusal(lambda: indicators.write(profile, {CODE: PERMITS | {"module_code": "HEA"}})).code == "INDICATOR-MODULE"
    )


def test_an_indicator_of_the_catalogue_is_not_taken_away_and_a_rule_is_none(profile: OpenProfile) -> None:
    assert refusal(lambda: indicators.remove(profile, "IMM.STOCK.TOT")).code == "INDICATOR-NOT-NATIONAL"
    rules.write(profile, {"NAT-MORE": RULE | {"left": "CTX.POP.TOT"}})
    assert refusal(lambda: indicators.remove(profile, "NAT-MORE")).code == "CODE-UNKNOWN"
    indicators.write(profile, {CODE: PERMITS})
    assert refusal(lambda: rules.remove(profile, CODE)).code == "RULE-UNKNOWN"
    assert CODE not in [rule.code for rule in rules.listed(profile)]


def test_profiles_with_the_same_content_have_the_same_fingerprint(profile: OpenProfile, tmp_path: Path) -> None:
    indicators.write(profile, {CODE: PERMITS | {"max": ""}})
    empty = asking.fingerprint(profile)
    indicators.write(profile, {CODE: PERMITS})
    assert asking.fingerprint(profile) != empty
    with opened(tmp_path, ("CTX.POP.TOT@2020", "1000"), name="other.mprofile") as other:
        indicators.write(other, {CODE: PERMITS | {"dimensions": "SEX;AGE"}})
        assert asking.fingerprint(other) == asking.fingerprint(profile)
