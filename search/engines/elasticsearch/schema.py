from search.documents.base import FACETS
from search.engines import fingerprint
from search.engines.entries import SORT_KEYS, WORDS

# Tokens come finished: all that is left is to part them at the spaces.
ANALYZER = "whitespace"
# What a field has that has no words, and no text can have. Without it BM25 would count, for the rarity of a word and
# for the usual length, only the documents that have the field at all.
NO_WORDS = "*"
# In a phrase that is asked for, GAP stands for any one word.
WITH_GAPS, GAP = "with_gaps", "_"

MOST_HITS = 100_000  # offset and limit together; what they cost grows with the documents there are, not with this
SETTINGS = {
    # Word statistics of all documents, and counts of facets that are exact.
    "number_of_shards": 1,
    # A copy as soon as there is a second node to hold it.
    "auto_expand_replicas": "0-1",
    # Whoever writes says when it can be found.
    "refresh_interval": "-1",
    "max_result_window": MOST_HITS,
    "analysis": {
        "analyzer": {WITH_GAPS: {"type": "custom", "tokenizer": "whitespace", "filter": ["gap"]}},
        "filter": {"gap": {"type": "stop", "stopwords": [GAP]}},
    },
    # The defaults, said because results depend on them.
    "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
}
WORD = {
    "type": "text",
    "analyzer": ANALYZER,
    "index_options": "positions",
    # Between title, body and facts: enough to part a phrase of adjoining words, and as much as tantivy leaves.
    "position_increment_gap": 1,
    # For `terms` alone, which no page asks for.
    "fielddata": True,
}
KEYWORD = {"type": "keyword"}
MAPPINGS = {
    "dynamic": "strict",
    # What is found goes back as text; the tokens are in the index and nowhere else.
    "_source": {"includes": ["kept"]},
    "properties": {
        **dict.fromkeys(WORDS, WORD),
        **dict.fromkeys(("uid", *FACETS, *SORT_KEYS), KEYWORD),
        "years": {"type": "long"},
        "newest": {"type": "long"},
        "changed": {"type": "long"},
        "kept": {"type": "object", "enabled": False},
    },
}


def fingerprint_of_schema():
    return fingerprint.of_schema(repr(SETTINGS), repr(MAPPINGS), NO_WORDS)


def in_elasticsearch(entry):
    """An Entry as the body of a document."""
    words = {name: entry.words.get(name) or NO_WORDS for name in WORDS}
    return {
        "uid": entry.uid,
        **words,
        **entry.facets,
        **entry.sort_keys,
        "years": entry.years,
        "newest": entry.newest,
        "changed": entry.changed,
        "kept": entry.kept,
    }
