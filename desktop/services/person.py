"""Owns who works at this computer: name, institution, device, asked once and kept per person; and the person's folders."""

from __future__ import annotations

import getpass
import json
import os
import socket
import time
from pathlib import Path

import platformdirs

from desktop.domain.change import Author
from desktop.storage.files import appearing

_APP = "migration-profile"


def config_folder() -> Path:
    return _folder(Path(platformdirs.user_config_path(_APP, appauthor=False)))


def data_folder() -> Path:
    return _folder(Path(platformdirs.user_data_path(_APP, appauthor=False)))


def log_file() -> Path:
    """Where details of what went wrong are written; keys and codes, never values."""
    return _folder(Path(platformdirs.user_log_path(_APP, appauthor=False))) / "migration-profile.log"


def backup_folder(profile_id: str) -> Path:
    return data_folder() / "backups" / profile_id


def now() -> int:
    """Milliseconds since 1970 UTC: the one place where the clock is read."""
    return time.time_ns() // 1_000_000


def this_year() -> int:
    return time.localtime().tm_year


def author() -> Author:
    """The person at this computer; the system's account name where nobody has told yet."""
    known = _read()
    if "device" not in known:
        known["device"] = os.urandom(8).hex()
        _write(known)
    return Author(
        known.get("name") or _account(),
        known.get("institution") or "",
        known["device"],
        known.get("device_name") or _host(),
    )


def introduce(name: str, institution: str) -> None:
    """Keep who works here."""
    known = {**_read(), "name": name.strip(), "institution": institution.strip()}
    known.setdefault("device", os.urandom(8).hex())
    _write(known)


def is_introduced() -> bool:
    return bool(_read().get("name"))


def _read() -> dict[str, str]:
    try:
        held = json.loads((config_folder() / "person.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in held.items()} if isinstance(held, dict) else {}


def _write(known: dict[str, str]) -> None:
    with appearing(config_folder() / "person.json", replace=True) as temporary:
        temporary.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _host() -> str:
    return socket.gethostname() or "?"
