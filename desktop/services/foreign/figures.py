"""Owns how the figures of one table are read: exact numbers of the sheet, numbers as text by the table's own way, marks, percentages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from desktop.catalogue.model import Catalogue
from desktop.domain.entry import LONE_DASHES
from desktop.domain.errors import KnownError, Message
from desktop.domain.number import canonical, exact_number
from desktop.exchange.sheets.model import DATE, ERROR, FORMULA, PERCENT, Value
from desktop.services.foreign.mapping import LEAVE, TableMap
from desktop.services.foreign.plan import DOUBTFUL, LEFT, REFUSED
from desktop.services.recognising.numbers import COMMA, POINT, Doubt, Reader, SheetCell, form_of
from desktop.services.recognising.words import fold

FORMS = {"point": POINT, "comma": COMMA}
_BELOW = re.compile(r"[<≤]\s?\d+")
"""A figure that is not given because it is small."""
_REASONS = {DATE: "SHEET-DATE", FORMULA: "SHEET-FORMULA", ERROR: "SHEET-ERROR"}


class Figure(NamedTuple):
    """What a cell holds: a value or a status that says why there is none; or why it is not taken."""

    value: str | None = None
    status: str | None = None
    typed: str | None = None
    reason: Message | None = None
    fate: str = ""


BLANK = Figure()


class Figures:
    """Reads the cells of one table. `ask(code, field and word, where, choices, …)` asks and gives what is waited for."""

    def __init__(
        self, catalogue: Catalogue, own: str, table_map: TableMap, texts: Iterable[str], ask: Callable[..., Message]
    ):
        self.catalogue, self.map, self.ask = catalogue, table_map, ask
        form = FORMS.get(table_map.decimal) or form_of(text.strip() for text in texts)
        self._reader = Reader(own, form, {})
        self._marks = {fold(mark) or mark.strip(): meaning for mark, meaning in table_map.marks.items()}

    def read(self, value: Value, doubt: str | None, code: str, at: tuple[int, int]) -> Figure:
        """The figure in a cell, for an indicator."""
        if doubt in _REASONS:
            return Figure(reason=Message(_REASONS[doubt], {"text": str(value or "")}), fate=DOUBTFUL)
        if value is None:
            return BLANK
        if isinstance(value, bool):
            return Figure(reason=Message("VALUE-BOOLEAN", {"text": str(value)}), fate=REFUSED)
        exact = "" if isinstance(value, str) else exact_number(repr(value))
        text = value.strip() if isinstance(value, str) else exact or repr(value)
        if not text:
            return BLANK
        marked = self._marks.get(fold(text) or text) if self._marks else None
        if marked is not None:
            return self._marked(marked, text)
        kind = self.catalogue.value_kind(code)
        if not isinstance(value, str):
            if not exact:
                return Figure(reason=Message("NUMBER-SIZE", {"text": text}), fate=REFUSED)
            if kind.value_type not in {"text", "category", "boolean"}:
                return self._settled(exact, None, doubt, code, at)
            text = exact
        return self._read_text(text, exact, doubt, code, at)

    def _read_text(self, text: str, exact: str, doubt: str | None, code: str, at: tuple[int, int]) -> Figure:
        """The figure that a text is, by the table's own way of writing numbers."""
        kind = self.catalogue.value_kind(code)
        found = self._reader.read(SheetCell(text, exact), kind, code)
        if isinstance(found, Doubt):
            return self._two_ways(found, at)
        entry = found.entry
        if entry.is_ambiguous or (not entry.is_readable and _BELOW.fullmatch(text)):
            choices = (LEAVE, "O", "M", "Q", "0") if entry.is_ambiguous else ("Q", LEAVE)
            word = "-" if text in LONE_DASHES else text
            return Figure(reason=self.ask("SHEET-ASK-MARK", ("marks", word), at, choices, text=text), fate=DOUBTFUL)
        if not entry.is_readable:
            return Figure(reason=Message(f"VALUE-{kind.value_type.upper()}", {"text": text[:80]}), fate=REFUSED)
        if entry.value is None:
            return Figure(status=entry.status)
        return self._settled(entry.value, entry.status, doubt, code, at, text)

    def _marked(self, meaning: str, text: str) -> Figure:
        if meaning == LEAVE:
            return Figure(reason=Message("SHEET-WORD-LEFT", {"word": text}), fate=LEFT)
        if meaning in self.catalogue.statuses:
            return Figure(status=meaning)
        return Figure(meaning, typed=text)

    def _two_ways(self, doubt: Doubt, at: tuple[int, int]) -> Figure:
        choices = ("comma", "point") if "." in doubt.text else ("point", "comma")  # three digits behind it: grouping
        context = {"text": doubt.text, "point": doubt.readings[0], "comma": doubt.readings[1]}
        reason = self.ask("SHEET-ASK-DECIMAL", ("decimal", None), at, choices, **context)
        return Figure(reason=reason, fate=DOUBTFUL)

    def _settled(  # noqa: PLR0917
        self, value: str, status: str | None, doubt: str | None, code: str, at: tuple[int, int], text: str | None = None
    ) -> Figure:
        """A number with percentages and powers of ten as the mapping has them."""
        power = self.map.scale or 0
        if doubt == PERCENT and self.map.percent != "held":
            shown = _scaled(value, 2)
            if not self.map.percent:
                choices = ("shown", "held") if self.catalogue.indicators[code].is_percent else ("held", "shown")
                reason = self.ask("SHEET-ASK-PERCENT", ("percent", None), at, choices, held=value, shown=shown)
                return Figure(reason=reason, fate=DOUBTFUL)
            power += 2
        try:
            made = _scaled(value, power) if power else canonical(value)
        except KnownError as error:
            return Figure(reason=error.problems[0].message, fate=REFUSED)
        written = value if text is None else text
        return Figure(made, status, written if written != made else None)


def _scaled(value: str, power: int) -> str:
    plain = f"{Decimal(value).scaleb(power):f}"
    return canonical(plain.rstrip("0").rstrip(".") if "." in plain else plain)
