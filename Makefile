# Everything a newcomer needs. PYTHON may name another interpreter: make PYTHON=python3.12 test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install run test check bench format clean

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pelita needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

install: $(STAMP)  ## Build the environment from the lock file

run: $(STAMP)  ## Try everything at one prompt: demo people, no account
	@$(BIN)/pelita demo

check: $(STAMP)  ## Lint, types and walls, the fastest first
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

test: check  ## All checks and all tests
	$(BIN)/pytest -q

bench: $(STAMP)  ## Speed and memory, as ratios in one run
	@$(BIN)/pelita bench

format: $(STAMP)  ## Bring the code into the one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) var build *.egg-info
