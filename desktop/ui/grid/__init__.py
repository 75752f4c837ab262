"""Owns the table of figures: rows and columns, painting, keys, paste, and the page of a module.

Knows no other screen.
"""
