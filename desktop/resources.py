"""Where the files lie that are shipped with the program; the one place that knows how a built program finds them."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a shipped file: below `resources/` of the checkout, or of the unpacked folder of a built program."""
    root = Path(getattr(sys, "_MEIPASS", "") or Path(__file__).resolve().parent.parent)
    return root.joinpath("resources", *parts)
