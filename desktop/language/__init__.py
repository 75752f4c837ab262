"""Owns the words of the program in all its languages: one translation per English sentence, for window, command line and exports.

GNU gettext catalogues under `resources/translations/LANGUAGE.po`, compiled to `.mo` beside them (`python -m tests.translations`
checks that they are complete and current). English is the language of the code. Imports nothing of ours but `resources`.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable

from desktop.resources import resource

LANGUAGES = ("en", "fr", "es")
"""Languages in which everything is there: interface, messages, catalogue, report."""

RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ps", "ur"))
"""Languages whose writing runs from right to left."""

_loaded: dict[str, gettext.NullTranslations] = {}
_current = "en"


class Translator:
    """Words in one language: `t("Figure")`, `t.plural("{n} error", "{n} errors", 3)`; the caller formats the fields."""

    def __init__(self, language: str):
        self.language = language
        self._words = _load(language)

    def __call__(self, text: str) -> str:
        return self._words.gettext(text) if text else ""

    def plural(self, one: str, many: str, n: int) -> str:
        return self._words.ngettext(one, many, n).format(n=n)


def translator(language: str) -> Translator:
    """Words in a language that may differ from the interface's, as a report needs; an unknown language gives English."""
    return Translator(language if is_known(language) else "en")


def use(language: str) -> None:
    """Set the language of the interface and of messages for this process."""
    global _current  # noqa: PLW0603  one process speaks one interface language
    _current = language if is_known(language) else "en"


def add(language: str, words: gettext.NullTranslations) -> None:
    """Let a language be used that no menu offers, because its translation is not complete yet."""
    _loaded[language] = words


def is_known(language: str) -> bool:
    return language in LANGUAGES or language in _loaded


def is_right_to_left(language: str) -> bool:
    return language.replace("-", "_").split("_")[0] in RIGHT_TO_LEFT


def current() -> str:
    return _current


def _(text: str) -> str:
    """The sentence in the language of the interface."""
    return _load(_current).gettext(text) if text else ""


def plural(one: str, many: str, n: int) -> str:
    """The right plural form with `{n}` filled in, in the language of the interface."""
    return _load(_current).ngettext(one, many, n).format(n=n)


def marked(text: str) -> str:
    """Marks a sentence for translation where it is written, translated later where it is shown (gettext's no-op)."""
    return text


def of_system() -> str:
    """The person's language as the system tells it, `en` when it is not one of ours."""
    names = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    for name in names if any(names) else [_windows_language()]:
        code = name.split(":")[0].replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def _windows_language() -> str:
    import locale  # noqa: PLC0415  only where no environment variable tells

    return locale.getlocale()[0] or ""


def _load(language: str) -> gettext.NullTranslations:
    words = _loaded.get(language)
    if words is None:
        path = resource("translations", f"{language}.mo")
        if language == "en" or not path.is_file():
            words = gettext.NullTranslations()
        else:
            with path.open("rb") as file:
                words = gettext.GNUTranslations(file)
        _loaded[language] = words
    return words


Translate = Callable[[str], str]
