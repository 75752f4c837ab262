"""Owns spreadsheets as they come from anywhere: how bytes that nobody trusts become sheets of values.

`model.py` what a spreadsheet is once it was read · `opening.py` bytes → sheets, by what they hold · `bounds.py` how much is read ·
`kinds.py` what kind of file it is, and what is none · `archive.py` packed workbooks, checked before anything reads them ·
`workbook.py` values of .xlsx .xlsb .xls .ods · `details.py` what else an .xlsx says · `opendocument.py` what else an .ods says ·
`oldbook.py` what else an .xls says ·
`text.py` CSV and Markdown.

Only the cage (`exchange/cage`) calls `opening`: nothing of a stranger's file is taken apart in the program itself.
"""
