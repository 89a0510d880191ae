# make run    serve the portal on this machine     make test   every test
# make lint   every check that needs no database   make bench  the measured promises
.POSIX:
.SUFFIXES:
.PHONY: run install install-dev test lint bench catalogues states screenshots clean

PORT = 8000
PYTHON =
HALF =
ONLY =

run: install
	@exec .venv/bin/python scripts/serve.py "$(PORT)"

install:
	@PYTHON="$(PYTHON)" sh scripts/install.sh run

install-dev:
	@PYTHON="$(PYTHON)" sh scripts/install.sh dev

test: install-dev
	@exec .venv/bin/python scripts/test.py $(HALF)

lint: install-dev
	@exec .venv/bin/python scripts/lint.py

bench: install-dev
	@exec .venv/bin/python -m benchmarks $(ONLY)

catalogues: install-dev
	@exec .venv/bin/python scripts/catalogues.py update all

states: install-dev
	@exec .venv/bin/python scripts/states.py write

screenshots: install-dev
	@exec .venv/bin/python scripts/screenshots.py

clean:
	rm -rf build var .venv staticfiles
