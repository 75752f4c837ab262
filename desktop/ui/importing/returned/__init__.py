"""Owns the differences of a workbook that came back.

`choosing.py` what a person takes · `lines.py` what the table shows · `table.py` how it paints and what its keys do · `sheets.py` the list
of sheets · `cell.py` one cell in full · `view.py` all of it together.
"""
