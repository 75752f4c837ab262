"""Owns finding, replacing and going anywhere from the table."""
