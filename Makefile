# Perintah Teladan. `make` tanpa sasaran menampilkan daftar ini.
SHELL := /bin/sh
UV ?= uv
PYTHON ?= $(or $(shell command -v python3.11 || command -v python3),python3)
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help venv demo test check drill bench screens messages locks clean-data

help: ## daftar perintah
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

venv: ## lingkungan Python dan perintah .venv/bin/teladan
	@$(PYTHON) requirements/install.py

demo: venv ## menyiapkan data contoh dan membuka demo di komputer ini
	@exec $(BIN)/teladan demo

test: venv ## semua pemeriksaan dan pengujian
	@tests/chromium.sh
	@$(MAKE) --no-print-directory check
	@exec $(BIN)/python -m pytest -q -n 2 --dist loadfile

check: venv ## gaya, tipe, arah impor, dan keamanan kode
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	TELADAN_MODE=uji $(BIN)/mypy src
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml src

drill: venv ## ukuran penuh pemeriksaan berat: gangguan dan beban
	@exec $(BIN)/python -m pytest -q -m drill tests

bench: venv ## pengukuran berulang, rasio lebih dahulu
	@exec $(BIN)/python -m bench

screens: venv ## lembar gambar setiap halaman
	@exec $(BIN)/teladan screens

messages: venv ## katalog terjemahan dari teks terbaru (membutuhkan gettext)
	@cd src/teladan && TELADAN_MODE=pengembangan DJANGO_SETTINGS_MODULE=teladan.site.settings \
		../../$(BIN)/python -m django makemessages -l en --no-location --no-wrap --no-obsolete --ignore assets

locks: ## memperbarui requirements/*.txt (membutuhkan uv)
	@command -v $(UV) >/dev/null || { echo "uv tidak ditemukan: pip install uv, atau make locks UV=/jalan/ke/uv"; exit 2; }
	@for name in base fairness web test; do \
		$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--custom-compile-command "make locks" requirements/$$name.in -o requirements/$$name.txt $(LOCKFLAGS) || exit 1; \
	done

clean-data: venv ## menghapus seluruh data di komputer ini (.data)
	@exec $(BIN)/teladan clean
