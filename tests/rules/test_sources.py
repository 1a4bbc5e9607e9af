"""The five source texts against `sources.toml` and the presets: nothing misquoted, quoted twice or left out."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from teladan.rules.enums import Component, ServiceQuality, Source
from teladan.rules.policy import PRESETS, preset, preset_text

ROOT = Path(__file__).parents[2]
REGIONS = ("medan", "sibolga", "langsa", "batanghari", "andir")
MODULES = {
    "rules",
    "fairness",
    "tenancy",
    "trust",
    "people",
    "planning",
    "activities",
    "voices",
    "appraisal",
    "intake",
    "growth",
    "insight",
    "api",
    "site",
}
DOCUMENT = tomllib.loads((ROOT / "tests/rules/sources.toml").read_text(encoding="utf-8"))
QUOTES: list[dict[str, Any]] = DOCUMENT["kalimat"]
FIXED_BY_LAW = {Component.RESULTS, Component.BEHAVIOUR}


def sentences(region: str) -> list[str]:
    """The sentences of a text in order; a line without a full stop is a heading."""
    text = (ROOT / f"docs/sources/{region}.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip().endswith(".")]
    return [sentence for line in lines for sentence in re.split(r"(?<=\.)\s+(?=[A-Z])", line)]


def cited(region: str) -> set[tuple[str, int]]:
    """(component, sentence number) for every sentence of the region's text that its preset cites."""
    components = tomllib.loads(preset_text(region))["komponen"]
    entries = ((code, entry) for code, table in components.items() for entry in table["dasar"])
    return {(code, int(entry.rsplit(" ", 1)[1])) for code, entry in entries if entry.startswith(f"{region} kalimat ")}


@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: f"{quote['sumber']}-{quote['nomor']}")
def test_quote_stands_word_for_word_at_its_place(quote: dict[str, Any]) -> None:
    assert sentences(quote["sumber"])[quote["nomor"] - 1] == quote["kutipan"]


def test_no_sentence_is_quoted_twice() -> None:
    places = Counter((quote["sumber"], quote["nomor"]) for quote in QUOTES)

    assert {place for place, count in places.items() if count > 1} == set()


@pytest.mark.parametrize("region", REGIONS)
def test_every_sentence_is_quoted_or_background_and_never_both(region: str) -> None:
    quoted = [quote["nomor"] for quote in QUOTES if quote["sumber"] == region]

    assert sorted(quoted + DOCUMENT["latar"][region]) == list(range(1, len(sentences(region)) + 1))


def test_every_quote_is_carried_by_a_component_or_a_module_that_exists() -> None:
    for quote in QUOTES:
        used = {rule.component.value for rule in preset(quote["sumber"]).components}

        assert quote["komponen"] or quote["modul"], quote
        assert set(quote["komponen"]) <= used, quote
        assert set(quote["modul"]) <= MODULES, quote


@pytest.mark.parametrize("region", REGIONS)
def test_the_preset_cites_the_sentences_that_are_mapped_to_it(region: str) -> None:
    mapped = {(code, q["nomor"]) for q in QUOTES if q["sumber"] == region for code in q["komponen"]}

    assert cited(region) == mapped


@pytest.mark.parametrize("region", REGIONS)
def test_every_component_of_a_region_rests_on_its_text_or_on_the_law(region: str) -> None:
    from_text = {code for code, _ in cited(region)}

    for rule in preset(region).components:
        by_law = rule.component in FIXED_BY_LAW and any("Nomor 6 Tahun 2022" in c.act for c in rule.citations)
        assert rule.component.value in from_text or by_law, rule.component


def test_sources_belong_to_the_five_regions() -> None:
    assert {quote["sumber"] for quote in QUOTES} == set(REGIONS) == set(PRESETS) - {"nasional"}


EXPECTED_SOURCES = {
    "medan": {Source.SUPERIOR, Source.CITIZEN, Source.RECORD, Source.SELF},
    "sibolga": {Source.SUPERIOR, Source.PEER, Source.CITIZEN, Source.RECORD, Source.SELF},
    "langsa": {Source.SUPERIOR, Source.SUBORDINATE, Source.SELF},
    "batanghari": {Source.SUPERIOR, Source.CITIZEN, Source.RECORD, Source.SELF},
    "andir": {Source.SUPERIOR, Source.CITIZEN, Source.RECORD, Source.SELF},
}


@pytest.mark.parametrize("region", REGIONS)
def test_the_preset_listens_to_those_its_text_names(region: str) -> None:
    used = {source.source for rule in preset(region).components for source in rule.sources}

    assert used == EXPECTED_SOURCES[region]


def test_medan_rates_the_five_named_qualities_of_service() -> None:
    rule = preset("medan").component(Component.SERVICE_QUALITY)

    assert rule is not None
    assert set(rule.items) == {item.value for item in ServiceQuality}


def test_langsa_rates_the_strategy_beside_the_result() -> None:
    rule = preset("langsa").component(Component.PROCESS)

    assert rule is not None
    assert "strategi" in rule.items


def test_sibolga_rates_the_accuracy_of_reports() -> None:
    rule = preset("sibolga").component(Component.SERVICE_ACCURACY)

    assert rule is not None
    assert rule.items == ("akurasi_laporan",)
