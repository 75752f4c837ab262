"""Owns the steps from one released schema to the next; a released step is never edited."""
