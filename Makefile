# `make help` lists what you can do. HOST and PORT are settings of `make run`.
.DEFAULT_GOAL := help
SHELL := /bin/sh
HOST ?= 127.0.0.1
PORT ?= 5005
PYTHON := .venv/bin/python

.PHONY: help setup run chat train actions check format test evaluate benchmark lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install Python 3.10 and the pinned packages into .venv
	@requirements/install.sh run

run: setup ## train if anything changed, then serve (make run PORT=5305 HOST=0.0.0.0)
	@exec $(PYTHON) -m verbatim run --host $(HOST) --port $(PORT)

chat: setup ## chat in this terminal
	@exec $(PYTHON) -m verbatim chat

train: setup ## train if content, data or configuration changed
	@exec $(PYTHON) -m verbatim train

actions: setup ## serve the custom actions as a server of their own
	@exec $(PYTHON) -m verbatim actions

.venv/.dev: requirements/dev.txt
	@requirements/install.sh dev
	@touch $@

check: .venv/.dev ## format, lint, types, content, domain and data: seconds only
	@$(PYTHON) -m ruff format --check -q .
	@$(PYTHON) -m ruff check -q .
	@$(PYTHON) -m mypy
	@$(PYTHON) -m yamllint -s .
	@$(PYTHON) -m verbatim check

format: .venv/.dev ## let ruff format the code
	@$(PYTHON) -m ruff format -q .
	@$(PYTHON) -m ruff check -q --fix .

test: check ## everything that CI runs
	@$(PYTHON) -m verbatim train
	@$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

evaluate: .venv/.dev ## train, score, and write reports/evaluation.html
	@$(PYTHON) -m verbatim evaluate

benchmark: .venv/.dev ## measure against Rasa as people set it up (long)
	@$(PYTHON) -m benchmarks

lock: ## pin the newest packages that fit, with hashes
	@for list in run dev; do \
	  uv pip compile -q requirements/$$list.in --override requirements/overrides.txt -p 3.10 \
	    --generate-hashes --no-emit-index-url --no-header -o requirements/$$list.txt || exit 1; done

clean: ## remove what can be made again (not the conversations)
	@rm -rf .venv .uv models .rasa reports .mypy_cache .ruff_cache .pytest_cache .coverage*
