"""Organisations from a table that somebody keeps in a spreadsheet.

`tables.py` opens the file, `columns.py` says which field a column is, `fields.py` reads cells and puts what they say into
a draft, `finding.py` tells which organisation a row means, `importing.py` brings a row to an outcome. The desk keeps the
rows, and what an editor decided of each (`reading.py`, `views.py`); the command does all at once. Nothing is published.
"""
