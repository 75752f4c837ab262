"""Owns the typeface: Noto Sans with Noto Sans Arabic, as shipped; fonts by size and weight, made once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop.resources import resource

FAMILIES = ("Noto Sans", "Noto Sans Arabic")
FILES = (
    "NotoSans-Regular", "NotoSans-Medium", "NotoSans-SemiBold", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic",
    "NotoSansArabic-Regular", "NotoSansArabic-Medium", "NotoSansArabic-SemiBold", "NotoSansArabic-Bold",
)  # fmt: skip
LATIN_FILES = FILES[:4]
_loaded: set[str] = set()


def load(names: tuple[str, ...] = FILES) -> None:
    """Give the shipped faces to the application, each once."""
    for name in names:
        if name not in _loaded:
            _loaded.add(name)
            QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))


@lru_cache(256)
def _made(pixels: int, weight: int, italic: bool) -> QFont:
    made = QFont(list(FAMILIES))
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def font(size: float, weight: int = 400, *, italic: bool = False, zoom: int = 100) -> QFont:
    """A face of the interface, `size` in pixels at 100 %. Not to be changed by the caller."""
    return _made(max(1, round(size * zoom / 100)), weight, italic)
