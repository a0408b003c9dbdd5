# What people and .ci/run call. A fresh machine needs Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check bench score lock docs clean

$(STAMP): requirements.txt requirements-dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/dragoman demo demo

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check
	$(BIN)/pytest

# Scores on gold against the floor in scores.json; needs ../shared.
score: $(STAMP)
	$(BIN)/python scripts/score.py

# Speed beside bare spaCy, one worker beside two; needs ../shared.
bench: $(STAMP)
	$(BIN)/python scripts/bench.py

# The pages under docs/ that are made from the program.
docs: $(STAMP)
	$(BIN)/python scripts/make_docs.py

# Pin anew; the files carry hashes and no registry address.
lock: $(STAMP)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) demo
