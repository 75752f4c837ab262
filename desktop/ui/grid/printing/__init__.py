"""Owns the table on paper: sheets built from its rows, and the preview."""
