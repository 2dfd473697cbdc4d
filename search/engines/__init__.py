"""The engines and the choice between them. Callers know `search.engines.base` and nothing of any engine."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string


def engine():
    """The engine that the settings name, one for each process."""
    search = settings.SEARCH
    if search["ELASTICSEARCH_URL"]:
        names = ("ELASTICSEARCH_PREFIX", "ELASTICSEARCH_API_KEY", "ELASTICSEARCH_CA_CERTS")
        return _engine(
            "search.engines.elasticsearch.ElasticsearchEngine",
            search["ELASTICSEARCH_URL"],
            *(search[name] for name in names),
        )
    return _engine("search.engines.tantivy.TantivyEngine", Path(search["FOLDER"]))


# Only the one that is used is imported.
@cache
def _engine(dotted_path, *place):
    return import_string(dotted_path)(*place)


# Connections to a server do not follow into a forked worker.
os.register_at_fork(after_in_child=_engine.cache_clear)
