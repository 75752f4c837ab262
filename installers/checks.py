"""Runs everything that must be green before a change goes in, and closes with one line that a machine can count.

Runs in the environment's own Python. Quiet while all is well; a step that fails shows what it printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS: dict[str, list[str]] = {
    "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", LINT_IMPORTS],
    "catalogue": ["-m", "desktop.catalogue", "resources/catalogue"],
    "translations": ["-m", "tests.translations"],
}
TESTS = ["-m", "pytest", "-q", "-n", "2"]


@dataclass(slots=True)
class Count:
    """What passed, failed and was skipped, of checks and tests together."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: Count) -> None:
        """Take another count in."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def main(arguments: list[str]) -> int:
    """Run the steps of `test`, `check` or `nightly`; 1 if one of them failed."""
    verb, rest = arguments[0], arguments[1:]
    count = Count()
    if verb in ("test", "check"):
        count.add(run_checks(CHECKS))
    if verb == "test":
        count.add(run_tests([*TESTS, *rest]))
    if verb == "nightly":
        count.add(run_tests([*TESTS, "-m", "nightly", *rest]))
    print(count)
    return 1 if count.failed else 0


def surroundings(environ: Mapping[str, str]) -> dict[str, str]:
    """The same environment everywhere: no display, one language, one time zone, UTF-8."""
    kept = {name: value for name, value in environ.items() if name not in ("LANGUAGE", "DISPLAY", "WAYLAND_DISPLAY")}
    fixed = {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONUTF8": "1"}
    return kept | fixed


def run_checks(checks: Mapping[str, list[str]]) -> Count:
    """Run all checks side by side; each counts as one."""
    running: list[tuple[str, subprocess.Popen[bytes], IO[bytes]]] = []
    for name, command in checks.items():
        # Closed below, when its step has ended.
        printed: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        process = subprocess.Popen(
            [PYTHON, *command],
            cwd=ROOT,
            env=surroundings(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        running.append((name, process, printed))
    count = Count()
    for name, process, printed in running:
        with printed:
            if process.wait() == 0:
                count.add(Count(passed=1))
                continue
            count.add(Count(failed=1))
            printed.seek(0)
            show(name, printed.read().decode("utf-8", "replace"))
    return count


def run_tests(command: list[str]) -> Count:
    """Run pytest; a run that ended badly without a failed test counts as one failure."""
    done = subprocess.run(
        [PYTHON, *command],
        cwd=ROOT,
        env=surroundings(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode("utf-8", "replace")
    count = counted(output)
    if done.returncode and not count.failed:
        count.add(Count(failed=1))
    if count.failed:
        show("tests", output)
    return count


def counted(output: str) -> Count:
    """The numbers of pytest's closing line: `3 failed, 120 passed, 2 skipped, 1 error in 12.34s`."""
    closing = [line for line in output.splitlines() if re.search(r"\d+ [a-z]+.* in [\d.]+s", line)]
    numbers = {word: int(number) for number, word in re.findall(r"(\d+) ([a-z]+)", closing[-1] if closing else "")}
    return Count(
        passed=numbers.get("passed", 0),
        failed=sum(numbers.get(word, 0) for word in ("failed", "error", "errors", "xpassed")),
        skipped=sum(numbers.get(word, 0) for word in ("skipped", "xfailed")),
    )


def show(name: str, output: str) -> None:
    """Print what a failed step said, under its name."""
    print(f"--- {name} failed", output.rstrip(), "", sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
