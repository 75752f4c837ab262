"""Owns short words of the domain on the screen:
groups of indicators, numbers, items, sources, as a person reads them; and how texts are compared.
"""

from __future__ import annotations

import unicodedata

from desktop.catalogue import wording
from desktop.catalogue.model import Catalogue, Indicator, in_language
from desktop.catalogue.wording import computed_decimals, rounded, with_ranges
from desktop.domain.address import items_of
from desktop.domain.number import shown
from desktop.domain.observation import Observation
from desktop.domain.profile import Figures
from desktop.language import _, current, marked
from desktop.services import places

_PERMITS, _POLICY = marked("Permits and citizenship"), marked("Policy and law")
_GROUPS = {
    "POP": marked("Population"), "VIT": marked("Births and deaths"), "GDP": marked("Economy"), "DEV": marked("Living standards"),
    "LAB": marked("Labour market"), "EXT": marked("Trade and capital"), "NET": marked("Net migration"),
    "INT": marked("Drivers"), "CORR": marked("Drivers"), "GAP": marked("Drivers"), "DRV.VISA": marked("Drivers"),
    "DRV.NARR": marked("Drivers"), "IMP.NARR": marked("Skills and ideas"), "STOCK": marked("Stock"), "FLOW": marked("Flows"),
    "PERMIT": _PERMITS, "FAM": _PERMITS, "NATZ": _PERMITS, "VISA": _PERMITS, "BORDER": marked("Border crossings"),
    "EMI.TERT": marked("Education of emigrants"), "HH": marked("Households"), "MIRROR": marked("Counted by partners"),
    "DOC": marked("Documents"), "AVRR": marked("Assisted and enforced return"), "DEPORT": marked("Assisted and enforced return"),
    "READ": marked("Readmission"), "REINT": marked("Reintegration"), "RET.EMP": marked("Reintegration"),
    "RET.SKILL": marked("Reintegration"), "BUS": marked("Reintegration"), "BORD": marked("At the border"),
    "PRES": marked("Irregular presence"), "RTN": marked("Return of foreign citizens"), "DET": marked("Detention"),
    "IRR.REG": marked("Regularisation"), "IRR.EMP": marked("Employers"), "DEATH": marked("Deaths and disappearances"),
    "MW": marked("Migrant workers"), "SEASON": marked("Seasonal and short-term work"),
    "SHORT": marked("Seasonal and short-term work"), "ABROAD": marked("Nationals at work abroad"),
    "BLA": marked("Agreements and recruitment"), "RECR": marked("Agreements and recruitment"),
    "PREDEP": marked("Agreements and recruitment"), "WAGE": marked("Earnings"), "OSH": marked("Rights at work"),
    "RIGHTS": marked("Rights at work"), "COMPL": marked("Rights at work"), "SOCSEC": marked("Rights at work"),
    "IN": marked("Received"), "OUT": marked("Paid"), "COST": marked("Costs and channels"), "CH": marked("Costs and channels"),
    "FIN": marked("Costs and channels"), "MTO": marked("Costs and channels"), "SEND": marked("Costs and channels"),
    "DEM": marked("Population"), "ECO": marked("Economy and public finance"), "POV": marked("Poverty and inequality"),
    "INEQ": marked("Poverty and inequality"), "TRADE": marked("Trade"), "PERC": marked("Views and studies"),
    "EVID": marked("Views and studies"), "RAT": marked("Conventions"), "GCM": marked("Global Compact"), "STRAT": _POLICY,
    "COORD": marked("Coordination"), "SDG": marked("SDG 10.7.2"), "MGI": marked("Governance indicators"),
    "RCP": marked("Cooperation"), "READM": marked("Cooperation"), "CRISIS": marked("Preparedness"),
    "BUDGET": marked("Means and services"), "CAP": marked("Means and services"), "MRC": marked("Means and services"),
    "CENSUS": marked("Census"), "DAT.REG": marked("Registers and surveys"), "LFS": marked("Registers and surveys"),
    "DAT.BORD": marked("Registers and surveys"), "TWG": marked("Working together"), "SHARE": marked("Working together"),
    "PUB": marked("Working together"), "DAT.QUAL": marked("Quality"), "STAFF": marked("Quality"), "CORE": marked("This profile"),
    "META": marked("This profile"), "DISAGG": marked("This profile"), "UPD": marked("This profile"), "SIZE": marked("Diaspora"),
    "ASSOC": marked("Diaspora"), "INV": marked("Money and visits"), "GIVE": marked("Money and visits"),
    "TOUR": marked("Money and visits"), "DIA.SKILL": marked("Skills"), "IMP.SKILL": marked("Skills and ideas"),
    "VOTE": marked("Voting"), "POL": _POLICY, "VICT": marked("Victims"), "CASE": marked("Criminal justice"),
    "SMUG": marked("Smuggling"), "LAW": _POLICY, "NRM": _POLICY, "REF": marked("Refugees"), "ASY": marked("Asylum"),
    "TP": marked("Temporary protection and solutions"), "SOL": marked("Temporary protection and solutions"),
    "IDP": marked("Internal displacement"), "STLS": marked("Statelessness"), "SP": marked("Social protection"),
    "HUM.FAM": marked("Families"), "COH": marked("Cohesion"), "INB": marked("International students"),
    "OUTB": marked("International students"), "SCHOL": marked("International students"), "EDU.TERT": marked("Reference"),
    "SCH": marked("School"), "EDU.QUAL": marked("Recognition"), "LANG": marked("Language"), "ENT": marked("Entitlement"),
    "DATA": marked("Entitlement"), "INS": marked("Access"), "UNMET": marked("Access"), "SRH": marked("Health status"),
    "MCH": marked("Mother and child"), "CD": marked("Communicable disease"), "TRAV": marked("Services"),
    "SERV": marked("Services"), "HW": marked("Health workers"), "GBV": marked("Protection"), "PERM": marked("Protection"),
    "UASC": marked("Unaccompanied children"), "LEFT": marked("Left behind"), "BIRTH": marked("Protection"),
    "PROT": marked("Protection"), "YOUTH": marked("Youth"), "DIS": marked("Disasters"), "DISP": marked("Disasters"),
    "RELOC": marked("Relocation and risk"), "REASON": marked("Relocation and risk"), "RISK": marked("Relocation and risk"),
    "INM.REG": marked("Regions"), "LIFE": marked("Lifetime and five-year moves"), "FIVE": marked("Lifetime and five-year moves"),
    "RURURB": marked("Kinds of moves"), "CONC": marked("Cities"), "CITY": marked("Cities"), "GROW": marked("Cities"),
    "HOUS": marked("Housing"), "LOCAL": marked("Local authorities"), "ITG.EMP": marked("Work"), "UNE": marked("Work"),
    "ACT": marked("Work"), "SELF": marked("Work"), "OVERQ": marked("Work"), "EDU": marked("Education"), "INC": marked("Income"),
    "CIV": marked("Participation"), "PROG": marked("Participation"),
}  # fmt: skip


