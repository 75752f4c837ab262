"""Owns the printed report: pages, their parts, and the order in which they come."""
