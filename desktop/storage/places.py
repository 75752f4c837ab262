"""Owns the question where a profile may be written: on a fixed local disk; elsewhere it is opened to read only (reliability.md rule 1)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NETWORK = "network"
REMOVABLE = "removable"
CLOUD = "cloud"
_NETWORK_SYSTEMS = frozenset(
    "nfs nfs4 cifs smb3 smbfs afs ncpfs 9p.net fuse.sshfs davfs fuse.davfs2 fuse.rclone".split()
)
_CLOUD_FOLDERS = (
    "OneDrive",
    "Dropbox",
    "Google Drive",
    "GoogleDrive",
    "iCloudDrive",
    "Nextcloud",
    "ownCloud",
    "Box Sync",
)
_WINDOWS_KINDS = {2: REMOVABLE, 4: NETWORK}


def why_not_to_write(path: Path) -> str | None:
    """`network`, `removable`, `cloud`, or None where a profile may be written."""
    folder = path.absolute().parent
    if _in_cloud_folder(folder):
        return CLOUD
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        return _WINDOWS_KINDS.get(ctypes.windll.kernel32.GetDriveTypeW(folder.drive + "\\"))
    return _unix_kind(folder)


def _in_cloud_folder(folder: Path) -> bool:
    told = os.environ.get("OneDrive")  # noqa: SIM112  so Windows spells it
    if told and Path(told) in (folder, *folder.parents):
        return True
    home = Path.home()
    below = folder.relative_to(home).parts if home in folder.parents else ()
    return bool(below) and any(below[0] == name or below[0].startswith(f"{name} - ") for name in _CLOUD_FOLDERS)


def _unix_kind(folder: Path) -> str | None:
    """By the mount table, where the system has one that can be read."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    best: tuple[int, str, str] = (-1, "", "")
    for line in lines:
        device, mount, system = [*line.split(" "), "", "", ""][:3]
        place = Path(mount.replace("\\040", " "))
        if place == folder or place in folder.parents:
            best = max(best, (len(place.parts), device, system))
    if best[2] in _NETWORK_SYSTEMS:
        return NETWORK
    return REMOVABLE if best[1].startswith("/dev/") and _is_removable(best[1]) else None


def _is_removable(device: str) -> bool:
    disk = Path(device).resolve().name.rstrip("0123456789")
    try:
        return Path(f"/sys/block/{disk}/removable").read_text(encoding="ascii").strip() == "1"
    except OSError:
        return False
