"""Owns where the tables of a sheet are: rows of figures, the header above them, headings between, columns of labels and of values.

Nothing is read here: a table is told by what kinds of cells stand where. `heads.py` says what stands above a column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.exchange.sheets.model import Sheet
from desktop.services.foreign.cells import EMPTY, FIGURES, MARK, NUMBER, PERIOD, TEXT, YEAR, kinds_of, text_of
from desktop.services.recognising.words import HARMLESS, fold

MOST_HEADS = 6
"""Rows that a header may have."""
_CODE_WORDS = frozenset(
    "code codes codigo id index no no. nr n° nº sort order sort order rank rang orden numero iso iso2 iso3 m49 cod cod. kode".split()
)
_PERIOD_WORDS = frozenset(
    "year years yr ano anos annee annees period periodo periode time date fecha time period time_period quarter trimestre month mes mois"
    " год jahr السنة ref_date annee/year semestre".split()
)

_PART_WORDS = frozenset("quarter trimestre trim qtr month mes mois".split())
_FLAG = re.compile(r"[a-z]{1,3}", re.I)


@dataclass
class Table:
    """A table found on a sheet; all numbers are 0-based rows and columns of the sheet.

    `headings` are rows between the figures that hold words only, `repeats` headers that come again; `labels` and `values` are columns,
    `flags` the columns of letters right behind columns of values.
    """

    sheet: Sheet
    kinds: list[str]
    heads: list[int]
    body: list[int]
    left: int
    right: int
    captions: list[tuple[int, int]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    flags: dict[int, int] = field(default_factory=dict)
    repeats: list[int] = field(default_factory=list)

    @property
    def top(self) -> int:
        return self.heads[0] if self.heads else self.body[0]

    @property
    def bottom(self) -> int:
        return self.body[-1]

    def kind(self, row: int, column: int) -> str:
        line = self.kinds[row]
        return line[column] if column < len(line) else EMPTY

    def text(self, row: int, column: int) -> str:
        return text_of(self.sheet.at(row, column))

    def caption(self) -> str:
        """What stands above the table, in one line."""
        return " · ".join(self.text(row, column) for row, column in self.captions)

    def heading_of(self, column: int) -> str:
        """The words above a column of labels, in one line."""
        texts = [self.text(row, column) for row in self.heads]
        return " ".join(dict.fromkeys(filter(None, texts)))


def find_tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet, in the order of their first row."""
    kinds = kinds_of(sheet)
    found = []
    for pending, body, between in _blocks(sheet, kinds):
        over = _heading_over(kinds, pending, body)
        heads = _heads(sheet, kinds, [row for row in pending if row not in over], body)
        headings = [*over, *between]
        before = [row for row in pending if row < (heads[0] if heads else body[0]) and row not in over]
        captions = [(row, column) for row in before for column in _filled(kinds[row])]
        for left, right in _spans(kinds, heads, body):
            table = Table(sheet, kinds, heads, body, left, right, captions, headings)
            _tell_columns(table)
            _take_out_repeats(table)
            _tell_flags(table)
            if table.values:
                found.append(table)
    return found


def _filled(line: str) -> list[int]:
    return [column for column, kind in enumerate(line) if kind != EMPTY]


def _blocks(sheet: Sheet, kinds: Sequence[str]) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """Rows before, rows of figures and headings between them, of each table."""
    pending: list[int] = []
    before: list[int] = []
    body: list[int] = []
    headings: list[int] = []
    since: list[int] = []
    for row in range(len(kinds)):
        if not _is_body(sheet, kinds, row, body, since):
            (since if body else pending).append(row)
            continue
        if body and _begins_anew(kinds, since, body):
            yield before, body, headings
            before, body, headings = since, [row], []
        elif body:
            headings += [it for it in since if _is_heading(kinds[it])]
            body.append(row)
        else:
            before, body = pending, [row]
        since = []
    if body:
        yield before, body, headings


def _is_heading(line: str) -> bool:
    """Whether a row of words stands over the rows below it; one with several words is a row without figures."""
    return len(_filled(line)) == 1


