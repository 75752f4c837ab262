"""Owns what all words at the edges of one table say, by a mapping and by what is known; what is in doubt becomes a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.errors import Message
from desktop.services.foreign.heads import Edges, Word
from desktop.services.foreign.labels import ABOVE, Role, guess, place_of
from desktop.services.foreign.lexicon import Lexicon, Reading
from desktop.services.foreign.mapping import LEAVE, Column, Field, TableMap, same_words
from desktop.services.foreign.meanings import NOTHING, Said, read_meaning, together
from desktop.services.foreign.places import Rows
from desktop.services.foreign.plan import DOUBTFUL, Choice, Question, SheetArea
from desktop.services.foreign.tables import Table
from desktop.services.recognising.periods import WrittenPeriod, periods_in, written_period
from desktop.services.recognising.words import fold, is_in_millions, power_of, takes_power

_SHORT_SPAN = re.compile(r"\d{4}\s?[-–/]\s?\d{2}")
MOST_WORDS = 400
"""Distinct words of a column that are looked at to tell its role."""


class TableReading:
    """One table with its part of a mapping; `number` of that part. `map` is the part with all that is sure written into it."""

    def __init__(  # noqa: PLR0917
        self,
        lexicon: Lexicon,
        table: Table,
        edges: Edges,
        table_map: TableMap,
        number: int,
        file: Path,
        *,
        is_given: bool,
    ):
        self.lexicon, self.table, self.map, self.number, self.file = lexicon, table, table_map, number, file
        self.catalogue = lexicon.catalogue
        self.questions: dict[Field, Question] = {}
        self.heads, self.labels, self.before = edges
        self.headings = _headings(table)
        self._is_given = is_given
        self.common = self._common()
        self.whole = self._whole()
        self.code = self.whole.code
        self.across: dict[int, Said] = {}
        self.down: dict[int, Said] = {}
        if self.whole.reason is None:
            self.roles = self._roles()
            self.season = self._season()
            self.across = {column: self._above(words) for column, words in self.heads.items()}
            self.down = Rows(self).said()
            self.whole = self._with_period(self._with_power(self.whole))

    # Questions

    def ask(self, code: str, at: Field, area: tuple[int, int], choices: Sequence[str], **context: object) -> Said:
        """Ask once; what the figures wait for meanwhile. The first of the choices is the likeliest."""
        row, column = area
        message = Message(code, context)
        if at not in self.questions:
            place = SheetArea(self.table.sheet.name, row, column, row, column)
            listed = tuple(Choice(it, self._words_of(it)) for it in dict.fromkeys(choices))
            self.questions[at] = Question(place, message, at, listed, choices[0])
        return Said(reason=self.questions[at].message, fate=DOUBTFUL)

    def _words_of(self, answer: str) -> str:
        indicator = self.catalogue.indicators.get(answer)
        if indicator is not None:
            return indicator.title.get("en") or next(iter(indicator.title.values()), "")
        return ""

    def field(self, name: str, heading: str | None = None, word: str | None = None) -> Field:
        """A place in this table's part of the mapping."""
        return Field(self.number, name, heading, word)

    @property
    def _corner(self) -> tuple[int, int]:
        return self.table.top, self.table.left

    # The table as a whole

    def _common(self) -> set[str]:
        """Words that stand above every column of values: they are said of the table, as its caption is."""
        if len(self.heads) < 2:
            return set()
        sets = [{word.text for word in words} for words in self.heads.values()]
        return set.intersection(*sets)

    def _texts(self) -> list[str]:
        """What is said of the table as a whole, the nearest first."""
        table = self.table
        texts = [*self.common, *(heading for heading in self.headings.values() if heading)]
        texts += [table.text(row, column) for row, column in reversed(table.captions)]
        for column in table.labels:
            held = {table.text(row, column) for row in table.body[:50]}
            texts += held if len(held) == 1 else ()
        if len(self.heads) == 1:
            texts += [word.text for words in self.heads.values() for word in words]
        return [*filter(None, texts), table.sheet.name, self.file.stem.replace("_", " ")]

    def _whole(self) -> Said:
        """Indicator, items, source, status that hold for every figure."""
        said = NOTHING
        if self.map.items:
            said = read_meaning(self.map.items, "items", self.catalogue)
        if self.map.status:
            said = together([said, Said(status=self.map.status)])
        code = self.map.indicator
        if code == "*":
            return said
        if code:
            return together([said, Said(read_meaning(code, "indicator", self.catalogue).code)])
        exact = {it for text in self._texts() if (it := self.lexicon.names.indicator(text))}
        if len(exact) == 1:
            self.map = replace(self.map, indicator=exact.pop())
            return together([said, Said(self.map.indicator)])
        named = {
            it for words in self.heads.values() for word in words if (it := self.lexicon.names.indicator(word.text))
        }
        if len(named) > 1 or self._names_indicators_down():
            self.map = replace(self.map, indicator="*")
            return said
        likely = [it.code for it in self.lexicon.likely(self._texts())]
        caption = self.table.caption() or " ".join(self.headings.values()) or self.table.sheet.name
        return self.ask(
            "SHEET-ASK-INDICATOR", self.field("indicator"), self._corner, [*likely, LEAVE],
            caption=caption[:120], sheet=self.table.sheet.name,
        )  # fmt: skip

    def _names_indicators_down(self) -> bool:
        for column in self.table.labels:
            texts = {self.table.text(row, column) for row in self.table.body} - {""}
            if texts and sum(self.lexicon.names.indicator(it) is not None for it in texts) > len(texts) / 2:
                return True
        return False

    def _with_power(self, said: Said) -> Said:
        """Thousands or millions that are said of the whole table."""
        indicator = self.catalogue.indicators.get(self.code)
        if self.map.multiplier is not None or self.map.scale is not None or indicator is None:
            return said
        texts = [*self.common, *self.headings.values(), *(self.table.text(*at) for at in self.table.captions)]
        power = next((it for text in texts if (it := power_of(text))), 0)
        power = power or next((it.power for it in self.across.values() if it.power), 0)
        if not power or is_in_millions(indicator, power):
            return said
        if takes_power(indicator):
            return said._replace(power=power)
        scale = power - 6 if "million" in indicator.unit else power
        wait = self.ask(
            "SHEET-ASK-UNIT", self.field("scale"), self._corner, [str(scale), "0"] if indicator.is_additive else ["0", str(scale)],
            power=power, unit=indicator.unit,
        )  # fmt: skip
        return together([said, wait])

    def _with_period(self, said: Said) -> Said:
        """The period of figures that no word near them dates."""
        if self.map.period:
            return together([said, self._period_of(self.map.period)])
        is_down = any(role.role == "period" for role in self.roles.values())
        if (
            is_down
            or any(it.period for it in (*self.across.values(), *self.down.values()))
            or all(it.reason for it in self.across.values())
        ):
            return said
        found = {name: self._periods_at(name) for name in ("caption", "file", "sheet")}
        sources = [name for name, periods in found.items() if len(periods) == 1]
        choices = [*sources, *(period for periods in found.values() for period in periods)]
        return together([said, self.ask("SHEET-ASK-PERIOD", self.field("period"), self._corner, [*choices, ""])])

    def _periods_at(self, name: str) -> list[str]:
        texts = {"file": self.file.stem, "sheet": self.table.sheet.name, "caption": self.table.caption()}
        return periods_in(texts[name])

    def _period_of(self, written: str) -> Said:
        if written not in {"file", "sheet", "caption"}:
            return read_meaning(f"@{written}", "period", self.catalogue)
        found = self._periods_at(written)
        if len(found) == 1:
            return Said(period=found[0])
        return self.ask("SHEET-ASK-PERIOD", self.field("period"), self._corner, [*found, ""])

    # Columns of labels

    def _roles(self) -> dict[int | str, Role]:
        """What each column of labels is for, and the words above (`ABOVE`) where they name countries."""
        roles: dict[int | str, Role] = {}
        used: list[str] = []
        for at, heading in self.headings.items():
            mapped = self.map.column(heading)
            if mapped is not None and mapped.role:
                roles[at] = Role(mapped.role, mapped.dimension)
                used.append(mapped.dimension)
        indicator = self.catalogue.indicators.get(self.code)
        guessed: dict[int, Role] = {}
        for at, heading in self.headings.items():
            if at not in roles:
                texts = list(dict.fromkeys(labels[at] for labels in self.labels.values() if labels[at]))[:MOST_WORDS]
                guessed[at] = guess(self.lexicon, indicator, heading, texts, used)
                used.append(guessed[at].dimension)
        for at, role in guessed.items():
            others: dict[int | str, Role] = dict(roles)
            others.update(guessed.items())
            twin = self._twin(at, others)
            changed = role if twin is None else twin
            if twin is None and self._is_given and changed.role in {"item", "country", "indicator"}:
                changed = changed._replace(sure=False, choices=changed.choices or (changed.written, "nothing"))
            roles[at] = self._settled(changed, self.headings[at], (self.table.top, at))
        above = self._guess_above(indicator, used)
        if above is not None:
            roles[ABOVE] = above
        return roles

    def _twin(self, at: int, roles: dict[int | str, Role]) -> Role | None:
        """The sure role of another column that names the same countries: codes beside names."""
        if roles[at].role not in {"country", "item"} or (roles[at].sure and not self._is_given):
            return None
        mine = [place_of(labels[at]) for labels in self.labels.values()]
        for other, role in roles.items():
            if other == at or not isinstance(other, int) or not role.sure or role.role != "country":
                continue
            theirs = [place_of(labels[other]) for labels in self.labels.values()]
            both = [one == two for one, two in zip(mine, theirs, strict=True) if one and two]
            if len(both) > len(mine) / 2 and sum(both) > 0.9 * len(both):
                return role
        return None

    def _guess_above(self, indicator: object, used: list[str]) -> Role | None:
        """The role of words above the columns where they name countries: items, or the countries that report."""
        mapped = self.map.column(ABOVE)
        if mapped is not None and mapped.role:
            return Role(mapped.role, mapped.dimension)
        texts = list(
            dict.fromkeys(word.text for words in self.heads.values() for word in words if word.text not in self.common)
        )
        named = [text for text in texts if not written_period(text)]
        if len(named) < 3 or sum(place_of(it) is not None for it in named) <= len(named) / 2:
            return None
        role = guess(self.lexicon, self.catalogue.indicators.get(self.code), "", named[:MOST_WORDS], used)
        return self._settled(role, ABOVE, self._corner) if role.role in {"country", "item"} else None

    def _settled(self, role: Role, heading: str, at: tuple[int, int]) -> Role:
        if role.sure:
            if heading:
                columns = (*self.map.columns, Column(heading, role.role, role.dimension))
                self.map = replace(self.map, columns=columns)
            return role
        self.ask("SHEET-ASK-COLUMN", self.field("columns", heading), at, (role.written, *role.choices), heading=heading)
        return Role("waits", heading)

    def words_of(self, heading: str) -> dict[str, str]:
        """What the mapping says of words in a column, by folded word."""
        column = self.map.column(heading)
        return {fold(word): meaning for word, meaning in column.words.items()} if column else {}

    # Words above columns and between rows

    def _season(self) -> str:
        """The reading of periods such as 2002-03: months where some can be nothing else, else what the mapping says."""
        texts = {word.text for words in self.heads.values() for word in words}
        for at, role in self.roles.items():
            if role.role == "period" and isinstance(at, int):
                texts |= {labels[at] for labels in self.labels.values()}
        sure = {next(iter(it.readings)) for text in texts if (it := written_period(text)) and len(it.readings) == 1}
        has_short = any(_SHORT_SPAN.fullmatch(text) for text in texts)
        return "month" if "month" in sure else self.map.season or ("span" if "span" in sure and has_short else "")

    def period_in_doubt(self, written: WrittenPeriod, text: str, at: tuple[int, int]) -> Said:
        """A period with several readings, by what is settled for the table."""
        period = written.readings.get(self.season)
        if period is None and self.season and "span" in written.readings and "first" not in written.readings:
            period = written.readings["span"]
        if period:
            return Said(period=period, status=written.status)
        choices = sorted(written.readings, key=("span", "month", "first", "last").index)
        return self.ask("SHEET-ASK-SEASON", self.field("season"), at, choices, text=text)

    def _above(self, words: list[Word]) -> Said:
        return together([self._head(word, len(words)) for word in words])

    def _head(self, word: Word, count: int) -> Said:
        text = word.text
        own = {fold(it): meaning for it, meaning in self.map.words.items()}.get(fold(text))
        if own is not None:
            return read_meaning(own, text, self.catalogue)
        above = self.roles.get(ABOVE)
        if above is not None and written_period(text) is None and text not in self.common:
            return Rows(self).label(above, ABOVE, text, (word.row, word.column))
        if word.is_date:
            return self._ask_word(word, [f"@{text[:7]}", f"@{text[:4]}", LEAVE], f"@{text[:4]}")
        found = self.lexicon.said(text, self.code)
        if found is not None and found.season is not None:
            return self.period_in_doubt(found.season, text, (word.row, word.column))
        if found is None or not found.sure:
            found = self._without_common(word) or found
        if found is not None and found.sure and not (word.is_carried and self._matters(found.said)):
            return found.said
        return self._ask_head(word, found)

    @staticmethod
    def _matters(said: Said) -> bool:
        return bool(said.items or said.code)

    def _without_common(self, word: Word) -> Reading | None:
        """What is left of a word when what all words of its row have in common is taken off."""
        row = {it.text for words in self.heads.values() for it in words if it.row == word.row}
        if len(row) < 2:
            return None
        split = {text: [part.strip() for part in text.replace(")", "(").split("(") if part.strip()] for text in row}
        shared = set.intersection(*(set(parts) for parts in split.values()))
        rest = [part for part in split[word.text] if part not in shared]
        if not shared or len(rest) != 1:
            return None
        found = self.lexicon.said(rest[0], self.code)
        return found if found and found.sure else None

    def _ask_head(self, word: Word, found: Reading | None) -> Said:
        """Ask what a word above columns means, unless it stands above all of them."""
        if found is not None:
            return self._ask_word(word, [written_meaning(found.said), "", LEAVE], written_meaning(found.said))
        if word.text in self.common or len(self.heads) == 1:
            return NOTHING
        likely = [it.code for it in self.lexicon.likely([word.text], 3)]
        same = bool(likely) and likely[0] == self.code
        return self._ask_word(word, [*likely, "", LEAVE], "" if same else LEAVE)

    def _ask_word(self, word: Word, choices: list[str], choice: str) -> Said:
        code = "SHEET-ASK-CARRIED" if word.is_carried else "SHEET-ASK-WORD"
        field = self.field("words", None, word.text)
        if field in self.questions and word.is_carried:
            self.questions[field] = self.questions[field]._replace(message=Message(code, {"word": word.text}))
        return self.ask(code, field, (word.row, word.column), (choice, *choices), word=word.text)

    def heading_said(self, words: list[Word]) -> Said:
        """What a heading between rows says of those below it."""
        parts = []
        for word in words:
            own = {fold(it): meaning for it, meaning in self.map.words.items()}.get(fold(word.text))
            if own is not None:
                parts.append(read_meaning(own, word.text, self.catalogue))
                continue
            found = self.lexicon.said(word.text, self.code)
            if found is not None and found.sure and not found.season:
                parts.append(found.said)
            elif place_of(word.text) is None and len(word.text) <= 60:
                meaning = written_meaning(found.said) if found else ""
                parts.append(self._ask_word(word, [meaning, "", LEAVE], meaning))
        return together(parts)


def written_meaning(said: Said) -> str:
    """What is said, as a mapping writes it."""
    items = ",".join(f"{name}={member}" for name, member in said.items)
    period = f"@{said.period}" if said.period else ""
    return f"{said.code}[{items}]{period}" if said.code and items else f"{said.code or items}{period}"


def _headings(table: Table) -> dict[int, str]:
    """The heading of each column of labels; those without one are numbered."""
    made: dict[int, str] = {}
    unnamed = 0
    for column in table.labels:
        heading = table.heading_of(column)
        if not heading or any(same_words(heading, it) for it in made.values()):
            unnamed += 1
            heading = f"#{unnamed}"
        made[column] = heading
    return made
