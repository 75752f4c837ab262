"""Owns the page Rules: which rules run in this profile, switching one off with a reason, writing national ones."""
