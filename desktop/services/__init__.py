"""Owns the verbs: what a person can do with a profile, each in one place, called alike by the window and the command line.

Imports everything below it; `desktop.ui` and `desktop.cli` import nothing else below but the words of `domain` and `catalogue`.

`person.py` who works here · `profile.py` make, open, close · `recording.py` type, clear, name a source, publish, explain, undo ·
`following.py` memory follows what is stored · `asking.py` read figures and say what is there · `checking.py` run the rules ·
`rules.py` which rules run · `indicators.py` those a profile adds · `standing.py` what stands on them · `watching.py` findings
beside a window · `partners.py` other countries' files · `assigning.py` who fills in what ·
`exported.py` what the last export knew · `importing.py` plan and apply a
file · `exporting.py` write files · `sources.py` join two, name a new one, write the list · `history.py` the past · `health.py` check,
back up, restore, rebuild · `recognising/` what words and numbers of others mean ·
`foreign/` spreadsheets of others.
"""
