# Everything sets itself up: a fresh checkout needs Python 3.11 or newer, pip and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared

.PHONY: demo test check bench floors lock model format clean help

help:  ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml requirements/dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "twosource needs Python 3.11 or newer; set PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)  ## compare the bundled example, print the summary, write the page
	@$(BIN)/twosource example -o twosource-demo.html

test: $(READY)  ## lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q

floors: $(READY)  ## quality figures on ../shared against benchmarks/floors.toml
	$(BIN)/python -m benchmarks.floors --shared $(SHARED)

bench: $(READY)  ## quality figures, then speed
	$(BIN)/python -m benchmarks.floors --shared $(SHARED)
	$(BIN)/python -m benchmarks.speed --shared $(SHARED)
	$(BIN)/python -m benchmarks.scale --shared $(SHARED)

model: $(READY)  ## train the language model again from the treebanks (an hour and a quarter)
	$(BIN)/python -m training.language --shared $(SHARED) --out src/twosource/weights/english

lock: $(READY)  ## pin the dependencies anew
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes --allow-unsafe --strip-extras --extra dev -o requirements/dev.lock pyproject.toml
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes --allow-unsafe --strip-extras -c requirements/dev.lock -o requirements/run.lock pyproject.toml

format: $(READY)  ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## remove what the commands made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis twosource-demo.html
