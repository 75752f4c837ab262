"""Owns the language of the window: our words and Qt's own, and the side on which the writing begins."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from desktop.language import current, is_right_to_left, use
from desktop.ui.common.theme import theme

_qt_words: list[QTranslator] = []
"""The words of Qt's own dialogs that are installed: one translator at most."""


def speak(language: str) -> None:
    """Let this process speak a language from now on; windows that are there are built anew by their owner."""
    use(language)
    for words in _qt_words:
        QCoreApplication.removeTranslator(words)
    _qt_words.clear()
    words = QTranslator()
    if words.load(f"qtbase_{current()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(words)
        _qt_words.append(words)
    mirrored = is_right_to_left(current())
    direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    if direction != QGuiApplication.layoutDirection():
        QGuiApplication.setLayoutDirection(direction)
        theme().refresh()  # distances in the style sheet have sides
