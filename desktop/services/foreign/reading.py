"""Owns what all words at the edges of one table say, by a mapping and by what is known; what is in doubt becomes a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.errors import Message
from desktop.services.foreign.columns import Columns
from desktop.services.foreign.heads import Edges, Word
from desktop.services.foreign.labels import ABOVE, place_of
from desktop.services.foreign.lexicon import Lexicon, Reading
from desktop.services.foreign.mapping import LEAVE, Field, TableMap, same_words
from desktop.services.foreign.meanings import NOTHING, Said, read_meaning, together, written_meaning
from desktop.services.foreign.places import Rows
from desktop.services.foreign.plan import DOUBTFUL, Choice, Question, SheetArea
from desktop.services.foreign.tables import Table
from desktop.services.foreign.whole import Whole
from desktop.services.recognising.periods import WrittenPeriod, written_period
from desktop.services.recognising.words import fold

LONGEST_HEADING = 60
"""Characters of a heading between rows; a longer text is a note."""
_SHORT_SPAN = re.compile(r"\d{4}\s?[-–/]\s?\d{2}")
MOST_NAMES = 12
"""Rows looked at to see whether they are of different indicators."""
LONGEST_CODE, LONGEST_CAPTION = 3, 60
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
        self.is_given = is_given
        self.common = self._common()
        whole = Whole(self)
        self.whole = whole.said()
        self.code = self.whole.code
        self.across: dict[int, Said] = {}
        self.down: dict[int, Said] = {}
        if self.whole.reason is None:
            self.whole = together([self.whole, *whole.captions()])
            self.roles = Columns(self).roles()
            self.season = self._season()
            self.across = {column: self._above(words) for column, words in self.heads.items()}
            self.down = Rows(self).said()
            self.whole = whole.with_period(whole.with_power(self.whole))

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
    def corner(self) -> tuple[int, int]:
        return self.table.top, self.table.left

    def _common(self) -> set[str]:
        """Words that stand above every column of values: they are said of the table, as its caption is."""
        if len(self.heads) < 2:
            return set()
        sets = [{word.text for word in words} for words in self.heads.values()]
        return set.intersection(*sets)

    def own_word(self, text: str) -> str | None:
        """What the mapping says of a word above columns or rows."""
        return {fold(it): meaning for it, meaning in self.map.words.items()}.get(fold(text))

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
        return (
            "month"
            if "month" in sure and not self.map.season
            else self.map.season or ("span" if "span" in sure and has_short else "")
        )

    def period_in_doubt(self, written: WrittenPeriod, text: str, at: tuple[int, int]) -> Said:
        """A period with several readings, by what is settled for the table."""
        period = written.readings.get(self.season)
        if period is None and self.season and "span" in written.readings and "first" not in written.readings:
            period = written.readings["span"]
        if period:
            return Said(period=period, status=written.status)
        choices = sorted(written.readings, key=("year", "span", "month", "first", "last").index)
        return self.ask("SHEET-ASK-SEASON", self.field("season"), at, choices, text=text)

    def _above(self, words: list[Word]) -> Said:
        return together([self._head(word, len(words)) for word in words])

    def _head(self, word: Word, count: int) -> Said:
        text = word.text
        own = self.own_word(text)
        if own is not None:
            return read_meaning(own, text, self.catalogue)
        above = self.roles.get(ABOVE)
        if above is not None and written_period(text) is None and text not in self.common:
            return Rows(self).label(above, ABOVE, text, (word.row, word.column))
        if word.is_date:
            return self.ask_word(word, [f"@{text[:7]}", f"@{text[:4]}", LEAVE], f"@{text[:4]}")
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
            return self.ask_word(word, [written_meaning(found.said), "", LEAVE], written_meaning(found.said))
        likely = [it.code for it in self.lexicon.likely([word.text], 3)]
        same = self.code in likely[:1]
        if word.text in self.common or len(self.heads) == 1:
            return NOTHING if same else self.ask_word(word, [*likely, LEAVE], "")
        return self.ask_word(word, [*likely, "", LEAVE], "" if same else LEAVE)

    def ask_word(self, word: Word, choices: list[str], choice: str) -> Said:
        code = "SHEET-ASK-CARRIED" if word.is_carried else "SHEET-ASK-WORD"
        field = self.field("words", None, word.text)
        if field in self.questions and word.is_carried:
            self.questions[field] = self.questions[field]._replace(message=Message(code, {"word": word.text}))
        return self.ask(code, field, (word.row, word.column), (choice, *choices), word=word.text)

    def heading_said(self, words: list[Word]) -> Said:
        """What a heading between rows says of those below it."""
        parts = []
        for word in words:
            own = self.own_word(word.text)
            if own is None and (len(word.text) > LONGEST_HEADING or "(label" in fold(word.text)):
                continue
            if own is not None:
                parts.append(read_meaning(own, word.text, self.catalogue))
                continue
            found = self.lexicon.said(word.text, self.code)
            if found is not None and found.sure and not found.season:
                parts.append(found.said)
            elif place_of(word.text) is None:
                likely = [it.code for it in self.lexicon.likely([word.text], 3, least=0.45)]
                choices = [written_meaning(found.said)] if found else likely
                parts.append(self.ask_word(word, [*choices, "", LEAVE], next(iter(choices), "")))
        return together(parts)


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
