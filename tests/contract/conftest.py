"""Every test here is run on every engine: what the parts above rely on is the same on all of them."""

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.tantivy import TantivyEngine
from tests import search_engines
from tests.search_engines import ELASTICSEARCH, ENGINES


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    """An engine with two empty indexes."""
    if request.param == ELASTICSEARCH:
        engine = search_engines.elasticsearch()
        search_engines.empty(engine)
    else:
        engine = TantivyEngine(tmp_path)
        engine.rebuild(iter([]))
    return engine


@pytest.fixture
def engine_without_index(engine, tmp_path):
    if isinstance(engine, ElasticsearchEngine):
        return ElasticsearchEngine(search_engines.URL, f"{search_engines.PREFIX}-elsewhere")
    return TantivyEngine(tmp_path / "elsewhere")
