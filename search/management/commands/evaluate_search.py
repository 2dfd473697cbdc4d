import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.evaluation import DEEP_ENOUGH, MEASURES, below_floors, evaluate
from search.management.commands.search import ranked


class Command(BaseCommand):
    help = "Measure the answers to judged queries. The project's own, over the demo content: search/judged/demo.json."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--floors", action="store_true", help="fail when a half of the queries is answered too badly"
        )
        parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst, of those to tune for")

    def handle(self, *, file, floors, worst, **options):
        try:
            judged = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be read as a JSON list of queries.") from error
        found = {query["id"]: ranked(query["query"], query["lang"], limit=DEEP_ENOUGH) for query in judged}
        scores = evaluate(judged, found)
        self._write_table(scores)
        for line in _worst(judged, found, worst):
            self.stdout.write(line)
        if floors and (missed := below_floors(scores)):
            raise CommandError("Below the floor: " + "; ".join(missed))

    def _write_table(self, scores):
        names = [*MEASURES, "nothing"]
        self.stdout.write(f"{'':40}{'queries':>8}" + "".join(f"{name:>11}" for name in names))
        for group, score in scores.items():
            values = [f"{value:.3f}" for value in score.values.values()] + [f"{score.nothing:.1%}"]
            label = ": ".join(filter(None, group))
            self.stdout.write(f"{label:40}{score.queries:>8}" + "".join(f"{value:>11}" for value in values))


def _worst(judged, found, number):
    """Lines on the queries that are answered worst, with what was found. Nobody looks at those that are held out."""
    queries = {query["id"]: query for query in judged if number and not query.get("held_out")}
    alone = {key: evaluate([query], found)["all", ""].values["nDCG@10"] for key, query in queries.items()}
    for key in sorted(alone, key=alone.get)[:number]:
        query = queries[key]
        yield f"{alone[key]:.2f} {key} {query['lang']} {query['kind']}: {query['query']}"
        yield f"     wanted {_short(query['relevant'])}"
        yield f"     found  {_short(found[key][:10])}"


def _short(records):
    return " ".join(
        f"{each['type'][0]}{each.get('number') or each['slug']}" + (f":{each['grade']}" if "grade" in each else "")
        for each in records
    )
