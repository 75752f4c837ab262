"""Owns the colours of printed and written pages: the light scheme of the window, by name, as six hexadecimal digits."""

from __future__ import annotations

TEXT, TEXT2, MUTED = "1A222D", "445062", "5C6778"
LINE, LINE2, GRID = "E1E5EB", "C6CDD7", "EDF0F4"
SUBTLE, HATCH = "F3F5F8", "E3E6EB"
ACCENT, ACCENT_SOFT = "1B5E9E", "E2EDF8"
INPUT = "FFFCEB"
DERIVED, DERIVED_SOFT = "3E4C86", "F4F5FC"
CHARTS = ("0F2B52", "7D2E1F", "3A62B4", "9C7410", "4899C4")
REST = "6E7681"
SEVERITIES = {"error": ("B3251E", "FBE9E7"), "warning": ("8A5800", "FFF3D9"), "info": ("0E6B73", "E1F2F3")}
"""Severity → colour of words and marks, soft ground."""
CONFLICT = ("8A2F73", "F8E8F4")
WARNING_MARK = "B36B00"
OK = "2B6E3F"
