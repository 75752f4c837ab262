"""Migration Profile desktop: figures, sources and text of a country's migration, entered, checked and exchanged offline.

`README.md` in this folder shows which package owns what and who may import whom.
"""

__version__ = "1.0.0"
