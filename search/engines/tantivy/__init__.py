"""The embedded engine: an index on this machine's disk, no server. NOTES and measurements: docs/search.md."""

from search.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
