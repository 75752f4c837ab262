"""Makes `.venv` and looks for the system libraries that Qt needs; every failure is one sentence that says what to do.

Bare Debian has no ensurepip and refuses installing outside an environment: so the environment is made without pip, and
the system's pip is pointed at it.
"""

from __future__ import annotations

import ctypes
import errno
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from installers import stamp

OLDEST_PIP = (22, 3)
BASE_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# Without a display the program runs from the command line, which needs none of them: they are installed if that is
# possible, and told of once if it is not.
LIBRARIES = {"headless": BASE_LIBRARIES, "base": BASE_LIBRARIES, "window": {**BASE_LIBRARIES, **WINDOW_LIBRARIES}}
# What is known too when the libraries of the one are there.
INCLUDES = {"headless": ("headless",), "base": ("base", "headless"), "window": ("window", "base", "headless")}

NO_NETWORK = (
    "The packages could not be downloaded: check the network connection (and the proxy, if there is one), "
    "then start again."
)
DISK_FULL = "The disk is full: free about 2 GB, then start again."
WRONG_PACKAGE = (
    "A downloaded package is not the one that was expected, and was not installed: start again; if it happens again, "
    "ask who looks after the network."
)
NO_PACKAGE = (
    "There is no ready-made package for this system and this Python: a 64-bit CPython from 3.11 to 3.14 is needed, on "
    "Windows 10, macOS 13 on Apple silicon, or a Linux of 2022 and later."
)
# What pip says -> what is said here. The first that fits wins: without a network pip finally says "no matching" too.
PIP_SAYS = (
    (r"No space left|Errno 28|not enough space", DISK_FULL),
    (r"DO NOT MATCH THE HASHES|require-hashes", WRONG_PACKAGE),
    (
        r"connection broken|NewConnectionError|ConnectionError|ConnectTimeout|ReadTimeout|Read timed out|ProxyError"
        r"|SSLError|CERTIFICATE_VERIFY|name resolution|Max retries|HTTP error",
        NO_NETWORK,
    ),
    (r"No matching distribution|Could not find a version|not a supported wheel", NO_PACKAGE),
)


class SetupError(Exception):
    """The set-up cannot go on; the message is the sentence for the person."""


def prepare(level: str, qt: str) -> None:
    """Bring libraries and packages to where `level` and `qt` want them, and stamp the result."""
    known = stamp.read()
    if stamp.qt_line(qt) not in known:
        provide_libraries(qt)
        known.update(map(stamp.qt_line, INCLUDES[qt]))
    if any(line.startswith("dev ") for line in known):
        level = "dev"  # what has the developers' tools keeps them when the locks change
    wanted = stamp.packages_line(level)
    try:
        if wanted not in known or not os.path.exists(stamp.python()):
            known = {line for line in known if line.startswith("qt ")}
            make_environment(level)
            known.add(wanted)
            if level == "dev":
                known.add(stamp.packages_line("core"))
        stamp.write(known)
    except OSError as error:
        raise SetupError(sentence_for(error)) from error


def sentence_for(error: OSError) -> str:
    """What to do about a file that could not be written."""
    if error.errno == errno.ENOSPC:
        return DISK_FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return unwritable()
    why = error.strerror or error
    return f"The environment could not be made ({why}): remove the folder {stamp.VENV}, then start again."


def unwritable() -> str:
    """The sentence for a folder in which nothing can be made."""
    return f"The folder {stamp.ROOT} cannot be written: copy it to a folder of your own, then start again there."


# --- the system's libraries


