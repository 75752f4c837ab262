"""Owns the search field of the top bar: finds indicators, countries and pages while one types; the keys choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.address import items_of
from desktop.language import _, current
from desktop.ui.common.matching import fold, matching
from desktop.ui.common.type_ahead import TypeAhead
from desktop.ui.pages import PAGES
from desktop.ui.window import Place

if TYPE_CHECKING:
    from desktop.ui.session import ProfileSession

MOST, AROUND = 12, 24


class Hit(NamedTuple):
    """Something that can be found: the folded text to search, what is shown, where it is; a definition, if it has one."""

    folded: str
    shown: str
    place: Place
    definition: str = ""


def everything(session: ProfileSession) -> list[Hit]:
    """All that can be found in a profile."""
    from desktop.catalogue.model import in_language  # noqa: PLC0415  not before something is searched

    profile = session.profile
    hits = []
    for page in PAGES.values():
        if page.in_navigator:
            hits.append(Hit(fold(_(page.title)), _(page.title), Place(page.id)))
    for code in profile.settings.modules:
        title = in_language(profile.catalogue.modules[code].title, current())
        hits.append(Hit(fold(f"{title} {code}"), f"{title} · {code}", Place("module", code)))
        for indicator in profile.catalogue.by_module[code]:
            name = in_language(indicator.title, current())
            place = Place("module", code, indicator=indicator.code)
            definition = in_language(indicator.definition, current())
            hits.append(Hit(fold(f"{name} {indicator.code}"), f"{name} · {indicator.code}", place, definition))
    return hits + _countries(session)


def _countries(session: ProfileSession) -> list[Hit]:
    """The countries that figures of the profile name, each at the first indicator that does."""
    from desktop.services import places  # noqa: PLC0415

    profile = session.profile
    found: dict[str, Place] = {}
    for code in profile.figures.codes():
        indicator = profile.catalogue.indicators.get(code)
        if indicator is None or indicator.module not in profile.settings.modules:
            continue
        for items in profile.figures.of(code):
            for dimension, member in items_of(items).items():
                if member not in found and profile.catalogue.dimensions[dimension].is_country:
                    found[member] = Place("module", indicator.module, indicator=code, filter=items)
    return [
        Hit(fold(f"{name} {code}"), f"{name} · {code}", place)
        for code, place in found.items()
        if (name := places.country_name(code, current())) != code
    ]


def _defines(hit: Hit, words: list[str]) -> bool:
    """Whether all words occur in the title and the definition of a hit."""
    text = f"{hit.folded} {fold(hit.definition)}"
    return all(word in text for word in words)


def _with_passage(hit: Hit, words: list[str]) -> str:
    """What is shown of an indicator that its definition found: the passage with the first word that occurs there."""
    text = fold(hit.definition)
    word = next((word for word in words if word in text), "")
    at = text.find(word)
    first = hit.definition.rfind(" ", 0, max(0, at - AROUND)) + 1
    last = at + len(word) + AROUND
    before, after = "…" if first else "", "…" if last < len(hit.definition) else ""
    return f"{hit.shown} — {before}{hit.definition[first:last]}{after}"


class SearchField(TypeAhead):
    """Ctrl+K comes here; `found` carries the place that was chosen."""

    found = Signal(object)

    def __init__(self, session: ProfileSession | None, parent: QWidget | None = None):
        super().__init__(_("Find indicator, country or page"), self._fitting, at_end=True, parent=parent)
        self.setPlaceholderText(self.accessibleName() + "   Ctrl+K")
        self._session = session
        self._all: list[Hit] = []
        self.chosen.connect(lambda hit: self.found.emit(hit.place))

    def _fitting(self, text: str) -> list[Hit]:
        """All words must occur; titles that begin with the first word come first, then titles, then definitions."""
        if self._session is None:
            return []
        if not self._all:
            self._all = everything(self._session)
        hits = matching(self._all, text)
        words = fold(text).split()
        defined = [hit for hit in self._all if hit.definition and hit not in hits and _defines(hit, words)]
        return hits + [hit._replace(shown=_with_passage(hit, words)) for hit in defined]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._all = []
        return super().event(event)
