"""Owns the short words that only workbook and report use: multipliers, severities, days."""

from __future__ import annotations

from datetime import date

from desktop.language import marked

MULTIPLIERS = {3: marked("thousand"), 6: marked("million"), 9: marked("thousand million")}
SEVERITIES = {"error": marked("Error"), "warning": marked("Warning"), "info": marked("Information")}


def day(moment: str, language: str) -> str:
    """The day of `2025-06-13T12:30:05Z` as the language writes it: `13 June 2025`."""
    from babel.dates import format_date  # noqa: PLC0415  its data take time to load

    text: str = format_date(date.fromisoformat(moment[:10]), "long", locale="en_GB" if language == "en" else language)
    return text
