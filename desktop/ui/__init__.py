"""Owns the window: screens, their models and what a person sees and presses; the one package that knows Qt.

May import `services`, `domain`, `catalogue`, `language`, `resources`; never `storage`, `exchange`, `validation`, `sync`.

`app.py` starts · `session.py` one open profile with its undo stack · `checker.py` the rules in a thread beside it ·
`main_window.py` bars, navigator, pages · `walking.py` Tab and F6 · one folder per screen with the same file
names (`model.py view.py delegate.py commands.py`) · `common/` what all screens share.
"""
