"""Owns what a table of text would change, row by row: `model.py` the rows, `view.py` how they are shown and taken."""
