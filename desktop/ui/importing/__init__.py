"""Owns the page on which a file comes in: what it would change is seen, cell by cell, before anything is written.

`view.py` the page and its steps · `reading.py` reading beside the window · `steps.py` how far one is · `changes/` tables of text, row by
row · `returned/` our workbook on its way back · `facts.py` what the file says of itself.
"""
