"""Writes `THIRD_PARTY.md`: what other people's work is in the program, and under which licence.

    python -m installers.third_party        (the environment's own Python)

The list comes from the lock, so that it is the same on every system; the licences from the installed packages, or from
the table below where a package does not say, says it vaguely, or is not installed on every system.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "installers" / "requirements.lock"
RESULT = ROOT / "THIRD_PARTY.md"

# Package -> licence, where the package's own data are not enough.
OVERRIDES = {
    "babel": "BSD-3-Clause; inside: CLDR data, Unicode-3.0",
    "backports-tarfile": "MIT",
    "chunspell": "MIT; inside: Hunspell, MPL-1.1 or GPL-2.0 or LGPL-2.1, used under the MPL",
    "defusedxml": "PSF-2.0",
    "importlib-metadata": "Apache-2.0",
    "jaraco-classes": "MIT",
    "jeepney": "MIT",
    "lxml": "BSD-3-Clause; inside: libxml2 and libxslt, MIT",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pypdfium2": "Apache-2.0 or BSD-3-Clause; inside: PDFium, BSD-3-Clause, and the libraries that it names",
    "pyside6-essentials": "LGPL-3.0-only; inside: Qt, LGPL-3.0-only; loaded as separate files that can be replaced",
    "pywin32-ctypes": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "secretstorage": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib; inside: SQLCipher, BSD-3-Clause, OpenSSL, Apache-2.0, SQLite, public domain",
    "typst": "Apache-2.0; inside: its own fonts, OFL-1.1 and GUST Font Licence",
    "zipp": "MIT",
    "zstandard": "BSD-3-Clause; inside: Zstandard, BSD-3-Clause",
}

# What is not a package: name, where it is, licence, the file with the licence's text.
ASSETS = (
    ("Noto Sans", "resources/fonts", "OFL-1.1", "resources/fonts/OFL-NotoSans.txt"),
    ("Noto Sans Arabic", "resources/fonts", "OFL-1.1", "resources/fonts/OFL-NotoSansArabic.txt"),
    ("Lucide icons", "resources/icons", "ISC, some of them MIT", "resources/icons/LICENSE"),
    (
        "Unicode CLDR: country and area codes, names, currencies",
        "resources/places",
        "Unicode-3.0",
        "resources/places/LICENSE",
    ),
)

HEAD = """# Other people's work in this program

The program itself is under the Apache License 2.0, see `LICENSE`. Made by `python -m installers.third_party`.

## Libraries

Each is installed unchanged; the text of its licence comes with it, in the folder of its package data.

| Library | Version | Licence |
|---|---|---|
"""
MIDDLE = """
## Fonts, icons and data

| Work | Where | Licence | Text |
|---|---|---|---|
"""


def main() -> int:
    """Write the page, or say which package has no known licence."""
    page = rendered(LOCK.read_text(encoding="utf-8"))
    RESULT.write_text(page, encoding="utf-8", newline="\n")
    return 0


def rendered(lock: str) -> str:
    """The page for a lock."""
    libraries = "".join(f"| {name} | {version} | {licence(name)} |\n" for name, version in locked(lock))
    assets = "".join(f"| {name} | `{place}` | {which} | `{text}` |\n" for name, place, which, text in ASSETS)
    return HEAD + libraries + MIDDLE + assets


def locked(lock: str) -> list[tuple[str, str]]:
    """The names and versions in a lock."""
    return re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", lock, re.MULTILINE)


def licence(name: str) -> str:
    """The licence of a package; raises if neither the table nor the package says it."""
    if name in OVERRIDES:
        return OVERRIDES[name]
    data = importlib.metadata.metadata(name)
    # Read as a mapping: what is not there is None.
    stated = data["License-Expression"] or data["License"]
    if not stated or "\n" in stated:
        raise LookupError(f"{name} does not say its licence: look it up and write it into the table of overrides.")
    return stated.replace(" OR ", " or ").replace(" AND ", " and ")


if __name__ == "__main__":
    sys.exit(main())
