# Two commands for everyone: `make demo` and `make test`. Both set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: setup demo test check format lint types walls tests coverage lock clean

setup: $(STAMP)

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) tools/needs.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: setup
	$(BIN)/tereze demo

test: setup
	OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BIN)/python tools/offline.py $(BIN)/python -m pytest -n 2

check: setup format lint types walls tests

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

walls:
	$(BIN)/lint-imports

tests: test

coverage: setup
	$(BIN)/python -m coverage run -m pytest && $(BIN)/python -m coverage report

lock:
	for f in base dev spark bench train; do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/$$f.in -o requirements/$$f.txt; done

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache demo
