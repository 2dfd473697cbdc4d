"""The engine for sites of several hosts: two indexes on an Elasticsearch server. How to run it: docs/operators.md."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
