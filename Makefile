# Everything a newcomer needs. PYTHON may name another interpreter: make PYTHON=python3.12 test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BROWSED := $(VENV)/.browsed

.PHONY: install run test check screens pictures long bench soak format clean

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pelita needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

install: $(STAMP)  ## Build the environment from the lock file

run: $(STAMP)  ## Three phones in a browser, no account; with tokens in .env the real channels instead
	@$(BIN)/pelita run

check: $(STAMP)  ## Lint, types and walls, the fastest first
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

test: check  ## All checks and all tests
	$(BIN)/pytest -q -n auto --dist loadfile

$(BROWSED): tests/screens/requirements.lock $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/screens/requirements.lock
	touch $(BROWSED)

screens: $(BROWSED)  ## Play a night in Chromium at two sizes; pictures go to var/screens. Needs Debian's chromium
	$(BIN)/pytest -q -W default tests/screens

pictures: screens  ## Make the pictures of the README again
	mkdir -p docs/pictures
	cp var/screens/laptop-08-relay.png docs/pictures/phones.png
	cp var/screens/laptop-07-answered.png docs/pictures/desk-case.png
	cp var/screens/hp-01-start.png docs/pictures/phones-small.png

long: $(STAMP)  ## Tests that take long: every power cut, and the bench once
	$(BIN)/pytest -q -n auto --dist loadfile -m long

bench: $(STAMP)  ## Speed and memory, as ratios in one run
	@$(BIN)/pelita bench

soak: $(STAMP)  ## Nights at random, new ones each time: 10,000 steps, some minutes. STEPS=100000 for a long one
	$(BIN)/pytest -q -s tests/duty/machine --steps $(or $(STEPS),10000)

format: $(STAMP)  ## Bring the code into the one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) var build *.egg-info
