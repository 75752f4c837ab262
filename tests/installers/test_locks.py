"""The locks: one set of versions, every file by its hash, no place to fetch from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from installers import lock

CORE = lock.CORE.read_text(encoding="utf-8")
DEV = lock.DEV.read_text(encoding="utf-8")


def pins(text: str) -> dict[str, str]:
    """Package -> version and the condition under which it is installed."""
    return dict(re.findall(r"^([a-z0-9._-]+(?:\[[^\]]*\])?)==(.*?)\s*\\$", text, re.MULTILINE))


def test_tests_run_on_the_versions_that_people_get() -> None:
    core, dev = pins(CORE), pins(DEV)
    assert core, "no pins found"
    assert {name: dev.get(name) for name in core} == core


@pytest.mark.parametrize("text", [CORE, DEV], ids=["core", "dev"])
def test_locks_hold_no_address(text: str) -> None:
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index|--extra-index|--find-links|--trusted)", text, re.MULTILINE)


@pytest.mark.parametrize("text", [CORE, DEV], ids=["core", "dev"])
def test_every_pin_has_a_hash(text: str) -> None:
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads(Path(lock.ROOT, "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"]
    wanted_dev = [line for extra in lock.EXTRAS for line in project["optional-dependencies"][extra]]
    for asked, text in ((wanted, CORE), (wanted_dev, DEV)):
        locked = {re.sub(r"\[.*", "", name): version.split(" ")[0] for name, version in pins(text).items()}
        for line in asked:
            name, version = line.split("==")
            assert locked.get(re.sub(r"[-_.]+", "-", name.split("[")[0]).lower()) == version, line
