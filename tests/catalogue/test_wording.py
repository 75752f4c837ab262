"""Words and numbers that screen, workbook and report share."""

from __future__ import annotations

import pytest

from desktop.catalogue.wording import rounded, with_ranges


@pytest.mark.parametrize(
    ("text", "decimals", "shown"),
    [
        ("12.25", 1, "12.2"),
        ("12.35", 1, "12.4"),
        ("0", 1, "0"),
        ("0.00123", 1, "0.0012"),
        ("-0.000456", 2, "-0.00046"),
        ("0.5", 0, "0.50"),
        ("1234567890123456789.5", 0, "1234567890123456790"),
    ],
)
def test_small_values_keep_two_digits(text: str, decimals: int, shown: str) -> None:
    assert rounded(text, decimals) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("0-14 years", "0\u201314 years"), ("Sub-Saharan Africa", "Sub-Saharan Africa")]
)
def test_only_ranges_get_the_long_dash(text: str, shown: str) -> None:
    assert with_ranges(text) == shown
