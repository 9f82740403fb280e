# Everything runs in an environment of its own; nothing is installed outside this folder.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test soak check format lint types layers bench-compare bench-site bench-store clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 15

demo: $(VENV)/installed ## see the main job on an invented news site, without internet
	@$(BIN)/rowback demo

test: $(VENV)/installed-dev ## run the tests
	$(BIN)/python -m pytest -n auto

soak: $(VENV)/installed-dev ## kill it at 300 random moments; SOAK="--seed 2" for others
	$(BIN)/python -m tests.soak $(SOAK)

check: format lint types layers test ## all that CI asks: format, lint, types, layers, tests

format: $(VENV)/installed-dev ## see that the code is formatted
	$(BIN)/ruff format --check .

lint: $(VENV)/installed-dev ## look for mistakes
	$(BIN)/ruff check .

types: $(VENV)/installed-dev ## check the types
	$(BIN)/mypy

layers: $(VENV)/installed-dev ## see that stages do not import each other
	$(BIN)/lint-imports

bench-compare: $(VENV)/installed-dev ## measure comparisons: how they grow, and 1 MB in its worst shapes (3 minutes)
	$(BIN)/python -m tests.benchmarks.comparison

bench-site: $(VENV)/installed-dev ## tell what a site does to its stories from what editors do (10 minutes)
	$(BIN)/python -m tests.benchmarks.site

bench-store: $(VENV)/installed-dev ## measure the store beside plain git; BENCH="--revisions 1000" for less
	$(BIN)/python -m tests.benchmarks.store $(BENCH)

clean: ## remove the environment and what the tools left
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# pip 23.2, which comes with Python 3.11, crashes on some sets of requirements and knows no groups.
$(VENV)/pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@touch $@

$(VENV)/installed: $(VENV)/pip pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
