"""Colours: every contrast that the design states is computed again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.ui.common.theme import DARK, LIGHT, ZOOMS, Tokens, contrast, theme

ROOT = Path(__file__).resolve().parents[2]
# token: the ground that is worst for it, contrast on the page and on that ground, light and dark
STATED = {
    "text": ("sel", (16.0, 12.6), (13.8, 9.8)),
    "text2": ("sel", (8.2, 6.4), (9.3, 6.6)),
    "muted": ("sel", (5.7, 4.5), (6.5, 4.6)),
    "accent": ("sel", (6.7, 5.3), (7.7, 5.5)),
    "error": ("sel", (6.6, 5.2), (7.6, 5.4)),
    "warning": ("sel", (6.0, 4.7), (9.4, 6.7)),
    "info": ("sel", (6.2, 4.9), (8.5, 6.0)),
    "ok": ("sel", (6.2, 4.8), (8.9, 6.3)),
    "conflict": ("sel", (7.7, 6.0), (7.8, 5.5)),
    "derived": ("sel", (8.1, 6.4), (8.9, 6.3)),
}


@pytest.mark.parametrize("name", STATED)
def test_text_is_as_legible_as_stated(name: str) -> None:
    ground, light, dark = STATED[name]
    for tokens, stated in ((LIGHT, light), (DARK, dark)):
        tint = getattr(tokens, name)
        assert round(contrast(tint, tokens.page), 1) == stated[0]
        assert round(contrast(tint, getattr(tokens, ground)), 1) == stated[1]
        assert contrast(tint, getattr(tokens, ground)) >= 4.45


@pytest.mark.parametrize(
    ("tokens", "page", "worst"), [(LIGHT, 3.7, 3.1), (DARK, 4.4, 3.3)], ids=["light", "dark"]
)  # fmt: skip
def test_edges_of_fields_can_be_seen(tokens: Tokens, page: float, worst: float) -> None:
    grounds = "window subtle hover accent_soft error_soft warning_soft info_soft ok_soft conflict_soft".split()
    assert round(contrast(tokens.edge, tokens.page), 1) == page
    assert round(min(contrast(tokens.edge, getattr(tokens, ground)) for ground in grounds), 1) == worst


def test_marks_stand_out_from_the_tint_below_them() -> None:
    for tokens in (LIGHT, DARK):
        pairs = (("error", "error_soft"), ("warning_mark", "warning_soft"), ("info", "info_soft"), ("note", "page"))
        assert all(contrast(getattr(tokens, mark), getattr(tokens, ground)) >= 3 for mark, ground in pairs)
    assert round(contrast(LIGHT.warning_mark, LIGHT.page), 1) == 4.2
    assert round(contrast(LIGHT.warning_mark, LIGHT.warning_soft), 1) == 3.8


def test_words_on_the_primary_button() -> None:
    assert round(contrast(LIGHT.on_accent, LIGHT.accent), 1) == 6.7
    assert round(contrast(DARK.on_accent, DARK.accent), 1) == 8.2


def test_no_colour_is_written_anywhere_else() -> None:
    """Hexadecimal colours stand in the theme only."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "desktop" / "ui").rglob("*.py")
        if path.name != "theme.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#[0-9A-Fa-f]{6}\b|Qt\.GlobalColor\.(?!transparent)", line)
    ]
    assert not found


def test_zoom_goes_in_steps_and_stops_at_the_ends(qapp: object) -> None:
    look = theme()
    look.set(zoom=100)
    seen = [look.zoom]
    for _ in range(10):
        look.step_zoom(1)
        seen.append(look.zoom)
    assert seen[-1] == ZOOMS[-1] == 200
    assert look.px(26) == 52
    look.step_zoom(0)
    assert look.zoom == 100
