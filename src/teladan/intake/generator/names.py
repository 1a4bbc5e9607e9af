"""Invented people: names from the peoples of a region, and well-formed fictitious NIP and NI PPPK."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

MAN, WOMAN = 1, 2


@dataclass(frozen=True, slots=True)
class NamePool:
    """Given names of men and women, and family names (empty where people carry two given names)."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    families: tuple[str, ...] = ()


def _pool(men: str, women: str, families: str = "") -> NamePool:
    return NamePool(tuple(men.split()), tuple(women.split()), tuple(families.split()))


POOLS: dict[str, NamePool] = {
    "batak_toba": _pool(
        "Parlindungan Tumpal Saut Binsar Hotman Marihot Jonggi Poltak Togar Sahala",
        "Tiurma Rotua Lamria Duma Herta Nurmala Tio Sondang Roida Masniari",
        "Simatupang Hutagalung Manurung Sirait Siahaan Nainggolan Sinaga Lumbantobing Pasaribu Marpaung",
    ),
    "mandailing": _pool(
        "Ahmad Zulfikar Raja Sutan Marwan Fadlan Irwansyah Saipul",
        "Nurhalimah Khairani Masdalena Rahmi Yusnida Elvina Siti",
        "Lubis Harahap Siregar Batubara Daulay Rangkuti Dalimunthe",
    ),
    "karo": _pool(
        "Terkelin Rudi Jhonson Sabar Malem", "Rehulina Serasi Ngapulina Mestika Erlina", "Ginting Tarigan Sembiring"
    ),
    "melayu": _pool(
        "Syahrial Azhari Khairul Zainal Fakhri Ridhwan Iskandar Hamdan",
        "Nurul Zubaidah Salmah Aisyah Mardiana Faridah Zahara Rosnah",
        "Syahputra Hasibi Alwi Darwisy Mahyudin Saidin",
    ),
    "jawa": _pool(
        "Sugeng Wahyu Bambang Eko Tri Slamet Agus Dwi Hari Suyatno",
        "Endang Sri Wahyuni Retno Lestari Wulandari Ratih Tri Sulastri Dewi",
    ),
    "minang": _pool(
        "Syafrizal Hendri Yulizar Afdal Rahmat Ilham",
        "Yusmaniar Desmawati Elfi Rahmayeni Gusnita Suryani",
        "Piliang Chaniago Koto Tanjung Sikumbang",
    ),
    "tionghoa": _pool(
        "Hendra Rudy Willy Steven Andy Kevin", "Linda Yenny Meilani Susan Vivian Lily", "Wijaya Halim Lim Tan Ongko"
    ),
    "nias": _pool(
        "Faigizaro Sokhiatulo Yaredi Arozatulo", "Yuniati Adilina Murniati Restina", "Zebua Telaumbanua Gulo Harefa"
    ),
    "tamil": _pool("Suresh Vijay Kumaran Selwin", "Shanti Kavitha Meena Devi", "Nadesan Pillai Samy"),
}
SECOND_NAMES = {
    MAN: ("Prasetyo", "Santoso", "Nugroho", "Widodo Saputro", "Hartono", "Wibisono", "Setiawan", "Purnomo"),
    WOMAN: ("Handayani", "Rahayu", "Astuti", "Puspitasari", "Kusumaningrum", "Utami", "Ningsih", "Pratiwi"),
}


def invent_name(rng: Random, mix: Mapping[str, int], sex: int, taken: set[str]) -> str:
    """A name not yet in `taken` (which it joins), drawn from the pools in the proportions of `mix`."""
    while True:
        pool = POOLS[rng.choices(list(mix), weights=list(mix.values()))[0]]
        given = rng.choice(pool.men if sex == MAN else pool.women)
        name = f"{given} {rng.choice(pool.families or SECOND_NAMES[sex])}"
        if name not in taken:
            taken.add(name)
            return name


def invent_nip(rng: Random, *, born: date, appointed: date, sex: int, contract: bool, taken: set[str]) -> str:
    """An unused 18-digit number: NIP with the month of appointment, or NI PPPK with «21» (DOMAIN §6.1).

    `sex` is 1 for a man and 2 for a woman; the number joins `taken`.
    """
    middle = "21" if contract else f"{appointed.month:02d}"
    while True:
        number = f"{born:%Y%m%d}{appointed.year}{middle}{sex}{rng.randint(1, 999):03d}"
        if number not in taken:
            taken.add(number)
            return number


def invent_dates(rng: Random, *, appointed_between: tuple[int, int], ages: tuple[int, int]) -> tuple[date, date]:
    """Day of birth and of appointment: the first of a month within those years, at an age within `ages`."""
    appointed = date(rng.randint(*appointed_between), rng.randint(1, 12), 1)
    born = appointed - timedelta(days=rng.randint(ages[0] * 366, ages[1] * 365))
    return born, appointed
