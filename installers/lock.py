"""Remakes both locks from `pyproject.toml`: `python -m installers.lock [--upgrade]`; needs `uv` on the path.

The second lock is compiled with the first as its constraint, so that what a person runs is what was tested.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "installers" / "requirements.lock"
DEV = ROOT / "installers" / "requirements-dev.lock"
EXTRAS = ("postgres", "webdav", "sftp", "dev")
HOW = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]


def main(arguments: list[str]) -> int:
    """Write both locks; the exit status is uv's."""
    uv = shutil.which("uv")
    if not uv:
        print(
            "uv is missing: install it with  python3 -m pip install uv  in an environment of its own.", file=sys.stderr
        )
        return 1
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    for lock, more in ((CORE, []), (DEV, [*extras, "--constraint", str(CORE)])):
        command = [uv, "pip", "compile", "pyproject.toml", *HOW, *more, *arguments, "--output-file", str(lock)]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
