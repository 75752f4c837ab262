"""A deed is one undo step; a refused one leaves no step and is told; findings follow every deed."""

from __future__ import annotations

from desktop.domain.address import Key
from desktop.domain.change import ObservationEdit
from desktop.domain.errors import KnownError, Refused
from desktop.domain.observation import Observation
from desktop.domain.source import Source
from desktop.services import asking, checking, recording
from desktop.services.recording import Recorded
from desktop.ui.session import ProfileSession
from tests.helpers.windows import checked, settled

KEY = Key("IMM.STOCK.TOT", "", "2020", "")


def record(session: ProfileSession, value: str | None) -> Recorded | None:
    after = Observation(value) if value is not None else None
    return session.do("Type", lambda: recording.record(session.profile, [ObservationEdit(KEY, after)]))


def test_a_deed_is_told_once_and_taken_back(session: ProfileSession) -> None:
    told: list[Recorded] = []
    session.recorded.connect(told.append)
    assert record(session, "90") is not None
    assert session.stack.count() == 1
    session.stack.undo()
    assert session.profile.figures.get(KEY) == Observation("100")
    session.stack.redo()
    assert session.profile.figures.get(KEY) == Observation("90")
    assert [len(recorded.changes) for recorded in told] == [1, 1, 1]
    assert session.saved_at is not None


def test_a_refused_deed_leaves_no_step(session: ProfileSession) -> None:
    refused: list[KnownError] = []
    session.refused.connect(refused.append)

    def deed() -> Recorded:
        raise Refused("NOTHING-CHOSEN")

    assert session.do("Nothing", deed) is None
    assert session.stack.count() == 0
    assert [error.code for error in refused] == ["NOTHING-CHOSEN"]


def test_a_deed_that_changes_nothing_leaves_no_step(session: ProfileSession) -> None:
    assert record(session, "100") is None
    assert session.stack.count() == 0


def test_findings_follow_each_deed_and_its_undo(session: ProfileSession) -> None:
    checked(session)
    assert any(finding.rule == "SUM-IMM-SEX" for finding in session.findings)
    record(session, "90")
    settled(session)
    assert not any(finding.rule == "SUM-IMM-SEX" for finding in session.findings)
    session.stack.undo()
    settled(session)
    assert any(finding.rule == "SUM-IMM-SEX" for finding in session.findings)


def test_an_error_marks_every_cell_of_its_year(session: ProfileSession) -> None:
    checked(session)
    for items in ("", "SEX=F", "SEX=M"):
        rules = [finding.rule for finding in session.findings_at(KEY.cell._replace(items=items))]
        assert "SUM-IMM-SEX" in rules
    assert not [f for f in session.findings_at(KEY.cell._replace(period="2021")) if f.rule == "SUM-IMM-SEX"]


def test_typing_does_not_wait_and_an_older_answer_is_dropped(session: ProfileSession) -> None:
    answers: list[bool] = []
    session.findings_changed.connect(lambda: answers.append(any(f.rule == "SUM-IMM-SEX" for f in session.findings)))
    session.check()
    for value in ("91", "92", "90"):
        record(session, value)
    assert answers == [] and session.is_checking
    settled(session)
    assert answers == [False], "one answer, to the last figure"


def test_a_check_can_be_cancelled_and_made_again(session: ProfileSession) -> None:
    session.check()
    session.cancel_check()
    assert not session.is_checking and not session.is_checked
    record(session, "90")
    assert not session.is_checking, "nothing is known until everything is checked"
    checked(session)
    assert session.is_checked and not any(finding.rule == "SUM-IMM-SEX" for finding in session.findings)


def test_sources_and_settings_are_followed(session: ProfileSession) -> None:
    checked(session)
    keyed = [KEY]
    session.do("name", lambda: recording.name_source(session.profile, keyed, "REG"))
    assert any(f.rule == "VAL-SOURCE" for f in settled(session).findings)
    source = Source("REG", "Register", "Interior")
    session.do("source", lambda: recording.save_source(session.profile, source))
    assert not any(f.rule == "VAL-SOURCE" for f in settled(session).findings)
    session.do("years", lambda: recording.change_settings(session.profile, years=[2021, 2024]))
    assert any(f.rule == "VAL-PERIOD" for f in settled(session).findings)


def test_it_knows_what_a_full_check_knows(session: ProfileSession) -> None:
    checked(session)
    for value in ("90", "7", None, "91"):
        record(session, value)
    assert settled(session).findings == checking.check(session.profile).findings
    assert session.module_states == asking.module_states(session.profile, session.findings)


def test_a_deed_that_changes_nothing_leaves_what_can_be_done_again(session: ProfileSession) -> None:
    profile = session.profile
    session.do("Type", lambda: recording.enter(profile, [("IMM.STOCK.TOT@2022", "5")]))
    session.stack.undo()
    assert session.do("Type", lambda: recording.enter(profile, [("IMM.STOCK.TOT@2020", "100")])) is None
    assert session.do("Type", lambda: recording.enter(profile, [("IMM.STOCK.TOT@2020", "-")])) is None
    assert session.stack.canRedo()
    session.stack.redo()
    found = profile.figures.get(Key("IMM.STOCK.TOT", "", "2022", ""))
    assert found is not None and found.value == "5"
