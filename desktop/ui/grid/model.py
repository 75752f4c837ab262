"""Owns the table model:
a flat list of the rows that are visible, cells prepared when first seen, typed texts handed to the session.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.language import _
from desktop.services.recording import Recorded
from desktop.ui.common.theme import colour
from desktop.ui.grid import cells, commands
from desktop.ui.grid.rows import Column, PaintCell, Row, RowKey
from desktop.ui.grid.usage import Usage
from desktop.ui.session import ProfileSession

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DISPLAY, EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
TOOLTIP, ALIGN = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.TextAlignmentRole)
SPOKEN, DESCRIBED = int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.AccessibleDescriptionRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
ALIGN_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Builder(Protocol):
    """Where the rows come from."""

    usage: Usage

    def below(self, row: Row) -> list[Row]:
        """What an opened row shows."""


class Place(NamedTuple):
    """Where the cursor stands: the row, the column, the cell of the profile, the source of a source line."""

    row: Row
    column: Column
    cell: Cell
    source: str | None


class GridModel(QAbstractTableModel):
    """Column 0 is the label; the others are `columns`. Emits `asked` for a number that can be read in two ways."""

    asked = Signal(object)
    """With a `commands.Question`."""
    told = Signal(str)
    """Why something was not done, in words."""

    def __init__(self, session: ProfileSession, parent: QObject | None = None):
        super().__init__(parent)
        self.session = session
        self.rows: list[Row] = []
        self.columns: list[Column] = []
        self._builder: Builder | None = None
        self._opened: dict[RowKey, None] = {}
        session.recorded.connect(self._recorded)
        session.findings_changed.connect(self._findings_changed)
        self._head = _("Indicator")
        self._found: dict[Cell, list[tuple[Finding, bool]]] = {}

    # Rows

    def show_rows(self, builder: Builder, top: list[Row], columns: list[Column], head: str = "") -> None:
        """Show other rows; what was open before stays open where it is there again. `head` stands over the labels."""
        self.beginResetModel()
        self._head = head or _("Indicator")
        self._builder = builder
        self.columns = columns
        self.rows = [shown for row in top for shown in self._with_opened(row)]
        self.endResetModel()

    @property
    def opened(self) -> list[RowKey]:
        """The rows that stand open, also where they are not shown now; the one opened last at the end."""
        return list(self._opened)

    def open_again(self, keys: list[RowKey]) -> None:
        """Let these rows stand open when they are shown next."""
        self._opened.update(dict.fromkeys(keys))

    def _with_opened(self, row: Row) -> list[Row]:
        row.cells = [None] * len(self.columns)
        if not (row.can_open and row.key in self._opened and self._builder):
            return [row]
        row.is_open = True
        return [row, *(shown for below in self._builder.below(row) for shown in self._with_opened(below))]

    def toggle(self, at: int) -> None:
        """Open or close a row."""
        row = self.rows[at]
        if row.can_open and self._builder:
            if row.is_open:
                self._close(at, row)
            else:
                self._open(at, row)
            self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def _open(self, at: int, row: Row) -> None:
        assert self._builder is not None
        row.is_open = True
        self._opened[row.key] = None
        new = [shown for below in self._builder.below(row) for shown in self._with_opened(below)]
        if new:
            self.beginInsertRows(ROOT, at + 1, at + len(new))
            self.rows[at + 1 : at + 1] = new
            self.endInsertRows()

    def _close(self, at: int, row: Row) -> None:
        row.is_open = False
        self._opened.pop(row.key, None)
        last = at + 1
        while last < len(self.rows) and self.rows[last].level > row.level and self.rows[last].kind != "group":
            last += 1
        if last > at + 1:
            self.beginRemoveRows(ROOT, at + 1, last - 1)
            del self.rows[at + 1 : last]
            self.endRemoveRows()

    def reveal(self, cell: Cell, source: str | None = None) -> QModelIndex:
        """The index of a cell, its rows opened as far as needed; invalid if the table does not hold it."""
        column = next((i for i, c in enumerate(self.columns) if c.period == cell.period and not c.items), -1)
        at = next(
            (i for i, row in enumerate(self.rows) if row.kind == "indicator" and row.key.indicator == cell.indicator),
            -1,
        )
        if at < 0 or column < 0:
            return self._exactly(cell)
        found = self._below(at, cell.items)
        if found < 0:
            beside = self._beside(at, cell)
            if beside.isValid():
                return beside
        if found >= 0 and source:
            self._open_at(found)
            lines = range(found + 1, len(self.rows))
            found = next(
                (i for i in lines if self.rows[i].key[:4] == ("source", cell.indicator, cell.items, source)), found
            )
        return self.index(found, column + 1) if found >= 0 else self.index(at, column + 1)

    def _beside(self, at: int, cell: Cell) -> QModelIndex:
        """The index of a cell of which one part stands beside the year, as a column of its own."""
        parts = cell.items.split(",")
        for number, column in enumerate(self.columns):
            own = column.items.split(",")
            if column.period == cell.period and column.items and set(own) <= set(parts):
                found = self._below(at, ",".join(part for part in parts if part not in own))
                if found >= 0:
                    return self.index(found, number + 1)
        return QModelIndex()

    def _exactly(self, cell: Cell) -> QModelIndex:
        for at, row in enumerate(self.rows):
            if row.kind in ("item", "indicator") and row.key.indicator == cell.indicator:
                for number, column in enumerate(self.columns):
                    if row.cell(column) == cell:
                        return self.index(at, number + 1)
        return QModelIndex()

    def _below(self, at: int, items: str) -> int:
        """The row with these items below one, opening on the way only what leads there."""
        if self.rows[at].key.items == items and self.rows[at].kind in ("indicator", "item"):
            return at
        wanted = set(items.split(","))
        self._open_at(at)
        level, number = self.rows[at].level, at + 1
        while number < len(self.rows) and self.rows[number].level > level and self.rows[number].kind != "group":
            row = self.rows[number]
            leads = row.kind == "by" or (row.key.items and set(row.key.items.split(",")) <= wanted)
            if row.level == level + 1 and row.kind in ("by", "item") and (leads or self._is_above(row, items)):
                was_open = row.is_open
                found = self._below(number, items) if row.can_open or row.key.items == items else -1
                if found >= 0:
                    return found
                if not was_open and row.is_open:
                    self._close(number, row)
            number += 1
        return -1

    def _is_above(self, row: Row, items: str) -> bool:
        """Whether a row holds a parent of the wanted member in its dimension (15–64 above 30–34)."""
        held = dict(part.split("=") for part in items.split(",") if part)
        member = held.get(row.key.dimension, "")
        known = self.session.profile.catalogue.dimensions.get(row.key.dimension)
        mine = dict(part.split("=") for part in row.key.items.split(",") if part).get(row.key.dimension, "")
        while known is not None and member and member != "_T":
            if member == mine:
                return True
            member = known.parent(member)
        return False

    def _open_at(self, at: int) -> None:
        if not self.rows[at].is_open and self.rows[at].can_open:
            self.toggle(at)

    def place(self, index: Index) -> Place | None:
        """What an index stands for; None for a label or a row without figures."""
        if not index.isValid() or index.column() < 1:
            return None
        row, column = self.rows[index.row()], self.columns[index.column() - 1]
        cell = row.cell(column) if row.has_figures else None
        return Place(row, column, cell, row.key.source if row.kind == "source" else None) if cell else None

    def prepared(self, row: int, column: int) -> PaintCell:
        """The painted cell of a row and a column of `columns` (from 0)."""
        held = self.rows[row]
        made = held.cells[column]
        if made is None:
            made = held.cells[column] = cells.prepare(self.session, held, self.columns[column])
        return made

    # Qt

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        role = int(role)
        row = self.rows[index.row()]
        number = index.column()
        if number == 0:
            return self._label_data(row, role)
        if role == ALIGN:
            return ALIGN_END
        column = self.columns[number - 1]
        if role == DISPLAY:
            return self.prepared(index.row(), number - 1).text
        if role == EDIT:
            place = self.place(index)
            return commands.editable_text(self.session, place) if place else ""
        if role == SPOKEN:
            return cells.spoken(self.session, row, column, self.prepared(index.row(), number - 1).text)
        if role in (TOOLTIP, DESCRIBED):
            return "\n".join(cells.states(self.session, row, column)) or None
        if role == FOREGROUND:
            return colour(self.prepared(index.row(), number - 1).tone)
        return None

    def _label_data(self, row: Row, role: int) -> Any:
        if role == DISPLAY:
            return row.label
        if role == TOOLTIP and row.indicator is not None:
            return f"{row.label}\n{row.key.indicator} · {row.unit}" if row.kind == "indicator" else row.label
        if role == SPOKEN:
            parts = [row.label, row.unit]
            if row.can_open:
                parts.append(_("open") if row.is_open else _("closed"))
            if row.level:
                parts.append(_("level {n}").format(n=row.level))
            if row.derived:
                parts.append(_("worked out"))
            return ", ".join(part for part in parts if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or int(role) != DISPLAY:
            return None
        if section == 0:
            return self._head
        return self.columns[section - 1].title if section <= len(self.columns) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self.rows[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled
        if index.column() and row.has_figures:
            flags |= Qt.ItemFlag.ItemIsSelectable
            if (self.session.is_writable and not self.prepared(index.row(), index.column() - 1).computed) or (
                not row.derived and self.session.is_writable
            ):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """A text as it was typed: a batch of one."""
        place = self.place(index)
        if int(role) != EDIT or place is None:
            return False
        return commands.enter(self, place, str(value))

    # What changed

    def _recorded(self, recorded: Recorded) -> None:
        touched = {change.key.indicator for change in recorded.changes}
        for edit in recorded.edits:
            if isinstance(edit.key, str):
                parts = edit.key.split("|")
                touched.add(
                    parts[1] if parts[0] in ("publish",) else parts[1].split(" ")[-1].split("[")[0].split("@")[0]
                )
        evaluator = self.session.profile.evaluator
        for code in list(touched):
            if code in self.session.profile.catalogue.indicators:
                touched |= evaluator.dependents(code)
        if self._builder is not None:
            self._builder.usage.forget(touched)
        self._forget(touched)

    def _findings_changed(self) -> None:
        """Only rows whose findings differ are prepared anew."""
        found: dict[Cell, list[tuple[Finding, bool]]] = {}
        for finding in self.session.findings:
            state = finding, self.session.is_explained(finding)
            for part in finding.cells:
                found.setdefault(part.cell, []).append(state)
        differ = {
            cell.indicator for cell in found.keys() | self._found.keys() if found.get(cell) != self._found.get(cell)
        }
        self._found = found
        self._forget(differ)

    def refresh(self) -> None:
        """Prepare every cell anew: after the scheme, the number format or the sources changed."""
        self._forget({row.key.indicator for row in self.rows})

    def _forget(self, codes: set[str]) -> None:
        numbers = [number for number, row in enumerate(self.rows) if row.indicator and row.key.indicator in codes]
        for number in numbers:
            row = self.rows[number]
            row.cells = [None] * len(self.columns)
            row.decimals = -1
        if numbers:
            self.dataChanged.emit(self.index(numbers[0], 0), self.index(numbers[-1], len(self.columns)))
