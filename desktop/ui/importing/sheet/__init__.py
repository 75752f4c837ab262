"""Owns how a spreadsheet of another office is shown while a person says what is what.

`model.py` the sheet with what was recognised · `table.py` how it is painted · `questions.py` what is asked below it · `panel.py` how it is
read, beside it · `words.py` answers in words · `view.py` all of it together.
"""
