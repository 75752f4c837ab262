# Over 400 lines because the texts of each edition, in three languages, stand beside the code that prints them:
# whoever adds a series sees both, and the maker stays one file without the program's libraries.
"""Makes the sample profiles in `resources/samples` from a collection of published figures, and checks them.

`python3 installers/make_samples.py DATA_FOLDER` reads the collection and `resources/samples/series.csv`, the mapping of
every series to an indicator (or the reason why it is left out), and writes for each country a long table and a table of
sources, and `samples.csv`. `--check` holds what is there against the catalogue instead. `--to FOLDER` writes the same
for any countries of the collection and any years into another folder, so that the rules can be tried on more real
figures (`--countries BOL,CHL`, without it all; `--years 1990:2024`). Standard library only.

Values keep the digits of the collection; US$ become millions by moving the decimal point. Three things are worked out,
each said in the note of the row: sums over lists of countries (open lists, which the program never sums) and over rows
that the catalogue does not tell apart; the binary remainder of a whole number that the collection stores in floating
point is dropped; codes of answers are translated.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
CATALOGUE = ROOT / "resources" / "catalogue"
REGIONS = Path(__file__).resolve().parent / "regions.csv"

Row = dict[str, str]
Texts = tuple[str, str, str]

LANGUAGES = ("en", "fr", "es")
FIRST_YEAR, LAST_YEAR = 2010, 2024
MODULES = "CTX;DRV;IMM;EMI;RET;IRR;LAB;REM;IMP;GOV;DAT;FDP"
"""The core modules, and forced displacement, for which UNHCR publishes most of its figures."""

COLUMNS = [
    *("indicator", "items", "period", "value", "status", "confidentiality", "source", "note", "multiplier"),
    *("published", "reason"),
]
SOURCE_COLUMNS = [
    *("id", "title", "institution", "type", "reference_date", "period_from", "period_to", "coverage"),
    *("definition_note", "method_note", "url", "licence"),
]
SAMPLE_COLUMNS = ["country", "language", "title", "year_from", "year_to", "modules", "numbers", "institution"]


class Sample(NamedTuple):
    """One sample profile."""

    country: str
    language: str
    title: str
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR)

    @property
    def table(self) -> str:
        return f"{self.country.lower()}.csv"

    @property
    def sources(self) -> str:
        return f"{self.country.lower()}.sources.csv"


SAMPLE_PROFILES = (
    Sample("MDA", "en", "Migration Profile of Moldova 2024"),
    Sample("BEN", "fr", "Profil migratoire du Bénin 2024"),
    Sample("PER", "es", "Perfil migratorio del Perú 2024"),
)
COUNTRIES = ("BEN", "BOL", "CHL", "GUY", "KOR", "LKA", "MDA", "PER", "PRY", "SDN", "SUR", "URY", "VEN")
"""The countries of the collection."""
INSTITUTION: Texts = (
    "Sample compiled from public international figures, not by the country",
    "Exemple établi à partir de chiffres internationaux publics, et non par le pays",
    "Ejemplo elaborado con cifras internacionales públicas, no por el país",
)


# --- sources ---------------------------------------------------------------------------------------------------------


class Edition(NamedTuple):
    """What is said about a source; its period is that of the values which cite it."""

    id: str
    title: str
    institution: Texts
    type: str
    coverage: Texts
    definition: Texts
    method: Texts
    url: str
    licence: str


_POPULATION_DIVISION: Texts = (
    "United Nations, Department of Economic and Social Affairs, Population Division (UN DESA)",
    "Nations Unies, Département des affaires économiques et sociales, Division de la population (UN DESA)",
    "Naciones Unidas, Departamento de Asuntos Económicos y Sociales, División de Población (UN DESA)",
)
_UNHCR: Texts = (
    "United Nations High Commissioner for Refugees (UNHCR)",
    "Haut-Commissariat des Nations Unies pour les réfugiés (HCR)",
    "Alto Comisionado de las Naciones Unidas para los Refugiados (ACNUR)",
)
_WORLD_BANK: Texts = ("World Bank", "Banque mondiale", "Banco Mundial")
_KNOMAD: Texts = ("World Bank / KNOMAD", "Banque mondiale / KNOMAD", "Banco Mundial / KNOMAD")
_RESIDENTS: Texts = (
    "All residents, whole territory as the source defines it",
    "Ensemble des résidents, territoire entier tel que la source le définit",
    "Todos los residentes, todo el territorio según lo define la fuente",
)
_MIGRANTS: Texts = (
    "Migrants of all ages at mid-year (1 July), whole territory as the source defines it",
    "Migrants de tous âges au milieu de l'année (1er juillet), territoire entier tel que la source le définit",
    "Migrantes de todas las edades a mitad de año (1 de julio), todo el territorio según lo define la fuente",
)
_ECONOMY: Texts = (
    "Whole economy, as compiled by the source",
    "Ensemble de l'économie, tel que compilé par la source",
    "Toda la economía, según la compilación de la fuente",
)
_PERSONS_OF_CONCERN: Texts = (
    "Persons known to UNHCR or to the asylum authorities; small numbers are rounded or left out by the source",
    "Personnes connues du HCR ou des autorités d'asile ; la source arrondit ou omet les petits effectifs",
    "Personas conocidas por el ACNUR o las autoridades de asilo; la fuente redondea u omite los números pequeños",
)
_STOCK: Texts = (
    "Persons living in a country other than that of birth; type of data: B foreign-born, C foreign citizens, "
    "R refugees added, I imputed",
    "Personnes vivant dans un pays autre que celui de naissance ; type de données : B nées à l'étranger, "
    "C ressortissants étrangers, R réfugiés ajoutés, I imputé",
    "Personas que viven en un país distinto del de nacimiento; tipo de datos: B nacidas en el extranjero, "
    "C ciudadanos extranjeros, R refugiados añadidos, I imputado",
)
_STOCK_METHOD: Texts = (
    "Estimated from censuses, registers and surveys, interpolated or extrapolated to mid-year",
    "Estimé à partir de recensements, de registres et d'enquêtes, interpolé ou extrapolé au milieu de l'année",
    "Estimado a partir de censos, registros y encuestas, interpolado o extrapolado a mitad de año",
)
_IMS_URL = "https://www.un.org/development/desa/pd/content/international-migrant-stock"
_UNHCR_URL = "https://www.unhcr.org/refugee-statistics/"
_IGO = "CC BY 3.0 IGO"
_BY4 = "CC BY 4.0"

EDITIONS = (
    Edition(
        "UNDESA-IMS-2024",
        "UN DESA, International Migrant Stock 2024 (by origin, destination and sex)",
        _POPULATION_DIVISION,
        "ESTIM",
        _MIGRANTS,
        _STOCK,
        _STOCK_METHOD,
        _IMS_URL,
        _IGO,
    ),
    Edition(
        "UNDESA-IMS-2020",
        "UN DESA, International Migrant Stock 2020 (by origin, destination and sex)",
        _POPULATION_DIVISION,
        "ESTIM",
        (
            "Migrants of all ages at mid-year in 119 of 232 destinations, as far as the extract used here goes",
            "Migrants de tous âges au milieu de l'année dans 119 destinations sur 232, limite de l'extrait utilisé ici",
            "Migrantes de todas las edades a mitad de año en 119 de 232 destinos, límite del extracto usado aquí",
        ),
        (
            "Persons born in the country, as counted by the countries of destination (type of data B or BR only)",
            "Personnes nées dans le pays, comptées par les pays de destination (type de données B ou BR seulement)",
            "Personas nacidas en el país, contadas por los países de destino (solo tipo de datos B o BR)",
        ),
        _STOCK_METHOD,
        _IMS_URL,
        _IGO,
    ),
    Edition(
        "UNDESA-IMS-2019",
        "UN DESA, International Migrant Stock 2019 (POP/DB/MIG/Stock/Rev.2019)",
        _POPULATION_DIVISION,
        "ESTIM",
        _MIGRANTS,
        _STOCK,
        _STOCK_METHOD,
        _IMS_URL,
        _IGO,
    ),
    Edition(
        "UNDESA-WPP-2024",
        "UN DESA, World Population Prospects 2024",
        _POPULATION_DIVISION,
        "ESTIM",
        _RESIDENTS,
        (
            "De facto population at mid-year; births, deaths and net migration of the calendar year",
            "Population de fait au milieu de l'année ; naissances, décès et solde migratoire de l'année civile",
            "Población de hecho a mitad de año; nacimientos, defunciones y migración neta del año civil",
        ),
        (
            "Estimates by the cohort-component method, consistent with censuses, surveys and registers",
            "Estimations par la méthode des composantes, en accord avec les recensements, enquêtes et registres",
            "Estimaciones por el método de los componentes, coherentes con censos, encuestas y registros",
        ),
        "https://population.un.org/wpp/",
        _IGO,
    ),
    Edition(
        "WB-WDI",
        "World Bank, World Development Indicators (as stored on 19 June 2025)",
        _WORLD_BANK,
        "INTDB",
        _RESIDENTS,
        (
            "SL.UEM.TOTL.ZS: unemployed in the labour force; SP.POP.DPND: under 15 and over 64 for each hundred aged "
            "15-64; SM.POP.NETM: immigrants less emigrants of the year",
            "SL.UEM.TOTL.ZS : chômeurs dans la population active ; SP.POP.DPND : moins de 15 ans et plus de 64 ans "
            "pour cent personnes de 15 à 64 ans ; SM.POP.NETM : immigrants moins émigrants de l'année",
            "SL.UEM.TOTL.ZS: desempleados en la fuerza de trabajo; SP.POP.DPND: menores de 15 y mayores de 64 por cada "
            "cien personas de 15 a 64; SM.POP.NETM: inmigrantes menos emigrantes del año",
        ),
        (
            "Unemployment is a modelled ILO estimate; demographic series rest on World Population Prospects",
            "Le chômage est une estimation modélisée de l'OIT ; les séries démographiques reposent sur World "
            "Population Prospects",
            "El desempleo es una estimación modelizada de la OIT; las series demográficas se basan en World Population "
            "Prospects",
        ),
        "https://databank.worldbank.org/source/world-development-indicators",
        _BY4,
    ),
    Edition(
        "UNSD-SDG-2020",
        "UNSD, SDG Global Database (extract of 20 October 2020)",
        (
            "United Nations Statistics Division (UNSD)",
            "Division de statistique des Nations Unies (UNSD)",
            "División de Estadística de las Naciones Unidas (UNSD)",
        ),
        "INTDB",
        (
            "The country as a whole, as reported to the custodian agency of each indicator",
            "Le pays dans son ensemble, tel que déclaré à l'organisme responsable de chaque indicateur",
            "El país en su conjunto, según lo informado al organismo responsable de cada indicador",
        ),
        (
            "SDG 10.7.2 (SG_CPA_MIGRS), 10.7.3 (SM_DTH_MIGR), 10.c.1 (SI_RMT_COST) and 17.3.2 (BX_TRF_PWKR)",
            "ODD 10.7.2 (SG_CPA_MIGRS), 10.7.3 (SM_DTH_MIGR), 10.c.1 (SI_RMT_COST) et 17.3.2 (BX_TRF_PWKR)",
            "ODS 10.7.2 (SG_CPA_MIGRS), 10.7.3 (SM_DTH_MIGR), 10.c.1 (SI_RMT_COST) y 17.3.2 (BX_TRF_PWKR)",
        ),
        (
            "Compiled by IOM, UN DESA and the World Bank for the global database",
            "Compilé par l'OIM, UN DESA et la Banque mondiale pour la base mondiale",
            "Compilado por la OIM, UN DESA y el Banco Mundial para la base mundial",
        ),
        "https://unstats.un.org/sdgs/dataportal",
        "UN open data, attribution",
    ),
    Edition(
        "KNOMAD-FLOWS-2022",
        "World Bank / KNOMAD, remittance inflows and outflows (November 2022)",
        _KNOMAD,
        "INTDB",
        _ECONOMY,
        (
            "Personal remittances: personal transfers and compensation of employees, in million current US dollars",
            "Envois de fonds personnels : transferts personnels et rémunération des salariés, en millions de dollars",
            "Remesas personales: transferencias personales y remuneración de empleados, en millones de dólares",
        ),
        (
            "IMF balance of payments statistics, completed by World Bank staff",
            "Statistiques de balance des paiements du FMI, complétées par la Banque mondiale",
            "Estadísticas de balanza de pagos del FMI, completadas por el Banco Mundial",
        ),
        "https://www.knomad.org/data/remittances",
        _BY4,
    ),
    Edition(
        "KNOMAD-BRM-2018",
        "World Bank / KNOMAD, Bilateral Remittance Matrix 2018 (October 2019)",
        _KNOMAD,
        "ESTIM",
        _ECONOMY,
        (
            "Personal remittances by country of the other side, compensation of employees included",
            "Envois de fonds personnels par pays de l'autre partie, rémunération des salariés comprise",
            "Remesas personales por país de la otra parte, incluida la remuneración de empleados",
        ),
        (
            "Allocated by a model from migrant stocks and incomes of host and origin countries",
            "Réparties par un modèle à partir des stocks de migrants et des revenus des pays d'accueil et d'origine",
            "Distribuidas por un modelo según la población migrante y los ingresos de los países de acogida y origen",
        ),
        "https://www.knomad.org/data/remittances",
        _BY4,
    ),
    Edition(
        "WB-RPW-2020",
        "World Bank, Remittance Prices Worldwide (corridors, 7 December 2020)",
        _WORLD_BANK,
        "INTDB",
        (
            "Services surveyed in the corridor, by quarter",
            "Services observés dans le corridor, par trimestre",
            "Servicios observados en el corredor, por trimestre",
        ),
        (
            "Average total cost (fee and exchange margin) of sending 200 US dollars, in per cent of the amount",
            "Coût total moyen (frais et marge de change) d'un envoi de 200 dollars, en pourcentage du montant",
            "Costo total medio (comisión y margen cambiario) de enviar 200 dólares, en porcentaje del monto",
        ),
        (
            "Simple average over the services surveyed (mystery shopping)",
            "Moyenne simple des services observés (clients mystères)",
            "Promedio simple de los servicios observados (cliente encubierto)",
        ),
        "https://remittanceprices.worldbank.org",
        _BY4,
    ),
    Edition(
        "UNHCR-POP-2026",
        "UNHCR, Refugee Population Statistics Database: populations (as stored on 25 June 2026)",
        _UNHCR,
        "INTDB",
        _PERSONS_OF_CONCERN,
        (
            "Stocks at the end of the year; refugees include persons in refugee-like situations",
            "Stocks en fin d'année ; les réfugiés comprennent les personnes en situation assimilable",
            "Poblaciones al final del año; los refugiados incluyen a personas en situación similar",
        ),
        (
            "Reported by governments and UNHCR offices; rows that are zero are not in the extract",
            "Déclaré par les gouvernements et les bureaux du HCR ; l'extrait n'a pas les lignes nulles",
            "Comunicado por gobiernos y oficinas del ACNUR; el extracto no tiene las filas en cero",
        ),
        _UNHCR_URL,
        _BY4,
    ),
    Edition(
        "UNHCR-ASYLUM-2026",
        "UNHCR, Refugee Population Statistics Database: asylum applications and decisions (as stored on 25 June 2026)",
        _UNHCR,
        "INTDB",
        _PERSONS_OF_CONCERN,
        (
            "Persons (not cases) who applied or were decided on in the year; decisions of first instance",
            "Personnes (et non dossiers) ayant demandé l'asile ou reçu une décision dans l'année ; première instance",
            "Personas (no expedientes) que solicitaron asilo o recibieron una decisión en el año; primera instancia",
        ),
        (
            "Reported by governments and UNHCR offices; rows that are zero are not in the extract",
            "Déclaré par les gouvernements et les bureaux du HCR ; l'extrait n'a pas les lignes nulles",
            "Comunicado por gobiernos y oficinas del ACNUR; el extracto no tiene las filas en cero",
        ),
        _UNHCR_URL,
        _BY4,
    ),
    Edition(
        "UNHCR-SOLUTIONS-2026",
        "UNHCR, Refugee Population Statistics Database: durable solutions (as stored on 25 June 2026)",
        _UNHCR,
        "INTDB",
        _PERSONS_OF_CONCERN,
        (
            "Refugees from the country who were resettled or went home in the year",
            "Réfugiés originaires du pays réinstallés ou rentrés dans l'année",
            "Refugiados originarios del país reasentados o retornados en el año",
        ),
        (
            "Reported by governments and UNHCR offices; rows that are zero are not in the extract",
            "Déclaré par les gouvernements et les bureaux du HCR ; l'extrait n'a pas les lignes nulles",
            "Comunicado por gobiernos y oficinas del ACNUR; el extracto no tiene las filas en cero",
        ),
        _UNHCR_URL,
        _BY4,
    ),
    Edition(
        "IDMC-CONFLICT-2026",
        "IDMC, internal displacement by conflict and violence, as redistributed by UNHCR (as stored on 25 June 2026)",
        (
            "Internal Displacement Monitoring Centre (IDMC)",
            "Observatoire des situations de déplacement interne (IDMC)",
            "Observatorio de Desplazamiento Interno (IDMC)",
        ),
        "INTDB",
        (
            "Persons displaced inside the country by conflict and violence",
            "Personnes déplacées à l'intérieur du pays par les conflits et la violence",
            "Personas desplazadas dentro del país por conflicto y violencia",
        ),
        (
            "Persons living in displacement at the end of the year",
            "Personnes vivant en situation de déplacement en fin d'année",
            "Personas que viven en situación de desplazamiento al final del año",
        ),
        (
            "Estimated by IDMC from governments, agencies and media",
            "Estimé par l'IDMC à partir de gouvernements, d'organismes et de médias",
            "Estimado por el IDMC a partir de gobiernos, organismos y medios",
        ),
        "https://www.internal-displacement.org/database/",
        _BY4,
    ),
    Edition(
        "INE-CENSO-2024",
        "INE Chile, census of population and housing 2024: persons born abroad",
        (
            "National Institute of Statistics of Chile (INE)",
            "Institut national de la statistique du Chili (INE)",
            "Instituto Nacional de Estadísticas de Chile (INE)",
        ),
        "CENSUS",
        (
            "Persons counted by the census, whole country",
            "Personnes recensées, pays entier",
            "Personas censadas, todo el país",
        ),
        (
            "Persons born abroad; those who did not state where they were born are not among them",
            "Personnes nées à l'étranger, sans celles qui n'ont pas déclaré leur lieu de naissance",
            "Personas nacidas fuera del país, sin las que no declararon su lugar de nacimiento",
        ),
        ("Census of persons in dwellings", "Recensement des personnes", "Censo de las personas"),
        "https://censo2024.ine.gob.cl",
        "official statistics, cite INE",
    ),
    Edition(
        "SLBFE-2022",
        "Sri Lanka Bureau of Foreign Employment and Department of Immigration and Emigration, 2019-2022",
        (
            "Sri Lanka Bureau of Foreign Employment; Department of Immigration and Emigration",
            "Bureau de l'emploi à l'étranger du Sri Lanka ; département de l'immigration et de l'émigration",
            "Oficina de empleo en el exterior de Sri Lanka; Departamento de inmigración y emigración",
        ),
        "ADMIN",
        (
            "Persons and crossings that the two offices registered in the year",
            "Personnes et passages enregistrés par les deux services dans l'année",
            "Personas y cruces registrados por las dos oficinas en el año",
        ),
        (
            "Citizens registered with the Bureau before they left for a job abroad; foreign citizens by nationality",
            "Citoyens enregistrés par le Bureau avant leur départ pour un emploi ; étrangers par nationalité",
            "Ciudadanos inscritos en la Oficina antes de partir a un empleo; extranjeros por nacionalidad",
        ),
        (
            "Transcribed from printed tables by Lanka Data Foundation; the columns change from year to year",
            "Transcrit de tableaux imprimés par Lanka Data Foundation ; les colonnes changent d'une année à l'autre",
            "Transcrito de cuadros impresos por Lanka Data Foundation; las columnas cambian de un año a otro",
        ),
        "https://github.com/LDFLK/datasets",
        "Apache-2.0 (repository)",
    ),
)


# --- reading the collection ------------------------------------------------------------------------------------------


def read_table(path: Path) -> list[Row]:
    """The rows of a CSV file, also a compressed one, by column."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_figures(path: Path) -> Iterator[Row]:
    """The rows of one file of the collection, with `dim` and the type of data of the note as columns of their own."""
    for row in read_table(path):
        if "destination" in row and "country_iso3" not in row:
            yield from _matrix_row(path, row)
            continue
        parts = (row["dim"] + ";" + row["note"]).split(";")
        for name, equals, value in (part.strip().partition("=") for part in parts):
            if equals and " " not in name:
                row.setdefault(name, value)
        yield row


