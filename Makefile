# `make` lists what can be done. VENV, PYTHON, HOST, PORT, DATABASE_URL and ARGS may be given: make run PORT=9000

SHELL := /bin/bash
.DEFAULT_GOAL := help
.SUFFIXES:

VENV ?= .venv
DATA ?= ../shared/data/comments
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

BIN := $(VENV)/bin
CHECKER := $(VENV)/share/java/vnu.jar
PIP := $(BIN)/python -m pip install --disable-pip-version-check --require-hashes
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: help run test bench-comparison bench-pages bench-search bench-links bench-related bench-spam lint format migrations-check requirements screenshots tools clean

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/site.stamp .env ## Start the site and its worker, with demo content the first time; Ctrl-C stops both
	@$(BIN)/python manage.py demo --address http://$(HOST):$(PORT)
	@PATH="$(abspath $(BIN)):$$PATH" DJANGO_RUNSERVER_HIDE_WARNING=true bin/serve

# Playwright's own Node.js wants a library that a small Debian lacks; the one among the tools does not.
test: tools ## Run every test; DATABASE_URL=postgres://… picks the database, ARGS="-k title" the tests
	@bin/ensure-chromium
	PLAYWRIGHT_NODEJS_PATH=$(abspath $(BIN))/node $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

bench-comparison: $(VENV)/tools.stamp ## Time comparisons against their limits, beside lxml's htmldiff
	$(BIN)/python bench/comparison.py

bench-pages: $(VENV)/site.stamp ## Time an article's page with 0, 100 and 1,000 comments, uncached, beside its limits
	@$(BIN)/python bench/pages.py

bench-search: tools ## Time search among 20,000 articles beside its limits; ARGS="--articles 1000" for fewer
	@$(BIN)/python bench/search.py $(ARGS)

lint: $(VENV)/tools.stamp ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/tools.stamp ## Put style and formatting right where a program can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migrations-check: $(VENV)/site.stamp ## Fail when a model changed and no migration says so
	DEBUG=true $(BIN)/python manage.py makemigrations --check --dry-run

requirements: $(VENV)/tools.stamp ## Write requirements*.txt from requirements*.in; ARGS=--upgrade takes newer versions
	CUSTOM_COMPILE_COMMAND="make requirements" $(COMPILE) $(ARGS) --output-file requirements.txt requirements.in
	CUSTOM_COMPILE_COMMAND="make requirements" $(COMPILE) $(ARGS) --output-file requirements-dev.txt requirements-dev.in

screenshots: tools ## Take the pictures in docs/screenshots anew, from a fresh demo site
	@bin/ensure-chromium
	@$(BIN)/python bin/take-screenshots

bench-links: tools ## Time a verdict over 10,000 uses, in a database of its own on the server DATABASE_URL names
	@DEBUG=true $(BIN)/python bench/links.py $(ARGS)

bench-related: tools ## Time related reading among 20,000 articles, beside django-taggit's similar_objects, on the server of DATABASE_URL
	@DEBUG=true $(BIN)/python bench/related.py $(ARGS)

bench-spam: $(VENV)/site.stamp ## Measure screening; DATA=folder with the real comments, ARGS="--stored 10000" for fewer made-up ones
	@$(BIN)/python bench/spam.py $(DATA)
	@$(BIN)/python bench/screening.py $(ARGS)
	@DEBUG=true $(BIN)/python bench/clearing.py

tools: $(VENV)/tools.stamp $(CHECKER) ## Install what tests and checks need, without running them

clean: ## Remove the virtual environment and caches; the database and images in var/ stay
	rm -rf $(VENV) var/static .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

.env:
	@echo "Writing .env with DEBUG=true: this is a machine of your own."
	@echo "DEBUG=true" > $@

$(BIN)/python:
	@bin/make-venv $(VENV) $(PYTHON)

$(VENV)/site.stamp: requirements.txt | $(BIN)/python
	@echo "Installing what the site needs"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/tools.stamp: requirements-dev.txt $(VENV)/site.stamp
	@echo "Installing what tests and checks need (about 150 MB)"
	@$(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

$(CHECKER): bin/fetch-html-checker | $(VENV)/tools.stamp
	@$(BIN)/python $<
