"""Owns the one style sheet of the application, made from tokens and the zoom."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from string import Template

from desktop.ui.common.theme import Tokens

_SHEET = Template("""
* { outline: 0; }
QWidget { color: $text; }
QMainWindow, QDialog, #ground { background: $window; }
QToolTip { background: $page; color: $text; border: 1px solid $line2; padding: ${p4}px ${p6}px; }
#page, #page > QWidget#plain { background: $page; }
#panel, #bar, #navigator, #status { background: $window; }
#bar { border-bottom: 1px solid $line; }
#status { border-top: 1px solid $line; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="info"] { color: $info; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="accent"] { color: $accent; }
QFrame#line { background: $line; border: 0; min-height: 1px; max-height: 1px; }
QFrame#upright { background: $line; border: 0; min-width: 1px; max-width: 1px; }
QMenu { background: $page; border: 1px solid $line2; padding: ${p4}px 0; }
QMenu::item { padding: sided(6, 12, 24); color: $text; background: transparent; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: ${p12}px; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px 0; }
QToolButton[menu="true"] { border: 0; border-radius: ${p5}px; padding: ${p4}px ${p10}px; background: transparent;
  color: $text; }
QToolButton[menu="true"]:hover, QToolButton[menu="true"]:pressed, QToolButton[menu="true"]:open { background: $hover; }
QToolButton[menu="true"]:focus { background: $hover; border: 2px solid $accent; padding: ${k4}px ${k10}px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QAbstractScrollArea { background: $page; border: 0; }
QScrollArea[ring="true"] { border: 2px solid transparent; }
QScrollArea[ring="true"]:focus { border: 2px solid $accent; }
QAbstractScrollArea::corner { background: $page; border: 0; }
QPushButton { background: $page; color: $text; border: 1px solid $edge; border-radius: ${p5}px;
  padding: ${p3}px ${p12}px; min-height: ${p22}px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: ${m3}px ${m12}px; }
QPushButton:disabled { color: $disabled; border-color: $line2; background: $page; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $subtle; color: $disabled; border-color: $line2; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; color: $accent;
  padding: 0 ${p4}px; min-height: ${p16}px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; }
QPushButton[kind="flat"] { background: transparent; border: 2px solid transparent; color: $text2;
  padding: ${p2}px ${p8}px; }
QPushButton[kind="flat"]:hover { background: $hover; }
QPushButton[kind="flat"]:checked { background: $accent_soft; color: $accent; }
QPushButton[kind="flat"]:focus { border: 2px solid $accent; }
QPushButton[kind="chip"] { min-height: ${p16}px; padding: ${p2}px ${p7}px; color: $text2; font-size: ${p12}px; }
QPushButton[kind="chip"]:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: ${m2}px ${m7}px; }
QPushButton[kind="tab"] { background: transparent; border: 2px solid transparent;
  border-radius: 0; color: $text2; padding: ${p4}px ${p4}px ${p6}px ${p4}px; }
