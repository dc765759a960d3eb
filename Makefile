# Every target does its own set-up, asks nothing, and is quick the second time.
# As many tests at once as there are cores, four at most: more browsers than that only wait for each other.
PYTEST = .venv/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

.PHONY: help demo test test-slow lint format lock clean

help:
	@echo "make demo       scan an invented care home and print its table of fixes"
	@echo "make test       the quick tests"
	@echo "make test-slow  the tests that take longer"
	@echo "make lint       style and types"
	@echo "make format     put the style right"
	@echo "make lock       renew the lock files in requirements/"
	@echo "make clean      remove what the other targets made"

demo:
	@tools/set-up python browser
	@.venv/bin/dsptscan demo $(ARGS)

test:
	@tools/set-up python browser secrets screen schedulers
	$(PYTEST) -m "not slow" $(ARGS)

test-slow:
	@tools/set-up python browser secrets screen schedulers packages
	$(PYTEST) -m slow $(ARGS)

lint:
	@tools/set-up python
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy

format:
	@tools/set-up python
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .

# One lock for Windows, macOS and Linux and Python 3.11 to 3.14: markers choose, every file of every platform has a hash.
# uv lives in a folder of its own, so that it is no part of what it locks.
COMPILE = .venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

lock:
	@tools/set-up python
	.venv/bin/python -m venv .venv/lock
	.venv/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) --upgrade --output-file requirements/runtime.txt pyproject.toml
	$(COMPILE) --upgrade --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt pyproject.toml

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
