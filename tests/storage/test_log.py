"""The identity of a change is its content (sync.md 2): known bytes give a known id."""

from __future__ import annotations

import hashlib

from desktop.domain.address import Key
from desktop.domain.change import Author
from desktop.storage import log


def test_line_and_id_by_the_definition() -> None:
    key = Key("CTX.POP.TOT", "SEX=F", "2020", "UN")
    line = log.line_of(
        5 << 16, log.observation_register("p", key), 3, [bytes(16)], "g", ["12.50", None, "A", "F", 0], ""
    )
    assert line == (
        b'{"h":327680,"k":"obs|p|CTX.POP.TOT|2020|SEX=F|UN","n":3,"p":["00000000000000000000000000000000"],'
        b'"t":"g","v":["12.50",null,"A","F",0]}'
    )
    origin = log.origin_json(Author("A", "M", "d", "laptop"), "w")
    assert origin == b'{"a":"A","d":"d","m":"M","w":"w"}'
    inner = hashlib.blake2b(origin, digest_size=16).digest()
    assert log.change_id(log.origin_hash(origin), line) == hashlib.blake2b(inner + line, digest_size=16).digest()


def test_why_is_left_out_when_empty() -> None:
    assert b'"w"' not in log.line_of(1, "k", 1, [], "", None, "")
    assert b'"w":"why"' in log.line_of(1, "k", 1, [], "", None, "why")
