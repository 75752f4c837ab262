"""Story: the power goes at any moment. What was said to be stored is there, the file is whole, no half file has a real name."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desktop.services import health
from desktop.services.profile import open_profile
from tests.helpers.profiles import make_profile, opened

ROOT = Path(__file__).resolve().parents[2]
NIGHTLY = {"type": 500, "import": 200, "export": 200}
"""Kills of the nightly run (reliability.md, Figures); the ordinary run does a twentieth."""


def rounds(work: str) -> list[object]:
    """Seeds of the ordinary run, and of the nightly one in groups."""
    often = [
        pytest.param(range(1000 + n, 1000 + n + 10), marks=pytest.mark.nightly) for n in range(0, NIGHTLY[work], 10)
    ]
    few = NIGHTLY[work] // 20
    return [range(n, min(n + 5, few)) for n in range(0, few, 5)] + often


def kill_while(work: str, path: Path, seed: int) -> list[str]:
    """Start the work, let it say a few things, kill it at a random moment; what it had said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.victims", work, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    chance = random.Random(seed)
    assert process.stdout is not None
    said = []
    for _ in range(chance.randint(1, 12 if work == "type" else 3)):
        said.append(process.stdout.readline().strip())
        assert said[-1], "the program ended by itself"
    try:
        process.wait(chance.uniform(0, 0.01 if work == "type" else 0.1))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    return said + [line for line in rest.splitlines() if line.strip()]


@pytest.mark.parametrize("seeds", rounds("type"))
def test_typing(seeds: range, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    for seed in seeds:
        said = dict(
            line.split() for line in kill_while("type", path, seed) if line.count(" ") == 1 and line.endswith(".50")
        )
        with open_profile(path, write=False) as profile:
            stored = {key.address: obs.value for key, obs in profile.figures.observations()}
            assert health.check(profile) == []
        newer = {address for address, value in said.items() if stored.get(address) != value}
        assert len(newer) <= 1, (
            f"seed {seed}: {newer} were stored and are gone"
        )  # the one value after the last that was said
        assert all(float(stored[address] or 0) > float(said[address]) for address in newer)


@pytest.mark.parametrize("seeds", rounds("import"))
def test_importing(seeds: range, tmp_path: Path) -> None:
    for seed in seeds:
        folder = tmp_path / str(seed)
        folder.mkdir()
        path = make_profile(folder)
        said = kill_while("import", path, seed)
        with open_profile(path, write=False) as profile:
            values = {obs.value for _, obs in profile.figures.observations()}
            assert health.check(profile) == []
            assert sum(1 for _ in profile.figures.observations()) == 100
        assert len(values) == 1, f"seed {seed}: a file was stored by half: {values}"
        assert int(values.pop() or 0) >= int(said[-1])


@pytest.mark.parametrize("seeds", rounds("export"))
def test_exporting(seeds: range, tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.POP.TOT@2020", "2600000"), ("IMM.STOCK.TOT@2020", "104000")) as profile:
        path = profile.path
    for seed in seeds:
        kill_while("export", path, seed)
        with open_profile(path, write=False) as profile:
            assert health.check(profile) == []
        for file in tmp_path.glob("out.*"):
            raw = file.read_bytes()
            if file.suffix == ".xlsx":
                assert zipfile.ZipFile(file).testzip() is None
            elif file.suffix == ".pdf":
                assert raw.rstrip().endswith(b"%%EOF")
            else:
                assert raw.endswith(b"\n")
