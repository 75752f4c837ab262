"""Owns the list of findings as a file of its own."""
