"""Owns deeds of the menus that need nothing of the window but what pages may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.errors import KnownError
from desktop.language import _
from desktop.ui.window import Place

if TYPE_CHECKING:
    from desktop.ui.actions import Actions
    from desktop.ui.main_window import MainWindow
    from desktop.ui.window import Window


def back_up(window: MainWindow) -> None:
    """Copy the profile to the folder of backups."""
    from desktop.services import health  # noqa: PLC0415

    try:
        target = health.back_up(window.session.profile)
    except KnownError as error:
        window.show_error(error)
    else:
        window.say(_("Backed up as {file}").format(file=target.name))


def choose_partners(window: MainWindow) -> None:
    """Point to the files of partner countries."""
    from desktop.ui.findings.partners import PartnersDialog  # noqa: PLC0415  made when first asked for

    PartnersDialog(window.session, window).show_over()


def write_indicator(window: Window, code: str = "") -> None:
    """Add a national indicator to the module a person is in, or change one."""
    from desktop.ui.indicators.view import IndicatorDialog  # noqa: PLC0415  made when first asked for

    session = window.session
    if not session.is_writable:
        window.say(_("This profile is open to read only."))
        return
    page = window.place
    module = page.module if page.page == "module" and page.module else session.profile.settings.modules[0]
    IndicatorDialog(window, module, session.profile.catalogue.indicators[code] if code else None).show_over()


def open_part(window: MainWindow, name: str) -> None:
    """What a part of the status bar opens: a page, or who works here."""
    if name != "person":
        window.go(Place("exchange", filter=name))
        return
    from desktop.ui.person import PersonDialog  # noqa: PLC0415  made when first asked for

    dialog = PersonDialog(window.session, window)
    dialog.accepted.connect(window.status.refresh)
    dialog.show_over()


def show_keys(window: QWidget, actions: Actions) -> None:
    from desktop.ui.help import KeysDialog  # noqa: PLC0415

    KeysDialog(window, actions).show_over()


def show_about(window: QWidget) -> None:
    from desktop.ui.help import AboutDialog  # noqa: PLC0415

    AboutDialog(window).show_over()
