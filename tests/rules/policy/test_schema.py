"""The policy document: every violation at once, each with its line, key and cure."""

from decimal import Decimal

import pytest

from teladan.rules.enums import Axis, Component, Source
from teladan.rules.policy import PRESETS, Mode, PolicyError, Violation, check, load, preset, preset_text

MEDAN = preset_text("medan")


def changed(old: str, new: str, text: str = MEDAN) -> str:
    """The document with the first `old` replaced; fails when there is none."""
    assert old in text
    return text.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    """The line (from 1) on which `part` first stands."""
    return text[: text.index(part)].count("\n") + 1


def only(text: str) -> Violation:
    """The single violation of a document."""
    violations = check(text)
    assert len(violations) == 1, [str(violation) for violation in violations]
    return violations[0]


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_in_order(name: str) -> None:
    assert check(preset_text(name)) == []
    assert load(preset_text(name)).name == name


@pytest.mark.parametrize("name", PRESETS)
def test_presets_rest_on_skp_results_and_on_behaviour_seen_by_the_superior(name: str) -> None:
    policy = preset(name)

    for axis, component in ((Axis.RESULTS, Component.RESULTS), (Axis.BEHAVIOUR, Component.BEHAVIOUR)):
        rule = next(rule for rule in policy.of(axis) if rule.component is component)
        assert rule.source(Source.SUPERIOR) is not None


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "nasional"])
def test_weights_of_presets_sum_to_exactly_100(name: str) -> None:
    policy = preset(name)

    for axis in Axis:
        assert sum(rule.weight for rule in policy.of(axis)) == 100
    for rule in policy.components:
        assert sum(source.weight for source in rule.sources) == 100


def test_the_national_guidance_has_no_weights() -> None:
    policy = preset("nasional")

    assert policy.mode is Mode.MAJORITY
    assert {source.weight for rule in policy.components for source in rule.sources} == {Decimal(0)}


def test_self_assessment_never_has_a_weight() -> None:
    text = changed("diri = { bobot = 0 }", "diri = { bobot = 10 }")

    violation = only(text)

    assert violation.line == line_of(text, "diri = { bobot = 10 }")
    assert violation.path == "komponen.hasil_kerja.sumber.diri.bobot"
    assert "selalu berbobot 0" in violation.message
    assert "diri = { bobot = 0 }" in violation.cure


def test_an_agency_may_raise_the_floor_of_anonymous_answers_but_not_lower_it() -> None:
    lower = changed("warga = { bobot = 80, minimum = 5 }", "warga = { bobot = 80, minimum = 4 }")
    higher = changed("warga = { bobot = 80, minimum = 5 }", "warga = { bobot = 80, minimum = 9 }")

    assert only(lower).path == "komponen.mutu_layanan.sumber.warga.minimum"
    assert check(higher) == []


def test_sevenths_must_be_written_so_that_they_sum_to_exactly_100() -> None:
    names = ["proses", "kompetensi", "suara_warga", "kerja_harian", "ketepatan_layanan"]
    others = "".join(component(name, "14.29") for name in names)
    start = changed("bobot = 50", "bobot = 14.29", MEDAN[: MEDAN.index("[komponen.ketepatan_layanan]")])
    start = changed("bobot = 25", "bobot = 14.29", start)
    behaviour = changed("bobot = 50", "bobot = 100", MEDAN[MEDAN.index("[komponen.perilaku]") :])
    behaviour = behaviour[: behaviour.index("[komponen.mutu_layanan]")]

    careless = start + others + behaviour
    exact = careless.replace("bobot = 14.29", "bobot = 14.26", 1)

    assert "berjumlah 100,03, harus tepat 100" in only(careless).message
    assert "Kurangi 0,03" in only(careless).cure
    assert check(exact) == []


def component(name: str, weight: str) -> str:
    """A minimal component of the results axis rated by the superior."""
    return (
        f'[komponen.{name}]\nsumbu = "hasil_kerja"\nbobot = {weight}\ntanpa_bukti = "sisihkan"\n'
        f'dasar = ["p6 hlm. 97"]\n[komponen.{name}.sumber]\natasan = {{ bobot = 100, minimum = 1 }}\n\n'
    )


def test_unknown_key_is_answered_with_the_nearest_known_one() -> None:
    text = changed("tanpa_bukti", "tanpa_buktI")

    unknown = next(v for v in check(text) if v.path == "komponen.hasil_kerja.tanpa_buktI")

    assert unknown.line == line_of(text, "tanpa_buktI")
    assert unknown.cure == "Maksud Anda «tanpa_bukti»?"


def test_unknown_component_and_item_are_answered_with_the_nearest_known_one() -> None:
    misspelt = changed("[komponen.kecepatan_layanan]", "[komponen.kecepatan_pelayanan]")
    item = changed('"responsif"', '"responsip"')

    assert "Maksud Anda «kecepatan_layanan»?" in {violation.cure for violation in check(misspelt)}
    assert only(item).cure == "Maksud Anda «responsif»?"


