"""Owns recognising what others wrote: words, names, countries and numbers of a block that was pasted or read from a spreadsheet.

`words.py` what words say without case and accents · `countries.py` what countries are called · `ages.py` age groups · `periods.py`
periods · `names.py` indicators, items and periods of a profile · `numbers.py` how numbers are written.
"""
