"""Owns what all screens share: theme, fonts, icons, marks, small widgets, tasks, messages, preferences.

Knows no screen.
"""
