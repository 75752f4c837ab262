"""Owns the overview: how full each module is, what the rules say, what helps most now."""
