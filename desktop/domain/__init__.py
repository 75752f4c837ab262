"""Owns the values and laws of the field: periods, addresses, numbers as typed, observations, sources, findings, changes.

Pure Python: no files, no clock, no Qt, no SQL. Imports only `desktop.language` (to mark sentences for translation).
"""
