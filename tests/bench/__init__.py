"""Measures what is promised (performance.md d): each row with a floor taken in the same run, the ratio, and the goal.

`python -m tests.bench` prints the table; `--rows store,rules` chooses groups, `--large` adds 10^7 observations. Never a test: a slow
machine is no defect.
"""