def missing(qt: str, load: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """The packages of the libraries that this system does not load; none on Windows and macOS, where Qt brings all."""
    if not sys.platform.startswith("linux"):
        return []
    packages = []
    for library, package in LIBRARIES[qt].items():
        try:
            load(library)
        except OSError:
            packages.append(package)
    return packages


def provide_libraries(qt: str) -> None:
    """Install what is missing where that is possible; raise the line to run where Qt is needed to go on."""
    packages = missing(qt)
    if packages and shutil.which("apt-get") and is_root():
        say("Installing the system libraries of the window: " + " ".join(packages))
        install_libraries(packages)
        packages = missing(qt)
    if packages and qt != "headless":
        raise SetupError(line_to_run(packages))
    if packages:
        say("A window could not be shown on this system. " + line_to_run(packages))


def is_root() -> bool:
    """True if packages of the system may be installed."""
    return bool(getattr(os, "geteuid", lambda: 1)() == 0)


def line_to_run(packages: list[str]) -> str:
    """The one line that a person must run, or hand to whoever may."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get"):
        return f"System libraries are missing. Install what this system has in place of Debian's: {' '.join(packages)}"
    return "System libraries are missing. Run this line, then start again:  " + ("" if is_root() else "sudo ") + line


def install_libraries(packages: list[str]) -> None:
    """Ask apt; what it says is shown only if it fails, and then the missing libraries are named by the caller."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "update"], env=surroundings, check=False, **quiet)  # type: ignore[call-overload]
    command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(command, env=surroundings, check=False, **quiet)  # type: ignore[call-overload]


# --- the packages


def make_environment(level: str) -> None:
    """Make `.venv` if it is not there or is another Python's, and install the lock of the level into it."""
    if not os.access(stamp.ROOT, os.W_OK):
        raise SetupError(unwritable())
    installer = host_python()
    check_pip(installer)
    say("Setting up the program's own Python packages; this happens once and takes a minute or two …")
    if not belongs_to_this_python():
        builder = venv.EnvBuilder(with_pip=False, clear=True, symlinks=os.name != "nt")
        builder.create(stamp.VENV)
    command = [installer, "-m", "pip", "--python", stamp.python(), "install", "--require-hashes"]
    command += ["--only-binary", ":all:", "--retries", "2", "--disable-pip-version-check", "--no-input"]
    command += ["-r", stamp.LOCKS[level]]
    # The stamp goes first: an installation that was broken off is not a finished one.
    stamp.write(set())
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        raise SetupError(sentence_for_pip(done.stdout.decode("utf-8", "replace")))
    remove_leftovers(installer, Path(stamp.LOCKS[level]).read_text(encoding="utf-8"))


def remove_leftovers(installer: str, lock: str) -> None:
    """Uninstall what an earlier lock had and this one has not, so that an old environment is like a new one."""
    site_packages = Path(
        stamp.VENV, "Lib" if os.name == "nt" else f"lib/python3.{sys.version_info[1]}", "site-packages"
    )
    installed = {
        normal(found.metadata["Name"]) for found in importlib.metadata.distributions(path=[str(site_packages)])
    }
    leftovers = sorted(
        installed - {normal(name) for name in re.findall(r"^([\w.-]+)(?:\[.*?\])?==", lock, re.MULTILINE)}
    )
    if leftovers:
        command = [installer, "-m", "pip", "--python", stamp.python(), "uninstall", "--yes", "--quiet", *leftovers]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def normal(name: str) -> str:
    """A package's name as the locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def host_python() -> str:
    """The Python whose pip is used: not the environment's own, which has none and may be cleared."""
    if os.path.realpath(sys.prefix) == os.path.realpath(stamp.VENV):
        return str(getattr(sys, "_base_executable", sys.executable))
    return sys.executable


def belongs_to_this_python() -> bool:
    """True if `.venv` was made by the Python of the same version: packages of another one would not load."""
    try:
        text = Path(stamp.VENV, "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", text, re.MULTILINE)
    same = found is not None and (int(found[1]), int(found[2])) == sys.version_info[:2]
    return same and os.path.exists(stamp.python())


def check_pip(installer: str) -> None:
    """Raise the sentence for a pip that is absent or cannot install into another environment."""
    asked = subprocess.run([installer, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
    sentence = sentence_for_pip_version(asked.stdout if asked.returncode == 0 else "")
    if sentence:
        raise SetupError(sentence)


def sentence_for_pip_version(printed: str) -> str:
    """What to do about the pip that printed this version, or nothing; `printed` is empty if there is no pip."""
    found = re.match(r"pip (\d+)\.(\d+)", printed)
    if not found:
        if shutil.which("apt-get"):
            return "Python's pip is missing. Run this line, then start again:  sudo apt-get install -y python3-pip"
        return "Python's pip is missing: install Python with pip (it is a choice in its installer), then start again."
    if (int(found[1]), int(found[2])) < OLDEST_PIP:
        return (
            f"pip {OLDEST_PIP[0]}.{OLDEST_PIP[1]} or newer is needed, this is {found[1]}.{found[2]}. "
            f"Run this line, then start again:  {Path(sys.executable).name} -m pip install --upgrade pip"
        )
    return ""


def sentence_for_pip(output: str) -> str:
    """What to do about a failed installation, from what pip said."""
    for pattern, sentence in PIP_SAYS:
        if re.search(pattern, output):
            return sentence
    if re.search(r"Permission denied|Errno 13", output):
        return unwritable()
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")] or output.splitlines()[-1:]
    said = " ".join(errors)
    return f"The packages could not be installed: remove the folder {stamp.VENV} and start again. pip said: {said}"


def say(text: str) -> None:
    """Tell the person what takes time; never on the output that belongs to the program."""
    print(text, file=sys.stderr, flush=True)
