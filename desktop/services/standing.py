"""Owns what stands on an indicator that a profile adds: figures, formulas and rules that would be left without it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.catalogue.model import Catalogue
from desktop.catalogue.national import whole as whole_rule
from desktop.catalogue.national import with_national
from desktop.catalogue.national_indicators import is_indicator, whole
from desktop.domain.address import Key, items_of
from desktop.domain.change import Edit, ObservationEdit, RegisterEdit, national_register
from desktop.domain.entry import read_entry
from desktop.domain.errors import Message, Problem, Refused
from desktop.domain.observation import Observation

if TYPE_CHECKING:
    from desktop.services.profile import OpenProfile

Columns = Mapping[str, str]
Changed = Mapping[str, Columns | None]
"""Code of a rule or an indicator → the columns it shall have; None takes it away."""
_PREFIX = national_register("")


def refuse_dangling(profile: OpenProfile, edits: Sequence[Edit]) -> None:
    """Let nothing be stored that leaves a figure, formula or rule without the indicator it is about. Raises `Refused`.

    A figure that is brought back by an undo must fit its national indicator as it is now.
    """
    changed: dict[str, Columns | None] = {}
    for edit in edits:
        if isinstance(edit, RegisterEdit) and edit.key.startswith(_PREFIX):
            after = edit.after
            columns = {name: str(text) for name, text in after.items()} if isinstance(after, dict) else None
            changed[edit.key.removeprefix(_PREFIX)] = columns
    found: list[Problem] = []
    catalogue = profile.catalogue
    if changed:
        cleared = {edit.key for edit in edits if isinstance(edit, ObservationEdit) and edit.after is None}
        found = obstacles(profile, changed, cleared)
        catalogue = _world(profile, changed)
    for edit in edits:
        if isinstance(edit, ObservationEdit) and edit.after is not None and is_indicator(edit.key.indicator):
            found += _misfits(catalogue, edit.key, edit.after)
    if found:
        raise Refused.of(found)


def obstacles(profile: OpenProfile, changed: Changed, cleared: Collection[Key] = ()) -> list[Problem]:
    """What stands against such changes; `cleared` are figures that go with them."""
    found: list[Problem] = []
    for code, columns in changed.items():
        if is_indicator(code) and code in profile.catalogue.indicators:
            found += _figures_in_the_way(profile, code, columns, cleared)
    world = _world(profile, changed)
    for code, columns in _national(profile, changed).items():
        if code in changed:
            found += faults_in(world, code, columns)
        else:
            found += [
                Problem(Message("INDICATOR-USED", {"user": code, "indicator": used, "defect": _said(fault)}))
                for used in sorted(_codes_in(columns) & changed.keys())
                for fault in faults_in(world, code, columns)[:1]
            ]
    return found


def _national(profile: OpenProfile, changed: Changed) -> dict[str, Columns]:
    now = {**profile.figures.national, **changed}
    return {code: columns for code, columns in now.items() if columns is not None}


def _world(profile: OpenProfile, changed: Changed) -> Catalogue:
    """The catalogue as it would be."""
    return with_national(profile.pinned, _national(profile, changed))


def _misfits(catalogue: Catalogue, key: Key, after: Observation) -> list[Problem]:
    """Why a figure cannot stand in an indicator that was taken away or changed since."""
    indicator = catalogue.indicators.get(key.indicator)
    if indicator is None:
        return [Problem(Message("CODE-UNKNOWN", {"code": key.indicator}), address=key.address)]
    reads = (
        after.value is None
        or read_entry(after.value, catalogue.value_kind(key.indicator), "plain").value == after.value
    )
    if reads and items_of(key.items).keys() <= set(indicator.dimensions):
        return []
    said = Message("INDICATOR-MISFIT", {"address": key.address, "indicator": key.indicator})
    return [Problem(said, address=key.address)]


def faults_in(catalogue: Catalogue, code: str, columns: Columns) -> list[Problem]:
    """What is wrong with a rule or an indicator that a profile adds to this catalogue."""
    from desktop.catalogue.checking_national import check_indicator, check_rule  # noqa: PLC0415  only where they are written

    if is_indicator(code):
        return check_indicator(catalogue, code, whole(columns))
    return check_rule(catalogue, code, whole_rule(columns))


def _figures_in_the_way(
    profile: OpenProfile, code: str, columns: Columns | None, cleared: Collection[Key]
) -> list[Problem]:
    stored = [key for key, _ in profile.figures.observations_of(code) if key not in cleared]
    if not stored:
        return []
    first = stored[0].address
    if columns is None:
        context: dict[str, object] = {"indicator": code, "n": len(stored), "address": first}
        return [Problem(Message("INDICATOR-FIGURES", context), address=first)]
    held, asked = profile.catalogue.indicators[code], whole(columns)
    found = []
    if asked["value_type"] != held.value_type:
        context = {"indicator": code, "n": len(stored), "address": first, "type": held.value_type}
        found.append(Problem(Message("INDICATOR-TYPE", context), address=first))
    for dimension in (it for it in held.dimensions if it not in asked["dimensions"].split(";")):
        by = [key.address for key in stored if dimension in items_of(key.items)]
        if by:
            context = {"indicator": code, "n": len(by), "address": by[0], "dimension": dimension}
            found.append(Problem(Message("INDICATOR-DIMENSION", context), address=by[0]))
    return found


def _codes_in(columns: Columns) -> set[str]:
    """The indicators that a formula or the sides of a rule name."""
    from desktop.catalogue.expression import ExpressionError, parse, references  # noqa: PLC0415

    found: set[str] = set()
    for name in ("formula", "left", "right"):
        try:
            found |= {ref.code for ref in references(parse(columns.get(name) or "0"))}
        except ExpressionError:
            continue  # a text that cannot be read names nothing; its own check tells it
    return found


def _said(fault: Problem) -> str:
    return str(fault.message.context["defect"])
