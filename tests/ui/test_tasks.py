"""Long work: progress, result, cancel, refusal; the turn of threads is set back."""

from __future__ import annotations

import sys
import threading

from desktop.domain.errors import Cancelled, Refused
from desktop.ui.common import tasks
from desktop.ui.common.tasks import Steps, Task


def test_result_and_progress_come_by_signal(qtbot) -> None:
    seen: list[tuple[int, int]] = []

    def work(steps: Steps) -> str:
        steps.tell(1, 2)
        assert sys.getswitchinterval() < 0.002
        return "made"

    task = Task(work)
    task.progressed.connect(lambda done, of: seen.append((done, of)))
    with qtbot.waitSignal(task.done) as caught:
        task.start()
    assert caught.args == ["made"]
    assert seen == [(1, 2)]
    assert sys.getswitchinterval() == tasks.USUAL_TURN


def test_cancelling_is_told_as_cancelled(qtbot) -> None:
    begun = threading.Event()

    def work(steps: Steps) -> None:
        begun.set()
        while not steps.is_cancelled():
            threading.Event().wait(0.005)
        raise Cancelled

    task = Task(work)
    with qtbot.waitSignal(task.cancelled):
        task.start()
        begun.wait(2)
        task.cancel()
    assert not tasks.running()


def test_a_refusal_is_handed_over(qtbot) -> None:
    def work(_steps: Steps) -> None:
        raise Refused("NOTHING-CHOSEN")

    task = Task(work)
    with qtbot.waitSignal(task.failed) as caught:
        task.start()
    assert caught.args[0].code == "NOTHING-CHOSEN"
