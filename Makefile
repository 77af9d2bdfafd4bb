# Set-up happens by itself: each target depends on the environment it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
CODE := bot tools storage sandbox tests bench evals

.DEFAULT_GOAL := help
.PHONY: help sandbox run test evals slow faults check bench pictures format lint types imports lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

sandbox: $(VENV)/.run ## Darcy in its sandbox: an emulated Discord and Notion, typed into from here
	@$(BIN)/darcy sandbox

run: $(VENV)/.run ## Darcy on your server, with the settings of .env
	@$(BIN)/darcy run

test: $(VENV)/.dev ## the tests, but for those that take their time
	$(BIN)/pytest -n auto -m "not slow"

evals: $(VENV)/.dev ## how many sentences the built-in grammar takes as meant, by group
	$(BIN)/python -m evals

slow: $(VENV)/.dev ## those that take their time: crashes, restarts, boards of thousands of tasks
	$(BIN)/pytest -n auto -m slow

faults: $(VENV)/.dev ## kill Darcy and let Notion and Discord fail, at each step between a press and its receipt
	$(BIN)/python -m tests.faults

check: $(VENV)/.dev lint types imports test slow ## everything a change must pass

bench: $(VENV)/.dev ## how soon Darcy acknowledges and ends, what a request to the model or the grammar costs; asserts nothing
	$(BIN)/python -m bench.acknowledge
	$(BIN)/python -m bench.model_request
	$(BIN)/python -m bench.stopping
	$(BIN)/python -m bench.grammar
	$(BIN)/python -m bench.typed

pictures: $(VENV)/.dev ## the pictures of cards in docs, taken again with Chromium
	$(BIN)/python -m tests.pictures

lint: $(VENV)/.dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

format: $(VENV)/.dev ## format, and fix what ruff can
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

# Two locks: what runs, and what develops on top of it. Hashes pin every file of every platform.
lock: $(VENV)/.dev ## renew the locks from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --upgrade --extra build -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --upgrade --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Darcy needs Python 3.11 or newer; say which with: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Install the venv module first (Debian: apt install python3-venv)."; exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) (once)…"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
