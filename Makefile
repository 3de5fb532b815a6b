PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Tests start dozens of processes: each would compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo install test test-all lint rules types fast format clean

demo: $(STAMP)
	$(BIN)/python -m bot demo

install: $(STAMP)

test: rules fast

# The longest file first, so that no worker has it left when the others are done.
fast: $(DEV)
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not slow" tests/transcripts tests

# Types take one processor for half a minute: `make lint` and the whole gate check them.
test-all: test types
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m slow

lint: rules types

rules: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python -m bot check

types: $(DEV)
	$(BIN)/mypy

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What is pinned and hashed first, then the project itself without asking for anything.
$(STAMP): pyproject.toml requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.txt
	$(PIP) --no-deps --editable .
	touch $(STAMP)

$(DEV): $(STAMP) requirements-dev.txt
	$(PIP) --require-hashes --requirement requirements-dev.txt
	touch $(DEV)

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
