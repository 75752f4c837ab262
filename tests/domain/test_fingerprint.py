"""The fingerprint is the SHA-256 of the lines of design.md 5, worked out here by hand."""

from __future__ import annotations

import hashlib

from desktop.domain.address import Cell, Key
from desktop.domain.fingerprint import fingerprint
from desktop.domain.observation import Observation
from desktop.domain.profile import Choice
from desktop.domain.source import SOURCE_FIELDS, Source
from tests.helpers import figures as build


def test_lines_of_each_kind() -> None:
    figures = build.figures("")
    figures.put(Key("CTX.POP.TOT", "SEX=F", "2020", "UN"), Observation("12.50", "12,50", "E", "N", 3, "a\\b\tc\nd"))
    figures.put(Key("CTX.POP.TOT", "", "2020", ""), Observation(None, "about 5"))
    figures.put(Key("CTX.POP.TOT", "", "2021", ""), Observation(None, None, "L"))
    figures.sources["UN"] = Source("UN", "Stock", url="u")
    figures.choices[Cell("CTX.POP.TOT", "SEX=F", "2020")] = Choice("UN", "why")
    figures.choices[Cell("CTX.POP.TOT", "SEX=M", "2020")] = Choice("UN", "nothing is there")
    fields = "\t".join(f"{name}={ {'title': 'Stock', 'url': 'u'}.get(name, '') }" for name in sorted(SOURCE_FIELDS))
    lines = [
        "O\tCTX.POP.TOT[SEX=F]@2020#UN\t12.50\tE\tN\t3\ta\\\\b\\tc\\nd\n",
        "O\tCTX.POP.TOT@2020\tabout 5\t\t\t\t\n",
        "O\tCTX.POP.TOT@2021\t\tL\t\t\t\n",
        f"S\tUN\t{fields}\n",
        "P\tCTX.POP.TOT\tSEX=F\t2020\tUN\n",
        "E\tUNIT-POP CTX.POP.TOT@2020\tsmall\n",
    ]
    expected = hashlib.sha256("".join(sorted(lines, key=str.encode)).encode()).hexdigest()
    assert fingerprint(figures, {"UNIT-POP CTX.POP.TOT@2020": "small"}) == expected
