"""Owns the overview (picture 02):
four figures, modules with completeness and findings, and a list of deeds in order of use.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.catalogue.model import in_language
from desktop.language import _, current, plural
from desktop.services import places
from desktop.services.asking import State
from desktop.ui.common.buttons import Button, button_of
from desktop.ui.common.preferences import RecentProfile, preferences
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Card, Label, Picture, ThinBar, columns, line, rows
from desktop.ui.overview.advice import Advice, advice, next_step
from desktop.ui.overview.table import StateTable
from desktop.ui.session import ProfileSession
from desktop.ui.window import Page, Place, Window

WIDE = 1000
ADVICE = 292
"""From this width on two columns fit."""


class OverviewPage(Page):
    """The first thing seen. Everything on it is worked out from the profile; a click or Enter goes there."""

    def __init__(self, window: Window):
        super().__init__(window)
        self.session: ProfileSession = window.session
        self.subtitle = Label("", size=12, tone="text2")
        self.tiles = QHBoxLayout()
        self.table = StateTable(_("Module"), self._module_name)
        self.table.chosen.connect(self._open_module)
        self.institutions = StateTable(_("Institution"), str, has_codes=False)
        self.institutions.chosen.connect(lambda name: window.go(Place("findings", filter=name)))
        self.mirror = Label("", size=12, tone="text2")
        self.next = Label("", size=12, tone="text2")
        self.table.pointed.connect(self._show_next)
        self.institutions.pointed.connect(self._show_next)
        self.deeds = QVBoxLayout()
        self._build()
        self.session.findings_changed.connect(self._again)
        self.session.settings_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        check = button_of(self.window_.action("check"), kind="normal", icon="list-checks")
        export = button_of(self.window_.action("export"), kind="normal", icon="download")
        export.setText(_("Export"))
        head = columns(rows(Label(_("Overview"), size=20, weight=600), self.subtitle, gap=2), -1, check, export, gap=8)
        self.tile_card = Card()
        self.tile_card.setLayout(self.tiles)
        self.tiles.setContentsMargins(0, 0, 0, 0)
        legend = columns(-1, *self._legend(), -1, gap=6)
        choose = Button(_("Choose files…"), kind="link")
        choose.clicked.connect(self.window_.action("partners").trigger)
        mirror = columns(self.mirror, choose, -1, gap=8)
        left = rows(self.tile_card, self.table, self.institutions, self.next, mirror, legend, -1, gap=10)
        advice_card = Card()
        self.deeds.setContentsMargins(px(16), px(14), px(16), px(14))
        self.deeds.setSpacing(px(6))
        advice_card.setLayout(self.deeds)
        self.advice_card = advice_card
        self._across = across = columns(left, advice_card, gap=14)
        across.setAlignment(advice_card, Qt.AlignmentFlag.AlignTop)
        across.setStretch(0, 1)
        inside = QWidget()
        inside.setObjectName("page")
        body = QVBoxLayout(inside)
        body.setContentsMargins(px(20), px(14), px(14), px(10))
        body.setSpacing(px(12))
        body.addLayout(head)
        body.addLayout(across, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _legend(self) -> list[QWidget | int]:
        made: list[QWidget | int] = []
        for counts, text in (
            ((1, 0, 1), _("filled")),
            ((0, 1, 1), _("empty, with a reason")),
            ((0, 0, 1), _("still to come")),
        ):
            bar = ThinBar(width=14)
            bar.show_counts(*counts)
            made += [bar, Label(text, size=12, tone="text2"), 8]
        return made

    def show_at(self, _place: Place) -> None:
        self._fit()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What helps most stands beside the table where there is room, else below it."""
        is_wide = self.width() >= px(WIDE)
        self._across.setDirection(QHBoxLayout.Direction.LeftToRight if is_wide else QHBoxLayout.Direction.TopToBottom)
        self.advice_card.setMinimumWidth(px(ADVICE))
        self.advice_card.setMaximumWidth(px(ADVICE) if is_wide else 16_777_215)
        self._across.setAlignment(self.advice_card, Qt.AlignmentFlag.AlignTop if is_wide else Qt.AlignmentFlag(0))

    def first_focus(self) -> QWidget:
        return self.table

    def regions(self) -> list[QWidget]:
        return [self.table, self.institutions, self.advice_card]

    def _again(self) -> None:
        """An edit on another page waits until this one is seen."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Work everything out anew."""
        profile = self.session.profile
        settings = profile.settings
        country = places.country_name(settings.country, current())
        parts = [f"{country}, " + _("{first} to {last}").format(first=settings.years[0], last=settings.years[1])]
        parts.append(plural("{n} module", "{n} modules", len(settings.modules)))
        if settings.institution:
            parts.append(settings.institution)
        self.subtitle.setText(" · ".join(parts))
        states = self.session.module_states
        self.institutions.show_states(self.session.institution_states)
        self.institutions.setVisible(bool(self.session.institution_states))
        self.table.show_states(states)
        self._show_tiles(states)
        names = ", ".join(places.country_name(code, current()) for code in self.session.partner_countries)
        self.mirror.setText(
            _("Mirror figures: compared with {countries}").format(countries=names)
            if names
            else _("Mirror figures: the rules are silent, no partner country's file is chosen.")
        )
        self._show_advice(states)
        filled, total = sum(s.filled + s.missing_with_reason for s in states), sum(s.indicators for s in states)
        seen = RecentProfile(
            str(profile.path.resolve()), settings.title, filled / total if total else 0.0, sum(s.error for s in states),
            self._moment(),
        )  # fmt: skip
        preferences().remember(seen)

    def _moment(self) -> str:
        from datetime import datetime  # noqa: PLC0415

        return (self.session.saved_at or datetime.now()).isoformat(timespec="seconds")

    def _show_tiles(self, states: list[State]) -> None:
        filled, total = sum(s.filled + s.missing_with_reason for s in states), sum(s.indicators for s in states)
        errors, warnings = sum(s.error for s in states), sum(s.warning for s in states)
        explained = sum(s.explained for s in states)
        share = round(100 * filled / total) if total else 0
        checked = self.session.is_checked
        tiles = [
            (
                "",
                _("{n} % complete").format(n=share) if checked else "…",
                _("{filled} of {total} indicators").format(filled=filled, total=total),
            ),
            ("error", plural("{n} error", "{n} errors", errors), _("to correct") if checked else _("not checked yet")),
            ("warning", plural("{n} warning", "{n} warnings", warnings), _("correct or explain")),
            ("explained", _("{n} explained").format(n=explained), _("printed with the figures")),
        ]
        _clear(self.tiles)
        for at, (mark, big, small) in enumerate(tiles):
            if at:
                self.tiles.addWidget(line(upright=True))
            words = rows(Label(big, size=18, weight=600), Label(small, size=12, tone="text2"), gap=0)
            picture = [Picture(mark=mark, size=16)] if mark and big[0] != "0" else []
            self.tiles.addLayout(columns(*picture, words, -1, margins=(14, 8, 10, 10), gap=12), 1)

    def _show_advice(self, states: list[State]) -> None:
        _clear(self.deeds)
        self.deeds.addWidget(Label(_("What helps most now"), weight=600))
        self.deeds.addSpacing(px(4))
        found = advice(self.session, states)
        if not found:
            self.deeds.addWidget(
                Label(_("Nothing is left to settle. The profile can be exported."), tone="text2", wrap=True)
            )
        for at, one in enumerate(found):
            if at:
                self.deeds.addSpacing(px(4))
                self.deeds.addWidget(line())
                self.deeds.addSpacing(px(4))
            self.deeds.addLayout(self._advice_of(one, primary=at == 0))
        self.deeds.addStretch(1)

    def _advice_of(self, one: Advice, *, primary: bool) -> QGridLayout:
        button = Button(one.button, kind="primary" if primary else "normal", small=not primary)
        button.clicked.connect(lambda: self.window_.go(one.place))
        picture = Picture(mark=one.mark, size=16) if one.mark else Picture(icon=one.icon, token="accent", size=16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        said = Label(one.words, size=12, tone="text2", wrap=True)
        said.setMinimumHeight(
            said.heightForWidth(px(ADVICE - 60))
        )  # layouts in layouts remember a height asked too early
        grid.addWidget(picture, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(one.title, weight=600, wrap=True), 0, 1)
        grid.addWidget(said, 1, 1)
        grid.addWidget(button, 2, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        return grid

    def _module_name(self, code: str) -> str:
        return in_language(self.session.profile.catalogue.modules[code].title, current())

    def _show_next(self, state: State) -> None:
        """What helps most in a module, or for an institution."""
        is_module = state.code in self.session.profile.catalogue.modules
        name = self._module_name(state.code) if is_module else state.code
        said = _("{name}: {step}").format(name=name, step=next_step(state))
        self.next.setText(said if self.session.is_checked else "")

    def _open_module(self, code: str) -> None:
        self.window_.go(Place("module", code))


def _clear(layout: QHBoxLayout | QVBoxLayout | QGridLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QHBoxLayout | QVBoxLayout | QGridLayout):
            _clear(inner)
            inner.deleteLater()