def _matrix_row(path: Path, row: Row) -> Iterator[Row]:
    """A row of a bilateral matrix, seen from the origin and, as there is no other use for it here, from there only."""
    kinds = "".join(kind for kind in "BCRI" if row.get(f"type_{kind}") == "1")
    yield {
        "country_iso3": row["origin"],
        "series": MATRICES.get(path.name, ""),
        "year": row["year"],
        "sex": row["sex"][:1],
        "age": "T",
        "origin_iso3": row["origin"],
        "destination_iso3": row["destination"],
        "value": row["value"],
        "data_type": kinds,
    }


MATRICES = {
    "undesa_ims2020_bilateral_by_sex.csv.gz": "UNDESA_IMS2020_bilateral",
    "undesa_ims2024_bilateral_by_sex.csv.gz": "UNDESA_IMS2024_bilateral",
    "worldbank_gbmd_1960_2000_bilateral_by_sex.csv.gz": "WB_GBMD",
}


# --- the mapping -----------------------------------------------------------------------------------------------------


Filter = tuple[tuple[str, frozenset[str]], ...]


def _filter(text: str) -> Filter:
    """`role=asylum;level=FI|FA` as column and values."""
    parts = (part.partition("=") for part in text.split(";") if part)
    return tuple((name, frozenset(values.split("|"))) for name, _, values in parts)


