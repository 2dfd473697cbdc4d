from functools import cache

import tantivy

from search.documents.base import FACETS
from search.engines import fingerprint
from search.engines.entries import ALL, SORT_KEYS, WORDS

# Tokens come finished: all that is left is to part them at the spaces.
SPACES = "spaces"


@cache
def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("uid", stored=True, tokenizer_name="raw", index_option="basic")
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name=SPACES, index_option="position")
    for name in (*FACETS, *SORT_KEYS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("years", indexed=True, fast=True)
    builder.add_unsigned_field("newest", fast=True)
    builder.add_unsigned_field("changed", fast=True)
    for language in ALL:
        # Bytes, for a text field would be indexed too.
        builder.add_bytes_field(f"kept_title_{language}", stored=True)
        builder.add_bytes_field(f"kept_body_{language}", stored=True)
    return builder.build()


def fingerprint_of_schema():
    return fingerprint.of_schema(
        tantivy.__version__, *WORDS, *FACETS, *SORT_KEYS, "years newest changed kept_title kept_body"
    )


def register_tokenizer(index):
    """An index does not keep its tokenizers: whoever opens one does this first."""
    index.register_tokenizer(SPACES, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def in_tantivy(entry):
    """An Entry as tantivy takes it. Every value goes through a typed method: a wrong one fails here, not at commit."""
    result = tantivy.Document()
    result.add_text("uid", entry.uid)
    for values in (entry.words, entry.facets):
        for name, texts in values.items():
            for text in texts:
                result.add_text(name, text)
    for name, key in entry.sort_keys.items():
        result.add_text(name, key)
    for year in entry.years:
        result.add_unsigned("years", year)
    result.add_unsigned("newest", entry.newest)
    result.add_unsigned("changed", entry.changed)
    for name, texts in (("title", entry.kept["titles"]), ("body", entry.kept["bodies"])):
        for language, text in texts.items():
            result.add_bytes(f"kept_{name}_{language}", text.encode())
    return result


def kept(document):
    """{"titles": {language: text}, "bodies": {language: text}} of a document that was found."""
    return {
        name: {
            language: bytes(value).decode()
            for language in ALL
            if (value := document.get_first(f"kept_{kind}_{language}")) is not None
        }
        for name, kind in (("titles", "title"), ("bodies", "body"))
    }
