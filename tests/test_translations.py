"""Every sentence is there in French and Spanish, and comes out as it should."""

from __future__ import annotations

import pytest

from desktop.domain.messages import MESSAGES
from desktop.language import translator
from tests import translations

NO_BREAK = "\u00a0"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_nothing_is_missing_left_over_or_stale(language: str) -> None:
    assert translations.faults(language) == []


@pytest.mark.parametrize(
    ("language", "none", "one", "three"),
    [("fr", "0 constat", "1 constat", "3 constats"), ("es", "0 hallazgos", "1 hallazgo", "3 hallazgos")],
)
def test_a_plural_follows_the_rules_of_its_language(language: str, none: str, one: str, three: str) -> None:
    t = translator(language)
    assert [t.plural("{n} finding", "{n} findings", n) for n in (0, 1, 3)] == [none, one, three]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", f"«{NO_BREAK}12x{NO_BREAK}» n'est pas un nombre."),
        ("es", "«12x» no es un número."),
    ],
)
def test_a_message_keeps_its_fields(language: str, said: str) -> None:
    assert translator(language)(MESSAGES["VALUE-INTEGER"]).format(text="12x") == said


@pytest.mark.parametrize("clumsy", ["informations", "low line", "shall lie", "” is no ", "} is no ", "” are no "])
def test_english_is_not_clumsy(clumsy: str) -> None:
    texts = [text for m in translations.sentences() for text in ([m.id] if isinstance(m.id, str) else m.id)]
    assert [text for text in texts if clumsy in text] == []
