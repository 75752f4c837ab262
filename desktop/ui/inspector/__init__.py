"""Owns the panel beside a table: what rules say of a cell, its definition, source and status, note, history."""
