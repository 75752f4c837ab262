"""Owns the formats: files → rows that a plan is made of, and the content of a profile → files.

Imports `desktop.catalogue`, `desktop.domain`, `desktop.language`; the only package that imports openpyxl and reportlab. Knows no store:
readers yield rows, writers get a `Content` and a path to write to.

`base.py` what a reader yields and a writer gets · `csvfile.py` bytes → records of a CSV file · `table/` long tables and tables of
sources · `sdmx/` SDMX-CSV 2.0 · `excel/` the submission workbook · `pdf/` the report.
"""
