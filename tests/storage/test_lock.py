"""One writer: the second is told who has the file; a dead one's lock is free; readers do not wait."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.domain.errors import CannotOpen
from desktop.services.profile import open_for_window, open_profile
from desktop.storage.connection import connect
from desktop.storage.lock import WriteLock, holder_of
from tests.helpers.profiles import make_profile, typed

HOLD = """
import sys, time
from pathlib import Path
from desktop.storage.lock import WriteLock
held = WriteLock(Path(sys.argv[1]), "A. Rusu")
print("held", flush=True)
time.sleep(99)
"""


def test_a_second_writer_is_told_who_has_it(tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    with open_profile(path, write=True) as first:
        began = time.monotonic()
        with pytest.raises(CannotOpen) as error:
            open_profile(path, write=True, wait=0.2)
        assert error.value.code == "PROFILE-LOCKED"
        assert first.author.name in error.value.text(str)
        assert time.monotonic() - began < 5
        with open_profile(path, write=False) as reader:
            assert not reader.is_writable
        second, why = open_for_window(path)
        second.close()
        assert (why, second.is_writable) == ("PROFILE-LOCKED", False)
    with open_profile(path, write=True, wait=0):
        pass
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_foreign_program_that_writes_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not know our lock file, so nobody can be named; closing afterwards does not wait for it again."""
    path = make_profile(tmp_path)
    monkeypatch.setitem(connect.__kwdefaults__, "busy", 0.2)
    profile = open_profile(path, write=True)
    foreign = connect(path, "rw")
    foreign.execute("BEGIN IMMEDIATE")
    with pytest.raises(CannotOpen) as error:
        typed(profile, ("CTX.EXT.FDI@2020", "1"))
    assert error.value.code == "PROFILE-BUSY"
    profile.store.connection.execute("PRAGMA busy_timeout = 10000")
    began = time.monotonic()
    profile.close()
    assert time.monotonic() - began < 5
    foreign.execute("ROLLBACK")
    foreign.close()
    with open_profile(path, write=True, wait=0) as again:
        typed(again, ("CTX.EXT.FDI@2020", "1"))


def test_the_lock_of_a_dead_program_is_free(tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    with pytest.raises(CannotOpen):
        WriteLock(path, "B", wait=0.1)
    assert holder_of(tmp_path / f".{path.name}.lock") == "A. Rusu"
    process.kill()
    process.wait()
    process.stdout.close()
    WriteLock(path, "B", wait=5).release()
