"""The search with 10,000 practices (or RECORDS): milliseconds, memory, size, beside a page made with SQLite FTS5.

    .venv/bin/python -m tests.benchmark.search
    RECORDS=100000 .venv/bin/python -m tests.benchmark.search
    CLOCK=processor .venv/bin/python -m tests.benchmark.search    # on a machine that is busy with other things
    .ci/elasticsearch .venv/bin/python -m tests.benchmark.search  # tantivy, then Elasticsearch (ELASTICSEARCH_URL)
    FOLDER=/tmp/corpus RECORDS=... (as above)                     # keeps the records for the next run

Each step is a process of its own, so that its memory is its own too. Only the figures of one run may be compared.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parents[2]
RECORDS, REQUESTS, WARM_UP = 10_000, 120, 10
FTS5_REQUESTS = 20  # with 100,000 records each takes seconds
READERS, SECONDS = 4, 20
CLOCK = time.process_time if os.environ.get("CLOCK") == "processor" else time.perf_counter
FACETS = ("category", "country", "service", "exploitation", "target_group", "language")
FILTERS = {"country": ("IT", "FR"), "category": ("A", "B")}
COMMON, THREE, CONCEPT, BROWSE = (
    "usual word, 6 facets, 20 hits",
    "three words, two filters",
    "concept in another language",
    "browse with facets",
)
SUGGEST, TYPO, UPDATE = "suggest", "mistyped word", "one update until visible"


TANTIVY, ELASTICSEARCH = "tantivy", "Elasticsearch"
PREFIX = "benchmark"


def main():
    with _folder() as folder:
        if not Path(folder, "db.sqlite3").exists():
            _step("fill", folder)
        engines = [TANTIVY] + ([ELASTICSEARCH] if os.environ.get("ELASTICSEARCH_URL") else [])
        for engine in engines:
            for step in ("rebuild", "ask", "ask_together"):
                _step(step, folder, engine)
        if ELASTICSEARCH in engines:
            _step("clear", folder, ELASTICSEARCH)
        _step("fts5", folder)
        for engine in engines:
            show(
                engine, *(_read(folder, name, engine) for name in ("rebuild", "ask", "together")), _read(folder, "fts5")
            )


def _folder():
    if kept := os.environ.get("FOLDER"):
        Path(kept).mkdir(parents=True, exist_ok=True)
        return nullcontext(kept)
    return tempfile.TemporaryDirectory()


def _step(step, folder, engine=TANTIVY):
    if _process(step, folder, engine=engine).wait():
        sys.exit(f"{step} failed with {engine}.")


def _process(step, folder, *arguments, engine=None):
    """A process with the engine named, or else with that of this process."""
    server = {"ELASTICSEARCH_URL": ""} if engine == TANTIVY else {}
    command = [sys.executable, "-m", "tests.benchmark.search", step, str(folder), *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"ELASTICSEARCH_PREFIX": PREFIX} | server)


def show(engine, rebuilt, asked, together, fts5):
    print(f"\n{rebuilt['records']} practices, {engine:<15}engine       answer         page         FTS5")
    print("p50 / p95, ms")
    for name, times in asked["times"].items():
        columns = [times.get(kind) for kind in ("engine", "answer", "page")] + [fts5["times"].get(name)]
        print(f"  {name:<34}" + "".join(f"{_in_words(column):>13}" for column in columns))
    alone, beside = together["alone"], together["beside"]
    print(f"\nFour readers at once, p95 of an answer: {alone:.1f} ms, {beside:.1f} ms while one writes")
    print(f"Rebuild: {rebuilt['seconds']:.0f} s, {rebuilt['memory']:.0f} MB at its peak (FTS5 {fts5['seconds']:.0f} s)")
    print(f"Index: {rebuilt['size']:.0f} MB in both audiences (FTS5, one audience: {fts5['size']:.0f} MB)")
    print(f"A process that answers: {asked['memory']:.0f} MB, {asked['before']:.0f} MB before its first question;")
    print(f"{asked['mapped']:.0f} MB of files beside that, which the machine takes back when it needs to")


def _in_words(times):
    return f"{times[0]:.1f}/{times[1]:.1f}" if times else "-"


# --- Steps ---


def fill(folder):
    from django.core.management import call_command

    from tests.benchmark.corpus import make_practices

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_practices(int(os.environ.get("RECORDS", RECORDS)))


def rebuild(folder):
    from django.core.management import call_command

    from practices.models import Practice

    start = time.perf_counter()
    call_command("rebuild_index")
    _write(
        folder,
        "rebuild",
        records=Practice.objects.count(),
        seconds=time.perf_counter() - start,
        memory=_peak_memory(),
        size=_size_of_index(folder),
    )


def ask(folder):
    from django.conf import settings
    from django.test import Client

    from config.gunicorn import post_worker_init
    from search.query import SearchQuery
    from search.service import search
    from search.suggesting import suggest
    from tests.benchmark.corpus import Questions

    post_worker_init(None)
    settings.ALLOWED_HOSTS.append("testserver")
    client, questions = Client(), Questions()
    before, _mapped = _memory()
    asked = {
        COMMON: [SearchQuery(text, language) for language, text in questions.common()],
        THREE: [SearchQuery(text, language, filters=FILTERS) for language, text in questions.three_words()],
        CONCEPT: [SearchQuery(text, language) for language, text in questions.concepts()],
        BROWSE: [SearchQuery(language=language) for language in ("en", "it", "de", "es", "fr")],
        TYPO: [SearchQuery(text, language) for language, text in questions.typos()],
    }
    times = {}
    for name, queries in asked.items():
        with _engine_watched() as spent:
            _timed(lambda query: search(query, wanted=FACETS), queries)
        answers = _timed(lambda query: search(query, wanted=FACETS), queries)
        pages = _timed(lambda query: _page(client, f"/{query.language}/search/", query.as_params()), queries)
        times[name] = {"engine": _cuts(spent[WARM_UP:]), "answer": _cuts(answers), "page": _cuts(pages)}
    beginnings = questions.beginnings()
    answers = _timed(lambda question: suggest(question[1], language=question[0]), beginnings)
    pages = _timed(
        lambda question: _page(client, f"/{question[0]}/search/suggestions/", {"q": question[1]}), beginnings
    )
    times[SUGGEST] = {"answer": _cuts(answers), "page": _cuts(pages)}
    memory, mapped = _memory()
    times[UPDATE] = {"answer": _cuts(_until_visible(number) for number in range(1, 21))}
    _write(folder, "ask", times=times, memory=memory, mapped=mapped, before=before)


def ask_together(folder):
    """Four readers at once, then again while a fifth process writes as fast as it can."""
    figures = {"alone": _readers(folder)}
    writer = _process("write", folder, str(SECONDS + 10))
    figures["beside"] = _readers(folder)
    writer.wait()
    _write(folder, "together", **figures)


def _readers(folder):
    readers = [_process("read", folder, str(number), str(SECONDS)) for number in range(READERS)]
    for reader in readers:
        reader.wait()
    times = [each for number in range(READERS) for each in json.loads(Path(folder, f"reader{number}.json").read_text())]
    return _cuts(times)[1]


def read(folder, number, seconds):
    from search.query import SearchQuery
    from search.service import search
    from tests.benchmark.corpus import Questions

    questions, times = Questions().common(), []
    for language, text in questions[:WARM_UP]:
        search(SearchQuery(text, language), wanted=FACETS)
    end = time.perf_counter() + float(seconds)
    while time.perf_counter() < end:
        language, text = questions[len(times) % len(questions)]
        times.append(_milliseconds(lambda query: search(query, wanted=FACETS), SearchQuery(text, language)))
    Path(folder, f"reader{number}.json").write_text(json.dumps(times))


def write(folder, seconds):
    end, number = time.perf_counter() + float(seconds), 1
    while time.perf_counter() < end:
        _until_visible(100 + number % 500)
        number += 1


def fts5(folder):
    from search.documents import making
    from search.thesaurus import matching
    from tests.benchmark.corpus import Questions
    from tests.benchmark.fts5 import Fts5, any_of

    path, start = Path(folder) / "fts5.sqlite3", time.perf_counter()
    path.unlink(missing_ok=True)
    index = Fts5(path)
    index.fill(document for uids in making.all_uids() for document in _practices(making.make(uids).documents))
    seconds, questions = time.perf_counter() - start, Questions()

    def of_concept(language, text):
        found = matching.matching(matching.typed_words(text, language), language)
        labels = [label for match in found for labels in matching.labels(match.concept).values() for label in labels]
        return any_of(dict.fromkeys([text, *labels]))

    updated = iter(_practices(making.make([f"practice:{number}" for number in range(1, 40)]).documents))
    asked = {
        COMMON: (lambda match: index.page(match, FACETS), [any_of([text]) for _, text in questions.common()]),
        THREE: (
            lambda match: index.page(match, FACETS, FILTERS),
            [any_of(text.split()) for _, text in questions.three_words()],
        ),
        CONCEPT: (lambda match: index.page(match, FACETS), [of_concept(*each) for each in questions.concepts()]),
        BROWSE: (lambda match: index.page(match, FACETS), [""]),
        TYPO: (
            lambda text: index.page(any_of(index.nearest(text) or [text]), FACETS),
            [text for _, text in questions.typos()],
        ),
        SUGGEST: (index.beginning_with, [text for _, text in questions.beginnings()]),
    }
    times = {name: _timed(*each, count=FTS5_REQUESTS) for name, each in asked.items()}
    times[UPDATE] = [_milliseconds(index.update, document) for document in list(updated)[:20]]
    _write(
        folder,
        "fts5",
        times={name: _cuts(each) for name, each in times.items()},
        seconds=seconds,
        size=path.stat().st_size / 1e6,
    )


def _practices(documents):
    """Practices only: with one type of content a key is enough."""
    return [document for document in documents if document.type == "practice"]


def clear(folder):
    """Leaves the server as it was."""
    from search import engines

    client = engines.engine().client
    client.indices.delete(index=list(client.indices.get(index=f"{PREFIX}-*")))


# --- Measuring ---


def _timed(request, arguments, count=REQUESTS):
    """[milliseconds] of so many requests, after some that are not counted."""
    return [_milliseconds(request, arguments[at % len(arguments)]) for at in range(count + WARM_UP)][WARM_UP:]


def _milliseconds(request, argument):
    start = CLOCK()
    request(argument)
    return (CLOCK() - start) * 1000


def _cuts(times):
    """[p50, p95]"""
    cuts = quantiles(times, n=20)  # refuses fewer than two: then the machine was too busy to measure anything
    return [cuts[9], cuts[18]]


@contextmanager
def _engine_watched():
    """[milliseconds that the engine took for each answer], however often it was asked for it."""
    from search import service

    spent, engine, begin = [], service.engines.engine, service._Asking.results

    class Watched:
        def __init__(self):
            self.engine = engine()

        def __getattr__(self, name):
            def timed(*arguments, **options):
                start = CLOCK()
                try:
                    found = getattr(self.engine, name)(*arguments, **options)
                    if name == "search":
                        found.counting()  # with its facets, though the search itself reads the hits meanwhile
                    return found
                finally:
                    spent[-1] += (CLOCK() - start) * 1000

            return timed

    def results(asking, wanted):
        spent.append(0.0)
        return begin(asking, wanted)

    service.engines.engine, service._Asking.results = Watched, results
    try:
        yield spent
    finally:
        service.engines.engine, service._Asking.results = engine, begin


def _page(client, address, parameters):
    response = client.get(address, parameters)
    assert response.status_code == 200, response.status_code


def _until_visible(number):
    """Milliseconds from the beginning of saving until a new word of a title is found."""
    from django.db import transaction

    from practices.models import Practice
    from search.query import SearchQuery
    from search.service import search

    practice = Practice.objects.get(number=number)
    word = f"wort{time.time_ns()}"
    start = time.perf_counter()
    with transaction.atomic():
        setattr(practice, f"title_{practice.source_language}", word)
        practice.save()
    while not search(SearchQuery(word, practice.source_language, exact=True), wanted=()).total:
        assert time.perf_counter() - start < 30, "never visible"
        time.sleep(0.002)
    return (time.perf_counter() - start) * 1000


def _peak_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _memory():
    """MB that this process has for itself, and MB of files that it has mapped."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return [int(status[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile")]


def _size_of_index(folder):
    """MB, of both audiences."""
    if not os.environ.get("ELASTICSEARCH_URL"):
        return sum(path.stat().st_size for path in Path(folder, "search").rglob("*") if path.is_file()) / 1e6
    from search import engines

    statistics = engines.engine().client.indices.stats(index=f"{PREFIX}-*", metric="store")
    return statistics["_all"]["primaries"]["store"]["size_in_bytes"] / 1e6


def _write(folder, name, **figures):
    engine = ELASTICSEARCH if os.environ.get("ELASTICSEARCH_URL") else TANTIVY
    Path(folder, f"{name}-{engine}.json").write_text(json.dumps(figures))


def _read(folder, name, engine=TANTIVY):
    return json.loads(Path(folder, f"{name}-{engine}.json").read_text())


def set_up_django(folder):
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.pop("DATABASE_URL", None)  # not the operator's records
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATA_DIR": str(folder), "DEBUG": "false"}
    import django

    django.setup()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        step, folder, *arguments = sys.argv[1:]
        set_up_django(folder)
        {each.__name__: each for each in (fill, rebuild, ask, ask_together, read, write, fts5, clear)}[step](
            folder, *arguments
        )
