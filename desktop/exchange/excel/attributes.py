"""Owns the columns that say what belongs to single figures of a row: letters by period (`E 2010–2014 2020; P 2024`), and notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

RANGE = "\u2013"
INDENT = "    "
_DASHES = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2014\u2212", RANGE))
_NOTED = re.compile(r"(?P<periods>[\d/SQ\u2013 -]+):\s(?P<note>.*)", re.S)


def spread(letters: Mapping[str, str], filled: Sequence[str]) -> str:
    """Letters by period as one text. `filled`: the periods of the row that hold something, in column order.

    A letter alone holds for the whole row; otherwise each letter names its periods, a range by its first and last one.
    """
    if not letters:
        return ""
    distinct = sorted(set(letters.values()))
    if len(distinct) == 1 and len(letters) == len(filled):
        return distinct[0]
    return "; ".join(f"{letter} {periods(letters, letter, filled)}" for letter in distinct)


def periods(letters: Mapping[str, str], letter: str, filled: Sequence[str]) -> str:
    """`2010–2014 2020`: runs over what is filled, in column order."""
    runs: list[list[str]] = []
    before = ""
    for period in filled:
        if letters.get(period) == letter:
            if runs and runs[-1][-1] == before:
                runs[-1].append(period)
            else:
                runs.append([period])
        before = period
    return " ".join(run[0] if len(run) == 1 else f"{run[0]}{RANGE}{run[-1]}" for run in runs)


def notes(by_period: Mapping[str, str], filled: Sequence[str]) -> str:
    """Notes as one text: the note alone where all figures of the row share it, else `2010–2014: note`, one to a line.

    Further lines of a note are indented.
    """
    distinct = list(dict.fromkeys(by_period.values()))
    if len(distinct) == 1 and len(by_period) == len(filled):
        return distinct[0]
    return "\n".join(f"{periods(by_period, note, filled)}: " + note.replace("\n", f"\n{INDENT}") for note in distinct)


def read_spread(text: str, periods: Sequence[str]) -> dict[str, str] | None:
    """Letters by period from what `spread` writes, as a person may change it; None where it cannot be read.

    `periods` are those of the sheet in column order. A letter alone holds for all of them.
    """
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in re.split("[;,\n]", text))):
        letter, _, named = part.partition(" ")
        at = _named(named, periods) if named.strip() else list(periods)
        if at is None:
            return None
        found.update(dict.fromkeys(at, letter))
    return found


def read_notes(text: str, periods: Sequence[str]) -> dict[str, str]:
    """Notes by period from what `notes` writes; a text that names no periods is the note of all of them."""
    whole = dict.fromkeys(periods, text.strip()) if text.strip() else {}
    found: dict[str, str] = {}
    last: list[str] = []
    for line in text.split("\n"):
        if last and line.startswith(INDENT):
            found.update({period: f"{found[period]}\n{line.removeprefix(INDENT)}" for period in last})
            continue
        told = _NOTED.fullmatch(line)
        last = (_named(told["periods"], periods) or []) if told else []
        if not last or told is None:
            return whole
        found.update(dict.fromkeys(last, told["note"]))
    return found


def _named(text: str, periods: Sequence[str]) -> list[str] | None:
    """Periods such as `2010\u20132014 2020`, a range in column order; None where one of them is no column of the sheet."""
    found: list[str] = []
    for word in text.replace(f" {RANGE} ", RANGE).replace(" - ", RANGE).split():
        first, sign, last = word.partition(RANGE) if RANGE in word else word.translate(_DASHES).partition(RANGE)
        if word in periods:
            found.append(word)
        elif sign and first in periods and last in periods and periods.index(first) <= periods.index(last):
            found += periods[periods.index(first) : periods.index(last) + 1]
        else:
            return None
    return found
