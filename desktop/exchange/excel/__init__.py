"""Owns the submission workbook: what leaves for a ministry to fill in, and what it must carry to come back."""
