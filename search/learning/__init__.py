"""Learning what people cannot find, without learning who they are.

`note(query, results, viewer, place)` counts a question that found nothing; `prune()` forgets old ones; `desk` shows editors
what was asked three times or more. See docs/search.md, "What readers do not find".
"""

from search.learning.noting import note, prune

__all__ = ["note", "prune"]
