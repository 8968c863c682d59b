# Brieflight. `make help` lists what can be done; `make run` and `make test` need nothing prepared.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test properties check bench evaluate train torture fuzz pictures sample format lock setup setup-dev clean

PYTHON ?= python3
BIN := .venv/bin
ARTICLE ?= resources/samples/sample-article.txt
TESTS ?=
KILLS ?= 1000
DATA ?=
ONLY ?=
SECONDS ?= 600
EXAMPLES ?= 2000

# The shell takes paths from the environment: any character may be in it.
export ARTICLE_PATH := $(value ARTICLE)
export DATA_PATH := $(value DATA)

# Standard output belongs to the program that a target runs: the set-up reports on standard error.
help: ## Show these lines
	@awk -F ':[^#]*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: setup ## Open the window on the sample article, or on ARTICLE=path; without a display, rehearse
	@case "$$ARTICLE_PATH" in [!/]*) ARTICLE_PATH="./$$ARTICLE_PATH";; esac; \
	if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	  [ "$$ARTICLE_PATH" != ./resources/samples/sample-article.txt ] \
	    || ARTICLE_PATH=./resources/samples/sample.brief.json; \
	  exec $(BIN)/brieflight "$$ARTICLE_PATH"; \
	else \
	  QT_QPA_PLATFORM=offscreen exec $(BIN)/brieflight --rehearse build/rehearsal "$$ARTICLE_PATH"; \
	fi

test: setup-dev ## Run all tests, or TESTS='tests/model -k undo'
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(TESTS)

properties: setup-dev ## Try what must always hold with fresh examples; EXAMPLES=2000 for each test
	@BRIEFLIGHT_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -n auto --maxprocesses 4 -m hypothesis \
	  --hypothesis-profile fresh $(TESTS)

check: setup-dev ## Format, lint, types, import contracts, Qt's reference counts
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not formatted: make format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/basedpyright --level error
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest -q tests/test_reference_counts.py tests/test_repository.py

format: setup-dev ## Format the code and repair what ruff can repair
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

bench: setup-dev ## Measure: opening, painting, saving, exporting
	@$(BIN)/python -m tests.benchmarks

evaluate: setup-dev ## Measure the suggestions against annotated articles, DATA=folder
	@$(BIN)/python -m desktop.suggest.learning.evaluate "$$DATA_PATH"

train: setup-dev ## Learn the weights of the suggestions anew from annotated articles, DATA=folder
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-learn.lock
	@$(BIN)/python -m desktop.suggest.learning.train_quotes "$$DATA_PATH"
	@$(BIN)/python -m desktop.suggest.learning.train_stance "$$DATA_PATH"

torture: setup-dev ## Crash, cut, damage, fill and race until something is lost; ONLY=kills,soak
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.torture --kills $(KILLS) --only "$(ONLY)"

fuzz: setup-dev ## Look for inputs that break the readers; SECONDS=600 for each, ONLY=codec
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-fuzz.lock
	@$(BIN)/python -m tests.fuzz --seconds $(SECONDS) --only "$(ONLY)"

pictures: setup-dev ## Take the pictures of the README anew, from the project's own sample
	@$(BIN)/python -m tests.pictures

sample: setup-dev ## Write the session that "Sample article" opens anew
	@$(BIN)/python -m tests.resources.sample_session

# Every platform and Python in one file, no addresses in it. The second keeps the first's versions.
LOCKING := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header
LOCK := $(LOCKING) pyproject.toml
lock: ## Refresh the lock files from pyproject.toml (needs uv); UPGRADE=--upgrade for newer versions
	@$(LOCK) $(UPGRADE) --group build --output-file requirements.lock
	@$(LOCK) $(UPGRADE) --group build --group dev --constraint requirements.lock \
	  --output-file requirements-dev.lock
	@$(LOCKING) $(UPGRADE) --group fuzz --output-file requirements-fuzz.lock
	@$(LOCKING) $(UPGRADE) --group learn --constraint requirements.lock \
	  --output-file requirements-learn.lock

setup:
	@$(PYTHON) resources/setup/environment.py run

setup-dev:
	@$(PYTHON) resources/setup/environment.py develop

clean: ## Remove what was built here, the environment too
	@rm -rf .venv build dist *.egg-info
