"""Owns the plan of our workbook on its way back: cell by cell, what was sent, what stands here now, what came back.

`planning.py` whether it belongs to this profile, and the whole plan · `comparing.py` the three-way comparison · `figures.py` the sheets
of modules · `attributes.py` what the columns beside the figures say · `others.py` sources and texts.
"""
