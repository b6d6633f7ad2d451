# Everything a newcomer or a maintainer types. `make help` lists it.
# Variables: PYTHON (interpreter, 3.11 or newer), VENV (virtualenv), PORT, DEMO_DIR,
# DEMO_ADMIN (user:password) for the demonstration, PDF for the walk, PYTEST_ARGS for the tests.

PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?=

BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SOURCES := $(wildcard src tests benchmarks setup.py)
MARKUP = $(shell find src tests -name '*.zcml' -o -name '*.pt' -o -name '*.xml')

.DEFAULT_GOAL := help
.PHONY: help install demo walk test benchmark campaign check format i18n dist clean

help:  ## Show this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## *(.*)/  make \1\t\2/' | expand -t 18

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	  echo "There is no '$(PYTHON)' here: install Python 3.11 or newer, or say make PYTHON=/path/to/python3.11."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "'$(PYTHON)' is older than Python 3.11, which Plone 6.2 needs: say make PYTHON=/path/to/python3.11."; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "'$(PYTHON)' has no venv module: on Debian and Ubuntu install the package python3-venv."; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(STAMP): setup.py constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[demo,test,check]"
	@touch $@

install: $(STAMP)  ## Prepare the virtualenv with everything the other targets need

demo: $(STAMP)  ## Serve a whole demonstration site on http://localhost:8080/Plone
	@$(BIN)/externalshare-demo

# By way of the environment, so that blanks, quotes and dollars in a file's name do no harm.
walk: export GIVEN_PDF := $(value PDF)
walk: $(STAMP)  ## Walk the main job unattended: make walk PDF=path/to/any.pdf
	@PDF="$$GIVEN_PDF" $(BIN)/python -m collective.externalshare.demo.walk

test: $(STAMP)  ## Run every test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# Takes about an hour; medians are worth little while the machine does something else.
campaign: $(STAMP)  ## Repeat guesses, scans, timings and broken files as often as the threat list counts them
	EXTERNALSHARE_TEST_NUMBERS=named $(BIN)/python -m pytest -m campaign -v --durations=0 \
	  -rP --show-capture=stdout $(PYTEST_ARGS)

benchmark: $(STAMP)  ## Measure copies, pages, evidence and the store against their alternatives
	$(BIN)/python -m benchmarks.pdf
	$(BIN)/python -m benchmarks.audit
	$(BIN)/python -m benchmarks.store

check: $(STAMP)  ## Check style, layers and types
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	@test -z "$(MARKUP)" || { echo "zpretty --check"; $(BIN)/zpretty --check $(MARKUP); }
	$(BIN)/lint-imports
	$(BIN)/mypy

format: $(STAMP)  ## Format Python, ZCML, XML and page templates
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
	@test -z "$(MARKUP)" || { echo "zpretty --inplace"; $(BIN)/zpretty --inplace $(MARKUP); }

i18n: $(STAMP)  ## Bring the message catalogues up to date with the code
	$(BIN)/python src/collective/externalshare/locales/update.py

dist: $(STAMP)  ## Build the sdist and the wheel into dist/
	$(BIN)/python -m build

clean:  ## Remove what was built; the virtualenv and the demonstration's data stay
	rm -rf build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
