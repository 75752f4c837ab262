"""Owns the table model:
a flat list of the rows that are visible, cells prepared when first seen, typed texts handed to the session.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.address import Cell, Key, items_of, items_text
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
        self._seen: dict[str, set[Row]] = {}
        """Rows with prepared cells, by indicator: of thousands a few dozen."""
        self._found: dict[Cell, list[tuple[Finding, bool]]] = {}

    # Rows

    def show_rows(self, builder: Builder, top: list[Row], columns: list[Column], head: str = "") -> None:
        """Show other rows; what was open before stays open where it is there again. `head` stands over the labels."""
        self.beginResetModel()
        self._head = head or _("Indicator")
        self._builder = builder
        self._seen.clear()
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
        number, items = self._column_of(cell)
        if number < 0:
            return QModelIndex()
        found = self._within(0, -1, cell.indicator, items)
        if found < 0:
            return QModelIndex()
        if source:
            self._open_at(found)
            wanted = ("source", cell.indicator, items, source)
            lines = range(found + 1, len(self.rows))
            found = next((at for at in lines if self.rows[at].key[:4] == wanted), found)
        return self.index(found, number + 1)

    def _column_of(self, cell: Cell) -> tuple[int, str]:
        """The column that shows most of a cell's items, from 0, and the items left for the row; -1 where there is none."""
        held = items_of(cell.items)
        best, left = -1, cell.items
        for number, column in enumerate(self.columns):
            beside = items_of(column.items)
            if column.period == cell.period and beside.items() <= held.items() and (best < 0 or beside):
                best, left = number, items_text({name: held[name] for name in held if name not in beside})
        return best, left

    def _within(self, first: int, level: int, code: str, items: str) -> int:
        """The row with these items among those from `first` on that stand deeper than `level`, opening only what leads there."""
        at = first
        while at < len(self.rows) and (level < 0 or self.rows[at].level > level):
            row = self.rows[at]
            if row.key.indicator == code:
                if row.kind in ("indicator", "item") and row.key.items == items:
                    return at
                if row.can_open and not row.is_open and self._leads(row, items):
                    self.toggle(at)
                    found = self._within(at + 1, row.level, code, items)
                    if found >= 0:
                        return found
                    self.toggle(at)
            at += 1
        return -1

    def _leads(self, row: Row, items: str) -> bool:
        """Whether a closed row may have the wanted items below it."""
        if row.kind == "rest":
            return items in row.parts
        held, wanted = items_of(row.key.items), items_of(items)
        if row.kind == "by":
            return row.key.dimension in wanted and held.items() <= wanted.items()
        return row.kind in ("indicator", "item") and (held.items() < wanted.items() or self._is_above(row, items))

    def _is_above(self, row: Row, items: str) -> bool:
        """Whether a row holds a parent of the wanted member in its dimension (15–64 above 30–34)."""
        member = items_of(items).get(row.key.dimension, "")
        known = self.session.profile.catalogue.dimensions.get(row.key.dimension)
        mine = items_of(row.key.items).get(row.key.dimension, "")
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
        return Place(row, column, cell, row.source) if cell else None

    def prepared(self, row: int, column: int) -> PaintCell:
        """The painted cell of a row and a column of `columns` (from 0)."""
        held = self.rows[row]
        made = held.cells[column]
        if made is None:
            made = held.cells[column] = cells.prepare(self.session, held, self.columns[column])
            self._seen.setdefault(held.key.indicator, set()).add(held)
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
        """Of an indicator that was written the columns of those periods are prepared anew, of what is worked out from it all."""
        periods: dict[str, set[str]] = {}
        written: set[str] = set()
        for edit in recorded.edits:
            code, period = (edit.key.indicator, edit.key.period) if isinstance(edit.key, Key) else _told_by(edit.key)
            periods.setdefault(code, set()).add(period)
            if isinstance(edit.key, Key):
                written.add(edit.key.items)
        evaluator, known = self.session.profile.evaluator, self.session.profile.catalogue.indicators
        whole = set().union(*(evaluator.dependents(code) for code in periods if code in known)) - periods.keys()
        if self._builder is not None:
            self._builder.usage.forget(whole | periods.keys())
        for code, changed in periods.items():
            self._forget_periods(code, changed, written)
        self._forget(whole)

    def _forget_periods(self, code: str, periods: set[str], written: set[str]) -> None:
        """Rows that were written are aligned anew, so all of their cells are prepared again."""
        columns = [number for number, column in enumerate(self.columns) if column.period in periods]
        rows = self._seen.get(code, ())
        for row in rows:
            if row.key.items in written:
                row.cells, row.decimals = [None] * len(self.columns), -1
            for number in columns:
                row.cells[number] = None
        if rows and columns:
            last = self.rowCount() - 1
            self.dataChanged.emit(self.index(0, columns[0] + 1), self.index(last, columns[-1] + 1))

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
        """Prepare every cell anew: after figures were stored past the session."""
        self._forget(set(self._seen))

    def _forget(self, codes: set[str]) -> None:
        rows = [row for code in codes for row in self._seen.pop(code, ())]
        for row in rows:
            row.cells, row.decimals = [None] * len(self.columns), -1
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns)))


def _told_by(register: str) -> tuple[str, str]:
    """Indicator and period that a register other than an observation is about; empty where it is about none."""
    kind, rest = register.split("|", 1)
    if kind == "publish":
        code, period, _items = rest.split("|")
        return code, period
    if kind == "explain":
        address = rest.rsplit(" ", 1)[-1].split("#")[0]
        code, _at, period = address.partition("@")
        return code.split("[")[0], period
    return "", ""
