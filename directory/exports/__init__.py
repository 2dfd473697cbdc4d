"""What an organisation says when it leaves in a file. Which organisations, is the search's part (search.exports).

`entries.py` reads them as the one who takes the file may see them, `table.py` makes rows of that, `hsds/` the tables of
the Human Services Data Specification.
"""
