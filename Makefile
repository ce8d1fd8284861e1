# Everything that a person or CI runs. `make run` and `make test` need Python 3.11, Node 20 and nothing else.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
# -qq: errors only; what pip remarks on its own sources is no news to anyone.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
MADE := .make
WEB := backend/web
GRAPHIQL := backend/graphiql
export MEDCARD_PORT := $(PORT)

.PHONY: setup run test lint types drift unit web-test browser screens bench bench-web lock chromium clean

setup: $(MADE)/python $(MADE)/web $(MADE)/graphiql

run: setup
	@MEDCARD_DEMO=1 $(BIN)/medcard demo
	@MEDCARD_DEMO=1 exec $(BIN)/medcard serve

$(MADE)/python: requirements.txt requirements-build.txt pyproject.toml
	@mkdir -p $(MADE)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements.txt -r requirements-build.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(MADE)/dev: $(MADE)/python requirements-dev.txt
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(MADE)/node: frontend/package.json frontend/package-lock.json
	@mkdir -p $(MADE)
	@cd frontend && npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

$(MADE)/web: $(MADE)/node schema.graphql $(shell find frontend/src frontend/worker frontend/build frontend/public frontend/*.ts frontend/index.html -type f -not -path 'frontend/src/gen/*' 2>/dev/null)
	@cd frontend && npm run --silent build
	@rm -rf $(WEB) && cp -r frontend/dist $(WEB)
	@touch $@

# GraphiQL, for demo mode: a bundle of its own, built with the page's bundler.
$(MADE)/graphiql: $(MADE)/node $(filter-out frontend/graphiql/dist,$(wildcard frontend/graphiql/*.*))
	@cd frontend/graphiql && npm ci --no-audit --no-fund --loglevel=error >/dev/null && npm run --silent build
	@rm -rf $(GRAPHIQL) && cp -r frontend/graphiql/dist $(GRAPHIQL)
	@touch $@

# The audit of GraphQL over HTTP that the tests run against a server.
$(MADE)/audit: tests/http/audit/package.json tests/http/audit/package-lock.json
	@mkdir -p $(MADE)
	@cd tests/http/audit && npm ci --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

# Two at a time, since half of them wait for a network or a server.
test:
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target setup $(MADE)/dev $(MADE)/audit chromium
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target types lint drift web-test
	@$(MAKE) --no-print-directory --jobs=2 unit browser

lint: $(MADE)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(MADE)/dev
	$(BIN)/mypy backend

drift: $(MADE)/dev
	$(BIN)/medcard schema | diff - schema.graphql

# In the order of the folders: a folder's own site is made once a worker, and the longest file does not come last.
unit: $(MADE)/dev $(MADE)/audit
	$(BIN)/python -m pytest tests -n 2 --dist loadfile --no-loadscope-reorder

web-test: $(MADE)/web
	cd frontend && npm run --silent check && npm run --silent test

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	  echo "Installing chromium for the browser tests"; \
	  run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
	  $$run apt-get update -qq && $$run apt-get install -y -qq chromium >/dev/null || { echo "Install chromium by hand, then run again."; exit 1; }; }

browser: setup chromium
	tests/browser/run.sh

# Every page in both widths and themes as pictures to look at, in tests/screens.
screens: setup chromium
	@rm -rf tests/screens && mkdir tests/screens
	MEDCARD_SCREENS=1 tests/browser/run.sh node --test --test-timeout=600000 --test-reporter=spec tests/browser/look.test.mjs

$(MADE)/rival: benchmarks/postgraphile/package.json benchmarks/postgraphile/package-lock.json
	@mkdir -p $(MADE)
	@cd benchmarks/postgraphile && npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

# Speed and memory against hand-written SQL and PostGraphile: an hour's work the first time, with the data loaded.
bench: setup $(MADE)/rival
	@$(BIN)/python -m benchmarks

$(MADE)/lighthouse: benchmarks/web/package.json benchmarks/web/package-lock.json
	@mkdir -p $(MADE)
	@cd benchmarks/web && npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

# The page on a slow phone, and its accessibility: ten minutes; the figures go to benchmarks/RESULTS.md.
bench-web: setup chromium $(MADE)/lighthouse
	@tests/browser/run.sh node benchmarks/web/bench.mjs

lock: $(MADE)/dev
	@for name in requirements requirements-build requirements-dev; do \
	  $(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header -o $$name.txt $$name.in || exit 1; done

clean:
	rm -rf $(MADE) .venv $(WEB) $(GRAPHIQL) frontend/{node_modules,dist} frontend/graphiql/{node_modules,dist} \
	  {tests/http/audit,benchmarks/postgraphile,benchmarks/web}/node_modules