def _is_body(sheet: Sheet, kinds: Sequence[str], row: int, body: list[int], since: list[int]) -> bool:
    """Whether a row holds figures; one whose numbers are years alone may be a header instead."""
    line = kinds[row]
    if NUMBER in line or (MARK in line and (YEAR in line or (body and not since))):
        return True
    if MARK in line:
        return line.count(MARK) > line.count(TEXT)  # or it explains a mark
    years = [column for column, kind in enumerate(line) if kind == YEAR]
    if not years:
        return False
    first = _filled(line)[0]
    above = kinds[row - 1] if row else ""
    covered = [text_of(sheet.at(row - 1, it)) for it in years if it < len(above) and above[it] == TEXT]
    following = next((it for it in kinds[row + 1 : row + 6] if set(it) & FIGURES), "")
    starts = _filled(following)[0] if following else first
    if len(years) + line.count(PERIOD) == 1:
        return bool(body and not since) or (first in years and first <= starts) or bool(covered)
    values = [int(float(text_of(sheet.at(row, it)))) for it in years]
    if not _is_pattern(values) or (body and not since and first <= starts):
        return True
    if first > starts:
        return False  # nothing stands over the labels of the rows below
    if first in years:
        is_alone = not line.replace(YEAR, "").replace(PERIOD, "").strip()
        return not (is_alone and NUMBER in following and YEAR not in following)
    return len(set(covered)) == len(years) and len(set(values)) == len(values)


def _is_pattern(values: list[int]) -> bool:
    """Whether years stand as in a header: rising or falling, the same run again and again, or each several times."""
    distinct = list(dict.fromkeys(values))
    if distinct not in (sorted(distinct), sorted(distinct, reverse=True)):
        return False
    times, rest = divmod(len(values), len(distinct))
    is_again = not rest and values == distinct * times
    return is_again or values == sorted(values, reverse=distinct[0] > distinct[-1])


def _begins_anew(kinds: Sequence[str], since: list[int], body: list[int]) -> bool:
    """Whether the rows since the last figures hold a header: more than one word, or years, where the figures stood."""
    columns = {column for row in body[-3:] for column, kind in enumerate(kinds[row]) if kind in FIGURES}
    for row in since:
        over = [kinds[row][column] for column in columns if column < len(kinds[row])]
        if sum(kind != EMPTY for kind in over) > 1:
            return True
        if len(_filled(kinds[row])) > 1 and any(kind != EMPTY for kind in over):
            return True
    return False


def _heading_over(kinds: list[str], pending: list[int], body: list[int]) -> list[int]:
    """A heading between the header and the first figures: one cell over the labels, right below a row with several."""
    rows = [row for row in pending if kinds[row].strip()]
    start = min(_filled(kinds[row])[0] for row in body[:50])
    if len(rows) < 2 or _filled(kinds[rows[-1]]) != [start] or _is_narrow(kinds, body):
        return []
    above = _filled(kinds[rows[-2]])
    return rows[-1:] if len(above) > 1 and rows[-1] - rows[-2] <= 2 else []


def _heads(sheet: Sheet, kinds: list[str], pending: list[int], body: list[int]) -> list[int]:
    """The rows of the header: those right above the figures with more than one cell, or one that stands over the values."""
    rows = [row for row in pending if kinds[row].strip()]
    if not rows:
        return []
    start = min(_filled(kinds[row])[0] for row in body[:50])
    wide = {row for top, left, bottom, right in sheet.merged if right > left for row in range(top, bottom + 1)}
    heads: list[int] = []
    for row in reversed(rows):
        if (heads and heads[0] - row > 1) or len(heads) == MOST_HEADS:
            break
        filled = _filled(kinds[row])
        if len(filled) == 1 and filled[0] <= start and (heads or row in wide or body[0] - row > 1):
            break
        if len(filled) == 1 and not heads and filled[0] <= start and not _is_narrow(kinds, body):
            break
        heads.insert(0, row)
    return heads


def _is_narrow(kinds: list[str], body: list[int]) -> bool:
    return all(len(_filled(kinds[row])) == 1 for row in body[:20])


