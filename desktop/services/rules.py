"""Owns the rules of a profile: which there are, those it adds (`NAT-…`), those it switches off with a reason, trying one out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.catalogue.national import COLUMNS, FAMILY, whole, with_rules
from desktop.catalogue.national_indicators import is_indicator
from desktop.domain.change import Edit, RegisterEdit, national_register, switched_off_register
from desktop.domain.errors import Message, Place, Problem, Refused
from desktop.services.profile import OpenProfile
from desktop.services.recording import Recorded, record
from desktop.services.texts import clean

if TYPE_CHECKING:
    from desktop.validation.engine import Checked

NEEDED = ("code", "left", "operator", "right")


class RuleState(NamedTuple):
    """A rule as the profile has it. `columns` as in `rules.csv`; `off`: the reason it is switched off, empty while it runs."""

    code: str
    columns: Mapping[str, str]
    is_national: bool
    off: str


def listed(profile: OpenProfile) -> list[RuleState]:
    """Every rule that can run in the profile: the catalogue's, the profile's own, those of the program over series."""
    off, national = profile.figures.switched_off, profile.figures.national
    found = [
        RuleState(code, rule.columns, code in national, off.get(code, ""))
        for code, rule in profile.catalogue.rules.items()
    ]
    return found + [RuleState(code, columns, False, off.get(code, "")) for code, columns in _of_series().items()]


def switch_off(profile: OpenProfile, code: str, reason: str) -> Recorded:
    """Run a rule no longer. Raises `Refused` RULE-UNKNOWN, RULE-STAYS-ON, RULE-REASON."""
    from desktop.validation.own_rules import OWN_RULES  # noqa: PLC0415  not before rules are looked at

    if code in OWN_RULES:
        raise Refused("RULE-STAYS-ON", rule=code)
    if code not in profile.catalogue.rules and code not in _of_series():
        raise Refused("RULE-UNKNOWN", rule=code)
    if not reason.strip():
        raise Refused("RULE-REASON", rule=code)
    return record(profile, [RegisterEdit(switched_off_register(code), clean(reason.strip()))])


def switch_on(profile: OpenProfile, code: str) -> Recorded:
    """Run a rule again. Raises `Refused` RULE-IS-ON."""
    if code not in profile.figures.switched_off:
        raise Refused("RULE-IS-ON", rule=code)
    return record(profile, [RegisterEdit(switched_off_register(code), None)])


def faults(profile: OpenProfile, code: str, columns: Mapping[str, str]) -> list[Problem]:
    """What is wrong with a rule that the profile could add; `where.column` names the column."""
    from desktop.catalogue.checking_national import check_rule  # noqa: PLC0415  only where rules are written

    return check_rule(profile.catalogue, code, whole(columns))


def write(profile: OpenProfile, rules: Mapping[str, Mapping[str, str]]) -> Recorded:
    """Add or change national rules, all or none. Raises `Refused` with every fault."""
    _refuse_faults(profile, rules)
    edits: list[Edit] = [
        RegisterEdit(national_register(code), {name: clean(text) for name, text in whole(columns).items()})
        for code, columns in rules.items()
    ]
    return record(profile, edits)


def remove(profile: OpenProfile, code: str) -> Recorded:
    """Take a national rule away. Raises `Refused` RULE-UNKNOWN, RULE-NOT-NATIONAL."""
    if code not in profile.figures.national or is_indicator(code):
        raise Refused("RULE-NOT-NATIONAL" if code in profile.catalogue.rules else "RULE-UNKNOWN", rule=code)
    edits: list[Edit] = [RegisterEdit(national_register(code), None)]
    if code in profile.figures.switched_off:
        edits.append(RegisterEdit(switched_off_register(code), None))
    return record(profile, edits)


def try_out(profile: OpenProfile, rules: Mapping[str, Mapping[str, str]]) -> Checked:
    """What rules that are not stored would find in the profile as it is. Raises `Refused` with every fault."""
    from desktop.services import person  # noqa: PLC0415
    from desktop.validation import engine  # noqa: PLC0415  not before the first check

    _refuse_faults(profile, rules)
    catalogue = with_rules(profile.catalogue, rules)
    return engine.check(catalogue, profile.figures, this_year=person.this_year(), rules=set(rules))


def read_rules(profile: OpenProfile, path: Path) -> dict[str, dict[str, str]]:
    """National rules of a CSV file with the columns of `rules.csv`. Raises `Refused` FILE-…, RULES-FILE, and every fault with its line."""
    from desktop.exchange.csvfile import look_at  # noqa: PLC0415

    file = look_at(path, (*NEEDED, *COLUMNS))
    names = [name.strip().lower() for name in file.header]
    if any(name not in names for name in NEEDED):
        raise Refused("RULES-FILE", file=path.name, columns=" ".join(NEEDED))
    found, wrong = {}, []
    for line, cells in file.records():
        row = dict(zip(names, cells, strict=False))
        code, columns = row["code"].strip(), {name: row.get(name, "").strip() for name in COLUMNS}
        wrong += [_at(fault, path.name, line) for fault in faults(profile, code, columns)]
        if row.get("family", "").strip() not in ("", FAMILY):
            where = Place(path.name, line=line, column="family")
            wrong.append(Problem(Message("RULE-FAMILY", {"rule": code, "family": FAMILY}), where=where))
        found[code] = columns
    if wrong:
        raise Refused.of(wrong)
    return found


def _at(fault: Problem, file: str, line: int) -> Problem:
    return replace(fault, where=Place(file, line=line, column=fault.where.column if fault.where else None))


def _refuse_faults(profile: OpenProfile, rules: Mapping[str, Mapping[str, str]]) -> None:
    found = [fault for code, columns in rules.items() for fault in faults(profile, code, columns)]
    if found:
        raise Refused.of(found)


def _of_series() -> dict[str, Mapping[str, str]]:
    from desktop.validation.series import SERIES_RULES  # noqa: PLC0415  not before rules are looked at

    return {
        rule.code: {
            **dict.fromkeys(COLUMNS, ""), "code": rule.code, "severity": rule.severity, "family": rule.family,
            **{f"message_{language}": text for language, text in rule.message.items()},
        }
        for rule in SERIES_RULES.values()
    }  # fmt: skip
