# Event Timeline. Two commands do all the set-up: `make dashboard` and `make test`.
# Only Python >= 3.11 (with venv and pip) and make are presupposed.

PORT ?= 8501
STORE ?= .timeline/events.db
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python

.PHONY: help dashboard install install-dev test check format lint types gate browser benchmark screenshots lock clean

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

dashboard: install ## open the dashboard on the example articles (PORT=8501, STORE=.timeline/events.db)
	@$(RUN) .ci/first_store.py "$(STORE)" seeds
	@echo "The dashboard is at http://localhost:$(PORT) (Ctrl-C stops it)"
	@TIMELINE_STORE="$(STORE)" $(RUN) -m timeline.pages.serve dashboard.py --server.port "$(PORT)" --server.headless true --browser.serverAddress localhost

install: $(VENV)/installed ## install the program and its locked dependencies into .venv

install-dev: $(VENV)/installed-dev

$(VENV)/installed: requirements.lock pyproject.toml
	@sh .ci/make_venv.sh "$(PYTHON)" "$(VENV)"
	@echo "Installing the locked dependencies into $(VENV) (once; about a minute)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml $(VENV)/installed
	@echo "Installing what the tests need into $(VENV)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

test: install-dev browser ## run all tests, a real browser included
	$(RUN) -m pytest

browser: install-dev
	@$(RUN) .ci/browser.py

check: format lint types test gate ## format, lint, types, tests and quality gates: what CI runs

format: install-dev
	$(RUN) -m ruff format --check .

lint: install-dev
	$(RUN) -m ruff check .

types: install-dev
	$(RUN) -m mypy

gate: install-dev ## hold the measured accuracy against its pinned floors
	$(RUN) benchmarks/gate.py

benchmark: install-dev browser ## measure the speed of each part
	$(RUN) benchmarks/speed.py
	$(RUN) benchmarks/stages.py
	$(RUN) benchmarks/hostile.py
	$(RUN) benchmarks/first_page.py

screenshots: install-dev browser ## make the pictures of the README and the guide again
	$(RUN) benchmarks/screenshots.py

lock: ## write the lock files anew after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade --output-file requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove what was installed and built (the event store stays)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
