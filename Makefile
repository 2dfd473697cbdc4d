# Everything a newcomer needs: `make demo` to see it, `make test` to change it.

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py

.PHONY: demo test check format lock messages catalogues benchmark screenshots clean

demo: .venv/runtime ## Set up, load demo content, serve on http://localhost:$(PORT)
	@DEMONSTRATION=true DEBUG=false $(MANAGE) demo --port $(PORT)

test: .venv/dev catalogues check ## Check style, then run every test (browser tests where Chromium is found)
	$(BIN)/python -m pytest -n auto --dist worksteal -q -rfEs $(ARGS)

check: .venv/dev ## Style, layers, migrations, catalogues: seconds, before each commit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	PYTHONPATH=.:site $(BIN)/lint-imports --no-logo
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check_catalogues

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/dev ## Pin every requirement with its hashes
	$(BIN)/uv pip compile -q pyproject.toml --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" -o requirements.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" -o requirements-dev.txt

messages: .venv/dev ## Collect new texts into the catalogues (needs gettext)
	$(MANAGE) make_catalogues

catalogues: .venv/runtime
	$(MANAGE) compile_catalogues

benchmark: .venv/dev catalogues ## Speed of pages with 5,000 practices, of the import, and of search and directory with 10,000
	$(BIN)/python -m tests.benchmark
	$(BIN)/python -m tests.benchmark.search
	$(BIN)/python -m tests.benchmark.directory
	$(BIN)/python -m tests.benchmark.relevance

screenshots: .venv/dev catalogues ## What a person sees, into screenshots/
	$(BIN)/python -m tests.browser.screenshots

.venv/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name it: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean: ## Remove what can be made again; your data in var/ stays
	rm -rf .venv .ruff_cache .hypothesis .import_linter_cache screenshots
