"""Owns the dialog in which a national indicator is written: its fields, what is wrong with them, storing and taking away."""
