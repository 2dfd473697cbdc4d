"""Find a counterpart: "I work in X, she is going to Y, she needs Z, she speaks W" becomes a ranked, explained list.

Nothing about the person is asked, put in an address, logged or kept: `need.py` is all there is, and it lives as long as
the answer takes. `offers.py` reads what entries say, `ranking.py` weighs it, `explaining.py` says why.
"""
