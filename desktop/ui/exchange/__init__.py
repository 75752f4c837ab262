"""Owns the exchange page: files out, files brought in, backups."""
