"""Owns what the labels before a row of figures say: whose country it is, of which items, of what period, or that it is a sum."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.number import exact_number
from desktop.services.foreign.cells import NUMBER, YEAR
from desktop.services.foreign.labels import Role, place_of
from desktop.services.foreign.mapping import LEAVE, same_words
from desktop.services.foreign.meanings import NOTHING, Said, left, read_meaning, together
from desktop.services.foreign.totals import sums
from desktop.services.recognising.countries import AREA, COUNTRY, FORMER, is_group, is_rest, is_total
from desktop.services.recognising.periods import numbered_part, part_of_year, written_period
from desktop.services.recognising.words import fold

if TYPE_CHECKING:
    from desktop.services.foreign.reading import TableReading

_OURS = Said(note="\0")
"""Stands for a label that names the profile's country."""
_NOT_KNOWN = re.compile(
    r"unknown|not (?:stated|known|reported|specified)|inconnu|desconocido|no declarado|sin dato|non (?:declare|precise)"
)
MOST_NAMES = 40
"""Names that a question lists."""
_UNKNOWN = "SHEET-PLACE-UNKNOWN"


class Rows:
    """Goes over the rows of a table once; each distinct word is understood once."""

    def __init__(self, reading: TableReading):
        self.reading, self.lexicon, self.catalogue = reading, reading.lexicon, reading.catalogue
        self.country = self.lexicon.profile.settings.country
        self._known: dict[tuple[int, str], Said] = {}
        self._words: dict[str, dict[str, str]] = {}
        self._sums: dict[int, tuple[int, int]] | None = None

    def said(self) -> dict[int, Said]:
        """What is said of each row of figures."""
        reading, made = self.reading, {}
        under: dict[str, Said] = {}
        countries = [at for at, role in reading.roles.items() if role.role == "country" and isinstance(at, int)]
        found_ours = not countries
        for row in reading.table.body:
            if row in reading.before:
                under = _under(under, reading.heading_said(reading.before[row]))
            labels = reading.labels[row]
            if reading.table.labels and not any(labels.values()):
                made[row] = left("SHEET-NO-LABEL")
                continue
            parts = list(under.values())
            place = self._place([(at, labels[at]) for at in countries], row)
            found_ours = found_ours or place is _OURS
            parts.append(NOTHING if place is _OURS else place)
            if place.reason is None:
                parts += [
                    self._label(at, role, labels, row) for at, role in reading.roles.items() if isinstance(at, int)
                ]
            made[row] = together(parts)
        if not found_ours:
            self._ask_country(countries[0], made)
        return made

    def _ask_country(self, column: int, made: dict[int, Said]) -> None:
        """No row is of the profile's country: one whose name is not known may be."""
        reading = self.reading
        unknown = [row for row, said in made.items() if said.reason is not None and said.reason.code == _UNKNOWN]
        names = list(dict.fromkeys(reading.labels[row][column] for row in unknown if reading.labels[row][column]))
        if not names or reading.map.country == LEAVE:
            return
        wait = reading.ask(
            "SHEET-ASK-COUNTRY", reading.field("country"), (reading.table.top, column), (LEAVE, *names[:MOST_NAMES]),
            country=self.country, heading=reading.headings[column],
        )  # fmt: skip
        made.update(dict.fromkeys(unknown, wait))

    def _place(self, labels: list[tuple[int, str]], row: int) -> Said:
        """Whose row it is, by all columns that name countries."""
        if not labels:
            return NOTHING
        found = [self._country(at, text) for at, text in labels if text]
        codes = {it.items[0][1] for it in found if it.items}
        if codes == {self.country}:
            return _OURS
        if self.country in codes:
            return left("SHEET-CLASH", one=self.country, other=(codes - {self.country}).pop())
        if codes:
            return left("SHEET-OTHER-COUNTRY")
        known = [it for it in found if it.reason and it.reason.code != _UNKNOWN]
        return (known or found or [left("SHEET-NO-LABEL")])[0]

    def _country(self, at: int, text: str) -> Said:
        key = (at, text)
        if key not in self._known:
            own = self._own(self.reading.headings[at], text)
            place = place_of(own or text)
            if own == LEAVE:
                said = left("SHEET-WORD-LEFT", word=text)
            elif same_words(text, self.reading.map.country):
                said = Said(items=(("", self.country),))
            elif place is not None and place.kind == COUNTRY:
                said = Said(items=(("", place.code),))
            elif place is not None and place.kind == FORMER:
                said = left("SHEET-FORMER", name=place.code)
            elif place is not None or is_total(text) or is_group(text):
                said = left("SHEET-AGGREGATE")
            else:
                said = left(_UNKNOWN)
            self._known[key] = said
        return self._known[key]

    def _own(self, heading: str, text: str) -> str | None:
        if heading not in self._words:
            self._words[heading] = self.reading.words_of(heading)
        words = self._words[heading]
        return words.get(fold(text) if text else "") if words else None

    def _label(self, at: int, role: Role, labels: dict[int, str], row: int) -> Said:
        text = labels[at]
        if role.role in {"nothing", "country"} or not (text or role.role == "item"):
            return NOTHING
        key = (at, text)
        said = self._known.get(key)
        if said is None:
            said = self._known[key] = self.label(role, self.reading.headings[at], text, (row, at))
        return said

    def label(self, role: Role, heading: str, text: str, at: tuple[int, int]) -> Said:
        """What one word in a column of some role says."""
        own = self._own(heading, text)
        if own is not None and role.role not in {"country", "status"}:
            return read_meaning(own, text, self.catalogue, role.dimension if role.role == "item" else "")
        if role.role == "item" and not text:
            return self.reading.ask(
                "SHEET-ASK-BLANK", self.reading.field("columns", heading, ""), at, [LEAVE, "_T"], heading=heading
            )
        if role.role == "item":
            return self._item(role.dimension, heading, text, at)
        if role.role == "country":
            return self._whose(heading, text)
        if role.role == "period":
            return self._period(text, heading, at)
        if role.role == "indicator":
            return self._indicator(text, heading, at)
        if role.role == "note":
            return Said(note=f"{heading}: {text}" if len(text) < 6 and not heading.startswith("#") else text)
        if role.role == "status":
            return self._status(text, heading, at)
        if role.role == "waits":
            return Said(
                reason=self.reading.questions[self.reading.field("columns", role.dimension)].message, fate="doubtful"
            )
        return NOTHING

    def _whose(self, heading: str, text: str) -> Said:
        """A word above a column that may name the profile's country."""
        self.reading.headings.setdefault(-1, heading)
        place = self._country(-1, text)
        if place.items:
            return NOTHING if place.items[0][1] == self.country else left("SHEET-OTHER-COUNTRY")
        return place

    def _item(self, dimension: str, heading: str, text: str, at: tuple[int, int]) -> Said:
        found = self.lexicon.items(text, self.reading.code, dimension)
        if found is not None:
            return Said(items=found)
        listed = self.catalogue.dimensions[dimension]
        choice = LEAVE
        if listed.is_country:
            place = place_of(text)
            if place is not None and place.kind == COUNTRY:
                return Said(items=((dimension, place.code),))
            if place is not None and place.kind == FORMER:
                return left("SHEET-FORMER", name=place.code)
            if place is not None and place.kind == AREA:
                return left("SHEET-AGGREGATE")
            if is_group(text) and not is_rest(text):
                return left("SHEET-AGGREGATE")
        span = self._sum_at(at)
        if span is not None:
            return left("SHEET-SUM", first=span[0] + 1, last=span[1] + 1)
        if listed.is_region and (digits := text.split(maxsplit=1)[0]).isdigit():
            choice = f"{self._alpha2()}-{digits}"
        elif "_U" in listed.members and _NOT_KNOWN.search(fold(text)):
            choice = "_U"
        elif likely := self.lexicon.likely_member(text, dimension):
            choice = likely
        members = [it for it in listed.members if it != "_T"][:12]
        return self.reading.ask(
            "SHEET-ASK-WORD",
            self.reading.field("columns", heading, text),
            at,
            [choice, *members, "", LEAVE],
            word=text,
        )

    def _alpha2(self) -> str:
        from desktop.services.places import alpha2  # noqa: PLC0415

        return alpha2(self.country)

    def _sum_at(self, at: tuple[int, int]) -> tuple[int, int] | None:
        """The rows that a row is the sum of, as rows of the sheet: of other words in this column, the same ones in the others."""
        table, (row, column), labels = self.reading.table, at, self.reading.labels
        if len(table.values) < 2 or row not in table.body:
            return None
        if self._sums is None:
            numbers = [
                {
                    value: Decimal(exact_number(str(table.sheet.at(it, value))) or 0)
                    for value in table.values
                    if table.kind(it, value) in {NUMBER, YEAR}
                }
                for it in table.body
            ]
            self._sums = sums(numbers, range(len(numbers))) if len(numbers) <= 1000 else {}
        number = table.body.index(row)
        span = self._sums.get(number)
        parts = table.body[span[0] : span[1] + 1] if span else []
        items = [it for it, role in self.reading.roles.items() if role.role == "item" and isinstance(it, int)]
        is_over = all((labels[row][it] != labels[part][it]) == (it == column) for part in parts for it in items)
        return (parts[0], parts[-1]) if parts and is_over else None

    def _period(self, text: str, heading: str, at: tuple[int, int]) -> Said:
        written = written_period(text)
        if written is not None and written.period:
            return Said(period=written.period, status=written.status)
        if written is not None:
            return self.reading.period_in_doubt(written, text, at)
        part = part_of_year(text) or numbered_part(heading, text)
        if part is not None:
            return Said(part=part)
        return self.reading.ask(
            "SHEET-ASK-WORD", self.reading.field("columns", heading, text), at, [LEAVE, ""], word=text
        )

    def _indicator(self, text: str, heading: str, at: tuple[int, int]) -> Said:
        found = self.lexicon.said(text, "")
        if found is not None and found.said.code:
            return found.said
        likely = [it.code for it in self.lexicon.likely([text], 4)]
        return self.reading.ask(
            "SHEET-ASK-WORD", self.reading.field("columns", heading, text), at, [*likely, LEAVE, ""], word=text
        )

    def _status(self, text: str, heading: str, at: tuple[int, int]) -> Said:
        members = self.catalogue.dimensions["OBS_STATUS"].members.values()
        own = self._own(heading, text)
        for member in members:
            if fold(own if own is not None else text) in {fold(it) for it in (member.code, *member.title.values())}:
                return Said(status=member.code) if member.code != "A" else NOTHING
        if own is not None:
            return read_meaning(own, text, self.catalogue)
        return self.reading.ask(
            "SHEET-ASK-WORD",
            self.reading.field("columns", heading, text),
            at,
            ["", *sorted(self.catalogue.statuses), LEAVE],
            word=text,
        )


def _under(held: dict[str, Said], said: Said) -> dict[str, Said]:
    """Headings above a row: one that says the same kind of thing takes the place of the one before."""
    if said is NOTHING:
        return held
    kind = "reason" if said.reason else "code" if said.code else ",".join(name for name, _ in said.items) or "period"
    if said.code:
        held = {}
    return {**{it: other for it, other in held.items() if it != "reason"}, kind: said}
