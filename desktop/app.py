"""Composition root: hands the arguments to the command line or to the window."""

from __future__ import annotations

import gc
import sys

from desktop import __version__


def main(arguments: list[str]) -> int:
    """The exit status (design.md 5)."""
    if arguments == ["--version"]:
        sys.stdout.write(f"Migration Profile {__version__}\n")
        return 0
    if arguments == ["--read-spreadsheet"]:  # what the frozen program starts itself with (exchange/cage/parent.py)
        from desktop.exchange.cage.child import main as read  # noqa: PLC0415

        return read()
    if not arguments or (not arguments[0].startswith("-") and arguments[0].endswith(".mprofile")):
        return _window(arguments)
    from desktop.cli.main import run  # noqa: PLC0415  only the one that is used is imported

    gc.disable()  # a command is short; collecting what it holds would cost a third of it

    return run(arguments)


def _window(paths: list[str]) -> int:
    try:
        from desktop.ui.app import run  # noqa: PLC0415
    except ImportError as error:
        from desktop.domain.errors import KnownError  # noqa: PLC0415
        from desktop.language import _, of_system, use  # noqa: PLC0415

        use(of_system())
        sys.stderr.write(KnownError("NO-WINDOW", reason=str(error)).text(_) + "\n")
        return 70
    status: int = run(paths)
    return status
