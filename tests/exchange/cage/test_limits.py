"""What the child cannot do: each thing is tried in a process that was shut as the child is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ODD = """
import ctypes, os, socket, subprocess, sys, time
sys.path.insert(0, {root!r})
from desktop.exchange.cage import guard, limits
limits.SECONDS_FOR_ANY = 1
{set_up}
{deed}
os.write(1, b"done")
"""
GUARD, LIMITS = "guard.shut()", "limits.set_up()"


def tried(set_up: str, deed: str) -> tuple[int, str, str]:
    """Exit status, what it said, what it complained of; `done` is said where the deed was possible."""
    code = ODD.format(root=str(ROOT), set_up=set_up, deed=deed)
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "deed",
    [
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80)",
        "subprocess.Popen(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "open('/tmp/stray', 'w')",
        "open('/etc/passwd')",
        "os.open('/tmp/stray', os.O_WRONLY | os.O_CREAT)",
        "os.remove('/tmp/stray')",
        "os.listdir('/')",
        "os.mkdir('/tmp/stray')",
        "ctypes.CDLL(None)",
        "import wave",
        "exec('1')",
    ],
)
def test_python_refuses(deed: str) -> None:
    status, said, complaint = tried(GUARD, deed)
    assert (status, said) == (1, "")
    assert "Shut" in complaint


@pytest.mark.parametrize(
    ("deed", "complaint"),
    [
        ("socket.socket()", "Too many open files"),
        ("open('/etc/passwd')", "Too many open files"),
        ("bytearray(500 << 20)", "MemoryError"),
        ("os.write(os.open('/etc/passwd', 0), b'')", "Too many open files"),
    ],
)
def test_the_system_refuses_without_python(deed: str, complaint: str) -> None:
    status, said, told = tried(LIMITS, deed)
    assert (status, said) == (1, "")
    assert complaint in told


def test_the_system_ends_what_computes_too_long() -> None:
    status, said, _ = tried(LIMITS, "while True: pass")
    assert (status, said) == (-signal.SIGXCPU, "")


def test_the_system_lets_nothing_be_written(tmp_path: Path) -> None:
    stray = tmp_path / "stray"
    with stray.open("wb") as file:
        code = ODD.format(root=str(ROOT), set_up=LIMITS, deed="os.write(2, b'x')")
        done = subprocess.run([sys.executable, "-I", "-c", code], stdout=subprocess.PIPE, stderr=file, check=False)
    assert done.returncode != 0
    assert (done.stdout, stray.read_bytes()) == (b"", b"")


def test_more_time_is_given_to_larger_files() -> None:
    deed = "import resource; limits.allow_time_for(0.5); os.write(1, str(resource.getrlimit(resource.RLIMIT_CPU)).encode())"
    _, said, complaint = tried("import resource; limits.SECONDS_FOR_ANY = 3; limits.set_up()", deed)
    assert said == "(17, 30)done", complaint


def test_the_child_has_a_network_of_its_own_where_the_system_lends_one() -> None:
    lends = "ctypes.CDLL(None).unshare(0x50000000)"
    _, possible, complaint = tried("", f"os.write(1, str({lends}).encode())")
    assert possible in ("0done", "-1done"), complaint
    _, network, _ = tried(LIMITS, "os.write(1, os.readlink('/proc/self/ns/net').encode())")
    changed = network.removesuffix("done") != os.readlink("/proc/self/ns/net")
    assert changed is (possible == "0done")
