"""Owns bringing files in: a plan of every cell that is seen before anything is written, then one group through the one door.

`plan.py` what a plan is · `planning.py` what kind a file is and its plan · `rows.py` long tables and SDMX-CSV · `sources.py` tables of
sources · `returned/` our workbook on its way back · `storing.py` writing what a plan holds ·
`refusals.py` what goes back to whoever sent the file.
"""
