"""Owns the checks on single values that the program does itself (semantics.md 7), with their texts in three languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop.catalogue.model import NUMERIC, Catalogue, Indicator
from desktop.domain.observation import Observation
from desktop.domain.period import overlaps
from desktop.domain.profile import Figures
from desktop.validation.entries import YES_OR_NO
from desktop.validation.exact import is_number
from desktop.validation.plans import Merge


@dataclass(frozen=True, slots=True)
class Looked:
    """One stored observation as a check looks at it."""

    indicator: Indicator
    period: str
    source: str
    observation: Observation
    figures: Figures
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A check of a single value: `right` gives what should be there, None where all is well."""

    code: str
    severity: str
    right: Callable[[Looked], str | None]
    message: Mapping[str, str]
    merge: Merge = Merge.NONE
    at_blank: bool = False
    family: str = field(default="value", init=False)


def _not_a_number(looked: Looked) -> str | None:
    if looked.indicator.value_type not in NUMERIC or looked.observation.text is None:
        return None
    return None if looked.observation.value is not None and is_number(looked.observation.value) else "number"


def _not_yes_or_no(looked: Looked) -> str | None:
    if looked.indicator.value_type != "boolean" or looked.observation.text is None:
        return None
    return None if looked.observation.value in YES_OR_NO else "1 or 0"


def _not_in_list(looked: Looked) -> str | None:
    name = looked.indicator.value_list
    if looked.indicator.value_type != "category" or name is None or looked.observation.text is None:
        return None
    return None if looked.observation.text in looked.catalogue.dimensions[name].members else name


def _value_with_reason(looked: Looked) -> str | None:
    return "no value" if looked.observation.is_reason and looked.observation.text is not None else None


def _status_without_value(looked: Looked) -> str | None:
    return "value" if looked.observation.is_blank and looked.observation.status != Observation(None).status else None


def _source_not_on_file(looked: Looked) -> str | None:
    return "source on file" if looked.source and looked.source not in looked.figures.sources else None


def _outside_the_years(looked: Looked) -> str | None:
    first, last = looked.figures.settings.years
    if looked.indicator.frequency == "five-yearly" or overlaps(looked.period, first, last):
        return None
    return f"{first}:{last}"


def _texts(en: str, fr: str, es: str) -> Mapping[str, str]:
    return MappingProxyType({"en": en, "fr": fr, "es": es})


_ALL = (
    OwnRule(
        "VAL-NUMBER",
        "error",
        _not_a_number,
        _texts(
            "This text is not a number. It counts as missing until it is corrected.",
            "Ce texte n'est pas un nombre. Il compte comme manquant tant qu'il n'est pas corrigé.",
            "Este texto no es un número. Cuenta como ausente mientras no se corrija.",
        ),
    ),
    OwnRule(
        "VAL-YESNO",
        "error",
        _not_yes_or_no,
        _texts(
            "The answer must be yes (1) or no (0).",
            "La réponse doit être oui (1) ou non (0).",
            "La respuesta debe ser sí (1) o no (0).",
        ),
    ),
    OwnRule(
        "VAL-CODE",
        "error",
        _not_in_list,
        _texts(
            "This answer is not in the list of this indicator. Choose one of the list.",
            "Cette réponse ne figure pas dans la liste de cet indicateur. Choisissez-en une dans la liste.",
            "Esta respuesta no figura en la lista de este indicador. Elija una de la lista.",
        ),
    ),
    OwnRule(
        "VAL-STATUS",
        "error",
        _value_with_reason,
        _texts(
            "A value is entered, but its status says that there is none. Take away one of the two.",
            "Une valeur est saisie, mais son statut dit qu'il n'y en a pas. Retirez l'une des deux indications.",
            "Hay un valor, pero su estado dice que no lo hay. Quite una de las dos indicaciones.",
        ),
    ),
    OwnRule(
        "VAL-NOVALUE",
        "error",
        _status_without_value,
        _texts(
            "A status is given without a value. Enter the value, or the reason why there is none.",
            "Un statut est indiqué sans valeur. Saisissez la valeur, ou la raison de son absence.",
            "Se indica un estado sin valor. Introduzca el valor, o el motivo de que falte.",
        ),
        at_blank=True,
    ),
    OwnRule(
        "VAL-SOURCE",
        "error",
        _source_not_on_file,
        _texts(
            "This source is not in the table of sources. Add it there, or name another.",
            "Cette source ne figure pas dans le tableau des sources. Ajoutez-la, ou indiquez-en une autre.",
            "Esta fuente no figura en la tabla de fuentes. Agréguela, o indique otra.",
        ),
        Merge.SOURCE,
    ),
    OwnRule(
        "VAL-PERIOD",
        "warning",
        _outside_the_years,
        _texts(
            "The period lies outside the years of the profile. Check the period, or widen the years.",
            "La période est en dehors des années du profil. Vérifiez-la, ou élargissez les années.",
            "El período queda fuera de los años del perfil. Compruébelo, o amplíe los años.",
        ),
        Merge.INDICATOR,
    ),
)
OWN_RULES: Mapping[str, OwnRule] = MappingProxyType({rule.code: rule for rule in _ALL})
"""By code."""
