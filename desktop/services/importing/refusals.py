"""Owns what goes back to whoever sent a file: a workbook in our layout, filled with what was sent, each cell that stayed out marked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop.domain.address import Key
from desktop.domain.errors import Refused
from desktop.exchange.base import Sent
from desktop.language import LANGUAGES, translator
from desktop.services import checking
from desktop.services.exporting import content_of
from desktop.services.importing.plan import PlannedCell
from desktop.services.profile import OpenProfile
from desktop.storage.files import appearing

STAYED_OUT = ("refused", "doubtful", "conflict")


def send_back(profile: OpenProfile, cells: Iterable[PlannedCell], path: Path, *, language: str = "") -> int:
    """Write the modules in which something stayed out; the number of cells that are marked there.

    Cells of which nobody knows whose figure they are have no place in it. Raises `Refused` NOTHING-STAYED-OUT, FOLDER-MISSING,
    ENDING-UNKNOWN, LANGUAGE-UNKNOWN.
    """
    from desktop.exchange.excel.writing import write_workbook  # noqa: PLC0415

    language = language or profile.settings.languages[0]
    if language not in LANGUAGES:
        raise Refused("LANGUAGE-UNKNOWN", language=language, languages=" ".join(LANGUAGES))
    if not path.name.lower().endswith(".xlsx"):
        raise Refused("ENDING-UNKNOWN", ending=path.suffix or path.name, endings=".xlsx")
    if not path.parent.is_dir():
        raise Refused("FOLDER-MISSING", folder=str(path.parent))
    t = translator(language)
    sent = {
        cell.about: Sent(_text(cell), cell.outcome, cell.reason.text(t) if cell.reason else "")
        for cell in cells
        if cell.outcome in STAYED_OUT and isinstance(cell.about, Key)
    }
    if not sent:
        raise Refused("NOTHING-STAYED-OUT")
    modules = {profile.catalogue.indicators[key.indicator].module for key in sent}
    wanted = [code for code in profile.settings.modules if code in modules]
    content = content_of(profile, checking.check(profile).findings, wanted)._replace(sent=sent)
    with appearing(path, replace=True) as temporary:
        write_workbook(content, temporary, language)
    return len(sent)


def _text(cell: PlannedCell) -> str:
    """What stood in the file: as it was read, else as it was written there."""
    if cell.after is None:
        return cell.sent
    return cell.after.text or (f"[{cell.after.status}]" if cell.after.is_reason else "")
