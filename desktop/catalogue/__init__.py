"""Owns the definitions: modules, indicators, dimensions and rules of one catalogue, read from CSV files, checked, frozen.

Imports `desktop.domain` and `desktop.language`; knows no store, no window, no clock.

`model.py` what a catalogue is · `expression.py` the language of formulas and rules · `reading.py` files → catalogue ·
`checking.py` every defect with file, line and column, `known.py` and `functions.py` what to write instead ·
`national.py` rules and `national_indicators.py` indicators that a profile adds, `checking_national.py` their defects ·
`addresses.py` addresses held against the catalogue · `wording.py` short words for units, ranges and worked-out numbers.
"""
