"""Owns the fields of a national indicator: what they hold as columns of the catalogue, and what is wrong said below each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.catalogue.model import Catalogue, in_language
from desktop.catalogue.national_indicators import TITLES, USUAL
from desktop.catalogue.reading import LIMITS
from desktop.catalogue.wording import unit_word
from desktop.domain.entry import ValueKind, read_entry
from desktop.domain.errors import Problem
from desktop.domain.number import shown
from desktop.domain.profile import Settings
from desktop.language import _, current, marked
from desktop.ui.common.choosing import CheckBox
from desktop.ui.common.flow import FlowLayout
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Card, Combo, Label, columns, rows

LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español"}
TYPES = {
    "integer": marked("Whole number"), "decimal": marked("Number with decimals"), "percentage": marked("Percentage"),
    "boolean": marked("Yes or no"), "category": marked("One of a list"), "text": marked("Text"),
}  # fmt: skip
FREQUENCIES = {
    "annual": marked("Every year"), "five-yearly": marked("Every five years"), "point-in-time": marked("At a point in time"),
}  # fmt: skip
ONE_UNIT = {"boolean": "yes/no", "percentage": "percent", "text": "text"}
LABEL_WIDTH, BOX_WIDTH = 120, 210
_NUMBER = ValueKind("decimal", False, {})


class IndicatorFields(QWidget):
    """`changed` tells the column that a person changed."""

    changed = Signal(str)

    def __init__(self, catalogue: Catalogue, settings: Settings, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("page")
        self._catalogue, self._settings = catalogue, settings
        self._held: dict[str, str] = dict(USUAL)
        self.code = QLineEdit()
        self.module = Combo(name=_(TITLES["module_code"]))
        for code in settings.modules:
            self.module.addItem(in_language(catalogue.modules[code].title, current()), code)
        self.titles = {language: QLineEdit() for language in settings.languages}
        self.definitions = {language: _text() for language in settings.languages}
        self.type, self.frequency = Combo(name=_(TITLES["value_type"])), Combo(name=_(TITLES["frequency"]))
        for combo, words in ((self.type, TYPES), (self.frequency, FREQUENCIES)):
            for value, text in words.items():
                combo.addItem(_(text), value)
        self.unit = Combo(name=_(TITLES["unit"]))
        self.unit.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.dimensions = {
            it.code: CheckBox(in_language(it.title, current()))
            for it in catalogue.dimensions.values()
            if it.kind == "dimension"
        }
        self.limits = {name: QLineEdit() for name in LIMITS}
        self.formula = QLineEdit()
        self.formula.setPlaceholderText("100 * IMM.STOCK.TOT / CTX.POP.TOT")
        self.faults: dict[str, Label] = {}
        self._form = QGridLayout(self)
        self._build()
        self._connect()
        self._type_chosen()

    # Building

    def _build(self) -> None:
        form = self._form
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(px(12))
        form.setVerticalSpacing(px(8))
        form.setColumnMinimumWidth(0, px(LABEL_WIDTH))
        form.setColumnStretch(1, 1)
        several = len(self._settings.languages) > 1
        for name, fields in (("title", self.titles), ("definition", self.definitions)):
            for language, field in fields.items():
                word = _(TITLES[f"{name}_en"])
                label = f"{word} ({LANGUAGE_NAMES[language]})" if several else word
                self._row(f"{name}_{language}", label, field)
                if name == "title" and language == self._settings.languages[-1]:
                    self._row("code", _(TITLES["code"]), self.code)
                    self._row("module_code", _(TITLES["module_code"]), self.module)
        self._row("value_type", _(TITLES["value_type"]), self.type)
        self._row("unit", _(TITLES["unit"]), self.unit)
        self._row("frequency", _(TITLES["frequency"]), self.frequency)
        self._row("dimensions", _(TITLES["dimensions"]), self._boxes())
        for first, last, text in (
            ("min", "max", _("Possible values")), ("warn_min", "warn_max", _("Usual values")),
        ):  # fmt: skip
            pair = columns(self.limits[first], Label(_("to")), self.limits[last], -1, gap=8)
            self._row(first, text, pair, also=(last,))
        yearly = columns(self.limits["max_yoy_change_pct"], Label("%", tone="text2"), -1, gap=8)
        self._row("max_yoy_change_pct", _("Usual change a year"), yearly)
        for name, edit in self.limits.items():
            edit.setMaximumWidth(px(140))
            edit.setAccessibleName(_(TITLES[name]))
            edit.setPlaceholderText(_("no limit"))
        self._row("formula", _(TITLES["formula"]), self.formula)

    def _row(self, column: str, text: str, field: QWidget | QLayout, *, also: Sequence[str] = ()) -> None:
        """A label, its field, and the line below it that says what is wrong."""
        at = self._form.rowCount()
        label = Label(text, tone="text2", wrap=True)
        is_high = not isinstance(field, QLineEdit | Combo) and isinstance(field, QWidget)
        self._form.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop if is_high else Qt.AlignmentFlag.AlignVCenter)
        fault = Label("", size=12, tone="error", wrap=True)
        fault.hide()
        if isinstance(field, QWidget):
            label.setBuddy(field)
            field.setAccessibleName(text)
            self._form.addWidget(field, at, 1)
        else:
            self._form.addLayout(field, at, 1)
        self._form.addWidget(fault, at + 1, 1)
        for name in (column, *also):
            self.faults[name] = fault

    def _boxes(self) -> Card:
        card = Card(ground="subtle")
        flow = FlowLayout(0)
        for box in self.dimensions.values():
            box.setMinimumSize(px(BOX_WIDTH), px(24))
            flow.addWidget(box)
        card.setLayout(rows(flow, margins=(12, 8, 8, 8)))
        return card

    def _connect(self) -> None:
        for language, title in self.titles.items():
            title.textEdited.connect(self._telling(f"title_{language}"))
        for language, text in self.definitions.items():
            text.textChanged.connect(self._telling(f"definition_{language}"))
        self.code.textEdited.connect(self._telling("code"))
        self.formula.textEdited.connect(self._telling("formula"))
        for name, edit in self.limits.items():
            edit.textEdited.connect(self._telling(name))
        for box in self.dimensions.values():
            box.toggled.connect(self._telling("dimensions"))
        self.module.activated.connect(self._telling("module_code"))
        self.frequency.activated.connect(self._telling("frequency"))
        self.type.currentIndexChanged.connect(self._type_chosen)
        self.type.activated.connect(self._telling("value_type"))
        self.unit.currentTextChanged.connect(self._telling("unit"))

    def _telling(self, column: str) -> object:
        return lambda *_: self.changed.emit(column)

    # What they hold

    def show_columns(self, code: str, held: Mapping[str, str]) -> None:
        """An indicator to change, or what is usual for a new one."""
        self._held = dict(held)
        self.blockSignals(True)
        self.code.setText(code)
        self.module.setCurrentIndex(max(self.module.findData(held["module_code"]), 0))
        for language, title in self.titles.items():
            title.setText(held[f"title_{language}"])
            title.setCursorPosition(0)
        for language, text in self.definitions.items():
            text.setPlainText(held[f"definition_{language}"])
        self.type.setCurrentIndex(max(self.type.findData(held["value_type"]), 0))
        self.frequency.setCurrentIndex(max(self.frequency.findData(held["frequency"]), 0))
        at = self.unit.findData(held["unit"])
        if at >= 0:
            self.unit.setCurrentIndex(at)
        else:
            self.unit.setEditText(held["unit"])
        chosen = held["dimensions"].split(";")
        for name, box in self.dimensions.items():
            box.setChecked(name in chosen)
        for name, edit in self.limits.items():
            edit.setText(shown(held[name], self._settings.numbers) if held[name] else "")
        self.formula.setText(held["formula"])
        self.blockSignals(False)

    @property
    def columns(self) -> dict[str, str]:
        """As the catalogue has them; texts in languages that are not shown stay."""
        made = dict(self._held)
        made["module_code"] = str(self.module.currentData() or "")
        made |= {f"title_{language}": edit.text().strip() for language, edit in self.titles.items()}
        made |= {f"definition_{language}": text.toPlainText().strip() for language, text in self.definitions.items()}
        made["value_type"], made["frequency"] = str(self.type.currentData()), str(self.frequency.currentData())
        at = self.unit.findText(self.unit.currentText(), Qt.MatchFlag.MatchFixedString)
        made["unit"] = str(self.unit.itemData(at)) if at >= 0 else self.unit.currentText().strip()
        made["dimensions"] = ";".join(name for name, box in self.dimensions.items() if box.isChecked())
        made |= {name: self._number(edit.text()) for name, edit in self.limits.items()}
        made["formula"] = self.formula.text().strip()
        return made

    def _number(self, text: str) -> str:
        """A limit typed in the number format of the profile; what is no number stays as it was typed, and is told."""
        entry = read_entry(text, _NUMBER, self._settings.numbers)
        return " / ".join(entry.readings) or entry.value or text.strip()

    def _type_chosen(self) -> None:
        """Offer the units that go with the type; numbers may have another one, which is typed."""
        kind, before = str(self.type.currentData()), self.unit.currentText()
        is_number = kind in ("integer", "decimal")
        is_own = bool(before) and self.unit.findText(before) < 0
        self.unit.blockSignals(True)
        self.unit.setEditable(is_number)
        self.unit.clear()
        for unit in self._units(kind):
            self.unit.addItem(self._unit_word(unit), unit)
        self.unit.setCurrentIndex(max(self.unit.findText(before), 0))
        if is_number and is_own:
            self.unit.setEditText(before)
        self.unit.setEnabled(self.unit.count() > 1)
        self.unit.blockSignals(False)
        completer = self.unit.completer() if is_number else None
        if isinstance(completer, QCompleter):
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        numeric = is_number or kind == "percentage"
        for edit in (*self.limits.values(), self.formula):
            edit.setEnabled(numeric)
            if not numeric:
                edit.clear()

    def _units(self, kind: str) -> list[str]:
        if kind in ONE_UNIT:
            return [ONE_UNIT[kind]]
        if kind == "category":
            return [f"code: {it.code}" for it in self._catalogue.dimensions.values() if it.kind == "valuelist"]
        found = dict.fromkeys(
            it.unit for it in self._catalogue.indicators.values() if it.value_type in ("integer", "decimal")
        )
        return ["persons", "number", *(unit for unit in found if unit not in ("persons", "number", "year"))]

    def _unit_word(self, unit: str) -> str:
        if unit.startswith("code: "):
            return in_language(self._catalogue.dimensions[unit.removeprefix("code: ")].title, current())
        return unit_word(unit, _)

    # What is wrong

    def tell(self, faults: Sequence[Problem], columns: set[str] | None = None) -> None:
        """Say what is wrong below each field; with `columns` only at these."""
        said: dict[Label, str] = {}
        for fault in faults:
            column = self.field_of(fault)
            if columns is None or column in columns:
                words = fault.message.context.get("defect") or fault.message.text(_)
                said.setdefault(self.faults[column], str(words))
        for label in dict.fromkeys(self.faults.values()):
            label.setText(said.get(label, ""))
            label.setVisible(label in said)

    def field_of(self, fault: Problem) -> str:
        """The column of the field at which a fault is told: a title in a language that is not asked for, at the first one."""
        column = fault.where.column if fault.where and fault.where.column else "code"
        stem, _sign, language = column.rpartition("_")
        if stem in ("title", "definition") and language not in self.titles:
            return f"{stem}_{self._settings.languages[0]}"
        return column

    def focus_on(self, column: str) -> None:
        stem, _sign, language = column.rpartition("_")
        named: dict[str, QWidget] = {
            "code": self.code, "module_code": self.module, "value_type": self.type, "unit": self.unit,
            "frequency": self.frequency, "formula": self.formula, "dimensions": next(iter(self.dimensions.values())),
            **self.limits,
        }  # fmt: skip
        texts = self.titles if stem == "title" else self.definitions
        field = named.get(column) or texts[language]
        field.setFocus(Qt.FocusReason.OtherFocusReason)


def _text() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(px(46))
    return made
