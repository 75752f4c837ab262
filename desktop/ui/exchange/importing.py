"""Owns the tab that files are brought to: what can come in, choosing one; what it would change is a page of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.language import _
from desktop.ui.common.widgets import EmptyState
from desktop.ui.window import Place, Window


class ImportTab(QWidget):
    """A file that is chosen is shown on the page of imports before anything is written."""

    def __init__(self, window: Window):
        super().__init__()
        self._window = window
        sentence = _(
            "A workbook that came back, a spreadsheet of another office, a long table, a table of sources or SDMX-CSV. You see what a "
            "file would change before it does. Drop a file anywhere on the window, or choose one."
        )
        self.empty = EmptyState(sentence, icon="file-input", button=_("Choose a file…"), deed=self._ask)
        if self.empty.button:
            self.empty.button.setEnabled(window.session.is_writable)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.empty)

    @property
    def choose(self) -> QWidget:
        return self.empty.button or self.empty

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Choose a file"))
        dialog.setNameFilters([
            _("Workbooks and tables (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.md)"), _("All files (*)"),
        ])  # fmt: skip
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Show what a file would change."""
        self._window.go(Place("import", filter=str(path)))
