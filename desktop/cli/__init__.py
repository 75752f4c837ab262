"""Owns the command line: the same services without a window, for people and, with `--json`, for machines. Qt is never imported.

`main.py` finds the command, runs it, answers · `parser.py` arguments · `answer.py` what a command gives back · `shapes.py` the JSON
of each thing · `commands/` one file per command. Imports services, domain, catalogue, language.
"""