def test_everything_wrong_is_told_at_once_in_the_order_of_the_lines() -> None:
    text = changed("versi = 1", "versi = 0")
    text = changed("diri = { bobot = 0 }", "diri = { bobot = 1 }", text)
    text = changed("di_atas = 80", "di_atas = 40", text)
    text = changed('cara = "setengah_ke_atas"', 'cara = "ke_genap"', text)

    violations = check(text)

    assert [v.path for v in violations] == [
        "versi",
        "pembulatan.cara",
        "ambang.hasil_kerja.di_atas",
        "komponen.hasil_kerja.sumber.diri.bobot",
    ]
    assert [v.line for v in violations] == sorted(v.line for v in violations)


def test_load_refuses_with_all_violations() -> None:
    text = changed("versi = 1", "versi = 0")

    with pytest.raises(PolicyError) as refused:
        load(text)

    assert refused.value.violations == check(text)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('nama = "medan"', 'nama = "Medan Kota"', "nama"),
        ('judul = "Kebijakan penilaian Kota Medan"', "judul = 7", "judul"),
        ("berlaku_mulai = 2025-01-01", 'berlaku_mulai = "2025-01-01"', "berlaku_mulai"),
        ('mode = "berbobot"', 'mode = "berbobott"', "mode"),
        ("langkah = 0.01", "langkah = 0.03", "pembulatan.langkah"),
        ("langkah = 0.01", "langkah = nan", "pembulatan.langkah"),
        ("bobot = 50", "bobot = true", "komponen.hasil_kerja.bobot"),
        ("bobot = 50", 'bobot = "50"', "komponen.hasil_kerja.bobot"),
        ("bobot = 50", "bobot = -50", "komponen.hasil_kerja.bobot"),
        ("di_atas = 100", "di_atas = 60", "komponen.hasil_kerja.nilai"),
        ("utama = 2", "utama = 0", "komponen.hasil_kerja.bobot_prioritas"),
        ("bagian_utama_minimum = 50", "bagian_utama_minimum = 101", "komponen.hasil_kerja.bagian_utama_minimum"),
        ("[[0, 0], [80, 50]", "[[5, 0], [80, 50]", "komponen.kecepatan_layanan.kurva"),
        ("[[0, 0], [80, 50]", "[[0, 0], [80, 90]", "komponen.kecepatan_layanan.kurva"),
        ("[[0, 0], [80, 50]", "[[0], [80, 50]", "komponen.kecepatan_layanan.kurva"),
        ('dasar = ["medan kalimat 6"', 'dasar = ["mdan kalimat 6"', "komponen.kecepatan_layanan.dasar"),
        ("atasan = { bobot = 100, minimum = 1", "atasan = { bobot = 90, minimum = 1", "komponen.hasil_kerja.sumber"),
        ("atasan = { bobot = 100, minimum = 1", "rekan = { bobot = 100, minimum = 5", "komponen.hasil_kerja.sumber"),
        ('tanpa_bukti = "wajib"', 'tanpa_bukti = "sisihkan"', "komponen.hasil_kerja.tanpa_bukti"),
        ('sumbu = "hasil_kerja"', 'sumbu = "perilaku_kerja"', "komponen.hasil_kerja.sumbu"),
        ("warga = { bobot = 80", "catatan = { bobot = 80", "komponen.mutu_layanan.sumber.catatan"),
    ],
)
def test_a_wrong_value_is_named_by_its_key(old: str, new: str, path: str) -> None:
    found = check(changed(old, new))

    assert path in [violation.path for violation in found]
    assert all(violation.message and violation.cure for violation in found)


def test_results_and_behaviour_can_not_be_dropped() -> None:
    start = MEDAN.index("[komponen.perilaku]")
    text = MEDAN[:start] + MEDAN[MEDAN.index("[komponen.mutu_layanan]") :]

    assert "Tambahkan [komponen.perilaku]." in [violation.cure for violation in check(text)]


def test_majority_mode_knows_neither_weights_nor_thresholds_nor_other_components() -> None:
    text = preset_text("nasional") + "\n[ambang.hasil_kerja]\ndi_atas = 80\nsesuai = 50\n" + component("proses", "10")

    paths = {violation.path for violation in check(text)}

    assert {"ambang", "komponen.proses", "komponen.proses.bobot"} <= paths


def test_a_text_that_is_no_toml_is_told_with_its_line() -> None:
    violation = only('nama = "medan"\njudul = "tanpa penutup\n')

    assert violation.line == 2
    assert "tidak terbaca" in violation.message


def test_an_empty_document_is_told_key_by_key() -> None:
    missing = " ".join(violation.message for violation in check(""))

    for key in ("nama", "judul", "versi", "berlaku_mulai", "mode", "rujukan", "dasar", "komponen", "pembulatan"):
        assert f"«{key}»" in missing
