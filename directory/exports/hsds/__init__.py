"""The Human Services Data Specification (Open Referral), https://docs.openreferral.org, version 3.1, as a tabular data package.

`tables.py` is what of it we fill, `rows.py` how our records become rows, `package.py` the archive.
We leave out what we would have to invent: addresses (it wants street and postal code of each), capacities (how many
places are free today), and a place for a service that does not show its own.
"""
