"""Owns long tables (one row per value) and tables of sources, in and out (design.md 6)."""
