"""The set-up: one sentence for whatever goes wrong, and nothing loaded when there is nothing to do."""

from __future__ import annotations

import ast
import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installers import bootstrap, environment, stamp

SOURCE = Path(stamp.ROOT, "installers", "bootstrap.py")


def test_old_python_gets_one_sentence() -> None:
    sentence = bootstrap.too_old((3, 9))
    assert sentence == "Python 3.11 or newer is needed, this is 3.9: install it, then start again with it."
    assert bootstrap.too_old((3, 11)) == ""
    assert bootstrap.too_old((3, 14)) == ""


def test_old_python_can_read_the_file() -> None:
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_nothing_is_loaded_before_the_stamp_is_compared() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    at_load = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    assert at_load == {"os", "sys"}
    loads_stamp = "import sys; sys.path.insert(0, '.'); from installers import stamp; print(sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", loads_stamp], cwd=stamp.ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert not [name for name in ("subprocess", "ctypes", "venv", "re", "pathlib", "shutil") if f"'{name}'" in loaded]


def test_ready_environment_hands_over_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[tuple[str, list[str]]] = []

    def hand_over(python: str, arguments: list[str], folder: str | None) -> int:
        handed.append((python, arguments))
        return 0

    monkeypatch.setattr(stamp, "ready", lambda level, qt: True)
    monkeypatch.setattr(environment, "prepare", lambda *_: pytest.fail("nothing is to be prepared"))
    monkeypatch.setattr(bootstrap, "hand_over", hand_over)
    assert bootstrap.main(["run", "--", "validate", "--json"]) == 0
    assert handed == [(stamp.python(), [str(Path(stamp.ROOT, "main.py")), "validate", "--json"])]


def test_libraries_wanted_depend_on_verb_and_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert [bootstrap.qt_wanted(verb) for verb in ("run", "demo", "test")] == ["headless", "headless", "base"]
    monkeypatch.setenv("DISPLAY", ":0")
    assert [bootstrap.qt_wanted(verb) for verb in ("run", "demo", "test")] == ["window", "window", "base"]


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["dance"], 2), (["--help"], 0)])
def test_without_a_verb_the_usage_is_shown(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(arguments) == status
    assert "bootstrap.py VERB" in "".join(capsys.readouterr())


def test_failure_is_a_sentence_and_a_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise environment.SetupError("The disk is full.")

    monkeypatch.setattr(stamp, "ready", lambda level, qt: False)
    monkeypatch.setattr(environment, "prepare", fail)
    assert bootstrap.main(["test"]) == 1
    assert capsys.readouterr().err == "The disk is full.\n"


def test_stamp_is_of_this_lock_and_this_python(tmp_path: Path) -> None:
    venv = str(tmp_path)
    Path(stamp.python(venv)).parent.mkdir()
    Path(stamp.python(venv)).touch()
    assert not stamp.ready("core", "base", venv)
    stamp.write({stamp.packages_line("core"), stamp.qt_line("base")}, venv)
    assert stamp.ready("core", "base", venv)
    assert not stamp.ready("dev", "base", venv)
    assert not stamp.ready("core", "window", venv)
    stamp.write({stamp.packages_line("core").replace("3.", "2."), stamp.qt_line("base")}, venv)
    assert not stamp.ready("core", "base", venv)


# What pip really printed, shortened.
NO_NETWORK = """WARNING: Retrying (Retry(total=1, ...)) after connection broken by 'NewConnectionError('<...>: \
Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/alembic/
ERROR: Could not find a version that satisfies the requirement alembic==1.20.1 (from versions: none)
ERROR: No matching distribution found for alembic==1.20.1"""
NO_WHEEL = """ERROR: Could not find a version that satisfies the requirement sqlcipher3==0.6.4 (from versions: none)
ERROR: No matching distribution found for sqlcipher3==0.6.4"""


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (NO_NETWORK, environment.NO_NETWORK),
        (NO_WHEEL, environment.NO_PACKAGE),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            environment.DISK_FULL,
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", environment.WRONG_PACKAGE),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'",
            environment.unwritable(),
        ),
    ],
    ids=["no network", "no wheel", "disk full", "wrong hash", "unwritable"],
)
def test_what_pip_says_becomes_what_to_do(said: str, sentence: str) -> None:
    assert environment.sentence_for_pip(said) == sentence
    assert "\n" not in sentence


def test_pip_must_be_able_to_install_elsewhere() -> None:
    assert environment.sentence_for_pip_version("pip 23.0.1 from somewhere (python 3.11)") == ""
    assert "pip 22.3 or newer is needed, this is 22.2" in environment.sentence_for_pip_version(
        "pip 22.2.2 from somewhere"
    )
    assert "Python's pip is missing" in environment.sentence_for_pip_version("")


@pytest.mark.parametrize(
    ("number", "part"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "cannot be written"), (errno.EROFS, "cannot be written")],
)
def test_file_errors_say_what_to_do(number: int, part: str) -> None:
    assert part in environment.sentence_for(OSError(number, "what the system says"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings its libraries")
def test_missing_libraries_become_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(library: str) -> None:
        if library in ("libEGL.so.1", "libxcb-cursor.so.0"):
            raise OSError(library)

    assert environment.missing("base", load) == ["libegl1"]
    assert environment.missing("window", load) == ["libegl1", "libxcb-cursor0"]
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environment, "is_root", lambda: False)
    line = environment.line_to_run(["libegl1", "libgl1"])
    assert line.endswith("  sudo apt-get install -y --no-install-recommends libegl1 libgl1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings its libraries")
def test_without_a_display_missing_libraries_do_not_stop_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "missing", lambda qt: ["libegl1"])
    monkeypatch.setattr(environment, "is_root", lambda: False)
    environment.provide_libraries("headless")
    assert "libegl1" in capsys.readouterr().err
    with pytest.raises(environment.SetupError, match="libegl1"):
        environment.provide_libraries("base")
