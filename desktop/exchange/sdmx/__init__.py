"""Owns SDMX-CSV 2.0, in and out (design.md 6; SDMX 3.0 section 5, field guide to SDMX-CSV)."""
