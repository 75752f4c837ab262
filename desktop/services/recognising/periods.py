"""Owns how other offices write periods: years with flags, spans, quarters, months, seasons, in words of several languages.

What can be read in two ways (`2002/03`, a month or a season) has several readings, by name; the caller asks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.period import FIRST_YEAR, LAST_YEAR
from desktop.services.recognising.words import DASHES

FIRST_LIKELY, LAST_LIKELY = 1700, 2150
"""A bare number between them may be a year."""
_MONTHS = (
    "january janvier enero janeiro январь января يناير jan janv ene",
    "february fevrier febrero fevereiro февраль февраля فبراير feb fev fevr",
    "march mars marzo marco март марта مارس mar",
    "april avril abril апрель апреля أبريل ابريل apr avr abr",
    "may mai mayo maio май мая مايو",
    "june juin junio junho июнь июня يونيو jun",
    "july juillet julio julho июль июля يوليو jul juil",
    "august aout agosto август августа أغسطس اغسطس aug ago",
    "september septembre septiembre setembro setiembre сентябрь сентября سبتمبر sep sept set",
    "october octobre octubre outubro октябрь октября أكتوبر اكتوبر oct okt out",
    "november novembre noviembre novembro ноябрь ноября نوفمبر nov",
    "december decembre diciembre dezembro декабрь декабря ديسمبر dec dic dez",
)


def _folded(text: str) -> str:
    """As `words.fold`, with footnote marks left on and every digit one of 0–9."""
    plain = unicodedata.normalize("NFKD", text.strip().translate(DASHES).casefold())
    signs = (str(unicodedata.decimal(it)) if it.isdecimal() else it for it in plain if not unicodedata.combining(it))
    return " ".join("".join(signs).split())


_MONTH = {_folded(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_FLAGS = {
    "e": "E", "est": "E", "estimate": "E", "estimated": "E", "estimation": "E", "estimacion": "E", "estimado": "E",
    "f": "F", "proj": "F", "projection": "F", "forecast": "F", "proyeccion": "F",
    "p": "P", "prov": "P", "prel": "P", "prelim": "P", "preliminary": "P", "provisional": "P", "provisoire": "P", "preliminar": "P",
    "b": "B", "r": "", "rev": "", "revised": "",
}  # fmt: skip
"""Letters and words behind a year, and the status they stand for; a revised figure is an ordinary one."""
_FLAG = re.compile(
    r"(?P<rest>.*?\d{2})\s*(?:\(?(?P<flag>[a-z]+)\.?\)?|(?P<mark>\*+|\s\d\)|\(\d\)|\[\d\]|\s\d/)|/(?P<slash>[a-z\d]))"
)
_YEAR = re.compile(r"(?:(?:year|ano|annee|anno|y|год)\.?\s?)?(\d{4})(?:\.0|\s?(?:г\.?|год|年))?")
_SPAN = re.compile(
    r"(?:(?:from|between|de|du|entre|с|من)\s)?(\d{4})\s?(?:-|/|\bto\b|\bthrough\b|\buntil\b|\band\b|\ba\b|\bau\b|\bal\b|\bate\b|\bhasta\b"
    r"|\bet\b|\by\b|\bпо\b|\bالى\b)\s?(\d{4}|\d{2})"
)
_PART = r"(?P<{0}>q|t|qtr|quarter|trim|trimestre|trimester|кв|квартал|s|h|sem|semestre|semester|half)"
_NUMBER = r"(?P<{0}>[1-4]|iv|i{{1,3}})(?:st|nd|rd|th|er|ere|e|eme|o|º|°|ª|\.)?"
_PARTS = (
    re.compile(rf"(?P<year>\d{{4}})[\s.\-/:,]*{_PART.format('part')}[.\s]?{_NUMBER.format('number')}"),
    re.compile(rf"(?P<year>\d{{4}})[\s.\-/:,]*{_NUMBER.format('number')}[.\s]?{_PART.format('part')}\.?"),
    re.compile(
        rf"{_PART.format('part')}[.\s\-]?{_NUMBER.format('number')}[\s.\-/:,]*(?:of\s|de\s|del\s|do\s)?(?P<year>\d{{4}})"
    ),
    re.compile(
        rf"{_NUMBER.format('number')}[.\s\-]?{_PART.format('part')}\.?[\s.\-/:,]*(?:of\s|de\s|del\s|do\s)?(?P<year>\d{{4}})"
    ),
)
_PART_ALONE = re.compile(
    rf"{_PART.format('part')}[.\s\-]?{_NUMBER.format('number')}|{_NUMBER.format('number_')}[.\s\-]?{_PART.format('part_')}\.?"
)
_MONTH_NUMBER = (
    re.compile(r"(?P<year>\d{4})\s?m(?P<month>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"),
    re.compile(r"(?P<month>\d{1,2})\s?[/.]\s?(?P<year>\d{4})"),
)
_MONTH_WORD = (
    re.compile(r"(?P<word>[^\W\d_]+)\.?[\s\-/,]*(?:de\s|del\s|of\s)?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[\s\-/,]*(?P<word>[^\W\d_]+)\.?"),
)
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-\d{2}(?:t[\d:.]+)?"),
    re.compile(r"\d{1,2}[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})"),
    re.compile(r"\d{1,2}(?:st|nd|rd|th|er)?\s(?:de\s|of\s)?(?P<word>[^\W\d_]+)\s(?:de\s|del\s)?(?P<year>\d{4})"),
)
_SAME_TWICE = re.compile(r"[a-z]{0,2}(\d{4})\s+\1")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LONGEST, _LONGEST_SHORT = 300, 30
"""Years that a span may have, written in full or with two digits at its end."""
SEASON = ("first", "last", "span")
"""Names of the readings of a season: the year it begins in, the one it ends in, both years together."""


class WrittenPeriod(NamedTuple):
    """A period as others wrote it. `readings`: name of the reading → period; one of them alone is sure.

    `status` is what a flag beside it says, `mark` a footnote mark.
    """

    readings: dict[str, str]
    status: str = ""
    mark: str = ""

    @property
    def period(self) -> str | None:
        return next(iter(self.readings.values())) if len(self.readings) == 1 else None

    @property
    def is_year(self) -> bool:
        return all(len(period) == 4 for period in self.readings.values())


def part_of_year(text: str) -> str | None:
    """What a text such as `Q1`, `T2`, `2nd half`, `July` adds to a year that stands elsewhere: `-Q1`, `-S2`, `-07`."""
    folded = _folded(text)
    if folded.rstrip(".") in _MONTH and len(folded) > 2:
        return f"-{_MONTH[folded.rstrip('.')]:02d}"
    found = _PART_ALONE.fullmatch(folded)
    made = _part(found, "") if found else {}
    return next(iter(made.values()), None)


def numbered_part(heading: str, text: str) -> str | None:
    """What a bare number in a column of months or quarters adds to a year: 3 below `Month` is `-03`."""
    folded = _folded(heading)
    if not (text.isascii() and text.isdigit()):
        return None
    if re.search(r"\b(?:quarter|trimestre|trim|qtr|квартал)\b", folded) and 1 <= int(text) <= 4:
        return f"-Q{int(text)}"
    return f"-{int(text):02d}" if re.search(r"\b(?:month|mes|mois|месяц)\b", folded) and 1 <= int(text) <= 12 else None


@lru_cache(16384)
def written_period(text: str) -> WrittenPeriod | None:
    """The period that a whole text names; None for any other text, and for a bare number that is hardly a year."""
    if not any(sign.isdecimal() for sign in text) or len(text) > 40:
        return None
    bare = text.rstrip().rstrip(_RAISED)
    folded = _folded(bare)
    readings = _readings(folded)
    if readings:
        return WrittenPeriod(readings, "", text.strip()[len(bare.strip()) :])
    found = _FLAG.fullmatch(folded)
    if found is None:
        return None
    flag = found["flag"] or ""
    if flag and flag not in _FLAGS:
        return None
    readings = _readings(found["rest"].strip())
    if not readings:
        return None
    return WrittenPeriod(readings, _FLAGS.get(flag, ""), found["mark"] or found["slash"] or "")


def periods_in(text: str) -> list[str]:
    """Years and quarters named anywhere in a text, each once: `residencias_2017T1` → 2017-Q1."""
    folded = _folded(text).replace("_", " ")
    found = []
    for match in re.finditer(r"(?<!\d)((?:1[789]|20)\d{2})(?:\s?[-t]?q?(?:(?<=[tq])([1-4])(?!\d))?)", folded):
        found.append(f"{match[1]}-Q{match[2]}" if match[2] else match[1])
    return list(dict.fromkeys(found))


def _readings(text: str) -> dict[str, str]:
    same = _SAME_TWICE.fullmatch(text)
    found = _YEAR.fullmatch(same[1] if same else text)
    if found:
        return {"year": found[1]} if FIRST_LIKELY <= int(found[1]) <= LAST_LIKELY else {}
    for form in _PARTS:
        if part := form.fullmatch(text):
            return _part(part, part["year"])
    span = _span(text)
    month = next((it for form in _MONTH_NUMBER if (it := form.fullmatch(text))), None)
    if month and 1 <= int(month["month"]) <= 12:
        made = {"month": f"{month['year']}-{int(month['month']):02d}"}
        return {**made, **span}
    if span:
        return span
    for form in _DATES:
        if date := form.fullmatch(text):
            return _date(date)
    for form in _MONTH_WORD:
        if (word := form.fullmatch(text)) and word["word"] in _MONTH:
            return {"month": f"{word['year']}-{_MONTH[word['word']]:02d}"}
    return {}


def _date(found: re.Match[str]) -> dict[str, str]:
    """A day: the figure may be of its year or of its month."""
    month = _MONTH.get(found["word"], 0) if "word" in found.re.groupindex else int(found["month"])
    return {"year": found["year"], "month": f"{found['year']}-{month:02d}"} if 1 <= month <= 12 else {}


def _part(found: re.Match[str], year: str) -> dict[str, str]:
    part, number = next(
        (found[f"part{it}"], found[f"number{it}"])
        for it in ("", "_")
        if f"part{it}" in found.re.groupindex and found[f"part{it}"]
    )
    count = _ROMAN.get(number) or int(number)
    if part[0] in "qtк":
        return {"quarter": f"{year}-Q{count}"}
    return {"half": f"{year}-S{count}"} if count <= 2 else {}


def _span(text: str) -> dict[str, str]:
    """A span of whole years; of two years one after another, which may be a season, every reading."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return {}
    first, end = int(found[1]), found[2]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if len(end) == 2 and last < first:
        last += 100
    if not FIRST_YEAR <= first < last <= LAST_YEAR or last - first > (_LONGEST if len(end) == 4 else _LONGEST_SHORT):
        return {}
    if last == first + 1:
        return dict(zip(SEASON, (str(first), str(last), f"{first}/{last}"), strict=True))
    return {"span": f"{first}/{last}"}
