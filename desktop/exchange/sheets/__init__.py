"""Owns spreadsheets as they come from anywhere: `model.py` what one is, `opening.py` how a file of any kind becomes one.

Only the cage (`exchange/cage`) calls `opening`: nothing of a stranger's file is taken apart in the program itself.
"""
