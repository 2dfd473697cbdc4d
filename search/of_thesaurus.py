"""What is worked out once from the whole thesaurus, and again when editors have changed it."""

from functools import wraps

from search.thesaurus import matching


def worked_out_once(make):
    """Decorator of a function of the index of the thesaurus: the answer is kept as long as the index is the same."""
    held = (None, None)

    @wraps(make)
    def answer(index=None):
        nonlocal held
        index = index or matching.current()
        if held[0] is not index:
            held = index, make(index)
        return held[1]

    return answer
