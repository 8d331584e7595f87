# Every target sets itself up: the stamp is older than the lock, or not there, and .venv is made anew.
# Written for GNU make 3.81 (macOS) and newer.
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/installed.stamp
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup refresh test check serve dictionary golden eval confidence floors bench lock clean

help: ## Show this list
	@echo "psychobiotics: documents in, a curated and versioned dataset out"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Other data root: make refresh DATA=/path/to/data (its own raw/, processed/)."
	@echo "All commands: .venv/bin/psychobiotics --help"

setup: $(STAMP) ## Make .venv from requirements.lock (all other targets do it)

refresh: $(STAMP) ## Build the dataset from data/raw and publish a version (FETCH=1: ask the sources first)
	@$(PY) -m flows.refresh $(if $(DATA),--data "$(DATA)") $(if $(FETCH),--fetch)

test: $(STAMP) ## Run the tests
	@$(PY) -m pytest $(ARGS)

check: $(STAMP) ## Lint, types, import layers, stale dictionary, docs paths
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) -m psychobiotics.cli dictionary --check
	@$(PY) .ci/check_docs.py

serve: $(STAMP) ## Start a Prefect server and refresh on a schedule
	@$(PY) -m flows.serve $(if $(DATA),--data "$(DATA)") $(if $(CRON),--cron "$(CRON)") $(if $(FETCH),--fetch)

dictionary: $(STAMP) ## Write docs/data_dictionary.md from the schemas
	@$(PY) -m psychobiotics.cli dictionary --write

golden: $(STAMP) ## Rewrite the golden files (at a desk, never in CI)
	@$(PY) -m pytest tests/golden --update-golden

eval: $(STAMP) ## Measure against gold, report in eval-report/: make eval GOLD=../shared/eval
	@$(PY) -m bench.evaluate $(or $(GOLD),../shared/eval)

confidence: $(STAMP) ## Estimate confidence anew from gold sets: make confidence GOLD="A B tests/eval"
	@$(PY) -m bench.confidence $(or $(GOLD),$(error name the gold sets: make confidence GOLD="A B")) --write

floors: $(STAMP) ## Raise the floors of tests/eval to what is reached (never lowers one)
	@$(PY) -m bench.floors --raise

bench: $(STAMP) ## Measure speed, as ratios within one run
	@$(PY) -m bench.speed $(or $(GOLD),../shared/eval)

lock: $(STAMP) ## Write requirements.lock anew from pyproject.toml
	@$(PY) .ci/lock.py

clean: ## Remove caches and data/interim (never raw or processed data)
	@rm -rf data/interim data/.prefect eval-report build
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml
	@found=; for name in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if command -v "$$name" >/dev/null 2>&1 && \
	    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then found="$$name"; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "No Python 3.11 or newer found: install one, or name it (make setup PYTHON=/path/to/python3)." >&2; \
	  exit 1; fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found has no venv module: on Debian and Ubuntu, apt install python3-venv." >&2; exit 1; fi; \
	if [ ! -x $(PY) ]; then echo "Making $(VENV) with $$found"; "$$found" -m venv $(VENV); fi
	@echo "Installing the locked packages (once, about a minute)"
	@$(PY) -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)