def _spans(kinds: list[str], heads: list[int], body: list[int]) -> list[tuple[int, int]]:
    """Columns from and to of the tables beside each other; an empty column parts them where both sides have labels and figures."""
    width = max(len(kinds[row]) for row in (*heads, *body))
    counts = [
        Counter(kinds[row][column] if column < len(kinds[row]) else EMPTY for row in body) for column in range(width)
    ]
    is_empty = [
        counts[column][EMPTY] == len(body)
        and not any(column < len(kinds[row]) and kinds[row][column] != EMPTY for row in heads)
        for column in range(width)
    ]
    parts: list[list[int]] = [[]]
    for column in range(width):
        if is_empty[column]:
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(column)
    parts = [part for part in parts if part]
    if not parts:
        return []

    def has_both(part: list[int]) -> bool:
        first = counts[part[0]]
        starts_with_words = first[TEXT] + first[PERIOD] + first[YEAR] > 0.5 * (len(body) - first[EMPTY])
        return starts_with_words and any(counts[column][NUMBER] for column in part[1:])

    if len(parts) > 1 and all(map(has_both, parts)):
        return [(part[0], part[-1]) for part in parts]
    return [(parts[0][0], parts[-1][-1])]


def _tell_columns(table: Table) -> None:
    """Which columns hold labels and which values: by what stands in them and by what is said above."""
    counts = {
        column: Counter(table.kind(row, column) for row in table.body) for column in range(table.left, table.right + 1)
    }
    words = [column for column, count in counts.items() if count[TEXT] > count[NUMBER] + count[YEAR] + count[MARK]]
    last_words = max((column for column in words if counts[column][TEXT] > 0.5 * len(table.body)), default=-1)
    numeric = []
    for column, count in counts.items():
        figures = count[NUMBER] + count[YEAR] + count[MARK]
        if figures + count[TEXT] + count[PERIOD] == 0:
            if any(table.kind(row, column) in {YEAR, PERIOD} for row in table.heads):
                numeric.append(column)
            continue
        if column in words or count[PERIOD] > figures:
            table.labels.append(column)
        else:
            numeric.append(column)
    has_dates_above = [
        column for column in numeric if any(table.kind(row, column) in {YEAR, PERIOD} for row in table.heads)
    ]
    for column in numeric:
        heading = fold(table.heading_of(column))
        if column in has_dates_above:
            table.values.append(column)
        elif _is_code(table, column, heading, counts[column], before_words=column < last_words) or _is_period(
            heading, counts[column], is_first=column == table.left and len(numeric) > 1
        ):
            table.labels.append(column)
        else:
            table.values.append(column)
    table.labels.sort()


def _take_out_repeats(table: Table) -> None:
    """Rows that say the header again, as at the top of a page."""
    if not table.heads:
        return
    columns = range(table.left, table.right + 1)
    said = [[table.text(row, column) for column in columns] for row in table.heads]
    first = {texts[0] for texts in said}
    again = [
        row
        for row in table.body
        if table.text(row, table.left) in first and [table.text(row, it) for it in columns] in said
    ]
    table.repeats = again
    table.body = [row for row in table.body if row not in again]


def _tell_flags(table: Table) -> None:
    """Columns of letters without a heading, each right behind one of values, as statistical offices put the status of a figure."""
    for column in sorted([*table.labels, *table.values]):
        texts = {table.text(row, column) for row in table.body} - {""}
        is_behind = bool(table.heads) and column - 1 in table.values and not table.text(table.heads[-1], column)
        if is_behind and texts and all(_FLAG.fullmatch(text) for text in texts):
            (table.labels if column in table.labels else table.values).remove(column)
            table.flags[column - 1] = column


def _is_code(table: Table, column: int, heading: str, count: Counter[str], *, before_words: bool) -> bool:
    parts = set(heading.replace("_", " ").replace(".", " ").split())
    if heading in _CODE_WORDS or (parts & (_CODE_WORDS - {"no", "nr", "cod"}) and len(parts) <= 4):
        return True
    if heading in HARMLESS:
        return True
    if not before_words or count[MARK]:
        return False
    numbers = [table.text(row, column) for row in table.body if table.kind(row, column) != EMPTY]
    if len(numbers) < 3 or not all(it.isdecimal() for it in numbers):
        return False
    return [int(it) for it in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))


def _is_period(heading: str, count: Counter[str], *, is_first: bool) -> bool:
    parts = set(heading.replace("_", " ").replace("(", " ").replace(")", " ").split())
    if parts & _PART_WORDS:
        return True
    if not count[YEAR] + count[PERIOD] or count[NUMBER]:
        return False
    return bool(parts & _PERIOD_WORDS) or heading in _PERIOD_WORDS or ((is_first or not heading) and not count[MARK])
