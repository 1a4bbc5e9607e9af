"""`teladan rule` as analysts and outside checkers use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import teladan.rules
from teladan.rules.catalogue import BY_NAME, RULES
from teladan.rules.command import main

SOURCES = Path(teladan.rules.__file__).parents[2]
NAMES = [
    "predikat-kinerja",
    "indeks-skm",
    "ukuran-sampel-skm",
    "angka-kredit",
    "nip",
    "hari-kerja",
    "kotak-talenta",
    "sanksi-ketidakhadiran",
]


def test_rule_without_words_lists_every_rule_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    status = main([])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert [line.split()[0] for line in lines[: len(RULES)]] == [rule.name for rule in RULES]
    assert set(NAMES) <= set(BY_NAME)


def test_rule_list_as_json_gives_a_call_that_works_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--json"])
    rows = json.loads(capsys.readouterr().out)

    statuses = [main([*row["example"].split(), "--json", "--on", "2026-03-31"]) for row in rows]

    assert statuses == [0] * len(RULES)


def test_json_answer_has_name_value_source_and_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    main(["predikat-kinerja", "hasil_kerja=di_atas", "perilaku_kerja=sesuai", "--on", "2026-03-31", "--json"])

    assert json.loads(capsys.readouterr().out) == {
        "name": "predikat_kinerja",
        "value": "baik",
        "source": "PermenPANRB 6/2022, Lampiran IV.B.3.a.3)(c), hlm. 99",
        "inputs": [
            {"name": "rating_hasil_kerja", "value": "di_atas", "source": "", "inputs": []},
            {"name": "rating_perilaku_kerja", "value": "sesuai", "source": "", "inputs": []},
        ],
    }


def test_every_answer_names_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    for rule in RULES:
        main([*rule.example().split(), "--json", "--on", "2026-03-31"])

    answers = capsys.readouterr().out
    assert '"source": ""' in answers  # leaves have none
    decoder, rest, top = json.JSONDecoder(), answers.strip(), []
    while rest:
        answer, end = decoder.raw_decode(rest)
        top.append(answer["source"])
        rest = rest[end:].strip()
    assert len(top) == len(RULES)
    assert all(top)


def test_answer_in_words_is_a_tree_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    main(["predikat-kinerja", "hasil_kerja=di atas", "perilaku_kerja=sesuai", "--on=2026-03-31"])

    assert capsys.readouterr().out == (
        "Predikat kinerja: baik\n"
        "Dasar: PermenPANRB 6/2022, Lampiran IV.B.3.a.3)(c), hlm. 99 [TEXT]\n"
        "├─ rating hasil kerja: di atas\n"
        "└─ rating perilaku kerja: sesuai\n"
    )


def test_words_say_when_the_evidence_is_not_enough(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rating-hasil-kerja", "utama=di_atas", "--on", "2026-03-31"])

    out = capsys.readouterr().out
    assert out.startswith("Rating hasil kerja: belum cukup bukti\n")
    assert "Catatan: umpan balik belum ada" in out


def test_decimals_are_strings_and_exact(capsys: pytest.CaptureFixture[str]) -> None:
    main(["angka-kredit", "jenjang=pemula", "predikat=baik", "bulan=1", "--json", "--on", "2026-01-31"])

    answer = json.loads(capsys.readouterr().out)
    assert answer["value"] == "0.3125"
    assert [given["value"] for given in answer["inputs"] if given["name"] == "nilai_persis"] == ["5/16"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["predikat"], "Mungkin maksud Anda predikat-kinerja?"),
        (["zzz"], "Aturan «zzz» tidak ada. Jalankan"),
        (["nip"], "belum ada kunci nomor"),
        (["nip", "198609262015051001"], "harus berbentuk kunci=nilai"),
        (["nip", "nomer=198609262015051001"], "Mungkin maksud Anda nomor?"),
        (["nip", "nomor=1", "nomor=2"], "tertulis dua kali"),
        (["nip", "nomor=198609262015051001", "--xml"], "Pilihan --xml tidak dikenal"),
        (["nip", "nomor=198609262015051001", "--on"], "--on harus tanggal"),
        (["nip", "nomor=198609262015051001", "--on", "1/2/2026"], "--on harus tanggal"),
        (["nip", "nomor=198609262015051001", "--on=2026-01-01", "--on=2026-01-02"], "--on tertulis dua kali"),
        (["ukuran-sampel-skm", "populasi=1e3"], "Contoh: populasi=1000"),
        (["pedoman-ipk", "jenjang=s1", "akreditasi=a", "ipk=3,4"], "memakai titik untuk desimal, bukan koma"),
        (["hari-kerja", "mulai=2026-01-01", "jumlah=5", "cuti_bersama=1"], "harus ya atau tidak"),
    ],
)
def test_refusal_is_status_2_and_a_sentence_on_standard_error(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(argv)

    captured = capsys.readouterr()
    assert status == 2
    assert captured.out == ""
    assert said in captured.err


def test_help_of_a_rule_names_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["kotak-talenta", "--help"])

    out = capsys.readouterr().out
    assert status == 0
    assert "potensi" in out
    assert "rendah | menengah | tinggi" in out


def test_rule_runs_as_a_module_with_the_standard_library_alone() -> None:
    code = (
        "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); sys.argv[0] = 'rule';"
        "sys.argv[1:] = ['kotak-talenta', 'predikat=baik', 'potensi=tinggi', '--json', '--on', '2026-01-01'];"
        "runpy.run_module('teladan.rules.command', run_name='__main__')"
    )

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(SOURCES)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["value"] == 8
