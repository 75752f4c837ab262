"""The model of the table without a view: what cells say, and Qt's own tester."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.domain.address import Cell
from desktop.ui.grid.building import Added, ModuleRows
from desktop.ui.grid.model import GridModel
from desktop.ui.grid.usage import Usage
from desktop.ui.session import ProfileSession
from tests.helpers.windows import checked


def model(session: ProfileSession) -> GridModel:
    made = GridModel(session, session)
    builder = ModuleRows(session.profile, "IMM", Added(), Usage(session.profile.figures))
    made.show_rows(builder, builder.top(), builder.columns(str(year) for year in range(2018, 2025)))
    return made


def test_qt_finds_no_fault_in_the_model(session: ProfileSession, qtmodeltester) -> None:
    grid = model(session)
    row = next(number for number, held in enumerate(grid.rows) if held.key.indicator == "IMM.STOCK.TOT")
    grid.toggle(row)
    qtmodeltester.check(grid, force_py=True)
    grid.toggle(row)


def test_a_cell_says_indicator_items_year_value_and_state(session: ProfileSession) -> None:
    checked(session)
    grid = model(session)
    spoken = grid.data(grid.reveal(Cell("IMM.STOCK.TOT", "SEX=F", "2020")), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Immigrant stock (foreign-born), Female, 2020, 60")
    total = grid.data(grid.reveal(Cell("IMM.STOCK.TOT", "", "2020")), Qt.ItemDataRole.AccessibleTextRole)
    assert "Women and men do not add up" in total


def test_a_label_says_whether_it_is_open_and_how_deep(session: ProfileSession) -> None:
    grid = model(session)
    index = grid.reveal(Cell("IMM.STOCK.TOT", "SEX=F", "2020"))
    above, label = grid.index(index.row() - 1, 0), grid.index(index.row(), 0)
    assert grid.data(above, Qt.ItemDataRole.AccessibleTextRole).endswith("persons, open")
    assert grid.data(label, Qt.ItemDataRole.AccessibleTextRole) == "Female, level 1"


def test_blank_zero_and_reasons_differ(session: ProfileSession) -> None:
    from desktop.services.recording import enter

    enter(session.profile, [("IMM.FLOW.TOT@2020", "0"), ("IMM.FLOW.TOT@2021", "..")])
    grid = model(session)
    row = next(number for number, held in enumerate(grid.rows) if held.key.indicator == "IMM.FLOW.TOT")
    texts = [grid.prepared(row, column).text for column in (2, 3, 4)]
    assert texts == ["0", "[O]", ""]


def test_what_is_worked_out_is_tinted_and_not_editable(session: ProfileSession) -> None:
    grid = model(session)
    index = grid.reveal(Cell("IMM.STOCK.SHARE", "", "2020"))
    assert grid.data(index) == "10.0"
    assert not grid.flags(index) & Qt.ItemFlag.ItemIsEditable
    empty = grid.reveal(Cell("IMM.STOCK.SHARE", "", "2022"))
    assert grid.flags(empty) & Qt.ItemFlag.ItemIsEditable


def test_an_edit_repaints_what_follows_from_it(session: ProfileSession) -> None:
    from desktop.ui.grid import commands

    grid = model(session)
    share = grid.reveal(Cell("IMM.STOCK.SHARE", "", "2020"))
    assert grid.data(share) == "10.0"
    place = grid.place(grid.reveal(Cell("IMM.STOCK.TOT", "", "2020")))
    assert place is not None
    changed: list[tuple[int, int]] = []
    grid.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    commands.enter(grid, place, "200")
    assert grid.data(share) == "20.0"
    assert any(first <= share.row() <= last for first, last in changed)


def test_a_refused_text_is_told_and_changes_nothing(session: ProfileSession) -> None:
    from desktop.ui.grid import commands

    grid = model(session)
    place = grid.place(grid.reveal(Cell("IMM.STOCK.TOT", "", "2020")))
    assert place is not None
    refused: list[object] = []
    session.refused.connect(refused.append)
    assert not commands.enter(grid, place, "1" * 40)
    assert len(refused) == 1
    assert grid.data(grid.reveal(place.cell)) == "100"


def test_usage_knows_what_is_broken_down_further(session: ProfileSession) -> None:
    usage = Usage(session.profile.figures)
    assert usage.members("IMM.STOCK.TOT", "", "SEX") == {"F", "M"}
    assert usage.has_more("IMM.STOCK.TOT", "")
    assert not usage.has_more("IMM.STOCK.TOT", "SEX=F")
