"""How well judged questions about the demonstration are answered; fails when a half of them falls below its floor.

With ELASTICSEARCH_URL on that server too.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOADING = (["migrate", "--verbosity", "0"], ["load_demo", "--verbosity", "0"])
ASKING = (["rebuild_index"], ["evaluate_search", "search/judged/demo.json", "--floors"])


def main():
    with tempfile.TemporaryDirectory() as folder:
        # A database and indexes of its own: what is in the operator's has other answers.
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
            "DATA_DIR": folder,
            "ELASTICSEARCH_URL": "",
            "ELASTICSEARCH_PREFIX": "benchmark",
        }
        run(LOADING, environment)
        urls = {"tantivy": "", "Elasticsearch": os.environ.get("ELASTICSEARCH_URL")}
        for engine in urls if urls["Elasticsearch"] else ["tantivy"]:
            print(f"\n{engine}", flush=True)
            run(ASKING, environment | {"ELASTICSEARCH_URL": urls[engine]})


def run(commands, environment):
    for command in commands:
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
