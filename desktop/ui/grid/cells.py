"""Owns what a cell of the table shows and says: text, mark, letter, tint; tooltip and words for a screen reader."""

from __future__ import annotations

from desktop.catalogue.model import in_language
from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation
from desktop.domain.profile import Undecided
from desktop.language import _, current, plural
from desktop.services import asking, checking
from desktop.ui.common import marks, words
from desktop.ui.findings import words as finding_words
from desktop.ui.grid import sums
from desktop.ui.grid.rows import Column, PaintCell, Row
from desktop.ui.session import ProfileSession

LETTERS = frozenset("BDEFPUV")
TINTS = {"error": "error_soft", "warning": "warning_soft", "conflict": "conflict_soft", "unreadable": "error_soft"}


def shown_observation(session: ProfileSession, row: Row, cell: Cell) -> tuple[Observation | None, str, int, bool]:
    """What stands in a cell of a row:
    the observation, its source, how many stand side by side, and whether nobody chose.
    """
    figures = session.profile.figures
    if row.source is not None:
        return figures.get(Key(*cell, row.source)), row.source, 1, False
    there = figures.at(cell)
    filled = sum(not observation.is_blank for observation in there.values())
    published = figures.published(cell) if there else None
    if isinstance(published, Undecided):
        return None, "", filled, True
    if published is not None:
        return published[1], published[0], filled, False
    blank = next(iter(there.items()), None)
    return (blank[1], blank[0], 0, False) if blank else (None, "", 0, False)


def prepare(session: ProfileSession, row: Row, column: Column) -> PaintCell:
    """Make the cell as it is painted."""
    made = PaintCell()
    cell = row.cell(column)
    if cell is None or row.indicator is None:
        return made
    if row.kind in sums.KINDS:
        sums.prepare(session, row, column, made)
        return made
    made.strong = column.is_strong or row.strong
    observation, _source, filled, undecided = shown_observation(session, row, cell)
    kinds: set[str] = set()
    if undecided:
        made.kind, made.tone = "undecided", "conflict"
        made.text = plural("{n} value", "{n} values", filled)
        kinds.add("conflict")
    elif observation is not None and not observation.is_blank:
        _fill(session, row, made, observation, kinds)
        if filled > 1:
            kinds.add("sources")
    elif row.source is None:
        _compute(session, row, made, cell)
    if observation is not None:
        made.note = bool(observation.note)
        if observation.status in LETTERS:
            made.letter = observation.status
    kinds |= _finding_marks(session, row, cell)
    if row.source is not None and (row.kind == "source" or not kinds):
        _publish_mark(session, made, cell, row.source, observation)
    else:
        made.mark = marks.gravest(kinds)
        made.tint = TINTS.get(made.mark, "")
    if made.kind == "value" and not made.computed:
        made.lacks = _lacking(session, row, made.text)
    return made


def _finding_marks(session: ProfileSession, row: Row, cell: Cell) -> set[str]:
    kinds = set()
    for finding in session.findings_at(cell):
        if row.source is None or finding.source in (None, row.source):
            kinds.add("explained" if session.is_explained(finding) else finding.severity)
    return kinds


def _fill(session: ProfileSession, row: Row, made: PaintCell, observation: Observation, kinds: set[str]) -> None:
    assert row.indicator is not None
    if observation.is_reason:
        made.kind, made.text, made.tone = "reason", f"[{observation.status}]", "muted"
        return
    made.text = words.value_text(
        session.profile.catalogue, row.indicator, observation, session.profile.settings.numbers
    )
    if observation.is_unreadable:
        made.kind, made.tone = "unreadable", "error"
        kinds.add("unreadable")
        return
    made.kind = "value"
    if row.indicator.value_type == "text":
        made.text = " ".join(made.text.split())  # a cell has one line


def _compute(session: ProfileSession, row: Row, made: PaintCell, cell: Cell) -> None:
    computed = session.profile.evaluator.computed(cell)
    if computed is None or row.indicator is None:
        return
    made.kind, made.computed = "value", True
    made.text = words.computed_text(row.indicator, computed.text, session.profile.settings.numbers)
    made.tone = "derived" if row.derived else "text2"


def _publish_mark(
    session: ProfileSession, made: PaintCell, cell: Cell, source: str, observation: Observation | None
) -> None:
    if observation is None or observation.is_blank:
        return
    published = session.profile.figures.published(cell)
    is_it = isinstance(published, tuple) and published[0] == source
    if session.profile.figures.has_rivals(cell):
        made.mark = "published" if is_it else "unpublished"
    if not is_it and made.kind == "value":
        made.tone = "text2"


def _lacking(session: ProfileSession, row: Row, text: str) -> int:
    """Decimals that a figure has fewer than the row's most."""
    if row.indicator is None or row.indicator.value_type not in ("decimal", "percentage"):
        return 0
    if row.decimals < 0:
        held = session.profile.figures.of(row.key.indicator).get(row.key.items, {})
        row.decimals = max(
            (_decimals(observation.value) for periods in held.values() for observation in periods.values()), default=0
        )
    sign = "." if session.profile.settings.numbers == "en" else ","
    return max(0, row.decimals - (len(text) - text.rfind(sign) - 1 if sign in text else 0))


def _decimals(value: str | None) -> int:
    return len(value.partition(".")[2]) if value else 0


def status_word(session: ProfileSession, status: str) -> str:
    member = session.profile.catalogue.dimensions["OBS_STATUS"].members.get(status)
    return in_language(member.title, current()) if member else status


def states(session: ProfileSession, row: Row, column: Column) -> list[str]:
    """Everything a cell says beside its value, one sentence each, the gravest first."""
    cell = row.cell(column)
    if cell is None or row.indicator is None:
        return []
    said: list[str] = []
    observation, source, filled, undecided = shown_observation(session, row, cell)
    if undecided:
        said.append(_("{n} values side by side, none is chosen").format(n=filled))
    if observation is not None and observation.is_unreadable:
        said.append(_("“{text}” cannot be read as a number").format(text=observation.typed))
    for finding in session.findings_at(cell):
        held = checking.explanation(session.profile, finding)
        text = checking.words(session.profile, finding, current()).whole
        said.append(f"{text} {finding_words.explained(held)}" if held else text)
    if filled > 1 and not undecided:
        name = words.source_word(session.profile.figures, source)
        said.append(_("{n} sources, published: {source}").format(n=filled, source=name))
    if observation is not None and observation.status != "A":
        said.append(status_word(session, observation.status))
    if observation is not None and observation.note:
        said.append(_("note: {text}").format(text=observation.note))
    computed = asking.computed_row(session.profile, cell) if observation is None or observation.is_blank else None
    if computed is not None and computed.computed is not None:
        parts = ", ".join(address for address, _value in computed.computed.parts[:6])
        said.append(_("worked out from {parts}").format(parts=parts) if parts else _("counted by the program"))
    return said


def spoken(session: ProfileSession, row: Row, column: Column, text: str) -> str:
    """Indicator, items, year, value, state: what a screen reader says of a cell."""
    if row.indicator is None:
        return row.label
    parts = [words.title(row.indicator)]
    if row.key.items or column.items:
        cell = row.cell(column)
        parts.append(words.members_words(session.profile.catalogue, cell.items if cell else row.key.items))
    if row.source is not None:
        parts.append(words.source_word(session.profile.figures, row.source))
    parts += [column.title, text or _("empty"), *states(session, row, column)]
    return ", ".join(parts)
