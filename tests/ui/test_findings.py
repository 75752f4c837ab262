"""The panel and the page of findings: one list, filters, going to the cell, explaining in place."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.services import recording, rules
from desktop.ui.findings import words
from desktop.ui.findings.model import FindingsModel
from desktop.ui.findings.partners import PartnersDialog
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


def findings_page(window: MainWindow) -> FindingsPage:
    window.go(Place("findings"))
    page = window.stack.currentWidget()
    assert isinstance(page, FindingsPage)
    return page


def test_it_is_grouped_by_what_a_person_likes(window: MainWindow) -> None:
    page = findings_page(window)
    titles = {}
    for at in range(page.grouping.count()):
        page.grouping.setCurrentIndex(at)
        page.grouping.activated.emit(at)
        heads = [line for line in page.lines.lines if line.kind == "group"]
        assert sum(head.size for head in heads) == len(window.session.findings), "nothing is cut off"
        titles[page.grouping.currentData()] = {head.text for head in heads}
    assert "Immigration and immigrants" in titles["module"]
    assert "Resident population" in titles["indicator"]
    assert any(title.startswith("SUM-IMM-SEX: ") for title in titles["rule"])


def test_searching_counts_live(window: MainWindow, qtbot) -> None:
    page = findings_page(window)
    qtbot.keyClicks(page.search, "women 2020")
    assert {finding.rule for finding in page.shown} == {"SUM-IMM-SEX"}
    assert page.count.text() == "1 finding in 1 group"
    page.search.clear()
    assert len(page.shown) == len(window.session.findings)


def test_new_since_the_last_export(window: MainWindow, tmp_path, qtbot) -> None:
    session = window.session
    session.do("off", lambda: rules.switch_off(session.profile, "CMP-SEX", "asked elsewhere"))
    settled(session)
    window.go(Place("exchange", filter="export"))
    exporting = window.stack.currentWidget().exporting
    with qtbot.waitSignal(exporting.write(tmp_path / "o", "long.csv").done):
        pass
    assert "CMP-SEX is switched off: asked elsewhere" in exporting.bar.text and "text" not in exporting.bar.text
    session.do("typed", lambda: recording.enter(session.profile, [("IMM.STOCK.TOT@2020", "5000")], numbers="en"))
    settled(session)
    window.go(Place("findings", filter="new"))
    page = window.stack.currentWidget()
    assert {finding.rule for finding in page.shown} >= {"SUB-IMM-POP"}
    assert "CMP-FX" not in {finding.rule for finding in page.shown}


def test_the_list_goes_into_a_file_as_it_is_shown(window: MainWindow, tmp_path, qtbot) -> None:
    page = findings_page(window)
    qtbot.keyClicks(page.search, "women 2020")
    with qtbot.waitSignal(page.export_list(tmp_path / "list.csv").done):
        pass
    assert (tmp_path / "list.csv").read_text(encoding="utf-8-sig").count("SUM-IMM-SEX") == 1


def test_a_whole_series_is_explained_at_once(window: MainWindow, qtbot) -> None:
    session = window.session
    years = [(f"CTX.POP.TOT@{year}", str(10_000 * 2 ** (year - 2018))) for year in range(2018, 2022)]
    session.do("typed", lambda: recording.enter(session.profile, years, numbers="en"))
    first = next(f for f in settled(session).findings if f.rule == "YOY-COUNT")
    window.go(Place("findings", finding=first.id))
    page = window.stack.currentWidget()
    page.detail.field.setPlainText("Registers were joined.")
    qtbot.mouseClick(page.detail.all_deed, Qt.MouseButton.LeftButton)
    series = [f for f in session.findings if f.rule == "YOY-COUNT" and f.indicator == "CTX.POP.TOT"]
    assert len(series) == 3 and all(session.is_explained(finding) for finding in series)
    assert session.stack.undoText() == "Explain the findings of a series"


def test_partner_files_make_the_mirror_rules_speak(window: MainWindow, tmp_path) -> None:
    session = window.session
    figures = [("IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU]@2020", "300")]
    session.do("typed", lambda: recording.enter(session.profile, figures, numbers="en"))
    window.go(Place("findings", filter="Mirror figures"))
    page = window.stack.currentWidget()
    assert "silent" in page.partners.text
    file = tmp_path / "ROU.long.csv"
    file.write_text("address,value\nEMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=MDA]@2020,900\n", encoding="utf-8")
    dialog = PartnersDialog(session, window)
    dialog.add([str(file)])
    dialog.accept()
    assert "MIR-IMM" in {f.rule for f in settled(session).findings}
    page.show_list()
    assert "Romania" in page.partners.text
    file.unlink()
    session.check()
    settled(session)
    page.show_list()
    assert "ROU.long.csv is not there" in page.partners.text
    session.set_partners([])
    settled(session)


def test_a_gap_offers_the_four_reasons(window: MainWindow, qtbot) -> None:
    session = window.session
    years = [(f"EMI.FLOW.TOT@{year}", "500") for year in (2018, 2019, 2020, 2022, 2023)]
    session.do("modules", lambda: recording.change_settings(session.profile, modules=["CTX", "IMM", "EMI"]))
    session.do("typed", lambda: recording.enter(session.profile, years, numbers="en"))
    gap = next(f for f in settled(session).findings if f.rule == "SER-GAP")
    window.go(Place("findings", finding=gap.id))
    page = window.stack.currentWidget()
    page.detail._say_missing("L")
    assert "SER-GAP" not in {f.rule for f in settled(session).findings}
