"""Story: two programs on one file. One writes, the other waits, reads, or is told who has it; nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop.services.profile import open_profile
from tests.helpers.profiles import make_profile

ROOT = Path(__file__).resolve().parents[2]


def call(*arguments: str) -> tuple[int, dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "main.py", *arguments, "--json"],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def test_writers_take_turns(tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda n: call("set", str(path), f"CTX.EXT.FDI@{2010 + n}", f"{n}.5", "--numbers", "en"), range(4))
        )
    assert [status for status, _ in answers] == [0] * 4
    with open_profile(path, write=False) as profile:
        assert {key.period: obs.value for key, obs in profile.figures.observations()} == {
            str(2010 + n): f"{n}.5" for n in range(4)
        }


def test_readers_work_while_a_window_has_it_open(tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    with open_profile(path, write=True):
        status, answer = call("info", str(path))
        assert (status, answer["ok"]) == (0, True)
        status, answer = call("set", str(path), "CTX.EXT.FDI@2020", "1")
    assert status == 4
    problems = answer["problems"]
    assert isinstance(problems, list)
    assert problems[0]["code"] == "PROFILE-LOCKED"
    assert path.name in problems[0]["message"]