def _holds(conditions: Filter, figure: Row) -> bool:
    return all(figure.get(name, "") in values for name, values in conditions)


ALL_YEARS = frozenset(range(1950, 2101))


def _years(text: str) -> frozenset[int]:
    """`2010-2012;2015` as years; empty and `all` are all years."""
    if text in {"", "all"}:
        return ALL_YEARS
    years: set[int] = set()
    for part in text.split(";"):
        first, _, last = part.partition("-")
        years.update(range(int(first), int(last or first) + 1))
    return frozenset(years)


@dataclass(frozen=True, slots=True)
class Use:
    """One row of series.csv: which rows of the collection it takes, and what they become (nothing, if `left_out`)."""

    row: Row
    where: Filter
    unless: Filter
    countries: frozenset[str]
    years: frozenset[int]
    chosen: frozenset[int]

    @classmethod
    def of(cls, row: Row) -> Use:
        return cls(
            row,
            _filter(row["where"]),
            _filter(row["unless"]),
            frozenset(row["countries"].split(";")) if row["countries"] else frozenset(),
            _years(row["years"]),
            _years(row["chosen"]) if row["chosen"] else frozenset(),
        )

    def takes(self, figure: Row) -> bool:
        if self.countries and figure["country_iso3"] not in self.countries:
            return False
        return int(figure["year"][:4]) in self.years and all(
            figure.get(name, "") in values for name, values in self.where
        )

    def excludes(self, figure: Row) -> bool:
        return bool(self.unless) and all(figure.get(name, "") in values for name, values in self.unless)

    def text(self, name: str, language: str) -> str:
        return self.row[f"{name}_{language}"]


