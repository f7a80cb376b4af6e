# Two commands do all the set-up: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8750

.DEFAULT_GOAL := help
.PHONY: help run test lint format fit bench soak lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## Start the bot on a local Slack workspace in the browser
	@exec $(BIN)/nvcn playground --port $(PORT) $(ARGS)

test: $(VENV)/.dev lint ## Install what the tests need and run all of them
	@$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev ## Linters, types, import contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

format: $(VENV)/.dev ## Format the code
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

fit: $(VENV)/.dev ## Fit knowledge/weights.toml again and report by cross-validation
	@$(BIN)/python benchmarks/fit.py --write tests/data/questions_dev.jsonl tests/data/threads_dev.jsonl tests/data/questions_own.jsonl tests/data/threads_own.jsonl tests/data/questions_more.jsonl tests/data/questions_wide.jsonl tests/data/threads_wide.jsonl

bench: $(VENV)/.dev ## Speed and memory beside other ways, ratios in one run
	@$(BIN)/python benchmarks/speed.py

soak: $(VENV)/.dev ## The long tests
	@$(BIN)/python -m pytest -m soak $(ARGS)

lock: ## Renew the lock files (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra dev --extra fit -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove what the other targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache knowledge/base/.index

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "nvcn needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "A virtual environment could not be made. On Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what nvcn needs (once; a minute or two) …" >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need (once) …" >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
