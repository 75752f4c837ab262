"""Owns the keys of the table that Qt does not know:
those of a spreadsheet, the same ones mirrored where the writing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from desktop.ui.grid import commands
from desktop.ui.grid.model import Place
from desktop.ui.grid.painting import Selected

if TYPE_CHECKING:
    from desktop.ui.grid.figures import FiguresView

K = Qt.Key
ARROWS = {K.Key_Up: (-1, 0), K.Key_Down: (1, 0), K.Key_Left: (0, -1), K.Key_Right: (0, 1)}
ENTERS = (K.Key_Return, K.Key_Enter)


def handle(view: FiguresView, event: QKeyEvent) -> bool:
    """Do what a key means; False for keys that are typed or belong to others."""
    key = K(event.key())
    held = event.modifiers()
    ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    alt = bool(held & Qt.KeyboardModifier.AltModifier)
    if key in ARROWS:
        _arrow(view, key, ctrl=ctrl, shift=shift, alt=alt)
    elif key in ENTERS and ctrl:
        fill_selection(view)
    elif key in ENTERS or key in (K.Key_Tab, K.Key_Backtab):
        move_on(view, key, shift)
    elif key in (K.Key_Home, K.Key_End):
        _to_end(view, last=key == K.Key_End, all_rows=ctrl, extend=shift)
    elif key in (K.Key_PageUp, K.Key_PageDown) and not ctrl:
        _page(view, -1 if key == K.Key_PageUp else 1, extend=shift)
    elif key == K.Key_Delete:
        clear(view)
    elif key == K.Key_Backspace:
        view.edit_empty()
    elif key == K.Key_F2 and not shift:
        view.edit_current()
    elif key == K.Key_Escape:
        view.move_to(*_current(view))
        return False
    else:
        return _selecting(view, key, ctrl=ctrl, shift=shift)
    return True


def _selecting(view: FiguresView, key: K, *, ctrl: bool, shift: bool) -> bool:
    """Ctrl+A all figures, Shift+Space whole rows, Ctrl+Space whole columns; the cursor stays."""
    block = view.block
    rows, columns = view.grid.rowCount() - 1, view.grid.columnCount() - 1
    if ctrl and (key == K.Key_A or (key == K.Key_Space and shift)):
        view.select(Selected(0, rows, 1, columns))
    elif key == K.Key_Space and ctrl:
        view.select(Selected(0, rows, block.left, block.right))
    elif key == K.Key_Space and shift:
        view.select(Selected(block.top, block.bottom, 1, columns))
    else:
        return False
    return True


def _arrow(view: FiguresView, key: K, *, ctrl: bool, shift: bool, alt: bool) -> None:
    down, across = ARROWS[key]
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        across = -across
    if alt:
        line = view.grid.rows[view.currentIndex().row()] if view.currentIndex().isValid() else None
        if line and across and line.can_open and line.is_open != (across > 0):
            _toggle(view)
        elif down > 0:
            view.edit_with_list()
        return
    view.tab_start = -1
    row, column = _from(view, shift)
    target = _edge(view, row, column, down, across) if ctrl else _next(view, row, column, down, across)
    view.move_to(*target, extend=shift)


def _current(view: FiguresView) -> tuple[int, int]:
    index = view.currentIndex()
    return (index.row(), max(1, index.column())) if index.isValid() else (0, 1)


def _from(view: FiguresView, extend: bool) -> tuple[int, int]:
    """Where a step begins: at the cursor, or at the corner of the selection that Shift moves."""
    return view.corner if extend else _current(view)


def _next(
    view: FiguresView, row: int, column: int, down: int, across: int, *, to_figures: bool = False
) -> tuple[int, int]:
    """One step, over rows where nothing can be done, or with `to_figures` nothing typed; where there is none the cursor stays."""
    column = min(max(column + across, 1), view.grid.columnCount() - 1)
    rows, at = view.grid.rows, row + down
    while down and 0 <= at < len(rows) and not (rows[at].has_figures if to_figures else rows[at].takes_cursor):
        at += down
    return (at if down and 0 <= at < view.grid.rowCount() else row), column


def _edge(view: FiguresView, row: int, column: int, down: int, across: int) -> tuple[int, int]:
    """As a spreadsheet does: to the end of the filled stretch, or over blanks to the next figure."""
    here = _next(view, row, column, down, across)
    last = (row, column)
    begins_filled = _is_filled(view, *here)
    while here != last:
        following = _next(view, *here, down, across)
        if following == here or _is_filled(view, *following) != begins_filled:
            return here if begins_filled or following == here else following
        last, here = here, following
    return here


def _is_filled(view: FiguresView, row: int, column: int) -> bool:
    return view.grid.rows[row].has_figures and bool(view.grid.prepared(row, column - 1).text)


def move_on(view: FiguresView, key: K, shift: bool) -> None:
    """After a text was stored: Enter down, Shift+Enter up, Tab on; Enter after Tabs returns to where they began.

    Where several cells are selected Enter and Tab go round inside them.
    """
    row, column = _current(view)
    if key in ARROWS:
        down, across = ARROWS[key]
        if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = -across
        view.tab_start = -1
        view.move_to(*_next(view, row, column, down, across))
    elif not view.block.is_one:
        _go_round(view, by_rows=key not in ENTERS, back=shift or key == K.Key_Backtab)
    elif key in (K.Key_Tab, K.Key_Backtab):
        if view.tab_start < 0:
            view.tab_start = column
        back = shift or key == K.Key_Backtab
        view.move_to(*_next(view, row, column, 0, -1 if back else 1))
    else:
        start = column if view.tab_start < 0 else view.tab_start
        view.tab_start = -1
        view.move_to(*_next(view, row, start, -1 if shift else 1, 0, to_figures=True))


def _go_round(view: FiguresView, *, by_rows: bool, back: bool) -> None:
    """The next cell of the selection, which stays: along its rows or down its columns, from the last to the first."""
    block = view.block
    rows = [number for number in range(block.top, block.bottom + 1) if view.grid.rows[number].has_figures]
    wide = block.right - block.left + 1
    if not rows:
        return
    row, column = _current(view)
    down = rows.index(row) if row in rows else 0
    across = min(max(column - block.left, 0), wide - 1)
    step = -1 if back else 1
    if by_rows:
        down, across = divmod((down * wide + across + step) % (len(rows) * wide), wide)
    else:
        across, down = divmod((across * len(rows) + down + step) % (len(rows) * wide), len(rows))
    view.activate(rows[down], block.left + across)


def _to_end(view: FiguresView, *, last: bool, all_rows: bool, extend: bool) -> None:
    row, _column = _from(view, extend)
    if all_rows:
        numbers = [number for number, r in enumerate(view.grid.rows) if r.has_figures]
        row = (numbers[-1] if last else numbers[0]) if numbers else row
    view.tab_start = -1
    view.move_to(row, view.grid.columnCount() - 1 if last else 1, extend=extend)


def _page(view: FiguresView, direction: int, *, extend: bool) -> None:
    row, column = _from(view, extend)
    rows = max(1, view.viewport().height() // view.verticalHeader().defaultSectionSize() - 1)
    target = min(max(row + direction * rows, 0), view.grid.rowCount() - 1)
    while 0 < target < view.grid.rowCount() - 1 and not view.grid.rows[target].has_figures:
        target += direction
    view.tab_start = -1
    if view.grid.rows[target].has_figures:
        view.move_to(target, column, extend=extend)
    else:
        _to_last_row(view, column, direction, extend=extend)


def _to_last_row(view: FiguresView, column: int, direction: int, *, extend: bool) -> None:
    """The first or the last row that holds figures: beyond it stand headings only."""
    numbers = [number for number, r in enumerate(view.grid.rows) if r.has_figures]
    if numbers:
        view.move_to(numbers[0] if direction < 0 else numbers[-1], column, extend=extend)


def _toggle(view: FiguresView) -> None:
    row, column = _current(view)
    view.grid.toggle(row)
    view.move_to(row, column)


def clear(view: FiguresView) -> None:
    """Delete: the selected figures go; what is worked out stays."""
    session = view.grid.session
    wanted = [place for line in view.selected_places() for place in line if place is not None]
    places = [place for place in wanted if not commands.refusal(session, place)]
    if places:
        commands.clear(session, places)
    elif wanted:
        view.grid.told.emit(commands.refusal(session, wanted[0]))


def fill_down(view: FiguresView) -> None:
    """Ctrl+D: the first row of the selection into those below; of one cell the one above."""
    block = view.selected_places()
    if len(block) == 1:
        row, column = _current(view)
        above = _next(view, row, column, -1, 0)
        if above[0] != row:
            source = view.grid.place(view.grid.index(*above))
            _fill(view, [(source, block[0][0])])
        return
    _fill(view, [(block[0][i], place) for line in block[1:] for i, place in enumerate(line)])


def fill_right(view: FiguresView) -> None:
    """Ctrl+R: the first column of the selection into those after it; of one cell the one before."""
    block = view.selected_places()
    if len(block[0]) == 1:
        row, column = _current(view)
        if column > 1:
            _fill(view, [(view.grid.place(view.grid.index(row, column - 1)), block[0][0])])
        return
    _fill(view, [(line[0], place) for line in block for place in line[1:]])


def fill_selection(view: FiguresView) -> None:
    """Ctrl+Enter: the figure of the cursor into the whole selection."""
    here = view.place
    _fill(view, [(here, place) for line in view.selected_places() for place in line if place != here])


def _fill(view: FiguresView, pairs: list[tuple[Place | None, Place | None]]) -> None:
    known = [(origin, target) for origin, target in pairs if origin is not None and target is not None]
    commands.fill(view.grid.session, known)
