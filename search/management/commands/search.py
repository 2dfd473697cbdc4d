import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from records.languages import DEFAULT_LANGUAGE, LANGUAGES
from search import service
from search.query import SearchQuery

MOST = 1000


class Command(BaseCommand):
    help = "Search as the public does: one query, or a file of queries."

    def add_arguments(self, parser):
        parser.add_argument("text", nargs="*")
        parser.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
        parser.add_argument("--type", action="append", default=[], help="practice, case_study, organisation, page")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", help="machine-readable")
        parser.add_argument("--batch", metavar="FILE", help='JSON lines {"id", "query", "lang"}; - is standard input')

    def handle(self, *, text, language, type, limit, batch, **options):
        if not 1 <= limit <= MOST:
            raise CommandError(f"--limit is between 1 and {MOST}.")
        filters = {"type": tuple(type)} if type else {}
        if batch:
            self._write_json(
                {one["id"]: ranked(one["query"], one["lang"], filters, limit) for one in _queries_of(batch)}
            )
            return
        results = _searched(" ".join(text), language, filters, limit)
        if options["json"]:
            self._write_json(_as_json(results))
        else:
            self._write_text(results)

    def _write_json(self, value):
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=1))

    def _write_text(self, results):
        if results.degraded:
            self.stdout.write("The search engine does not answer; these are titles from the database.")
        if results.corrected:
            self.stdout.write(f"Read as: {results.corrected[1]}")
        for each in results.understood:
            self.stdout.write(f"Understood: {each.words} ({each.concept})")
        if results.suggestion:
            self.stdout.write(f"Did you mean: {results.suggestion}")
        self.stdout.write(f"{results.total} found in {results.took_ms:.0f} ms")
        for position, hit in enumerate(results.hits, start=1):
            name = " ".join(map(str, reference(hit).values()))
            self.stdout.write(f"{position:3}. {hit.title.text} [{name}, {hit.language}, {hit.score:.2f}]")
            if hit.extract:
                self.stdout.write(
                    f"     {''.join(f'*{text}*' if marked else text for text, marked in hit.extract.pieces)}"
                )


def ranked(text, language, filters=None, limit=10):
    """References of what is found, the best first."""
    return [reference(hit) for hit in _searched(text, language, filters or {}, limit).hits]


def reference(hit):
    """{"type", "number" or "slug"}: how the world knows the record."""
    number = getattr(hit.record, "number", None)
    return {"type": hit.type} | ({"number": number} if number else {"slug": hit.record.slug})


def _searched(text, language, filters, limit):
    if language not in LANGUAGES:
        raise CommandError(f"No such language: {language}. There are {', '.join(LANGUAGES)}.")
    with override(language):
        query = SearchQuery(text, language, filters=filters, size=limit)
        return service.search(query, wanted=())


def _queries_of(name):
    """The queries of a file of JSON lines."""
    try:
        lines = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
    queries = []
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            query = json.loads(line)
            queries.append(
                {"id": query["id"], "query": str(query["query"]), "lang": query.get("lang", DEFAULT_LANGUAGE)}
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(f'Line {number} is not {{"id", "query", "lang"}} in JSON.') from error
    return queries


def _as_json(results):
    return {
        "total": results.total,
        "degraded": results.degraded,
        "understood": [{"concept": each.concept, "words": each.words} for each in results.understood],
        "corrected": results.corrected and {"asked": results.corrected[0], "read": results.corrected[1]},
        "suggestion": results.suggestion,
        "hits": [
            reference(hit)
            | {
                "title": hit.title.text,
                "language": hit.language,
                "extract": hit.extract.text,
                "score": round(hit.score, 4),
            }
            for hit in results.hits
        ],
    }
