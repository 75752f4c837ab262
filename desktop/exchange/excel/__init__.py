"""Owns the submission workbook: what leaves for a ministry to fill in, and what it must carry to come back.

`writing.py` in which order it is made · `book.py` what all sheets share · `cells.py` values as cells · `styles.py` looks ·
`pages.py` tables, print, protection · `filing.py` the file itself · `layouts.py` where each line stands · `modules.py` the sheet of a
module · `figures.py` its periods · `formulas.py` what is behind worked-out figures · `bounds.py` figures that cannot be ·
`attributes.py` letters and notes of a row · `lists.py` drop-down lists · `narrative.py` texts · `charts.py` charts · `cover.py`,
`front.py` the sheets around them · `identity.py` the hidden sheet.
"""
