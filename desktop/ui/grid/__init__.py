"""Owns the table of figures and the page of a module. Knows no other screen.

What is shown: `views.py` which module, filter, years · `building.py` `indicator.py` `largest.py` `usage.py` rows ·
`rows.py` what a row is · `cells.py` `sums.py` what a cell says.
On the screen: `model.py` · `view.py` `figures.py` `labels.py` `header.py` `painting.py`.
What is done: `keys.py` · `delegate.py` `editors.py` typing · `commands.py` deeds, each one undo step · `source_chooser.py`
`item_chooser.py` `years.py` choices · `paste/` `finding/` `printing/`.
The page: `page.py` `head.py` `indicator_head.py` `bars.py` · `remembering.py` how tables were left.
"""
