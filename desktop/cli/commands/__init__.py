"""Owns the commands, one file each: `SUMMARY`, `EXAMPLES`, `parser()` for its arguments, `run(options)` for its answer."""
