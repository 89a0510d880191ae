.PHONY: install lint test
install: ; sh scripts/install.sh
lint: ; .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports
test: ; .venv/bin/pytest
