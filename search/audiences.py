"""Which of the two indexes answers a viewer."""

from search.engines.base import MEMBERS, PUBLIC


def audience_of(viewer):
    return MEMBERS if viewer.is_member else PUBLIC
