"""Owns what is said of a table as a whole: its indicator, items above it, thousands, the period of all its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.services.foreign.heads import Word
from desktop.services.foreign.mapping import LEAVE
from desktop.services.foreign.meanings import NOTHING, Said, read_meaning, together, written_meaning
from desktop.services.recognising.periods import periods_in
from desktop.services.recognising.words import is_in_millions, power_of, takes_power

if TYPE_CHECKING:
    from desktop.services.foreign.reading import TableReading

MOST_NAMES, LONGEST_CAPTION = 12, 60
"""Rows looked at to see whether they are of different indicators; characters of a line that may say items."""


class Whole:
    """Reads what stands above and around one table."""

    def __init__(self, reading: TableReading):
        self.reading, self.table, self.lexicon = reading, reading.table, reading.lexicon

    def _texts(self) -> list[str]:
        """What is said of the table as a whole, the nearest first."""
        table = self.table
        texts = [*self.reading.common, *(heading for heading in self.reading.headings.values() if heading)]
        texts += [table.text(row, column) for row, column in reversed(table.captions)]
        for column in table.labels:
            held = {table.text(row, column) for row in table.body[:50]}
            texts += held if len(held) == 1 else ()
        if len(self.reading.heads) == 1:
            texts += [word.text for words in self.reading.heads.values() for word in words]
        return [*filter(None, texts), table.sheet.name, self.reading.file.stem.replace("_", " ")]

    def said(self) -> Said:
        """Indicator, items, source, status that hold for every figure."""
        said = NOTHING
        if self.reading.map.items:
            said = read_meaning(self.reading.map.items, "items", self.reading.catalogue)
        if self.reading.map.status:
            said = together([said, Said(status=self.reading.map.status)])
        code = self.reading.map.indicator
        if code == "*":
            return said
        if code:
            return together([said, Said(read_meaning(code, "indicator", self.reading.catalogue).code)])
        exact = {it for text in self._texts() if (it := self.lexicon.names.indicator(text))}
        if len(exact) == 1:
            self.reading.map = replace(self.reading.map, indicator=exact.pop())
            return together([said, Said(self.reading.map.indicator)])
        named = {
            it
            for words in self.reading.heads.values()
            for word in words
            if (it := self.lexicon.names.indicator(word.text))
        }
        if len(named) > 1 or self._names_indicators_down():
            self.reading.map = replace(self.reading.map, indicator="*")
            return said
        likely = [
            *("*" for _ in range(self._may_name_indicators())),
            *(it.code for it in self.lexicon.likely(self._texts())),
        ]
        caption = self.table.caption() or " ".join(self.reading.headings.values()) or self.table.sheet.name
        return self.reading.ask(
            "SHEET-ASK-INDICATOR", self.reading.field("indicator"), self.reading.corner, [*likely, LEAVE],
            caption=caption[:120], sheet=self.table.sheet.name,
        )  # fmt: skip

    def captions(self) -> list[Said]:
        """Items that a line above the table or the name of its sheet says: `Women only`."""
        table, made = self.table, []
        places = [(table.text(*at), at) for at in table.captions] + [(table.sheet.name, (table.top, table.left))]
        for text, at in places:
            found = self.lexicon.said(text, self.reading.code) if len(text) <= LONGEST_CAPTION else None
            own = self.reading.own_word(text)
            if own is not None:
                made.append(read_meaning(own, text, self.reading.catalogue))
            elif found is not None and found.said.items and not found.said.code:
                made.append(self.reading.ask_word(Word(text, *at), ["", LEAVE], written_meaning(found.said)))
        return made

    def _names_indicators_down(self) -> bool:
        for column in self.table.labels:
            texts = {self.table.text(row, column) for row in self.table.body} - {""}
            if texts and sum(self.lexicon.names.indicator(it) is not None for it in texts) > len(texts) / 2:
                return True
        return False

    def _may_name_indicators(self) -> bool:
        """Whether the words of a column of labels sound like different indicators."""
        for column in self.table.labels:
            texts = list(dict.fromkeys(self.table.text(row, column) for row in self.table.body[:MOST_NAMES]))
            named = {found[0].code for text in texts if (found := self.lexicon.likely([text], 1, least=0.45))}
            if len(texts) > 1 and len(named) > len(texts) / 2:
                return True
        return False

    def with_power(self, said: Said) -> Said:
        """Thousands or millions that are said of the whole table."""
        indicator = self.reading.catalogue.indicators.get(self.reading.code)
        if self.reading.map.multiplier is not None or self.reading.map.scale is not None or indicator is None:
            return said
        texts = [
            *self.reading.common,
            *self.reading.headings.values(),
            *(self.table.text(*at) for at in self.table.captions),
        ]
        power = next((it for text in texts if (it := power_of(text))), 0)
        power = power or next((it.power for it in self.reading.across.values() if it.power), 0)
        if not power or is_in_millions(indicator, power):
            return said
        if takes_power(indicator):
            return said._replace(power=power)
        scale = power - 6 if "million" in indicator.unit else power
        choices = (str(scale), "0") if "million" in indicator.unit else ("0", str(scale))
        at, context = self.reading.field("scale"), {"power": power, "unit": indicator.unit}
        wait = self.reading.ask("SHEET-ASK-UNIT", at, self.reading.corner, choices, **context)
        return together([said, wait])

    def with_period(self, said: Said) -> Said:
        """The period of figures that no word near them dates."""
        if self.reading.map.period:
            return together([said, self._period_of(self.reading.map.period)])
        is_down = any(role.role == "period" for role in self.reading.roles.values())
        if (
            is_down
            or any(it.period for it in (*self.reading.across.values(), *self.reading.down.values()))
            or all(it.reason for it in self.reading.across.values())
        ):
            return said
        found = {name: self._periods_at(name) for name in ("caption", "file", "sheet")}
        sources = [name for name, periods in found.items() if len(periods) == 1]
        choices = [*sources, *(period for periods in found.values() for period in periods)]
        return together(
            [
                said,
                self.reading.ask("SHEET-ASK-PERIOD", self.reading.field("period"), self.reading.corner, [*choices, ""]),
            ]
        )

    def _periods_at(self, name: str) -> list[str]:
        texts = {"file": self.reading.file.stem, "sheet": self.table.sheet.name, "caption": self.table.caption()}
        return periods_in(texts[name])

    def _period_of(self, written: str) -> Said:
        if written not in {"file", "sheet", "caption"}:
            return read_meaning(f"@{written}", "period", self.reading.catalogue)
        found = self._periods_at(written)
        if len(found) == 1:
            return Said(period=found[0])
        return self.reading.ask("SHEET-ASK-PERIOD", self.reading.field("period"), self.reading.corner, [*found, ""])
