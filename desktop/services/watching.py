"""Owns the findings of a profile beside its window: an opening of its own, so that a check never waits for a person, nor she for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.change import Edit, ObservationEdit
from desktop.domain.errors import Problem
from desktop.domain.finding import Finding
from desktop.services import asking, person
from desktop.services.following import follow
from desktop.services.profile import OpenProfile, open_profile

if TYPE_CHECKING:
    from desktop.services.asking import State
    from desktop.services.partners import Partners
    from desktop.validation.live import LiveCheck


class Watched(NamedTuple):
    """What is known of a profile at one moment; nothing in it changes afterwards. `problems`: what the partner files lack."""

    findings: list[Finding]
    modules: list[State]
    institutions: dict[str, str]
    """Who writes an indicator."""
    by_institution: list[State]
    rules_run: int
    countries: tuple[str, ...]
    problems: tuple[Problem, ...]


class Watch:
    """Keeps the findings of a profile file from what it is told was stored. For one thread, which also makes it."""

    def __init__(self, path: Path):
        self._path = path
        self._profile: OpenProfile | None = None
        self._live: LiveCheck | None = None
        self._partners: Partners | None = None
        self._institutions: dict[str, str] = {}

    def check(self, partners: Sequence[Path], cancelled: Callable[[], bool]) -> None:
        """Read the file anew and run every rule, those on mirror figures with the files of these partner countries.

        Raises `Cancelled`, `KnownError`; then nothing is known until the next check.
        """
        self.close()
        self._profile = open_profile(self._path, write=False)
        self._partners = _read(self._profile, partners)
        self._run(cancelled)

    def follow(self, edits: Iterable[Sequence[Edit]], cancelled: Callable[[], bool]) -> None:
        """Take in what was stored since, group by group, and run what can depend on it; before the first check nothing."""
        profile = self._profile
        if profile is None or self._live is None:
            return
        groups = list(edits)
        reader = profile.store.reader
        keys = [edit.key for group in groups for edit in group if isinstance(edit, ObservationEdit)]
        if any(reader.numbering.known_rid(key) is None for key in keys):
            reader.renumber()
        touched = [follow(profile, group) for group in groups]
        if None in touched:
            self._run(cancelled)
        else:
            cells = set().union(*(cells for cells in touched if cells is not None))
            if cells:
                self._live.update(cells)
                codes = {cell.indicator for cell in cells}
                for code in codes:
                    self._institutions.pop(code, None)
                self._institutions.update(asking.institutions(profile, codes))

    def known(self) -> Watched | None:
        """Findings and the state of each module; None where no check is through."""
        if self._profile is None or self._live is None:
            return None
        findings = list(self._live.findings)
        return Watched(
            findings, asking.module_states(self._profile, findings), dict(self._institutions),
            asking.institution_states(self._profile, findings, self._institutions), self._live.rules_run,
            tuple(self._partners.figures) if self._partners else (), self._partners.problems if self._partners else (),
        )  # fmt: skip

    def close(self) -> None:
        self._live = None
        if self._profile is not None:
            self._profile.close()
            self._profile = None

    def _run(self, cancelled: Callable[[], bool]) -> None:
        from desktop.validation.live import LiveCheck  # noqa: PLC0415  not before the first check

        assert self._profile is not None
        self._live = None
        live = LiveCheck(
            self._profile.evaluator,
            person.this_year(),
            self._profile.figures.switched_off,
            self._partners.figures if self._partners else None,
        )
        with self._profile.store.one_state():
            live.full(cancelled)
            self._institutions = asking.institutions(self._profile)
        self._live = live


def _read(profile: OpenProfile, paths: Sequence[Path]) -> Partners | None:
    if not paths:
        return None
    from desktop.services.partners import read_those_there  # noqa: PLC0415  file formats, not needed to open a profile

    return read_those_there(profile, paths)
