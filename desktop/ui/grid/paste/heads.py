"""Owns where the figures of a pasted block go: by years, indicators and items at its edges, in any order, else from the cursor on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from textwrap import shorten
from typing import NamedTuple

from desktop.catalogue import wording
from desktop.domain.address import Cell, items_of, items_text
from desktop.services.recognising.names import Items, Names
from desktop.services.recognising.numbers import SheetCell
from desktop.services.recognising.words import HARMLESS, OF_WHICH, fold, name_and_unit, power_of
from desktop.ui.grid.model import GridModel
from desktop.ui.grid.paste.edges import Edges, head_text
from desktop.ui.grid.paste.sheet import Sheet

LONGEST = 60
"""Characters of a heading that are shown."""


class Target(NamedTuple):
    """Where a figure of the block goes: a cell, and the source of a source line."""

    cell: Cell
    source: str | None = None


class Aim(NamedTuple):
    """One figure of the block; `target` is None where the table has no cell for it. `power`: 3 where its names say thousands."""

    cell: SheetCell
    target: Target | None
    power: int = 0


@dataclass(slots=True)
class Layout:
    """The figures with their cells, row by row, and what was found at the edges."""

    lines: list[list[Aim]] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    matched: int = 0
    """Lines of the block, or columns, found by name."""
    named: bool = False
    unmatched: list[str] = field(default_factory=list)
    """Names that stand for nothing in this table; their figures are left out."""
    power: int = 0
    power_text: str = ""
    transposed: bool = False
    """The periods run down."""
    by_columns: bool = False
    """The names stand above the figures."""


def lay_out(grid: GridModel, sheet: Sheet, row: int, column: int, names: Names) -> Layout:
    """Match the edges of a block, or lay it down at a cell of the table."""
    edges = Edges(sheet, names)
    if edges.is_headed:
        return _Headed(grid, edges, row, column).layout
    layout = Layout()
    for down, line in enumerate(sheet.rows):
        layout.lines.append(
            [Aim(cell, target_at(grid, row + down, column + across)) for across, cell in enumerate(line)]
        )
    return layout


def target_at(grid: GridModel, row: int, column: int) -> Target | None:
    """The target at a row and a column of the table."""
    if not (0 <= row < len(grid.rows) and 1 <= column <= len(grid.columns)):
        return None
    held = grid.rows[row]
    cell = held.cell(grid.columns[column - 1]) if held.has_figures else None
    return Target(cell, held.key.source if held.kind == "source" else None) if cell else None


class _Named(NamedTuple):
    """What the names of one row or one column of the block say together."""

    period: str | None
    code: str | None
    items: Items | None
    power: int
    unknown: str = ""
    is_blank: bool = False


class _Headed:
    """A block with names at its edges, matched line by line and column by column."""

    def __init__(self, grid: GridModel, edges: Edges, row: int, column: int):
        self.grid, self.sheet, self.names, self.edges = grid, edges.sheet, edges.names, edges
        self.row, self.column = row, column
        here = grid.rows[row] if row < len(grid.rows) else None
        self.code = here.key.indicator if here and here.key.indicator in self.names.codes else ""
        if len(self.names.codes) == 1:
            self.code = next(iter(self.names.codes))
        self.layout = Layout()
        self._find_power()
        self._key_columns = [
            c for c in range(edges.left) if any(edges.word(r, c) for r in range(edges.top, edges.height))
        ]
        self._key_rows = [r for r in range(edges.top) if any(edges.word(r, c) for c in range(edges.left, edges.width))]
        self._carry_caption()
        across = [
            self._with_power(self._read(names, self.code), edges.left + number)
            for number, names in enumerate(self._across())
        ]
        self.code = next((it.code for it in across if it.code), self.code)
        down = list(self._down())
        self._place(across, down)

    def _find_power(self) -> None:
        """Thousands or millions said once for the whole block: above it, in its corner."""
        for line in self.sheet.rows[: self.edges.top]:
            filled = [cell for cell in line if cell.text.strip()]
            for cell in filled if len(filled) == 1 else line[: self.edges.left]:
                power = power_of(cell.text)
                if power and not self.layout.power and self.names.indicator(cell.text) is None:
                    self.layout.power, self.layout.power_text = power, shorten(cell.text, LONGEST, placeholder=" …")

    def _carry_caption(self) -> None:
        """An indicator named alone above the figures, or in the corner, is what all of them are of."""
        edges = self.edges
        for row in range(edges.top):
            filled = [cell for cell in self.sheet.rows[row] if cell.text.strip()]
            corner = self.sheet.rows[row][: edges.left] if edges.left else []
            for cell in filled if len(filled) == 1 else corner:
                self.code = self.names.indicator(cell.text) or self.code

    def _across(self) -> Iterator[list[tuple[str, str]]]:
        """Of each column the names above it, with the dimension that the corner names where it is not that of the lines."""
        carried: dict[int, str] = {}
        last = self._key_rows[-1] if self._key_rows else -1
        for column in range(self.edges.left, self.edges.width):
            found = []
            for row in self._key_rows:
                text = head_text(self.sheet.rows[row][column]).strip()
                if not text and row != last:
                    text = carried.get(row, "")
                carried[row] = text
                corner = self._dimension(self.sheet.rows[row][: self.edges.left])
                is_of_row = bool(corner and self.code and self.names.items(text, self.code, corner) is not None)
                found.append((text, corner if is_of_row else ""))
            yield found

    def _with_power(self, named: _Named, column: int) -> _Named:
        """Thousands or millions that a row of units says of a column."""
        units = (self.sheet.rows[row][column].text for row in range(self.edges.top) if row not in self._key_rows)
        return named._replace(power=named.power or next(filter(None, map(power_of, units)), 0))

    def _dimension(self, cells: Iterable[SheetCell]) -> str:
        return next((name for cell in cells if (name := self.names.dimension(cell.text))), "")

    def _down(self) -> Iterator[_Named]:
        """Of each line the names before it; a blank below an indicator or a group goes on with it."""
        edges = self.edges
        heads = [self._dimension([line[c] for line in self.sheet.rows[: edges.top]]) for c in range(edges.left)]
        carried: dict[int, str] = {}
        group = strange = ""
        before: Items = {}
        last = self._key_columns[-1] if self._key_columns else -1
        for row in range(edges.top, edges.height):
            line = self.sheet.rows[row]
            found, has_new = [], False
            for column in self._key_columns:
                text = head_text(line[column]).strip()
                has_new = has_new or bool(text)
                if text:
                    carried = {at: held for at, held in carried.items() if at < column}
                elif column != last:
                    text = carried.get(column, "")
                carried[column] = text
                found.append((text, heads[column]))
            if not has_new:
                yield _Named(None, None, None, 0, is_blank=True)
                continue
            named = self._read(found, group or self.code)
            group = named.code or group
            if named.code:
                strange, before = "", {}
            elif named.unknown and not self._is_heading(named.unknown):
                strange = named.unknown
                if not any(cell.text.strip() for cell in line[edges.left :]):
                    before = {}
            elif named.items is not None and strange and named.items.keys() != before.keys():
                named = named._replace(unknown=strange)
            elif named.items is not None:
                before = named.items
                named = named._replace(code=group or None)
            beside = [(line[at].text.strip(), at) for at in range(edges.left) if at not in self._key_columns]
            power = named.power or next((p for text, _ in beside if (p := power_of(text))), 0)
            unknown = named.unknown or next((text for text, at in beside if self._matters(text, at, group)), "")
            yield named._replace(power=power, unknown=unknown)

    def _is_heading(self, text: str) -> bool:
        """Whether a line only says how those below divide an indicator; any other may be an indicator that is not known."""
        said = fold(text)
        by = (said.removeprefix(word).strip() for word in ("by ", "par ", "por ", "segun ", "по "))
        return (
            said in OF_WHICH or self.names.dimension(text) is not None or any(self.names.dimension(word) for word in by)
        )

    def _matters(self, text: str, column: int, code: str) -> bool:
        """Whether a word beside the names could narrow what a line is: not a unit, nor what stands in a column of remarks."""
        if not text or power_of(text):
            return False
        headings = {fold(line[column].text) for line in self.sheet.rows[: self.edges.top]}
        indicator = self.names.catalogue.indicators.get(code)
        units = {fold(indicator.unit), fold(wording.unit(indicator, str))} if indicator else set()
        return not headings & HARMLESS and fold(text) not in units

    def _read(self, texts: list[tuple[str, str]], context: str) -> _Named:
        """Put together what several names say; the first that says nothing makes all unknown."""
        period: str | None = None
        code: str | None = None
        items: Items | None = None
        power, unknown = 0, ""
        rest = []
        for text, dimension in texts:
            power = power or power_of(name_and_unit(text)[1])
            if not text:
                continue
            address = self.names.address(text)
            if address is not None and code is None:
                code, items = address
            elif (found := self.names.period(name_and_unit(text)[0])) is not None and period is None:
                period = found
            elif (known := self.names.indicator(text)) is not None and code is None:
                code = known
            elif known is None or known != code:
                rest.append((text, dimension))
        for text, dimension in rest:
            one = self.names.items(text, code or context, dimension) if code or context else None
            if one is None or (items is not None and items.keys() & one.keys()):
                unknown = unknown or text
            else:
                items = {**(items or {}), **one}
        return _Named(period, code, items, power, unknown, not any(text for text, _ in texts))

    def _place(self, across: list[_Named], down: list[_Named]) -> None:
        """Lay the figures where the names of their line and of their column meet."""
        layout, edges = self.layout, self.edges
        self._names_across, self._names_down = map(_has_names, (across, down))
        periods_across, periods_down = (any(it.period for it in side) for side in (across, down))
        self._has_periods = periods_across or periods_down
        layout.named = self._names_across or self._names_down
        layout.transposed = periods_down and not periods_across
        if layout.named:
            layout.by_columns = not self._names_down or (layout.transposed and self._names_across)
            named_side = across if layout.by_columns else down
            layout.matched = sum(bool(it.code or it.items is not None) and not it.unknown for it in named_side)
        for number, before in enumerate(down):
            line = self.sheet.rows[edges.top + number][edges.left :]
            aims = []
            for column, (above, cell) in enumerate(zip(across, line, strict=True)):
                target = self._target(above, before, number, column)
                if target is None and cell.text.strip():
                    names = [name for name in (before.unknown, above.unknown) if name] or self._without_period(
                        above, before, column
                    )
                    wrong = [" ".join(name.split()) for name in names]
                    layout.unmatched += [name for name in wrong if name not in layout.unmatched]
                aims.append(Aim(cell, target, before.power or above.power or layout.power))
            layout.lines.append(aims)
        layout.periods = list(dict.fromkeys(it.period for side in (across, down) for it in side if it.period))

    def _without_period(self, above: _Named, before: _Named, column: int) -> list[str]:
        """The name of a column beside those of the years: a sum, a change."""
        if not self._has_periods or above.period or before.period:
            return []
        heads = (self.sheet.rows[row][self.edges.left + column].text for row in self._key_rows)
        return [text for text in heads if text.strip()]

    def _target(self, above: _Named, before: _Named, down: int, across: int) -> Target | None:
        """The cell where two sets of names meet; what neither names is taken from the cursor on."""
        if above.unknown or before.unknown:
            return None
        if (self._names_down and before.is_blank) or (self._names_across and above.is_blank):
            return None
        if self._has_periods and (above.period is None) == (before.period is None):
            return None
        period = above.period or before.period
        if self._names_across or self._names_down:
            if above.code and before.code and above.code != before.code:
                return None
            parts = [items for items in (before.items, above.items) if items]
            if len(parts) == 2 and parts[0].keys() & parts[1].keys():
                return None
            items = {name: member for part in parts for name, member in part.items()}
            return self._named_target(before.code or above.code or self.code, items, period, across)
        if period is None:
            return target_at(self.grid, self.row + down, self.column + across)
        place = target_at(self.grid, self.row + (across if self.layout.transposed else down), 1)
        return Target(place.cell._replace(period=period), place.source) if place else None

    def _named_target(self, code: str, items: Items, period: str | None, across: int) -> Target | None:
        """A cell by its names; without a period among them it is that of the column, counted from the cursor."""
        indicator = self.names.catalogue.indicators.get(code)
        if indicator is None or code not in self.names.codes or not set(items) <= set(indicator.dimensions):
            return None
        if period is None:
            number = self.column + across
            if self._names_across or number > len(self.grid.columns):
                return None
            column = self.grid.columns[number - 1]
            period, more = column.period, items_of(column.items)
            if items.keys() & more.keys():
                return None
            items = {**items, **more}
        text = items_text({name: items[name] for name in indicator.dimensions if name in items})
        return Target(Cell(code, text, period))


def _has_names(side: list[_Named]) -> bool:
    return any(it.code or it.items is not None or it.unknown for it in side)