QPushButton[kind="tab"]:hover { color: $text; }
QPushButton[kind="tab"]:checked { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QPushButton[kind="tab"]:focus { border: 2px solid $accent; border-radius: ${p3}px; }
QPushButton[kind="fold"] { background: transparent; border: 2px solid transparent; padding: ${p1}px 0;
  text-align: left; font-weight: 600; color: $text; }
QPushButton[kind="fold"]:focus { border: 2px solid $accent; }
QPushButton[kind="part"] { background: transparent; border: 2px solid transparent; padding: 0 ${p2}px; min-height: ${p16}px;
  color: $text2; font-size: ${p12}px; }
QPushButton[kind="part"]:hover { text-decoration: underline; color: $text; }
QPushButton[kind="part"]:focus { border: 2px solid $accent; }
QPushButton[small="true"] { min-height: ${p16}px; padding: ${p2}px ${p8}px; font-size: ${p12}px; }
QPushButton[small="true"]:focus { padding: ${m2}px ${m8}px; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox { background: $page; color: $text; border: 1px solid $edge;
  border-radius: ${p5}px;
  padding: ${p3}px ${p9}px; selection-background-color: $sel; selection-color: $text; placeholder-text-color: $muted; }
QLineEdit, QSpinBox { min-height: ${p22}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus { border: 2px solid $accent;
  padding: ${m3}px ${m9}px; }
QLineEdit[ring="error"] { border: 2px solid $error; padding: ${m3}px ${m9}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $disabled; background: $subtle;
  border-color: $line2; }
QLineEdit#cell { border: 0; border-radius: 0; padding: sided(0, 2, 10); min-height: 0; background: $page; }
QPlainTextEdit#cell { border: 1px solid $accent; border-radius: 0; padding: 0; background: $page; }
QLineEdit#search { padding-left: ${p30}px; }
QComboBox { background: $page; color: $text; border: 1px solid $edge; border-radius: ${p5}px;
  padding: sided(3, 9, 2);
  min-height: ${p22}px; combobox-popup: 0; }
QComboBox[small="true"] { min-height: ${p16}px; padding: sided(2, 7, 2); }
QComboBox:focus { border: 2px solid $accent; padding: ringed(3, 9, 2); }
QComboBox[small="true"]:focus { padding: ringed(2, 7, 2); }
QComboBox::drop-down { border: 0; width: ${p24}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $page; border: 1px solid $line2; selection-background-color: $sel;
  selection-color: $text; }
QCheckBox, QRadioButton { spacing: ${p8}px; background: transparent; }
QRadioButton::indicator { width: ${p12}px; height: ${p12}px; border: 1px solid $edge; border-radius: ${p7}px; background: $page; }
QRadioButton::indicator:checked { width: ${p6}px; height: ${p6}px; border: ${p4}px solid $accent; border-radius: ${p7}px; }
QRadioButton:focus::indicator { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text2; }
#panel QScrollArea, #panel QScrollArea > QWidget > QWidget { background: $window; }
QScrollArea > QWidget > QWidget#clear { background: transparent; }
QTableView, QListView, QTreeView { background: $page; border: 0; selection-background-color: $sel;
  selection-color: $text; }
QListView#found { border: 1px solid $line2; background: $page; }
QListView#found::item { min-height: ${p26}px; padding-left: ${p8}px; color: $text; }
QListView#found::item:selected { background: $sel; color: $text; }
QHeaderView { background: $subtle; border: 0; }
QHeaderView#plain::section { background: $subtle; color: $text2; border: 0; border-bottom: 1px solid $line2; padding: 0 ${p10}px;
  font-weight: 600; font-size: ${p12}px; }
QTableCornerButton::section { background: $subtle; border: 0; }
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: ${p3}px; min-height: ${p24}px; min-width: ${p24}px;
  margin: ${p2}px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
""")


_SIDED = re.compile(r"(sided|ringed)\((\d+), (\d+), (\d+)\)")
"""Above and below, where reading begins, where it ends: Qt does not mirror what a sheet says. `ringed`: less what a ring takes."""


def style_sheet(tokens: Tokens, px: Callable[[float], int], *, mirrored: bool) -> str:
    """The sheet for one scheme, zoom and side where the writing begins."""

    def sided(found: re.Match[str]) -> str:
        less = found[1] == "ringed"
        across, start, end = (max(0, px(float(size)) - less) for size in found.groups()[1:])
        left, right = (end, start) if mirrored else (start, end)
        return f"{across}px {right}px {across}px {left}px"

    rings = {f"m{n}": max(0, px(n) - 1) for n in (2, 3, 7, 8, 9, 12)} | {f"k{n}": max(0, px(n) - 2) for n in (4, 10)}
    sizes = {f"p{n}": px(n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 22, 23, 24, 25, 26, 30)}
    return _SIDED.sub(sided, _SHEET.substitute({**asdict(tokens), **sizes, **rings}))
