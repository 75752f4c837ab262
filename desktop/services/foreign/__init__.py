"""Owns reading spreadsheets of others: where their tables are, what their words mean, which figures that gives (README.md).

`mapping.py` what a mapping is · `plan.py` what reading answers · `cells.py` kinds of cells · `tables.py` `heads.py` where tables are and
what stands above their columns · `labels.py` `meanings.py` what words mean · `totals.py` rows that are sums · `figures.py` how numbers
are read · `planning.py` every number with what becomes of it · `proposing.py` a mapping proposed · `mapfile.py` mappings as files ·
`keeping.py` mappings kept in a profile.
"""
