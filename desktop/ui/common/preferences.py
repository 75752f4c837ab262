"""Owns what a person prefers on this computer: window, scheme, zoom, language, folds, widths, recent files.

Nothing of what a profile says, only how its tables were left.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSettings

from desktop.language import LANGUAGES, of_system

MOST_RECENT = 8
MOST_VIEWS = 20
"""Profiles whose view is remembered."""
_ORGANISATION, _APPLICATION = "migration-profile", "desktop"


class RecentProfile(NamedTuple):
    """What is remembered of a profile that was open here: for the welcome page, never for the work."""

    path: str
    title: str = ""
    part: float = 0.0
    errors: int = 0
    at: str = ""


class Preferences:
    """Typed access to the settings file; every key is spelled here and nowhere else."""

    def __init__(self) -> None:
        self._file = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, _ORGANISATION, _APPLICATION)

    def _text(self, key: str, default: str = "") -> str:
        value = self._file.value(key, default)
        return value if isinstance(value, str) else default

    def _number(self, key: str, default: int) -> int:
        try:
            return int(self._text(key, str(default)))
        except ValueError:
            return default

    def _put(self, key: str, value: str) -> None:
        self._file.setValue(key, value)

    @property
    def geometry(self) -> QByteArray | None:
        value = self._file.value("window/geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("window/geometry", value)

    @property
    def scheme(self) -> str:
        return self._text("look/scheme", "system")

    @scheme.setter
    def scheme(self, value: str) -> None:
        self._put("look/scheme", value)

    @property
    def zoom(self) -> int:
        return self._number("look/zoom", 100)

    def zoom_of(self, profile_id: str) -> int:
        """The zoom a profile was left with; of one not seen here the zoom used last."""
        held = self._json("zooms").get(profile_id)
        return held if isinstance(held, int) else self.zoom

    def set_zoom(self, value: int, profile_id: str = "") -> None:
        """Keep a zoom, for the profile that is open too; the profiles it was set in longest ago are forgotten."""
        self._put("look/zoom", str(value))
        if profile_id:
            known = {old: zoom for old, zoom in self._json("zooms").items() if old != profile_id}
            kept = dict([*known.items(), (profile_id, value)][-MOST_VIEWS:])
            self._put("zooms", json.dumps(kept))

    @property
    def row_height(self) -> int:
        """24 compact, 26 normal, 32 roomy."""
        return self._number("look/row", 26)

    @row_height.setter
    def row_height(self, value: int) -> None:
        self._put("look/row", str(value))

    @property
    def language(self) -> str:
        """The language a person chose, else that of the system."""
        chosen = self._text("language")
        return chosen if chosen in LANGUAGES else of_system()

    @language.setter
    def language(self, value: str) -> None:
        self._put("language", value)

    def fold(self, key: str, default: bool = True) -> bool:
        """Whether a section or panel stands open."""
        return self._text(f"folds/{key}", "1" if default else "0") == "1"

    def set_fold(self, key: str, is_open: bool) -> None:
        self._put(f"folds/{key}", "1" if is_open else "0")

    def width(self, key: str, default: int) -> int:
        """A width or height that a person dragged, in pixels at 100 %."""
        return self._number(f"widths/{key}", default)

    def set_width(self, key: str, value: int) -> None:
        self._put(f"widths/{key}", str(value))

    @property
    def recent(self) -> list[str]:
        """Paths of the profiles opened last, the newest first."""
        value = self._file.value("recent", [])
        texts = [value] if isinstance(value, str) and value else value
        return [text for text in texts if isinstance(text, str)] if isinstance(texts, list) else []

    def opened(self, path: str) -> None:
        """Put a profile first among the recent ones."""
        self._file.setValue("recent", [path, *(old for old in self.recent if old != path)][:MOST_RECENT])

    def forget(self, path: str) -> None:
        self._file.setValue("recent", [old for old in self.recent if old != path])

    def partners(self, profile_id: str) -> list[str]:
        """Paths of the partner countries' files that a person pointed to for a profile."""
        value = self._file.value(f"partners/{profile_id}", [])
        texts = [value] if isinstance(value, str) and value else value
        return [text for text in texts if isinstance(text, str)] if isinstance(texts, list) else []

    def set_partners(self, profile_id: str, paths: list[str]) -> None:
        self._file.setValue(f"partners/{profile_id}", paths)

    def view(self, profile_id: str) -> dict[str, object]:
        """How the tables of a profile were left: whatever `set_view` was given; empty for a profile not seen here."""
        return self._json(f"views/{profile_id}")

    def set_view(self, profile_id: str, state: dict[str, object]) -> None:
        """Keep how the tables of a profile look; the profiles seen longest ago are forgotten."""
        known = [profile_id, *(old for old in self._json("views_order") if old != profile_id)]
        for old in known[MOST_VIEWS:]:
            self._file.remove(f"views/{old}")
        self._put("views_order", json.dumps(dict.fromkeys(known[:MOST_VIEWS], 1)))
        self._put(f"views/{profile_id}", json.dumps(state))

    def remember(self, profile: RecentProfile) -> None:
        """Keep what a profile looked like, for the list of recent ones."""
        states = self._states()
        states[profile.path] = list(profile[1:])
        known = set(self.recent)
        self._put("recent_states", json.dumps({path: state for path, state in states.items() if path in known}))

    def remembered(self, path: str) -> RecentProfile:
        match self._states().get(path):
            case [str(title), int() | float() as part, int(errors), str(at)]:
                return RecentProfile(path, title, float(part), errors, at)
        return RecentProfile(path)

    def _states(self) -> dict[str, object]:
        return self._json("recent_states")

    def _json(self, key: str) -> dict[str, object]:
        try:
            held = json.loads(self._text(key, "{}"))
        except ValueError:
            return {}
        return held if isinstance(held, dict) else {}

    def sync(self) -> None:
        self._file.sync()


def preferences() -> Preferences:
    """A view of the settings file; Qt shares the file between all of them."""
    return Preferences()
