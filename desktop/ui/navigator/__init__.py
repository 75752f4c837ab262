"""Owns the navigator at the side: pages, parts and modules with their state, folded or not. Knows no page."""
