"""Owns what the system holds the child to: memory, time, no further files, no processes, no network. Each where the system lends it."""

from __future__ import annotations

import math
import os
import sys

MEMORY = 320 << 20
"""Bytes of address space on top of what the child has before it looks at a file."""
SECONDS = 30
"""Computing time for the largest file that is read, and the time on the clock after which the parent gives up."""
SECONDS_FOR_ANY = 3
"""Computing time that even the smallest file may take."""
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38
_OPEN_NOW = 3
"""Input, answer and errors are open; nothing else can be opened after."""


def set_up() -> None:
    """Give up what reading does not need. Quiet about what this system cannot do: the other limits stand on their own."""
    if sys.platform == "win32":
        _join_job()
        return
    if sys.platform == "linux":
        _leave_network()
    import resource  # noqa: PLC0415  only where there is one

    memory = _address_space() + MEMORY
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_NOW),
        (resource.RLIMIT_NPROC, 0),
    ):
        _lower(limit, most, most)
    _lower(resource.RLIMIT_CPU, SECONDS_FOR_ANY, SECONDS)


def allow_time_for(share: float) -> None:
    """Computing time for a file that holds this share (0 to 1) of what the largest may hold."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    seconds = SECONDS_FOR_ANY + math.ceil((SECONDS - SECONDS_FOR_ANY) * min(share, 1.0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _lower(limit: int, soft: int, hard: int) -> None:
    import resource  # noqa: PLC0415

    ceiling = resource.getrlimit(limit)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    try:
        resource.setrlimit(limit, (soft, hard))
    except (OSError, ValueError):
        # macOS does not keep every limit.
        return


def _address_space() -> int:
    """Bytes this process has mapped; a round guess where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 256 << 20


def _leave_network() -> None:
    """Move into a network of one's own, in which there is nothing, and never get rights back."""
    import ctypes  # noqa: PLC0415

    system = ctypes.CDLL(None)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system.unshare(_NEW_USERS | _NEW_NETWORK)


def _join_job() -> None:
    """Windows: a job with one process, its memory and its computing time. Not tried by the tests, which run on Linux."""
    import ctypes  # noqa: PLC0415
    from ctypes import wintypes  # noqa: PLC0415

    class Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        ]

    process_time, one_process, no_window_on_crash, memory = 0x2, 0x8, 0x400, 0x100
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    limits = Limits(
        process_time=SECONDS * 10_000_000,
        flags=process_time | one_process | no_window_on_crash | memory,
        processes=1,
        process_memory=MEMORY,
    )
    kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