def fold(text: str) -> str:
    """Small letters without accents, for comparing."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def group_title(indicator: Indicator) -> str:
    """The heading under which an indicator stands in its module."""
    known = _GROUPS.get(f"{indicator.module}.{indicator.group}") or _GROUPS.get(indicator.group)
    return _(known) if known else indicator.group.capitalize()


def unit(indicator: Indicator) -> str:
    return wording.unit(indicator, _)


def title(indicator: Indicator) -> str:
    return in_language(indicator.title, current())


def members_words(catalogue: Catalogue, items: str) -> str:
    """`SEX=F,AGE=Y0T14` → "Female, 0–14 years"."""
    return ", ".join(member_word(catalogue, dimension, member) for dimension, member in items_of(items).items())


def member_word(catalogue: Catalogue, dimension: str, member: str) -> str:
    known = catalogue.dimensions[dimension]
    found = known.members.get(member)
    if found is not None:
        return with_ranges(in_language(found.title, current()))
    return places.country_name(member, current()) if known.is_country else member


def source_word(figures: Figures, source: str) -> str:
    """The title of a source; a word for the value without one."""
    if not source:
        return _("No source yet")
    known = figures.sources.get(source)
    return known.title if known and known.title else source


def computed_text(indicator: Indicator, text: str, form: str) -> str:
    """A worked-out value at the decimals of its unit, more where it would vanish;
    the exact one stands in the inspector.
    """
    return shown(rounded(text, computed_decimals(indicator)), form)


def value_text(catalogue: Catalogue, indicator: Indicator, observation: Observation, form: str) -> str:
    """A stored value as it is read: grouped number, member, yes or no, text; unreadable text as it was typed."""
    if observation.value is None:
        return observation.typed or ""
    if indicator.value_type == "boolean":
        return _("Yes") if observation.value == "1" else _("No")
    if indicator.value_type == "category" and indicator.value_list:
        return member_word(catalogue, indicator.value_list, observation.value)
    if indicator.value_type == "text":
        return observation.value
    text = observation.value if indicator.unit == "year" else shown(observation.value, form)
    return f"{text}{_power(observation.multiplier)}" if observation.multiplier else text


def _power(multiplier: int) -> str:
    signs = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
    return f"×10{str(multiplier).translate(signs)}"
