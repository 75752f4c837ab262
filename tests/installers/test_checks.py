"""The counting of checks and tests, down to the last line that a machine reads."""

from __future__ import annotations

import pytest

from installers import checks


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("....\n120 passed in 12.34s", "120 passed, 0 failed"),
        ("F\n3 failed, 120 passed, 2 skipped, 1 error in 62.10s (0:01:02)", "120 passed, 4 failed, 2 skipped"),
        ("120 passed, 4 deselected, 1 xfailed in 3.00s", "120 passed, 0 failed, 1 skipped"),
        ("no tests ran in 0.01s", "0 passed, 0 failed"),
        ("", "0 passed, 0 failed"),
    ],
)
def test_closing_line_is_counted(printed: str, line: str) -> None:
    assert str(checks.counted(printed)) == line


def test_each_check_counts_as_one_and_a_failing_one_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    count = checks.run_checks({"good": ["-c", "print('quiet')"], "bad": ["-c", "raise SystemExit('defect')"]})
    assert (count.passed, count.failed) == (1, 1)
    out = capfd.readouterr().out
    assert "--- bad failed\ndefect" in out
    assert "quiet" not in out


def test_run_that_ends_badly_without_a_failed_test_is_a_failure(capfd: pytest.CaptureFixture[str]) -> None:
    count = checks.run_tests(["-c", "print('5 passed in 1.00s'); raise SystemExit(3)"])
    assert str(count) == "5 passed, 1 failed"
    assert "--- tests failed" in capfd.readouterr().out


def test_steps_run_without_display_and_in_one_language() -> None:
    made = checks.surroundings({"DISPLAY": ":0", "LANGUAGE": "fr", "PATH": "x"})
    assert made["QT_QPA_PLATFORM"] == "offscreen"
    assert made["LANG"] == "C.UTF-8"
    assert made["PATH"] == "x"
    assert not {"DISPLAY", "LANGUAGE"} & set(made)
