"""`teladan import`."""

from pathlib import Path
from typing import Any

import pytest

from teladan.intake.command import main
from teladan.people.models import Unit
from teladan.planning.models import Plan
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from tests.intake.workbooks import Sheets, only, put, xlsx

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "permenpanrb-6-2022"


@pytest.fixture
def file(tmp_path: Path) -> Any:
    """Write sheets to a file and give its path as an argument."""

    def write(sheets: Sheets, name: str = "data.xlsx") -> str:
        path = tmp_path / name
        path.write_bytes(xlsx(sheets))
        return str(path)

    return write


def units(agency: Any) -> int:
    with bound(agency.pk):
        return Unit.objects.count()


def test_without_terapkan_it_only_checks(agency: Any, file: Any, capsys: Any) -> None:
    status = main([file(only("Unit")), "--instansi", "kota-uji"])

    assert (status, units(agency)) == (0, 0)
    assert "Unit 2 baru, 0 berubah, 0 tetap" in capsys.readouterr().out


def test_terapkan_writes(agency: Any, file: Any) -> None:
    assert main([file(only("Unit")), "--instansi", "kota-uji", "--terapkan"]) == 0
    assert units(agency) == 2


def test_violations_are_printed_and_nothing_is_written(agency: Any, file: Any, capsys: Any) -> None:
    path = file(put(only("Unit"), "Unit", 3, "nama_unit", None))

    status = main([path, "--instansi", "kota-uji", "--terapkan"])

    assert (status, units(agency)) == (1, 0)
    assert "lembar Unit, baris 3, kolom nama_unit: Sel wajib ini kosong." in capsys.readouterr().err


def test_only_the_good_rows_when_asked(agency: Any, file: Any) -> None:
    path = file(put(only("Unit"), "Unit", 3, "nama_unit", None))

    status = main([path, "--instansi", "kota-uji", "--terapkan", "--hanya-yang-benar"])

    assert (status, units(agency)) == (1, 1)


def test_files_build_on_one_another_and_a_new_agency_is_made(db: None, capsys: Any) -> None:
    files = [str(path) for path in sorted(EXAMPLE.glob("*.xlsx"))]
    arguments = [*files, "--instansi", "puskesmas", "--buat", "Puskesmas Contoh"]

    checked = main(arguments)
    left = Agency.objects.filter(code="puskesmas").exists()
    applied = main([*arguments, "--terapkan"])
    again = main([*arguments, "--terapkan"])

    assert (checked, left, applied, again) == (0, False, 0, 0)
    assert "Umpan Balik 0 baru, 0 berubah, 40 tetap" in capsys.readouterr().out
    agency = Agency.objects.get(code="puskesmas")
    with bound(agency.pk):
        assert Plan.objects.count() == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tidak-ada.xlsx", "--instansi", "kota-uji"], "tidak dapat dibaca"),
        (["FILE", "--instansi", "kota-lain"], "belum ada. Tambahkan --buat NAMA, atau pilih: kota-uji"),
    ],
)
def test_what_cannot_be_done_ends_with_status_2(
    agency: Any, file: Any, capsys: Any, arguments: list[str], words: str
) -> None:
    path = file(only("Unit"))

    assert main([path if argument == "FILE" else argument for argument in arguments]) == 2
    assert words in capsys.readouterr().err


def test_another_kind_of_file_ends_with_status_2(agency: Any, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(b"nama;nip")

    assert main([str(path), "--instansi", "kota-uji"]) == 2
    assert "bukan buku kerja Excel" in capsys.readouterr().err
