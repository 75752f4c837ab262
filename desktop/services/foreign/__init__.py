"""Owns reading spreadsheets of others: where their tables are, what their words mean, which figures that gives (README.md).

`mapping.py` what a mapping is · `plan.py` what reading answers · `cells.py` kinds of cells · `tables.py` where tables are · `heads.py`
words around their figures · `lexicon.py` what one word says · `meanings.py` what several say · `reading.py` all words of a table, with
`whole.py` of the table, `columns.py` `labels.py` of its columns of labels, `places.py` `totals.py` of its rows · `figures.py` how numbers
are read · `planning.py` `listing.py` every number with what becomes of it · `proposing.py` a mapping proposed · `mapfile.py` mappings as
files · `keeping.py` mappings kept in a profile · `opening.py` a spreadsheet by whatever mapping there is.
"""
