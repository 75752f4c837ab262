"""Owns the welcome page: make or open a profile, recent ones with their state, samples with published figures."""
