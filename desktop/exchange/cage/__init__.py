"""Owns the child process in which spreadsheets of others are read, so that no file can harm the program (reliability.md, rules 9 to 11).

`parent.py` starts the child, hands it the open file, and believes nothing it answers · `wire.py` the lines in which it answers ·
`child.py` runs in it · `limits.py` what the system holds it to: memory, time, no files, no network · `guard.py` what Python refuses
in it. How a spreadsheet is taken apart is `exchange/sheets`.
"""
