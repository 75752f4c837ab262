"""Owns the frame of the window:
top bar, navigator, stack of pages, side panel, status bar, and how they share the room.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.errors import KnownError
from desktop.language import _, current, is_known
from desktop.ui import deeds, menus, walking
from desktop.ui.actions import Actions
from desktop.ui.common import messages, tasks
from desktop.ui.common.preferences import preferences
from desktop.ui.common.speaking import speak
from desktop.ui.common.theme import theme
from desktop.ui.common.widgets import line
from desktop.ui.dropping import Dropping
from desktop.ui.pages import PAGES
from desktop.ui.room import Room, folds_navigator
from desktop.ui.statusbar import StatusBar
from desktop.ui.topbar import TopBar
from desktop.ui.window import Page, Place

if TYPE_CHECKING:
    from desktop.ui.navigator.view import Navigator
    from desktop.ui.session import ProfileSession


class MainWindow(QMainWindow):
    """One window with at most one profile.

    `first_painted` is emitted once, after the frame was drawn for the first time.
    """

    first_painted = Signal()
    opened = Signal()
    """A profile was opened, or closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(1024, 600)
        self._session: ProfileSession | None = None
        self._pages: dict[str, Page] = {}
        self._place = Place("welcome")
        self._was_painted = False
        self.actions_ = Actions(self, self._deeds(), self._to_page)
        self._build()
        self.dropping = Dropping(self, self)
        self._restore_geometry()
        theme().changed.connect(self._fit)

    # What pages ask (`window.Window`)

    @property
    def session(self) -> ProfileSession:
        if self._session is None:
            raise RuntimeError("no profile is open")
        return self._session

    @property
    def has_profile(self) -> bool:
        return self._session is not None

    @property
    def place(self) -> Place:
        return self._place

    def go(self, place: Place) -> None:
        definition = PAGES[place.page]
        if definition.needs_profile and self._session is None:
            return
        page = self._pages.get(place.page)
        if page is None:
            page = self._pages[place.page] = definition.make(self)
            self.stack.addWidget(page)
        previous = self.stack.currentWidget()
        if isinstance(previous, Page) and previous is not page:
            previous.leave()
        self._place = place
        self.stack.setCurrentWidget(page)
        page.show_at(place)
        self._show_side_of(page)
        if self.navigator is not None:
            in_module = place.page == "module"
            self.navigator.show_place("module" if in_module else "page", place.module if in_module else place.page)
        page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        self.status.say(text, undo)

    def show_error(self, error: KnownError) -> None:
        self.bar.show_error(error)

    def open_path(self, path: Path) -> None:
        """Open a profile file; where that fails the words are shown and everything stays as it is."""
        from desktop.services.profile import open_for_window  # noqa: PLC0415  after the first frame

        try:
            profile, reason = open_for_window(path)
        except KnownError as error:
            self.show_error(error)
            return
        self.close_profile()
        from desktop.ui.session import ProfileSession  # noqa: PLC0415  after the first frame

        self._session = ProfileSession(profile, self, read_only_reason=reason)
        preferences().opened(str(path.resolve()))
        self._session_opened()
        if reason:
            self.bar.tell(
                _("This profile is open to read only: another program has it, or the place is protected."), kind="info"
            )

    def new_profile(self) -> None:
        from desktop.ui.new_profile.view import NewProfileDialog  # noqa: PLC0415  after the first frame

        NewProfileDialog(self).show_over()

    def choose_file(self) -> None:
        dialog = QFileDialog(self, _("Open a profile"))
        dialog.setNameFilters([_("Profiles (*.mprofile)"), _("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def action(self, name: str) -> QAction:
        return self.actions_[name]

    def show_side(self, shown: bool) -> None:
        self.room.keep_shown(self, shown)
        self._place_side()

    def set_language(self, code: str) -> None:
        if not is_known(code) or code == current():
            return
        preferences().language = code
        speak(code)
        self.rebuild()

    # Building

    def rebuild(self) -> None:
        """Make everything anew, at the same place: after a change of language."""
        place = self._place
        session = self._session
        self._leave_pages()
        for action in self.actions_.all():
            self.removeAction(action)
        self.actions_.deleteLater()
        self.actions_ = Actions(self, self._deeds(), self._to_page)
        self._build()
        if session:
            self._connect(session)
        self.go(place)

    @staticmethod
    def _navigator(session: ProfileSession, ground: QWidget) -> Navigator:
        from desktop.ui.navigator.view import Navigator  # noqa: PLC0415  after the first frame

        return Navigator(session, ground)

    def _build(self) -> None:
        session = self._session
        ground = QWidget()
        ground.setObjectName("ground")
        for action in self.actions_.all():
            self.addAction(action)
        self.top = TopBar(self.actions_, menus.submenus(self), session, ground)
        self.top.search.found.connect(self.go)
        self.navigator: Navigator | None = self._navigator(session, ground) if session else None
        self.bar = messages.Bar()
        self.stack = QStackedWidget()
        self.status = StatusBar(session, ground)
        self.status.asked.connect(lambda name: deeds.open_part(self, name))
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.bar)
        middle.addWidget(self.stack, 1)
        self.room = Room(ground)
        across = self.room.across
        if self.navigator is not None:
            across.addWidget(self.navigator)
            across.addWidget(line(upright=True))
            self.navigator.chosen.connect(self._navigated)
        across.addLayout(middle, 1)
        across.addWidget(self.room.line)
        across.addWidget(self.room.side)
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        outer.addLayout(across, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(ground)
        has = session is not None
        for name in (
            "import", "export", "print", "backup", "close", "search", "find", "replace", "go to", "navigator", "inspector",
            "check", "rules", "partners", "new indicator",
        ):  # fmt: skip
            self.actions_[name].setEnabled(has)
        self.top.search.setVisible(has)
        self.top.side.setVisible(has)
        self._show_title()
        self._fit()

    def _connect(self, session: ProfileSession) -> None:
        undo, redo = self.actions_["undo"], self.actions_["redo"]
        undo.setEnabled(session.stack.canUndo())
        redo.setEnabled(session.stack.canRedo())
        session.stack.canUndoChanged.connect(undo.setEnabled)
        session.stack.canRedoChanged.connect(redo.setEnabled)
        session.stack.undoTextChanged.connect(self._name_undo)
        session.stack.redoTextChanged.connect(self._name_redo)
        session.refused.connect(self.show_error)
        session.settings_changed.connect(self._show_title)

    def _session_opened(self) -> None:
        self._leave_pages()
        self._build()
        assert self._session is not None
        self._connect(self._session)
        zoom = preferences().zoom_of(self._session.profile.settings.profile_id)
        if zoom != theme().zoom:
            theme().set(zoom=zoom)
        self.go(Place("overview"))
        self._session.check_when_idle()
        self.opened.emit()

    def close_profile(self) -> None:
        """Commit what is being typed and close the file; the pages go with it."""
        if self._session is None:
            return
        self._leave_pages()
        tasks.stop_all()
        session, self._session = self._session, None
        session.close()
        session.deleteLater()

    def _close_and_welcome(self) -> None:
        self.close_profile()
        self._build()
        for name in ("undo", "redo"):
            self.actions_[name].setEnabled(False)
        self.go(Place("welcome"))
        self.opened.emit()

    def _leave_pages(self) -> None:
        for page in self._pages.values():
            page.leave()
            panel = page.side_panel()
            if panel is not None:
                panel.setParent(page)  # or it would stay behind, hidden
            page.setParent(None)
            page.deleteLater()
        self._pages.clear()
        self.status.stop()

    # Deeds of the menus

    def _deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new_profile, "open": self.choose_file, "close": self._close_and_welcome, "quit": self.close,
            "import": lambda: self.go(Place("exchange", filter="import")),
            "export": lambda: self.go(Place("exchange", filter="export")),
            "backup": lambda: deeds.back_up(self), "undo": self._undo,
            "redo": self._redo, "search": self._search,
            "navigator": self._toggle_navigator, "inspector": self._toggle_side,
            "larger": lambda: self._zoom(1), "smaller": lambda: self._zoom(-1), "usual size": lambda: self._zoom(0),
            "check": self._check, "rules": lambda: self.go(Place("rules")), "partners": lambda: deeds.choose_partners(self),
            "new indicator": lambda: deeds.write_indicator(self),
            "next part": lambda: self._next_part(1), "previous part": lambda: self._next_part(-1),
            "keys": lambda: deeds.show_keys(self, self.actions_), "about": lambda: deeds.show_about(self),
        }  # fmt: skip

    def _undo(self) -> None:
        if self._session is not None:
            self._session.stack.undo()

    def _redo(self) -> None:
        if self._session is not None:
            self._session.stack.redo()

    def _check(self) -> None:
        if self._session is not None:
            self._session.check()

    def _to_page(self, deed: str) -> None:
        page = self.stack.currentWidget()
        if not (isinstance(page, Page) and page.act(deed)) and deed in ("find", "go to"):
            self._search()

    def _navigated(self, kind: str, name: str) -> None:
        self.go(Place("module", name) if kind == "module" else Place(name))

    def _file_chosen(self, path: str) -> None:
        self.open_path(Path(path))

    def _search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _zoom(self, steps: int) -> None:
        theme().step_zoom(steps)
        preferences().set_zoom(theme().zoom, self._session.profile.settings.profile_id if self._session else "")

    def _name_undo(self, text: str) -> None:
        self.actions_["undo"].setText(_("Undo {deed}").format(deed=text) if text else _("Undo"))

    def _name_redo(self, text: str) -> None:
        self.actions_["redo"].setText(_("Redo {deed}").format(deed=text) if text else _("Redo"))

    # Room

    def _show_title(self) -> None:
        title = self._session.profile.settings.title if self._session else _("Migration Profile")
        self.top.title.setText(title)
        self.setWindowTitle(title)

    def _show_side_of(self, page: Page) -> None:
        self.room.show_panel(page.side_panel())
        self._place_side()

    def _place_side(self) -> None:
        page = self.stack.currentWidget()
        has_panel = isinstance(page, Page) and page.side_panel() is not None
        shown = self.room.place_side(self, self.top.height(), self.status.height(), has_panel=has_panel)
        action = self.actions_["inspector"]
        action.setChecked(shown)
        action.setEnabled(has_panel)

    def _fit(self) -> None:
        if self.navigator is not None:
            folded = not preferences().fold("navigator", True) or folds_navigator(self.width())
            self.navigator.fold(folded)
            self.actions_["navigator"].setChecked(not folded)
        self.top.fit(self.width())
        self._place_side()

    def _toggle_navigator(self) -> None:
        if self.navigator is not None:
            preferences().set_fold("navigator", self.navigator.is_folded)
            self._fit()

    def _toggle_side(self) -> None:
        self.show_side(self.room.side.isHidden())

    def _next_part(self, direction: int) -> None:
        """F6: navigator, the parts of the page, the side panel, round and round."""
        walking.go_on(self.navigator, self.stack.currentWidget(), direction)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab: from the top to the bottom, as one reads."""
        regions = (self.top, self.navigator, self.bar, self.stack, self.room.side, self.status)
        stop = walking.next_stop([region for region in regions if region is not None], forward=following)
        if stop is None:
            return super().focusNextPrevChild(following)
        stop.setFocus(Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason)
        return True

    def _restore_geometry(self) -> None:
        kept = preferences().geometry
        if kept is None or not self.restoreGeometry(kept):
            room = QGuiApplication.primaryScreen().availableSize()
            self.resize(QSize(1366, 768).boundedTo(room))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.first_painted.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._fit()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The way out:
        what is being typed is stored, what runs is stopped, the file is closed, the window's place is kept.
        """
        preferences().geometry = self.saveGeometry()
        self.close_profile()
        self.status.stop()
        preferences().sync()
        event.accept()
