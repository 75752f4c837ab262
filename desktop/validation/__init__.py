"""Owns what the figures mean and whether they hold: values by formula and sum, rules, findings (catalogue/semantics.md).

Imports `desktop.catalogue`, `desktop.domain`, `desktop.language`; knows no store, no window, no clock, no file.

`evaluation.py` the value of any cell, exactly · `printing.py` exact numbers as text · `own_rules.py` the `VAL-` checks ·
`engine.py` runs the rules, once, at typing, and live beside a window · `wording.py` the message of a finding ·
`explaining.py` whether an explanation still holds.
"""
