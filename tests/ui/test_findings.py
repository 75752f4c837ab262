"""The panel and the page of findings: one list, filters, going to the cell, explaining in place."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.ui.findings import words
from desktop.ui.findings.model import FindingsModel
from desktop.ui.findings.view import FindingsPage
from desktop.ui.main_window import MainWindow
from desktop.ui.session import ProfileSession
from desktop.ui.window import Place
from tests.helpers.windows import checked, settled

K = Qt.Key


def found(session: ProfileSession, rule: str) -> Finding:
    return next(finding for finding in session.findings if finding.rule == rule)


def test_numbers_of_a_sum_read_as_a_sum(session: ProfileSession) -> None:
    checked(session)
    finding = found(session, "SUM-IMM-SEX")
    assert words.headline(session, finding) == "Women and men do not add up to the immigrant stock."
    assert words.numbers(session, finding) == "90 and 100"
    assert words.sentence(session, finding) == "60 + 30 = 90 against 100, difference 10."


def test_a_change_in_a_year_is_told_against_the_usual_one(session: ProfileSession) -> None:
    checked(session)
    finding = next(
        f for f in session.findings if words.family_of(session, f) == "yoy" and f.indicator == "IMM.STOCK.TOT"
    )
    assert words.numbers(session, finding) == "100 %, usual 25 %"


def test_the_rest_can_be_put_in_not_known(window: MainWindow, qtbot) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", "2020")))
    page = window.stack.currentWidget()
    qtbot.waitUntil(lambda: bool(page.inspector._cards))
    rest = words.rest_of(window.session, found(window.session, "SUM-IMM-SEX"))
    assert rest is not None and rest.amount == "10"
    page.inspector._fill_rest(rest)
    settled(window.session)
    assert not [f for f in window.session.findings if f.rule == "SUM-IMM-SEX"]
    assert window.session.stack.undoText() == "Put 10 in not known"


def test_lists_of_findings_pass_the_tester_of_qt(session: ProfileSession, qtmodeltester) -> None:
    checked(session)
    model = FindingsModel(session, session, grouped=True)
    model.show_findings(session.findings)
    qtmodeltester.check(model, force_py=True)
    model.toggle(0)
    qtmodeltester.check(model, force_py=True)


def test_enter_goes_to_the_cell(window: MainWindow, press) -> None:
    window.go(Place("findings"))
    page = window.stack.currentWidget()
    assert isinstance(page, FindingsPage)
    page.choose(found(window.session, "SUM-IMM-SEX").id)
    page.list.setFocus()
    press(K.Key_Return)
    assert window.place.page == "module"
    shown = window.stack.currentWidget()
    assert shown.table.figures.place.cell == Cell("IMM.STOCK.TOT", "", "2020")


def test_explaining_in_place_is_one_undo_step(window: MainWindow, qtbot, press) -> None:
    finding = next(f for f in window.session.findings if f.severity == "warning")
    window.go(Place("findings", finding=finding.id))
    page = window.stack.currentWidget()
    assert isinstance(page, FindingsPage)
    qtbot.waitUntil(lambda: page.detail.field is not None and page.detail.field.hasFocus())
    press("The census was taken in a new way.")
    press(K.Key_Return, ctrl=True)
    assert window.session.is_explained(finding)
    assert page._finding is not None and page._finding.id == finding.id
    window.action("undo").trigger()
    assert not window.session.is_explained(finding)


def test_an_error_offers_no_explanation(window: MainWindow) -> None:
    finding = next(f for f in window.session.findings if f.severity == "error")
    window.go(Place("findings", finding=finding.id))
    page = window.stack.currentWidget()
    assert isinstance(page, FindingsPage)
    assert page.detail.field is None


def test_filters_count_and_narrow_the_list(window: MainWindow) -> None:
    window.go(Place("findings", filter="error"))
    page = window.stack.currentWidget()
    assert isinstance(page, FindingsPage)
    errors = [finding for finding in window.session.findings if finding.severity == "error"]
    shown = [line for line in page.lines.lines if line.kind == "finding"]
    assert len(shown) == len(errors)
    assert all(line.mark == "error" for line in page.lines.lines)


def test_panel_folds_and_remembers(window: MainWindow) -> None:
    window.go(Place("module", "IMM"))
    panel = window.stack.currentWidget().panel
    assert panel.list.isVisible()
    panel.fold.click()
    assert not panel.list.isVisible()
    assert panel.is_folded
    panel.fold.click()
    assert panel.list.isVisible()
