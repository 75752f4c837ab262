"""`new`: creates a profile."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.domain.errors import Refused
from desktop.language import _, marked
from desktop.services.profile import create_profile

SUMMARY = marked("create a profile; never overwrites")
EXAMPLES = (
    "new moldova.mprofile --country MDA --years 2010:2024 --modules CTX,IMM,EMI --languages en,fr",
    "new exercise.mprofile --country XXV --practice",
)


def parser() -> CommandParser:
    p = CommandParser("new", _(SUMMARY), EXAMPLES)
    p.add_argument("profile", help=_("path of the new file"))
    p.add_argument("--country", required=True, help=_("three letters of ISO 3166-1"))
    p.add_argument("--title", default="", help=_("title of the profile"))
    p.add_argument("--years", default="", help=_("first and last year, 2010:2024"))
    p.add_argument("--modules", help=_("codes separated by commas; without it the core modules"))
    p.add_argument("--languages", default="", help=_("languages separated by commas; the first is the report's"))
    p.add_argument("--numbers", default="", help=_("number format: en fr es pt ru ar"))
    p.add_argument("--institution", default="", help=_("who coordinates"))
    p.add_argument("--catalogue", help=_("folder with four catalogue files instead of the shipped ones"))
    p.add_argument("--practice", action="store_true", help=_("an exercise with an invented or real country"))
    return p


def run(options: Namespace) -> Answer:
    path = Path(options.profile)
    languages = _codes(options.languages) or (options.lang or "en",)
    settings = create_profile(
        path, options.country, title=options.title, years=_years(options.years),
        modules=None if options.modules is None else _codes(options.modules), languages=languages, numbers=options.numbers,
        institution=options.institution, practice=options.practice,
        catalogue_folder=Path(options.catalogue) if options.catalogue else None,
    )  # fmt: skip
    text = _("{path}: {title}, {first} to {last}, {n} modules").format(
        path=path, title=settings.title, first=settings.years[0], last=settings.years[1], n=len(settings.modules)
    )
    return Answer(shapes.settings(path, settings), text)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _years(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, sign, last = text.partition(":")
    if not (sign and first.strip().isdigit() and last.strip().isdigit() and first.isascii() and last.isascii()):
        raise Refused("YEARS-FORM", text=text)
    return int(first), int(last)
