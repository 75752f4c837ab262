"""Owns the comparison of the sheets of sources and texts, each field and each text against what was sent and what stands here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.domain.change import RegisterEdit, source_register, text_register
from desktop.domain.errors import Message, Refused
from desktop.domain.source import SOURCE_FIELDS, Source
from desktop.exchange.excel.returned.rows import SentSource, SentText
from desktop.exchange.sheets.model import cell_name
from desktop.services.importing.plan import PlannedCell
from desktop.services.importing.returned.comparing import accepted, compare
from desktop.services.importing.returned.figures import Comparison
from desktop.services.narrative import known_blocks
from desktop.services.recording import check_source
from desktop.services.sources import free_id, taken_ids, titled
from desktop.services.texts import clean

_GRAVITY = ("conflict", "refused", "doubtful", "cleared", "changed", "new", "unchanged")


def plan_sources(how: Comparison, rows: Iterable[SentSource]) -> Iterator[PlannedCell]:
    """One planned cell for each source: the gravest outcome of its fields, and the edits of those that are taken."""
    taken = taken_ids(how.profile)
    for row in rows:
        source_id = row.id
        if not source_id:
            if not row.fields.get("title"):
                continue
            source_id = titled(how.profile, row.fields["title"]) or free_id(row.fields["title"], taken)
        taken.add(source_id)
        yield _source(how, row, source_id)


def _source(how: Comparison, row: SentSource, source_id: str) -> PlannedCell:
    held = how.profile.figures.sources.get(source_id)
    sent = how.base.sources.get(source_id) if how.base else None
    outcomes = ["unchanged"]
    edits: list[RegisterEdit] = []
    for number, name in enumerate(SOURCE_FIELDS, 1):
        if name not in row.fields:
            continue
        ours, theirs = (getattr(held, name) if held else ""), row.fields[name]
        base = sent[number] if sent else "" if how.base is not None else ours
        if " ".join(theirs.split()) == " ".join(base.split()):
            theirs = base  # doubled blanks do not come back from every program
        outcome, _ = accepted(compare(base, ours, theirs, "").outcome, how.accept, source_id, is_empty=not theirs)
        outcomes.append("changed" if outcome == "new" and held else outcome)
        if outcome not in ("unchanged", "doubtful"):
            edits.append(RegisterEdit(source_register(source_id, name), theirs or None))
    outcome = min(outcomes, key=_GRAVITY.index)
    told = PlannedCell(outcome, source_id, None, None, sheet=row.sheet, cell=cell_name(row.number, 0))
    try:
        fields = {name: getattr(held, name) if held else "" for name in SOURCE_FIELDS} | dict(row.fields)
        check_source(how.profile, Source(source_id, **fields))
    except Refused as refusal:
        if outcome != "unchanged":
            return told._replace(outcome="refused", reason=refusal.problems[0].message)
    why = Message("BOTH-CHANGED", {"address": source_id}) if outcome == "conflict" else None
    return told._replace(reason=why, edits=edits)


def plan_texts(how: Comparison, rows: Iterable[SentText], language: str) -> Iterator[PlannedCell]:
    """One planned cell for each text that is or was, in the language of the workbook."""
    known = known_blocks(how.profile)
    for row in rows:
        place = row.sheet, cell_name(row.number, row.column)
        told = PlannedCell("refused", row.block or None, None, None, 0, None, *place, None, row.text[:200])
        try:
            if row.block not in known:
                raise Refused("BLOCK-UNKNOWN", block=row.block or "–")
            theirs = clean(row.text)
        except Refused as refusal:
            yield told._replace(reason=refusal.problems[0].message)
            continue
        ours = how.profile.figures.texts.get((row.block, language), "")
        base = how.base.texts.get(row.block, "") if how.base else ours
        if " ".join(theirs.split()) == " ".join(base.split()):
            theirs = base
        compared = compare(base, ours, theirs, "")
        outcome, why = accepted(compared.outcome, how.accept, row.block, is_empty=not theirs)
        edits = [] if outcome == "unchanged" else [RegisterEdit(text_register(row.block, language), theirs or None)]
        if ours or theirs:
            yield told._replace(outcome=outcome, reason=why, edits=edits, side=compared.side)
