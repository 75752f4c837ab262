"""Owns the child process in which files of others are read: `parent.py` starts it and takes its answer, `child.py` runs in it."""
