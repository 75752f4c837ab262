"""Makes small figures by chance, seeded, that are dense enough for sums, formulas and rules over several cells to have their parts."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import product

from desktop.catalogue.model import Catalogue
from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.profile import Choice, Figures
from desktop.domain.source import Source
from tests.helpers import figures as build

SOURCES = {
    "CENSUS": Source("CENSUS", "t", **build.FULL),
    "EST": Source("EST", "t", type="ESTIM", reference_date=" ", period_from="2019", coverage="all"),
}


def dense(
    catalogue: Catalogue, members: Mapping[str, Sequence[str]], seed: int, *, codes: Sequence[str], share: float
) -> Figures:
    """A `share` of all cells of a few of the indicators `codes`, over three neighbouring periods."""
    chance = random.Random(seed)
    figures = Figures(build.settings(years=(2010, 2021), modules=("CTX", "IMM", "DRV", "EMI")))
    figures.sources.update(SOURCES)
    periods = chance.choice(
        (["2019", "2020", "2021"], ["2019", "2020", "2021"], ["2019-Q3", "2020-Q3"], ["2014/2018", "2015/2019", "2020"])
    )
    for code in codes:
        names = [name for name in catalogue.indicators[code].dimensions if name in members]
        chosen = chance.sample(names, min(len(names), chance.choice((0, 1, 1, 2))))
        ranges = [["_T", *members[name]] if name in chosen else ["_T"] for name in names]
        is_text = catalogue.indicators[code].value_type == "category"
        for picked in product(*ranges):
            items = ",".join(f"{name}={member}" for name, member in zip(names, picked, strict=True) if member != "_T")
            for period in periods:
                for source in (
                    chance.choice(([""], ["CENSUS"], ["EST"], ["CENSUS", "LOST"]))
                    if chance.random() < 0.1
                    else ["CENSUS"]
                ):
                    if chance.random() < share:
                        key = Key(code, items, period, source)
                        figures.put(key, an_observation(chance, is_text))
                        if chance.random() < 0.03:
                            figures.choices[key.cell] = Choice(source, "")
    return build.packed(figures)


def an_observation(chance: random.Random, is_text: bool) -> Observation:
    status = chance.choices("ABEMOLQ", (80, 3, 3, 4, 2, 2, 2))[0]
    note, confidentiality = chance.choice(("", "", "n")), chance.choices("FCN", (90, 5, 5))[0]
    if status in "MOLQ" and chance.random() < 0.9:
        return Observation(None, None, status, confidentiality, 0, note)
    if is_text:
        return Observation(chance.choice(("MEETS", "FULL")), None, status, confidentiality, 0, note)
    text = chance.choices(
        (str(chance.randint(0, 9)), str(chance.randint(0, 2000)), "0.1", "33.3", "-7", "?"), (30, 50, 5, 5, 3, 1)
    )[0]
    return Observation(
        None if text == "?" else text,
        text if text == "?" else None,
        status,
        confidentiality,
        chance.choices((0, 3), (97, 3))[0],
        note,
    )
