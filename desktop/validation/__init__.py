"""Owns what the figures mean and whether they hold: values by formula and sum, rules, findings (catalogue/semantics.md).

Imports `desktop.catalogue`, `desktop.domain`, `desktop.language`; knows no store, no window, no clock, no file.

For callers: `evaluation.py` the value of any cell, exactly · `own_rules.py` the `VAL-` checks,
`series.py` a series against itself · `engine.py` runs the rules, over a profile or at typing · `live.py` keeps findings current beside
a window · `wording.py` the message of a finding · `explaining.py` whether an explanation still holds.

Exactly: `exact.py` `items.py` `entries.py` `parts.py` `universe.py` `reach.py` `counters.py` what is entered, where values can be, what an
edit reaches · `programs.py` `compiling.py` `functions.py` expressions at work · `plans.py` `places.py` `judging.py` `merging.py` rules
at a place · `definitions.py` what follows from a catalogue alone.
Quickly, floats nominating for the exact judge: `axes.py` `grids.py` `tables.py` `filling.py` rows of figures · `leaves.py` `vectors.py`
`fused.py` expressions over rows · `manners.py` `nominating.py` `sparse.py` `documented.py` `running.py` one run ·
`ledger.py` `touched.py` `smallest.py` `again.py` after an edit.
"""
