"""`catalogue`: the definitions."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.catalogue.addresses import find_indicator
from desktop.catalogue.model import Indicator, in_language
from desktop.catalogue.reading import files_of, shipped
from desktop.cli import problems
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, current, marked

SUMMARY = marked("definitions of indicators")
EXAMPLES = (
    "catalogue IMM.STOCK.TOT",
    "catalogue --find asylum",
    "catalogue --find permits --profile moldova.mprofile",
    "catalogue --check my-catalogue",
)


def parser() -> CommandParser:
    p = CommandParser("catalogue", _(SUMMARY), EXAMPLES)
    p.add_argument("code", nargs="?", default="")
    p.add_argument("--find", default="", metavar="TEXT", help=_("indicators whose code or words contain it"))
    p.add_argument("--check", default="", metavar="DIR", help=_("every defect of the catalogue in a folder"))
    p.add_argument("--profile", default="", help=_("the definitions of this profile, with its national indicators"))
    return p


def run(options: Namespace) -> Answer:
    if options.check:
        from desktop.catalogue.checking import check_catalogue  # noqa: PLC0415  only where it is asked for

        defects = check_catalogue(files_of(Path(options.check)))
        data = {"healthy": not defects, "problems": [problems.shape(defect, _) for defect in defects]}
        return Answer(data, _("No defects.") if not defects else "", 1 if defects else 0, defects)
    catalogue = shipped()
    if options.profile:
        from desktop.services.profile import open_profile  # noqa: PLC0415  a third of the time of this command

        with open_profile(Path(options.profile), write=False) as profile:
            catalogue = profile.catalogue
    if options.code:
        indicator = find_indicator(options.code, catalogue)
        return Answer({"indicator": dict(indicator.columns)}, _words(indicator))
    found = [i for i in catalogue.indicators.values() if _matches(i, options.find)]
    lines = [f"{i.code:20}{in_language(i.title, current())} ({i.unit})" for i in found]
    return Answer({"indicators": [dict(i.columns) for i in found]}, "\n".join(lines))


def _matches(indicator: Indicator, text: str) -> bool:
    """Every word stands in the code, a title or a definition."""
    texts = [indicator.code, *indicator.title.values(), *indicator.definition.values()]
    words = " ".join(texts).casefold()
    return all(word in words for word in text.casefold().split())


def _words(indicator: Indicator) -> str:
    language = current()
    lines = [
        f"{indicator.code}  {in_language(indicator.title, language)} ({indicator.unit})",
        in_language(indicator.definition, language),
        _("Broken down by: {dimensions}").format(dimensions=", ".join(indicator.dimensions) or "–"),
    ]
    if indicator.formula_text:
        lines.append(_("Formula: {formula}").format(formula=indicator.formula_text))
    return "\n".join(lines)
