"""Owns the dialog that makes a profile."""
