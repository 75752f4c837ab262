"""Builds figures from small text tables, so that a test shows input and expectation together."""

from __future__ import annotations

import re

from desktop.catalogue.reading import shipped
from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation
from desktop.domain.profile import Choice, Figures, Settings
from desktop.domain.series import SEPARATOR, Packed, Series
from desktop.domain.source import Source

_LINE = re.compile(r"(?P<address>\S+)(?:\s+(?P<rest>.*))?")
_WORD = re.compile(r'(\w+)=("[^"]*"|\S+)')
_ADDRESS = re.compile(r"(?P<code>[^\[@]+)(?:\[(?P<items>[^\]]*)\])?@(?P<period>[^#]+)(?:#(?P<source>.*))?")

FULL = {
    "institution": "Office",
    "reference_date": "2020-06-30",
    "coverage": "all",
    "definition_note": "standard",
    "method_note": "m",
}


def key(address: str) -> Key:
    """`CODE[DIM=MEMBER]@PERIOD#SOURCE`, items in the order of the indicator."""
    match = _ADDRESS.fullmatch(address)
    assert match, address
    return Key(match["code"], match["items"] or "", match["period"], match["source"] or "")


def cell(address: str) -> Cell:
    return key(address).cell


def settings(
    country: str = "MDA", years: tuple[int, int] = (2000, 2025), modules: tuple[str, ...] | None = None
) -> Settings:
    catalogue = shipped()
    return Settings(
        profile_id="p",
        country=country,
        title="t",
        years=years,
        modules=tuple(catalogue.modules) if modules is None else modules,
        languages=("en",),
        numbers="en",
        institution="i",
        practice=False,
        catalogue=catalogue.identity,
    )


def observation(code: str, words: str) -> Observation:
    """`60`, `60 status=E mult=3 conf=C note="a note"`, `status=M`, `text="about 12"`: a text that cannot be read is kept as typed."""
    named = {name: text.strip('"') for name, text in _WORD.findall(words)}
    rest = _WORD.sub("", words).split()
    value, typed = (rest[0] if rest else None), None
    if "text" in named:
        typed = named["text"]
    return Observation(
        value,
        typed,
        named.get("status", "A"),
        named.get("conf", "F"),
        int(named.get("mult", "0")),
        named.get("note", ""),
    )


def figures(
    table: str,
    *,
    sources: str = "",
    choices: str = "",
    country: str = "MDA",
    years: tuple[int, int] = (2000, 2025),
    modules: tuple[str, ...] | None = None,
) -> Figures:
    """One observation a line: address, then value and `status=` `conf=` `mult=` `note=` `text=` as needed; `;` ends a line too.

    `sources`: ids of sources on file, all fields filled; or one a line, `ID field=text`. `choices`: addresses of the observations
    that are published, separated by blanks.
    """
    made = Figures(settings(country, years, modules))
    for line in re.split(r"[;\n]", table):
        match = _LINE.fullmatch(line.strip())
        if match:
            at = key(match["address"])
            made.put(at, observation(at.indicator, match["rest"] or ""))
    for line in sources.split("\n") if "=" in sources else sources.split():
        match = _LINE.fullmatch(line.strip())
        if match:
            fields = {name: text.strip('"') for name, text in _WORD.findall(match["rest"] or "")}
            made.sources[match["address"]] = Source(match["address"], "title", **(fields if "=" in sources else FULL))
    for address in choices.split():
        at = key(address)
        made.choices[at.cell] = Choice(at.source, "why")
    return made


def packed(figures: Figures) -> Figures:
    """The same figures as a profile file gives them: values of a series that are alike are kept as one text."""
    for code in figures.codes():
        for sources in figures.of(code).values():
            for source, series in sources.items():
                texts = [observation.value for observation in series.values()]
                alike = {observation._replace(value=None) for observation in series.values()}
                first = next(iter(alike))
                if len(alike) == 1 and None not in texts and first.typed is None and not first.note:
                    joined = SEPARATOR.join(text for text in texts if text is not None)
                    sources[source] = Series(Packed(dict.fromkeys(series).keys(), joined, *first[2:5]))
    return figures
