"""Owns how things look: colours by name in the light and the dark scheme, the zoom, and when they change.

No colour stands elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from desktop.ui.common import fonts
from desktop.ui.common.bidi import is_mirrored
from desktop.ui.common.waiting import waiting


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, each under the name of what it is for."""

    page: str
    window: str
    subtle: str
    hover: str
    line: str
    line2: str
    grid2: str
    edge: str
    text: str
    text2: str
    muted: str
    disabled: str
    hatch: str
    accent: str
    on_accent: str
    accent_soft: str
    sel: str
    error: str
    error_soft: str
    warning: str
    warning_mark: str
    warning_soft: str
    info: str
    info_soft: str
    ok: str
    ok_soft: str
    conflict: str
    conflict_soft: str
    derived: str
    derived_soft: str
    note: str
    shade: str
    charts: tuple[str, ...]
    chart_rest: str


LIGHT = Tokens(
    page="#FFFFFF", window="#F4F5F7", subtle="#F3F5F8", hover="#E9EDF2", line="#E1E5EB", line2="#C6CDD7", grid2="#EDF0F4",
    edge="#7C8594", text="#1A222D", text2="#445062", muted="#5C6778", disabled="#8B94A2", hatch="#E3E6EB",
    accent="#1B5E9E", on_accent="#FFFFFF", accent_soft="#E2EDF8", sel="#D6E6F6", error="#B3251E", error_soft="#FBE9E7",
    warning="#8A5800", warning_mark="#B36B00", warning_soft="#FFF3D9", info="#0E6B73", info_soft="#E1F2F3",
    ok="#2B6E3F", ok_soft="#E5F3E8", conflict="#8A2F73", conflict_soft="#F8E8F4", derived="#3E4C86", derived_soft="#F4F5FC",
    note="#5B6FA8", shade="#660F1620", charts=("#0F2B52", "#7D2E1F", "#3A62B4", "#9C7410", "#4899C4"), chart_rest="#6E7681",
)  # fmt: skip
DARK = Tokens(
    page="#1C2026", window="#16191E", subtle="#232830", hover="#2B323B", line="#2F3640", line2="#454E5A", grid2="#272D36",
    edge="#7A8594", text="#E9ECF1", text2="#BCC4CF", muted="#9AA4B2", disabled="#717B89", hatch="#2C323B",
    accent="#82B6F0", on_accent="#0D1B2A", accent_soft="#20344B", sel="#233A55", error="#FF9287", error_soft="#40262A",
    warning="#F0BC5A", warning_mark="#F0BC5A", warning_soft="#3B3120", info="#6FC9CF", info_soft="#1C383B",
    ok="#86CF9A", ok_soft="#20372A", conflict="#E79AD3", conflict_soft="#3D2639", derived="#B3BDF2", derived_soft="#222637",
    note="#95A6DE", shade="#A0000000", charts=("#EAF1F9", "#F2C078", "#8CB9EE", "#C0823A", "#4A7FC4"), chart_rest="#98A2B0",
)  # fmt: skip

SCHEMES = ("system", "light", "dark")
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


class Theme(QObject):
    """The look of this process: one scheme, one zoom.

    `changed` is emitted after either changed; whoever paints listens.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scheme, self.zoom = "system", 100
        self._colours: dict[str, QColor] = {}
        self._tokens = LIGHT

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    @property
    def is_dark(self) -> bool:
        return self._tokens is DARK

    def px(self, measure: float) -> int:
        """A measure of the design at the zoom that is set."""
        return max(1, round(measure * self.zoom / 100)) if measure else 0

    def colour(self, name: str) -> QColor:
        """The colour of a token; made once per scheme."""
        colour = self._colours.get(name)
        if colour is None:
            colour = self._colours[name] = QColor(getattr(self._tokens, name))
        return colour

    def set(self, *, scheme: str | None = None, zoom: int | None = None) -> None:
        """Choose a scheme of `SCHEMES`, a zoom of `ZOOMS`; everything that listens is told once."""
        self.scheme = scheme if scheme in SCHEMES else self.scheme
        self.zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1]) if zoom else self.zoom
        self.refresh()

    @waiting()
    def refresh(self) -> None:
        """Take the colours of the scheme anew, give the application its palette, font and style sheet."""
        from desktop.ui.common.stylesheet import style_sheet  # noqa: PLC0415  it needs this file

        dark = self.scheme == "dark" or (self.scheme == "system" and _system_is_dark())
        self._tokens = DARK if dark else LIGHT
        self._colours.clear()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            palette, font = palette_of(self._tokens), fonts.font(13, zoom=self.zoom)
            if palette != application.palette():  # each tells every widget there is
                application.setPalette(palette)
            if font != application.font():
                application.setFont(font)
            if hasattr(application, "setStyleSheet"):
                application.setStyleSheet(style_sheet(self._tokens, self.px, mirrored=is_mirrored()))
        self.changed.emit()

    def follow_system(self) -> None:
        """Change with the system from now on, while the scheme is `system`."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def step_zoom(self, steps: int) -> None:
        """One step larger or smaller; 0 goes back to 100 %."""
        if not steps:
            self.set(zoom=100)
            return
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self.zoom))
        self.set(zoom=ZOOMS[min(max(nearest + steps, 0), len(ZOOMS) - 1)])

    def _system_changed(self) -> None:
        if self.scheme == "system":
            self.refresh()


_theme: list[Theme] = []


def theme() -> Theme:
    """The look of this process: like the application's palette and font there is exactly one."""
    if not _theme:
        _theme.append(Theme())
    return _theme[0]


def colour(name: str) -> QColor:
    return theme().colour(name)


def px(measure: float) -> int:
    return theme().px(measure)


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def palette_of(tokens: Tokens) -> QPalette:
    """The palette for what Qt paints by itself: menus, dialogs, selections of text."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, name in (
        (role.Window, "window"), (role.WindowText, "text"), (role.Base, "page"), (role.AlternateBase, "subtle"),
        (role.Text, "text"), (role.Button, "page"), (role.ButtonText, "text"), (role.BrightText, "error"),
        (role.Highlight, "sel"), (role.HighlightedText, "text"), (role.Link, "accent"), (role.LinkVisited, "accent"),
        (role.ToolTipBase, "page"), (role.ToolTipText, "text"), (role.PlaceholderText, "muted"), (role.Accent, "accent"),
        (role.Light, "page"), (role.Midlight, "line"), (role.Mid, "line2"), (role.Dark, "edge"), (role.Shadow, "line2"),
    ):  # fmt: skip
        palette.setColor(which, QColor(getattr(tokens, name)))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return palette


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(text: str) -> float:
    colour = QColor(text)
    parts = (colour.red() / 255, colour.green() / 255, colour.blue() / 255)
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
