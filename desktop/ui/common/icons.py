"""Owns icons: Lucide drawings tinted with a token, cached per colour, size and pixel ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.resources import resource
from desktop.ui.common.theme import theme

LINE = "1.75"
TURNED = frozenset((
    "arrow-left", "arrow-right", "chevron-left", "chevron-right", "panel-right", "panel-left", "undo-2", "redo-2", "send", "list-checks",
))  # fmt: skip
"""Icons that are mirrored where the writing runs from right to left."""
_pixmaps: dict[tuple[str, int, float, int, bool], QPixmap] = {}


@lru_cache(256)
def _drawing(name: str) -> str:
    return (
        resource("icons", f"{name}.svg")
        .read_text(encoding="utf-8")
        .replace('stroke-width="2"', f'stroke-width="{LINE}"')
    )


def pixmap(name: str, token: str = "text2", size: float = 16, ratio: float | None = None) -> QPixmap:
    """An icon in the colour of a token, `size` at 100 %, for a screen of that pixel ratio (default: the main one's)."""
    look = theme()
    pixels = look.px(size)
    ratio = ratio or _ratio()
    colour = look.colour(token)
    mirrored = name in TURNED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    key = (name, pixels, ratio, colour.rgba(), mirrored)
    made = _pixmaps.get(key)
    if made is None:
        made = QPixmap(round(pixels * ratio), round(pixels * ratio))
        made.fill(Qt.GlobalColor.transparent)
        drawing = _drawing(name).replace("currentColor", colour.name())
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if mirrored:
            painter.translate(made.width(), 0)
            painter.scale(-1, 1)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, made.width(), made.height()))
        painter.end()
        made.setDevicePixelRatio(ratio)
        _pixmaps[key] = made
    return made


def icon(name: str, token: str = "text2", size: float = 16) -> QIcon:
    """The same for buttons and menus, with its disabled look; made anew after the theme changed."""
    made = QIcon(pixmap(name, token, size))
    made.addPixmap(pixmap(name, "line2", size), QIcon.Mode.Disabled)
    return made


def _ratio() -> float:
    return QGuiApplication.primaryScreen().devicePixelRatio()
