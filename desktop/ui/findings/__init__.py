"""Owns the lists of findings: the panel below a table and the page of the whole profile."""
