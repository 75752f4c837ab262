"""Owns the columns that say what belongs to single figures of a row: letters by period (`E 2010–2014 2020; P 2024`), and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RANGE = "\u2013"
INDENT = "    "


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
