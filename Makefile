# make run | test | check | bench | format: nothing else to learn.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

BIN := .venv/bin
NPM := npm --no-fund --no-audit --loglevel=error
WEB_SOURCES := $(shell find web/src web/public web/index.html web/vite.config.ts -type f 2>/dev/null)
TESTS ?= tests

SEED ?= $(shell echo $$RANDOM)
SEEDS ?= 1

.PHONY: help run test check bench format clean crossings soak

help: ## what there is
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: .make/python .make/art web/dist/index.html ## install everything and open the platform on http://localhost:8000
	@$(BIN)/niaga up

test: .make/dev .make/art .make/browser web/dist/index.html ## install everything and run every test, the browser's included
	@cd web && npm run --silent test
	@$(BIN)/pytest -n 2 --dist loadfile $(TESTS)

check: .make/dev .make/web ## lint, types, boundaries, house rules, known holes; changes nothing
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > .make/imports.log || { cat .make/imports.log; exit 1; }
	@$(BIN)/pytest -q tests/house
	@cd web && npm run --silent check
	@$(BIN)/python -m tools.contract
	@$(BIN)/python -m tools.audit

crossings: .make/dev ## cross every act with every other; SEED=… repeats a run, SEEDS=20 goes on longer
	@$(BIN)/python -m tests.crossings run $(SEED) $(SEEDS)

soak: .make/dev ## long: kill servers under load for ten minutes, then crossings of 20 seeds
	@$(BIN)/python -m tests.crash.killing 600
	@$(BIN)/python -m tests.crossings run $(SEED) 20

bench: .make/dev .make/art .make/bench web/dist/index.html ## measure, beside the limits of this machine
	@$(BIN)/python -m bench

format: .make/dev .make/web ## put every file into the house's form
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .
	@$(BIN)/python -m tools.schema
	@$(BIN)/niaga openapi web/src/api/openapi.json
	@cd web && npm run --silent format

clean: ## remove what was installed and built; data in .niaga stays
	rm -rf .venv .make web/node_modules web/dist niaga/demo/node_modules tests/browser/node_modules bench/node_modules

.make/venv: tools/venv.sh
	@mkdir -p .make && bash tools/venv.sh .venv && touch $@

.make/python: .make/venv requirements/run.lock pyproject.toml
	@echo "Installing Python packages …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.make/dev: .make/python requirements/dev.lock
	@echo "Installing tools for tests and checks …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	@touch $@

.make/web: web/package-lock.json
	@mkdir -p .make && echo "Installing the web client's packages …"
	@cd web && $(NPM) ci && touch ../$@

.make/art: niaga/demo/package-lock.json
	@mkdir -p .make && echo "Installing the demo's pictures …"
	@cd niaga/demo && $(NPM) ci && touch ../../$@

.make/browser: tests/browser/package-lock.json
	@mkdir -p .make && echo "Installing a browser for the tests …"
	@cd tests/browser && $(NPM) ci && touch ../../$@

.make/bench: bench/package-lock.json
	@mkdir -p .make && cd bench && $(NPM) ci && touch ../$@

web/dist/index.html: .make/web $(WEB_SOURCES)
	@echo "Building the web client …"
	@cd web && npm run --silent build
	@touch $@