AGES = {f"{age}-{age + 4}": f"Y{age}T{age + 4}" for age in range(0, 80, 5)}
"""The last group of the catalogue begins at 80, so an open group 75+ has no member and is only part of a sum."""
PARTNERS = {"OOO": "_O", "UNK": "_U"}
"""UN: other or unknown, entered as other; UNHCR: unknown."""
STATELESS = "XXA"


@cache
def regions() -> dict[tuple[str, str], str]:
    """The code of each region that the collection names, by country and name; the country as a whole is the total."""
    return {(row["country"], row["name"]): row["code"] for row in read_table(REGIONS)}


def items_of(template: str, figure: Row) -> str:
    """`SEX={sex};COUNTRY_OF_BIRTH={origin}` filled in; totals are left out, as an address has it."""
    items = []
    for part in filter(None, template.split(";")):
        dimension, _, member = part.partition("=")
        if member == "{sex}":
            member = {"T": "_T", "U": "_U"}.get(figure["sex"], figure["sex"])
        elif member == "{age}":
            member = AGES[figure["age"]]
        elif member == "{region}":
            member = regions()[figure["country_iso3"], figure["region"]]
        elif member in {"{origin}", "{destination}"}:
            code = figure[member[1:-1] + "_iso3"]
            stateless = "STLS" if dimension == "COUNTRY_OF_CITIZENSHIP" else "_O"
            member = stateless if code == STATELESS else PARTNERS.get(code, code)
        if member != "_T":
            items.append(f"{dimension}={member}")
    return ";".join(items)


