"""Owns the making, opening and closing of a profile, and what an open one holds in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.catalogue.model import Catalogue
from desktop.catalogue.national import with_national
from desktop.catalogue.reading import files_of, identity_of, read_catalogue, shipped
from desktop.domain.change import Author
from desktop.domain.errors import CannotOpen, Refused
from desktop.domain.number import FORMATS
from desktop.domain.period import FIRST_YEAR, LAST_YEAR
from desktop.domain.profile import Figures, Settings
from desktop.language import LANGUAGES
from desktop.services import person, places
from desktop.services.texts import clean
from desktop.storage import backup
from desktop.storage.store import ProfileStore

if TYPE_CHECKING:
    from desktop.validation.evaluation import Evaluator
    from desktop.validation.judging import Judge

DEFAULT_YEARS_BACK = 14
"""A profile made without years shows this year and so many before it."""


class OpenProfile:
    """A profile that is open: its file, definitions, figures, and what is worked out from them, kept current by the services."""

    def __init__(self, store: ProfileStore, author: Author):
        self.store, self.author = store, author
        self.path = store.path
        self._read()

    def reload(self) -> None:
        """Read everything anew: settings or rules changed, here or in another opening of the file."""
        self.store.reader.renumber()
        self._read()

    def _read(self) -> None:
        self.figures: Figures = self.store.reader.figures()
        self.settings: Settings = self.figures.settings
        self.pinned: Catalogue = self.store.reader.catalogue(self.settings.catalogue)
        """As it was when the profile was made, without what the profile adds."""
        self.catalogue: Catalogue = with_national(self.pinned, self.figures.national)
        self._evaluator: Evaluator | None = None
        self._judge: Judge | None = None

    def show(self, figures: Figures) -> None:
        """Look at other figures of this profile, as they stood at a moment, without changing what is stored."""
        self.figures = figures
        self._evaluator = self._judge = None

    @property
    def evaluator(self) -> Evaluator:
        """The values of cells, worked out when asked for."""
        if self._evaluator is None:
            from desktop.validation.evaluation import Evaluator  # noqa: PLC0415  not before something is worked out

            self._evaluator = Evaluator(self.catalogue, self.figures)
        return self._evaluator

    @property
    def judge(self) -> Judge:
        """What a rule says of a single value."""
        if self._judge is None:
            from desktop.validation.judging import Judge  # noqa: PLC0415  not before something was typed

            self._judge = Judge(self.evaluator, person.this_year())
        return self._judge

    @property
    def is_writable(self) -> bool:
        return self.store.is_writable

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> OpenProfile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_profile(path: Path, *, write: bool, wait: float = 10.0) -> OpenProfile:
    """Open a profile file. To write it waits `wait` seconds for another program. Raises `CannotOpen`, `Refused`."""
    who = person.author()
    if not write:
        return OpenProfile(ProfileStore.to_read(path), who)
    moment = person.now()
    holder = f"{who.name} ({who.device_name})"
    store = ProfileStore.to_write(
        path, holder, wait=wait, backups=person.data_folder() / "backups" / "upgrades", now=moment
    )
    profile = OpenProfile(store, who)
    try:
        _daily_backup(profile, moment)
    except BaseException:  # whatever it was, the lock must not stay
        profile.close()
        raise
    return profile


def open_for_window(path: Path) -> tuple[OpenProfile, str]:
    """Open to write, or where that is not possible to read; with the code of the reason, empty when it can be written."""
    try:
        return open_profile(path, write=True, wait=0), ""
    except (CannotOpen, Refused) as error:
        if error.code in {"PROFILE-LOCKED", "PROFILE-BUSY", "NOT-WRITABLE"} or error.code.startswith("PLACE-"):
            return open_profile(path, write=False), error.code
        raise


def create_profile(
    path: Path, country: str, *, title: str = "", years: tuple[int, int] | None = None, modules: Sequence[str] | None = None,
    languages: Sequence[str] = ("en",), numbers: str = "", institution: str = "", practice: bool = False,
    catalogue_folder: Path | None = None,
) -> Settings:  # fmt: skip
    """Make a profile file. Raises `Refused` for anything that does not exist or is turned round; nothing is left then."""
    catalogue = _catalogue_of(catalogue_folder)
    if not (places.is_country(country) or (practice and places.is_user_assigned(country))):
        raise Refused("COUNTRY-UNKNOWN", country=country)
    this_year = person.this_year()
    first, last = years or (this_year - DEFAULT_YEARS_BACK, this_year)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise Refused("YEARS-TURNED", first=first, last=last)
    chosen = tuple(dict.fromkeys(catalogue.core_modules if modules is None else modules))
    for code in chosen:
        if code not in catalogue.modules:
            raise Refused("MODULE-UNKNOWN", module=code, modules=" ".join(catalogue.modules))
    spoken = tuple(dict.fromkeys(languages))
    for code in spoken:
        if code not in LANGUAGES:
            raise Refused("LANGUAGE-UNKNOWN", language=code, languages=" ".join(LANGUAGES))
    if not chosen or not spoken:
        raise Refused("NOTHING-CHOSEN")
    form = numbers or spoken[0]
    if form not in FORMATS or form == "plain":
        raise Refused("NUMBERS-UNKNOWN", numbers=form)
    from desktop.storage.creation import create, new_profile_id  # noqa: PLC0415  SQLAlchemy

    name = clean(title.strip()) or f"{places.country_name(country, spoken[0])} {last}"
    settings = Settings(
        new_profile_id(), country, name, (first, last), chosen, spoken, form, clean(institution.strip()), practice,
        catalogue.identity,
    )  # fmt: skip
    create(path, settings, catalogue, person.author(), person.now())
    return settings


def prepare_writing() -> None:
    """Load what the first write needs (SQLAlchemy, a third of a second); may run beside the window, in a thread."""
    import desktop.storage.recording  # noqa: F401, PLC0415


def _catalogue_of(folder: Path | None) -> Catalogue:
    if folder is None:
        return shipped()
    from desktop.catalogue.checking import check_catalogue  # noqa: PLC0415  only for a catalogue from outside

    files = files_of(folder)
    defects = check_catalogue(files)
    if defects:
        raise Refused.of(defects)
    return read_catalogue(files, identity_of(folder, files))


def _daily_backup(profile: OpenProfile, moment: int) -> None:
    folder = person.backup_folder(profile.settings.profile_id)
    if not backup.has_one_of_today(folder, moment):
        folder.mkdir(parents=True, exist_ok=True)
        profile.store.backup_to(folder / backup.name_of(moment))
        backup.tidy(folder, moment)


def backup_before(profile: OpenProfile, deed: str) -> Path:
    """The automatic backup before a risky step (`import`, `restore`, `undo`, `rebuild`)."""
    moment = person.now()
    folder = person.backup_folder(profile.settings.profile_id)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / backup.name_of(moment, deed)
    while target.exists():
        moment += 1000
        target = folder / backup.name_of(moment, deed)
    profile.store.backup_to(target)
    backup.tidy(folder, moment)
    return target
