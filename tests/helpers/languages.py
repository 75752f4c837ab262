"""Languages that only tests speak: the small Arabic file, and English twice as long with accents and in brackets."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable, MutableMapping
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from desktop.catalogue.model import Catalogue, Texts
from desktop.language import add

ARABIC, LONG = "ar", "qps"
_FILE = Path(__file__).resolve().parents[1] / "data" / "translations" / "ar.po"
_KEPT = re.compile(r"(\{[^{}]*\}|%\(\w+\)s|%s)")
_ACCENTS = str.maketrans("aeiouyncAEIOUYNC", "äëïöüÿñçÄËÏÖÜŸÑÇ")


def longer(text: str) -> str:
    """An English sentence as long as the longest language would have it; fields stay as they are."""
    parts = _KEPT.split(text)
    accented = "".join(part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in parts)
    again = " ".join(part.strip().translate(_ACCENTS) for part in parts if part.strip() and not _KEPT.fullmatch(part))
    return f"[{accented} {again}]" if again else text


class _Long(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)


def add_long() -> str:
    """Let the program speak English of double length; gives the code."""
    add(LONG, _Long())
    return LONG


def add_arabic(*catalogues: Catalogue) -> str:
    """Let the program speak the Arabic there is, also for the titles in these catalogues; gives the code."""
    with _FILE.open("rb") as file:
        words = read_po(file, locale=ARABIC)
    compiled = io.BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    held = gettext.GNUTranslations(compiled)
    add(ARABIC, held)
    for catalogue in catalogues:
        for texts in _texts(catalogue):
            title = held.gettext(texts.get("en", ""))
            if isinstance(texts, MutableMapping) and title != texts.get("en", ""):
                texts[ARABIC] = title
    return ARABIC


def _texts(catalogue: Catalogue) -> Iterable[Texts]:
    for module in catalogue.modules.values():
        yield from (module.title, module.short)
    yield from (indicator.title for indicator in catalogue.indicators.values())
    for dimension in catalogue.dimensions.values():
        yield dimension.title
        yield from (member.title for member in dimension.members.values())