def period_of(year: str) -> str:
    return re.sub(r"^(\d{4})Q([1-4])$", r"\1-Q\2", year)


SUMS: dict[str, Texts] = {
    "origin": (
        "Sum over the lines of the source by origin ({n})",
        "Somme des lignes de la source par origine ({n})",
        "Suma de las líneas de la fuente por origen ({n})",
    ),
    "destination": (
        "Sum over the lines of the source by destination ({n})",
        "Somme des lignes de la source par destination ({n})",
        "Suma de las líneas de la fuente por destino ({n})",
    ),
    "age": (
        "Sum of the groups 65-69, 70-74 and 75+",
        "Somme des groupes 65-69, 70-74 et 75+",
        "Suma de los grupos 65-69, 70-74 y 75+",
    ),
    "working age": (
        "Sum of the five-year groups from 15-19 to 60-64",
        "Somme des groupes quinquennaux de 15-19 à 60-64",
        "Suma de los grupos quinquenales de 15-19 a 60-64",
    ),
    "procedure": (
        "Sum of {n} lines of the source by procedure and level",
        "Somme de {n} lignes de la source par procédure et niveau",
        "Suma de {n} líneas de la fuente por procedimiento y nivel",
    ),
    "class": (
        "Sum of {n} classes of the source",
        "Somme de {n} classes de la source",
        "Suma de {n} clases de la fuente",
    ),
    "month": ("Sum of {n} months", "Somme de {n} mois", "Suma de {n} meses"),
}
ONE_LINE: Texts = ("The only line of the source", "La seule ligne de la source", "La única línea de la fuente")
DATA_TYPE: Texts = ("Data type {kinds}", "Type de données {kinds}", "Tipo de datos {kinds}")
REMAINDER: Texts = (
    "Stored as {text}: the remainder of binary arithmetic is dropped",
    "Stocké {text} : le reste du calcul binaire est supprimé",
    "Almacenado {text}: se suprime el resto del cálculo binario",
)
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def added(values: Iterable[str]) -> str:
    """The exact sum of decimal texts, as text; one value alone keeps its own digits."""
    texts = list(values)
    if len(texts) == 1:
        return texts[0]
    total = sum((Fraction(text) for text in texts), Fraction(0))
    if total.denominator != 1:
        raise ValueError(f"only whole numbers are summed, not {texts[:3]}")
    return str(total.numerator)


