"""Owns our workbook on its way back, read from whatever program saved it; found by keys and headings, never by position.

`base.py` what it says of the state it was sent in · `columns.py` which sheet is what and where its columns are now · `rows.py` the rows
of figures, sources and texts in it · `values.py` what a cell says. It knows no openpyxl: a spreadsheet of any kind comes from the cage.
"""
