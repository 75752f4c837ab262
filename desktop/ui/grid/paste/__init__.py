"""Owns copying and pasting in the table.

`clipboard.py` what is copied · `sheet.py` what another program put there · `edges.py` `heads.py` where each figure goes ·
`pasting.py` what it would do · `words.py` `table.py` `panel.py` the preview · `asking.py` asks
and stores.
"""
