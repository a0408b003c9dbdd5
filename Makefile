# What people and .ci/run call. A fresh machine needs Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check bench score train lock docs clean

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
	sh scripts/install_chromium.sh
	$(BIN)/pytest

# Scores on gold against the floor in scores.json; needs ../shared.
score: $(STAMP)
	$(BIN)/python scripts/score.py

# Fine-tune the attribution encoder and write its files anew: up to two hours on two cores, and
# some 3 GB of packages in an environment of its own. Needs ../shared; see training/README.md.
EPOCHS ?= 2
TRAIN := .venv-train
train:
	test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r training/requirements.txt
	PYTHONPATH=src $(TRAIN)/bin/python training/train_encoder.py --epochs $(EPOCHS) --out build/run1
	PYTHONPATH=src $(TRAIN)/bin/python training/train_encoder.py --epochs $(EPOCHS) --seed 2 --out build/run2
	$(TRAIN)/bin/python training/average.py build/run1/weights.pt build/run2/weights.pt
	PYTHONPATH=src $(TRAIN)/bin/python training/export.py
	PYTHONPATH=src $(TRAIN)/bin/python training/evaluate.py --tune
	PYTHONPATH=src $(TRAIN)/bin/python training/calibrate.py
	PYTHONPATH=src $(TRAIN)/bin/python training/evaluate.py --weights build/encoder/weights.pt

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
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header training/requirements.in -o training/requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --no-deps training/base.in >> training/requirements.txt

clean:
	rm -rf $(VENV) $(TRAIN) build demo
