"""Owns the sources page: the list, what each lacks, editing one beside it, and where it is used."""