def whole(text: str) -> str:
    """A whole number stored in floating point (`3631993.000000001`) without its binary remainder; else refused."""
    nearest = round(Fraction(text))
    if abs(Fraction(text) - nearest) > Fraction(1, 10**6):
        raise ValueError(f"not a whole number: {text}")
    return str(nearest)


def millions(text: str) -> str:
    """A value in units as millions: the decimal point moves by six places, every digit stays."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    before, _, after = digits.partition(".")
    before = before.rjust(7, "0")
    whole_part, fraction = before[:-6].lstrip("0") or "0", before[-6:] + after
    return f"{sign}{whole_part}.{fraction}"


def build(sample: Sample, figures: Mapping[tuple[str, str], list[Row]], uses: Iterable[Use]) -> list[Row]:
    """The long table of one country, sorted as addresses are."""
    rows: list[Row] = []
    chosen: dict[tuple[str, str, str], tuple[str, str]] = {}
    for use in uses:
        if use.row["left_out"]:
            continue
        groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for figure in figures.get((use.row["file"], use.row["series"]), ()):
            if figure["country_iso3"] == sample.country and use.takes(figure):
                groups[items_of(use.row["items"], figure), period_of(figure["year"])].append(figure)
        for (items, period), group in groups.items():
            if any(use.excludes(figure) or not figure["value"] for figure in group):
                continue  # an empty value is one that the source does not have
            if len(group) > 1 and not use.row["sum"]:
                raise ValueError(f"{use.row['series']}: {len(group)} rows for {items} {period}, and no sum asked for")
            row = _row(sample.language, use, items, period, group)
            rows.append(row)
            if int(period[:4]) in use.chosen:
                cell = (row["indicator"], items, period)
                chosen[cell] = (row["source"], use.text("reason", sample.language))
    _publish(rows, chosen)
    return sorted(rows, key=address)


def _row(language: str, use: Use, items: str, period: str, group: list[Row]) -> Row:
    number = LANGUAGES.index(language)
    kinds = sorted({figure["data_type"] for figure in group if figure.get("data_type")})
    value, notes = added(figure["value"] for figure in group), [use.text("note", language)]
    summed = use.row["sum"]
    if summed and not (summed in {"procedure", "class"} and len(group) == 1):
        column = {"origin": "origin_iso3", "destination": "destination_iso3"}.get(summed, "")
        lines = len({figure[column] for figure in group}) if column else len(group)
        notes.append(ONE_LINE[number] if lines == 1 else SUMS[summed][number].format(n=lines))
    if kinds and use.row["status"] == "data type":
        notes.append(DATA_TYPE[number].format(kinds=", ".join(kinds)))
    rule = use.row["value"]
    if rule == "whole":
        text, value = value, whole(value)
        if text != value:
            notes.append(REMAINDER[number].format(text=text))
    elif rule == "millions":
        value = millions(value)
    elif rule:
        value = dict(part.split("=") for part in rule.split("|"))[value]
    row = dict.fromkeys(COLUMNS, "")
    row.update(
        indicator=use.row["indicator"],
        items=items,
        period=period,
        value=value,
        status=_status(use.row["status"], kinds),
        source=use.row["source"],
        note=(" ; " if language == "fr" else "; ").join(filter(None, notes)),
        multiplier=use.row["multiplier"],
    )
    return row


def _status(rule: str, kinds: Iterable[str]) -> str:
    """`data type`: definition differs where foreign citizens are counted, else estimated where the source imputes."""
    if rule != "data type":
        return rule
    letters = set("".join(kinds))
    return "D" if "C" in letters else "E" if "I" in letters else ""


def _publish(rows: list[Row], chosen: Mapping[tuple[str, str, str], tuple[str, str]]) -> None:
    """Marks the chosen source where another source gives the same cell; a lone value needs no choice."""
    rivals = Counter(cell_of(row) for row in rows)
    for row in rows:
        source, reason = chosen.get(cell_of(row), ("", ""))
        if rivals[cell_of(row)] > 1 and row["source"] == source:
            row["published"], row["reason"] = "yes", reason


def cell_of(row: Row) -> tuple[str, str, str]:
    return row["indicator"], row["items"], row["period"]


def address(row: Row) -> tuple[str, str, str, str]:
    return row["indicator"], row["items"], row["period"], row["source"]


def sources_of(sample: Sample, rows: list[Row]) -> list[Row]:
    """The table of the sources that the rows cite, each with the years of its values."""
    number = LANGUAGES.index(sample.language)
    years: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        years[row["source"]].append(row["period"][:4])
    return [
        {
            "id": edition.id,
            "title": edition.title,
            "institution": edition.institution[number],
            "type": edition.type,
            "reference_date": "",
            "period_from": min(years[edition.id]),
            "period_to": max(years[edition.id]),
            "coverage": edition.coverage[number],
            "definition_note": edition.definition[number],
            "method_note": edition.method[number],
            "url": edition.url,
            "licence": edition.licence,
        }
        for edition in sorted(EDITIONS)
        if edition.id in years
    ]


def unaccounted(figures: Mapping[tuple[str, str], list[Row]], uses: Iterable[Use]) -> Iterator[str]:
    """Rows of the collection, in the years of the samples, of which series.csv says nothing, or two things at once."""
    by_series: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in uses:
        by_series[use.row["file"], use.row["series"]].append(use)
    for key, rows in sorted(figures.items()):
        said: dict[str, Row] = {}
        for figure in rows:
            kinds = {bool(use.row["left_out"]) for use in by_series[key] if use.takes(figure)}
            if len(kinds) != 1:
                said.setdefault("says nothing of" if not kinds else "both uses and leaves out", figure)
        yield from (f"series.csv {what} rows of {' '.join(key)} such as {figure}" for what, figure in said.items())


def make(data: Path, out: Path, samples: Iterable[Sample] = SAMPLE_PROFILES, mapping: Path = SAMPLES) -> list[str]:
    """Writes the samples; returns what is wrong with the mapping (nothing is written then)."""
    samples = list(samples)
    uses = [Use.of(row) for row in read_table(mapping / "series.csv")]
    years = {sample.country: sample.years for sample in samples}
    figures: dict[tuple[str, str], list[Row]] = defaultdict(list)
    files = sorted({use.row["file"] for use in uses})
    files += sorted(path.name for path in data.glob("*.csv") if path.name not in {*files, "series_map.csv"})
    for file in files:
        for figure in read_figures(data / file):
            first, last = years.get(figure["country_iso3"], (1, 0))
            if first <= int(figure["year"][:4]) <= last:
                figures[file, figure["series"]].append(figure)
    if problems := list(unaccounted(figures, uses)):
        return problems
    index = []
    for sample in samples:
        rows = build(sample, figures, uses)
        write_table(out / sample.table, COLUMNS, rows)
        write_table(out / sample.sources, SOURCE_COLUMNS, sources_of(sample, rows))
        index.append(
            {
                "country": sample.country,
                "language": sample.language,
                "title": sample.title,
                "year_from": str(sample.years[0]),
                "year_to": str(sample.years[1]),
                "modules": MODULES,
                "numbers": sample.language,
                "institution": INSTITUTION[LANGUAGES.index(sample.language)],
            }
        )
    write_table(out / "samples.csv", SAMPLE_COLUMNS, index)
    return []


def write_table(path: Path, columns: list[str], rows: Iterable[Row]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8"))


# --- checking --------------------------------------------------------------------------------------------------------

AREA = re.compile(r"[A-Z]{3}|[0-9]{3}")
REGION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,19}")
PERIOD = re.compile(r"\d{4}(?:-(?:S[12]|Q[1-4]|0[1-9]|1[0-2])|/\d{4})?")
SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
REASONS = frozenset("OMLQ")
MOST_DIGITS, MOST_WHOLE_DIGITS = 30, 15


@dataclass(slots=True)
class Catalogue:
    """What the check needs of the catalogue."""

    indicators: dict[str, Row]
    members: dict[str, frozenset[str]]
    open: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> Catalogue:
        members: dict[str, set[str]] = defaultdict(set)
        open_lists = set()
        for row in read_table(folder / "dimensions.csv"):
            if row["member_code"]:
                members[row["dimension_code"]].add(row["member_code"])
            elif row["standard"].startswith(("ISO 3166-1", "National first-level areas")):
                open_lists.add(row["dimension_code"])
        indicators = {row["code"]: row for row in read_table(folder / "indicators.csv")}
        return cls(indicators, {code: frozenset(codes) for code, codes in members.items()}, frozenset(open_lists))


def check_rows(
    rows: list[Row], sources: list[Row], catalogue: Catalogue, years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR)
) -> Iterator[str]:
    """Every defect of a long table and its table of sources, a sentence each."""
    on_file = {row["id"] for row in sources}
    cited = {row["source"] for row in rows}
    yield from check_sources(sources, catalogue)
    yield from (f"the source {source} is cited by no value" for source in sorted(on_file - cited))
    if [address(row) for row in rows] != sorted(address(row) for row in rows):
        yield "the rows are not sorted by indicator, items, period, source"
    for key, number in Counter(address(row) for row in rows).items():
        if number > 1:
            yield f"{' '.join(key)}: {number} rows for one address"
    for cell, number in Counter(cell_of(row) for row in rows if row["published"]).items():
        if number > 1:
            yield f"{' '.join(cell)}: {number} published values in one cell"
    for row in rows:
        yield from (f"{' '.join(address(row))}: {defect}" for defect in _row_defects(row, on_file, catalogue, years))


def _row_defects(row: Row, on_file: set[str], catalogue: Catalogue, years: tuple[int, int]) -> Iterator[str]:
    indicator = catalogue.indicators.get(row["indicator"])
    if indicator is None:
        yield "no such indicator"
        return
    yield from _item_defects(row["items"], indicator, catalogue)
    if not PERIOD.fullmatch(row["period"]):
        yield "no period"
    elif not years[0] <= int(row["period"][:4]) <= years[1] and indicator["frequency"] == "annual":
        yield "outside the years of the profile"
    for column, code in (("status", "OBS_STATUS"), ("confidentiality", "CONF_STATUS"), ("multiplier", "UNIT_MULT")):
        if row[column] and row[column] not in catalogue.members[code]:
            yield f"{column} {row[column]} is not on the list"
    if (row["status"] in REASONS) == bool(row["value"]):
        yield "a value or a reason, one of the two"
    if row["value"]:
        yield from _value_defects(row, indicator, catalogue)
    if row["source"] not in on_file:
        yield "the source is not on file"
    if row["published"] not in {"", "yes"} or bool(row["reason"]) != bool(row["published"]):
        yield "a choice has `yes` and a reason, any other value neither"


def _item_defects(items: str, indicator: Row, catalogue: Catalogue) -> Iterator[str]:
    order = indicator["dimensions"].split(";")
    pairs = [item.partition("=")[::2] for item in items.split(";")] if items else []
    dimensions = [dimension for dimension, _ in pairs]
    if unknown := [dimension for dimension in dimensions if dimension not in order]:
        yield f"the indicator has no dimension {unknown[0]}"
    elif dimensions != sorted(set(dimensions), key=order.index):
        yield "dimensions twice or not in the order of the indicator"
    for dimension, member in pairs:
        listed = member in catalogue.members.get(dimension, frozenset()) and member != "_T"
        pattern = REGION if dimension == "REGION" else AREA
        if not listed and not (dimension in catalogue.open and pattern.fullmatch(member)):
            yield f"{dimension} has no member {member}"


def _value_defects(row: Row, indicator: Row, catalogue: Catalogue) -> Iterator[str]:
    value, kind = row["value"], indicator["value_type"]
    if kind == "category":
        if value not in catalogue.members[indicator["unit"].removeprefix("code: ")]:
            yield f"{value} is not on the list"
        return
    if kind == "text":
        return
    if not NUMBER.fullmatch(value):
        yield f"{value} is not a number"
        return
    whole_digits, _, fraction = value.lstrip("-").partition(".")
    if (
        len((whole_digits + fraction).lstrip("0")) > MOST_DIGITS
        or len(fraction) > MOST_DIGITS
        or len(whole_digits) > MOST_WHOLE_DIGITS
    ):
        yield f"{value} has too many digits"
    number = Fraction(value) * 10 ** int(row["multiplier"] or 0)
    if kind == "integer" and number.denominator != 1:
        yield f"{value} is not whole"
    if kind == "boolean" and value not in {"0", "1"}:
        yield f"{value} is neither 1 nor 0"
    limits: tuple[tuple[str, Callable[[Fraction], bool]], ...] = (
        ("min", lambda limit: number < limit),
        ("max", lambda limit: number > limit),
    )
    for column, beyond in limits:
        if indicator[column] and beyond(Fraction(indicator[column])):
            yield f"{value} is beyond the {column} {indicator[column]}"


def check_sources(sources: list[Row], catalogue: Catalogue) -> Iterator[str]:
    for row in sources:
        if not SOURCE_ID.fullmatch(row["id"]):
            yield f"{row['id']}: no id of a source"
        if row["type"] not in catalogue.members["SOURCE_TYPE"]:
            yield f"{row['id']}: {row['type']} is no type of source"
        yield from (
            f"{row['id']}: {column} is empty"
            for column in SOURCE_COLUMNS
            if not row[column] and column != "reference_date"
        )
    yield from (f"{key}: two sources" for key, n in Counter(row["id"] for row in sources).items() if n > 1)


BEYOND = re.compile(r"is beyond the (min|max)")


def check(samples: Path, catalogue: Path, mapping: Path = SAMPLES) -> list[str]:
    """Every defect of the samples in a folder; a value out of bounds only of those that are shipped."""
    known = Catalogue.read(catalogue)
    defects = []
    for row in read_table(samples / "samples.csv"):
        name = row["country"].lower()
        rows, sources = read_table(samples / f"{name}.csv"), read_table(samples / f"{name}.sources.csv")
        years = (int(row["year_from"]), int(row["year_to"]))
        found = check_rows(rows, sources, known, years)
        defects += [f"{name}: {defect}" for defect in found if samples == mapping or not BEYOND.search(defect)]
    defects += [
        f"series.csv: no indicator {row['indicator']}"
        for row in read_table(mapping / "series.csv")
        if not row["left_out"] and row["indicator"] not in known.indicators
    ]
    return defects


def profiles_of(countries: Iterable[str], years: tuple[int, int]) -> list[Sample]:
    """Profiles to try the rules on: the shipped ones in their language, all others in English."""
    shipped = {sample.country: sample for sample in SAMPLE_PROFILES}
    plain = (Sample(code, "en", f"Migration Profile {code} {years[1]}") for code in sorted(countries))
    return [shipped.get(sample.country, sample)._replace(years=years) for sample in plain]


def span(text: str) -> tuple[int, int]:
    """`1990:2024` as first and last year."""
    first, _, last = text.partition(":")
    return int(first), int(last)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, metavar="DATA_FOLDER", help="the collection of published figures")
    parser.add_argument("--check", action="store_true", help="check the samples that are there")
    parser.add_argument("--catalogue", type=Path, default=CATALOGUE, help="folder of the catalogue files")
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="folder of series.csv and of the samples")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write there, of other countries or years")
    parser.add_argument("--countries", default=",".join(COUNTRIES), help="with --to: codes separated by commas")
    parser.add_argument("--years", type=span, default=(FIRST_YEAR, LAST_YEAR), help="with --to: 1990:2024")
    options = parser.parse_args(arguments)
    if options.data is None and (options.to or not options.check):
        parser.error("name DATA_FOLDER, or --check")
    samples, out = list(SAMPLE_PROFILES), options.samples
    if options.to:
        samples, out = profiles_of(options.countries.split(","), options.years), options.to
        out.mkdir(parents=True, exist_ok=True)
    problems = make(options.data, out, samples, options.samples) if options.data else []
    problems = problems or check(out, options.catalogue, options.samples)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        for sample in samples:
            rows = read_table(out / sample.table)
            indicators, sources = ({row[column] for row in rows} for column in ("indicator", "source"))
            print(f"{sample.country}: {len(indicators)} indicators, {len(rows)} values, {len(sources)} sources")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
