"""Owns the exchange page: files out, files in with a plan that is seen before anything is written, backups."""
