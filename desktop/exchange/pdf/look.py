"""Owns the measures, fonts and text styles of the report. Fonts are ours and embedded; Helvetica is never named."""

from __future__ import annotations

from functools import lru_cache
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop.resources import resource

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 52.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
TOP, BOTTOM = 66.0, 60.0
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
REGULAR, MEDIUM, STRONG, BOLD, ITALIC = "Noto", "Noto-Medium", "Noto-SemiBold", "Noto-Bold", "Noto-Italic"
_FILES = {
    REGULAR: "NotoSans-Regular", MEDIUM: "NotoSans-Medium", STRONG: "NotoSans-SemiBold", BOLD: "NotoSans-Bold",
    ITALIC: "NotoSans-Italic",
}  # fmt: skip


@lru_cache(1)
def register() -> None:
    """Make the fonts known, once in a process."""
    rl_config.useA85 = 0
    STATE_DEFAULTS["fontName"] = REGULAR
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{file}.ttf"))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=STRONG, italic=ITALIC, boldItalic=STRONG)


@lru_cache(64)
def colour(digits: str) -> Color:
    return HexColor(f"#{digits}")


def text_width(text: str, font: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, font, size))


def safe(text: str) -> str:
    """User text as a paragraph takes it: no markup of its own, line breaks kept."""
    return escape(text).replace("\r\n", "\n").replace("\n", "<br/>")


def style(
    size: float, font: str = REGULAR, ink: str = "1A222D", *, leading: float = 0, before: float = 0, after: float = 0,
    right: bool = False, indent: float = 0, keep: bool = False,
) -> ParagraphStyle:  # fmt: skip
    """A paragraph style; `keep` keeps it on the page of what follows."""
    return ParagraphStyle(
        f"{font}{size}{ink}", fontName=font, fontSize=size, leading=leading or size * 1.4, textColor=colour(ink),
        spaceBefore=before, spaceAfter=after, alignment=TA_RIGHT if right else 0, leftIndent=indent, keepWithNext=keep,
        splitLongWords=1, bulletFontName=REGULAR, allowWidows=0, allowOrphans=0,
    )  # fmt: skip


MUTED, TEXT2 = "5C6778", "445062"
H1 = style(19, STRONG, leading=25, after=4, keep=True)
H2 = style(11.5, STRONG, leading=16, before=14, after=4, keep=True)
H3 = style(9, STRONG, leading=13, before=8, after=2, keep=True)
BODY = style(9, leading=13.5, after=6)
LEAD = style(9, ink=TEXT2, leading=13, after=10)
SMALL = style(7.5, ink=TEXT2, leading=10.6, after=3)
CELL = style(8, leading=10.5)
CELL_MUTED = style(8, ink=TEXT2, leading=10.5)
CELL_STRONG = style(8, STRONG, leading=10.5)
CELL_RIGHT = style(8, leading=10.5, right=True)
CAPTION = style(8.5, STRONG, leading=12, before=8, after=3)
