"""The one command: sets up what is missing, then starts the program, its demonstration, its tests or its checks.

    python3 installers/bootstrap.py run -- ARGS       (Windows: py installers\\bootstrap.py run -- ARGS)

Standard library only. Nothing but this file and `stamp` is loaded until the stamp is compared, so that a second start
costs nothing; and this file keeps to the syntax of Python 3.8, so that an old Python can read the sentence below.
"""

import os
import sys

OLDEST = (3, 11)
USAGE = """usage: bootstrap.py VERB [ARGS]

  run -- ARGS   start the program; ARGS go to main.py
  demo          make the sample profile, its workbook and its report in demo-output/, open the window if there is one
  test          format, lint, types, layers, catalogue, translations and all tests, without a display
  check         the same without the tests
  nightly       the long tests only
  bench         measure the times and the memory that are promised"""

# verb -> what must be installed: the program's packages, or those and the developers' tools
LEVELS = {"run": "core", "demo": "core", "test": "dev", "check": "dev", "nightly": "dev", "bench": "dev"}


def too_old(version: "tuple[int, ...]", oldest: "tuple[int, int]" = OLDEST) -> str:
    """The sentence for a Python that cannot run the program, or nothing."""
    if version[:2] >= oldest:
        return ""
    return (
        f"Python {oldest[0]}.{oldest[1]} or newer is needed, this is {version[0]}.{version[1]}: "
        "install it, then start again with it."
    )


def main(arguments: "list[str]") -> int:
    """Set up if the stamp is not the wanted one, then hand over to the environment's own Python."""
    sentence = too_old(sys.version_info[:2])
    if sentence:
        print(sentence, file=sys.stderr)
        return 1
    if not arguments or arguments[0] not in LEVELS:
        wanted = arguments[:1] in (["-h"], ["--help"])
        print(USAGE, file=sys.stdout if wanted else sys.stderr)
        return 0 if wanted else 2
    verb, rest = arguments[0], arguments[1:]
    if rest[:1] == ["--"]:
        rest = rest[1:]

    from installers import stamp

    level, qt = LEVELS[verb], qt_wanted(verb)
    if not stamp.ready(level, qt):
        from installers import environment

        try:
            environment.prepare(level, qt)
        except environment.SetupError as error:
            print(error, file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
    return hand_over(stamp.python(), target(verb, stamp.ROOT) + rest, None if verb == "run" else stamp.ROOT)


def qt_wanted(verb: str) -> str:
    """Which of the system's libraries the verb needs: for a window, for Qt without one, or only a look."""
    if LEVELS[verb] == "dev":
        return "base"
    return "window" if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else "headless"


def target(verb: str, root: str) -> "list[str]":
    """What the environment's Python is given for a verb."""
    if verb == "run":
        return [os.path.join(root, "main.py")]
    if verb == "demo":
        return ["-m", "installers.demo"]
    if verb == "bench":
        return ["-m", "tests.bench"]
    return ["-m", "installers.checks", verb]


def hand_over(python: str, arguments: "list[str]", folder: "str | None") -> int:
    """Become the other program; on Windows, where that is not possible, wait for it."""
    if folder:
        os.chdir(folder)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(python, [python, *arguments])
    import subprocess

    try:
        return subprocess.call([python, *arguments])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main(sys.argv[1:]))
