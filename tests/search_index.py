"""The search index in tests: there for whoever asks for the fixture `search_index`, empty for each, gone afterwards."""

from pathlib import Path

from django.conf import settings

from search import draining, outbox, rebuilding
from search.thesaurus import matching
from tests import search_engines


class SearchIndex:
    """What the site's processes do with the index, when a test says so."""

    def __init__(self):
        self.folder = Path(settings.SEARCH["FOLDER"])

    def refresh(self):
        """Bring the index to the state of the database; as if everything had been drained, and a question answered."""
        draining.finish()
        rebuilding.rebuild()
        matching.current()
        return self

    def drain(self):
        """Bring in what the outbox tells of, and nothing else."""
        draining.finish()
        return outbox.drain()

    def remove(self):
        draining.finish()
        search_engines.remove_indexes()
