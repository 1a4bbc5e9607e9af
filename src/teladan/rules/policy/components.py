"""One component of a policy document: its sources, weights, criteria, and how evidence becomes points."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from teladan.rules.derivation import Citation
from teladan.rules.enums import Axis, Component, Expectation, Priority, ServiceQuality, Source
from teladan.rules.policy.model import (
    ANONYMOUS_SOURCES,
    LEAST_GROUP,
    ComponentRule,
    Mode,
    ResultPoints,
    SourceRule,
    WithoutEvidence,
)
from teladan.rules.policy.reading import Reader, listed, meant

ZERO, HUNDRED = Decimal(0), Decimal(100)
SERVICE_COMPONENTS = (Component.SERVICE_SPEED, Component.SERVICE_ACCURACY)
MAJORITY_COMPONENTS = {Component.RESULTS: Axis.RESULTS, Component.BEHAVIOUR: Axis.BEHAVIOUR}


def component_rule(
    reader: Reader, component: Component, mode: Mode | None, citations: tuple[Citation, ...]
) -> ComponentRule | None:
    """Reads one table [komponen.…]; violations go to the reader's report."""
    axis = reader.choice("sumbu", Axis)
    without = reader.choice("tanpa_bukti", WithoutEvidence)
    weight = _share(reader, "bobot", mode)
    if weight == 0 and mode is Mode.WEIGHTED:
        reader.refuse("bobot", f"Komponen {component} berbobot 0.", "Hapus komponen ini, atau beri bobot lebih dari 0.")
    sources = _sources(reader, component, mode)
    items = _items(reader, component)
    curve = _curve(reader, component)
    results = _result_points(reader, component, mode)
    _fixed_axis(reader, component, axis, mode)
    if axis is None or without is None or weight is None:
        return None
    return ComponentRule(component, axis, weight, sources, without, items, curve, results, citations)


def _fixed_axis(reader: Reader, component: Component, axis: Axis | None, mode: Mode | None) -> None:
    if mode is Mode.MAJORITY and component not in MAJORITY_COMPONENTS:
        cure = "Hapus komponen ini, atau pakai mode berbobot."
        reader.refuse("", "Mode mayoritas hanya mengenal komponen hasil_kerja dan perilaku.", cure)
    fixed = MAJORITY_COMPONENTS.get(component)
    if axis is not None and fixed is not None and axis is not fixed:
        reader.refuse("sumbu", f"Komponen {component} selalu berada pada sumbu {fixed}.", f'Tulis sumbu = "{fixed}".')


def _share(reader: Reader, key: str, mode: Mode | None) -> Decimal | None:
    """A weight in percent; in mode mayoritas there is none."""
    if mode is not Mode.MAJORITY:
        return reader.number(key, ZERO, HUNDRED)
    if reader.has(key):
        reader.refuse(key, "Mode mayoritas tidak memakai bobot.", f"Hapus kunci {key}.")
    return ZERO


def _sources(reader: Reader, component: Component, mode: Mode | None) -> tuple[SourceRule, ...]:
    inner = reader.inner("sumber")
    if inner is None:
        return ()
    rules = []
    for source, key in inner.coded(Source, "Sumber"):
        table = inner.inner(key)
        rule = None if table is None else _source(table, source, mode)
        if rule is not None:
            rules.append(rule)
    _check_records(inner, component)
    _check_sum(inner, mode, rules)
    return tuple(rules)


def _source(table: Reader, source: Source, mode: Mode | None) -> SourceRule | None:
    if source is Source.SELF:
        _refuse_scored_self(table, mode)
        table.done()
        return SourceRule(source, ZERO, 0)
    weight, minimum = _share(table, "bobot", mode), table.integer("minimum", 1)
    required = table.flag("wajib")
    table.done()
    if minimum is not None and source in ANONYMOUS_SOURCES and minimum < LEAST_GROUP:
        message = (
            f"Jawaban {source} dipakai sedikitnya dalam kelompok {LEAST_GROUP}, agar pemberinya tidak dapat ditebak."
        )
        table.refuse("minimum", message, f"Isi {LEAST_GROUP} atau lebih; angka ini boleh naik, tidak boleh turun.")
    if weight == 0 and mode is Mode.WEIGHTED:
        table.refuse("bobot", f"Sumber {source} berbobot 0.", "Hapus sumber ini, atau beri bobot lebih dari 0.")
    return None if weight is None or minimum is None else SourceRule(source, weight, minimum, required)


def _refuse_scored_self(table: Reader, mode: Mode | None) -> None:
    if mode is Mode.MAJORITY and table.table == {}:
        return
    if not table.has("bobot") or table.table["bobot"] != 0 or isinstance(table.table["bobot"], bool):
        message = "Penilaian diri selalu berbobot 0: ditampilkan, tidak dihitung."
        table.refuse("bobot", message, "Tulis diri = { bobot = 0 }.")


def _check_records(inner: Reader, component: Component) -> None:
    if Source.RECORD in inner.table and component not in SERVICE_COMPONENTS:
        cure = f"Hapus sumber catatan, atau pindahkan ke komponen {listed(SERVICE_COMPONENTS)}."
        inner.refuse("catatan", "Sumber catatan (register layanan) hanya untuk komponen layanan.", cure)


def _check_sum(inner: Reader, mode: Mode | None, rules: list[SourceRule]) -> None:
    if mode is not Mode.WEIGHTED or len(rules) != len(inner.table):
        return
    total = sum((rule.weight for rule in rules), ZERO)
    if total != HUNDRED:
        inner.refuse("", *wrong_total("Bobot sumber", total))


def wrong_total(what: str, total: Decimal) -> tuple[str, str]:
    """Message and cure for weights that do not add up to exactly 100."""
    gap = HUNDRED - total
    step = "Tambahkan" if gap > 0 else "Kurangi"
    cure = f"{step} {_comma(abs(gap))} pada salah satu bobot (100/7 ditulis misalnya enam kali 14.29 dan sekali 14.26)."
    return f"{what} berjumlah {_comma(total)}, harus tepat 100.", cure


def _comma(number: Decimal) -> str:
    return format(number, "f").replace(".", ",")


def _items(reader: Reader, component: Component) -> tuple[str, ...]:
    if component is not Component.SERVICE_QUALITY and not reader.has("butir"):
        return ()
    items = reader.texts("butir")
    if component is not Component.SERVICE_QUALITY:
        return items
    for item in items:
        if item not in list(ServiceQuality):
            reader.refuse(
                "butir", f"Butir «{item}» bukan butir mutu layanan.", meant(item, [*map(str, ServiceQuality)])
            )
    return items


def _curve(reader: Reader, component: Component) -> tuple[tuple[Decimal, Decimal], ...]:
    """The points of a service component by its share: rising pairs from share 0 to share 100."""
    if component not in SERVICE_COMPONENTS or not _uses_records(reader):
        if reader.has("kurva"):
            reader.refuse("kurva", "Kurva hanya untuk komponen layanan dengan sumber catatan.", "Hapus kunci kurva.")
        return ()
    cure = "Tulis misalnya kurva = [[0, 0], [80, 50], [95, 80], [100, 100]]."
    if not reader.has("kurva"):
        reader.refuse("", "Kunci «kurva» belum diisi.", cure)
        return ()
    given: Any = reader.table["kurva"]
    if not isinstance(given, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in given):
        reader.refuse("kurva", "Kurva harus berupa daftar pasangan [bagian dalam persen, poin].", cure)
        return ()
    numbers = [[reader.as_number("kurva", number, ZERO, HUNDRED) for number in pair] for pair in given]
    pairs = tuple((share, points) for share, points in numbers if share is not None and points is not None)
    if len(pairs) != len(given):
        return ()
    _check_rising(reader, pairs, cure)
    return pairs


def _uses_records(reader: Reader) -> bool:
    sources = reader.table.get("sumber")
    return isinstance(sources, dict) and Source.RECORD in sources


def _check_rising(reader: Reader, pairs: tuple[tuple[Decimal, Decimal], ...], cure: str) -> None:
    shares = [share for share, _ in pairs]
    points = [point for _, point in pairs]
    if len(pairs) < 2 or shares[0] != 0 or shares[-1] != HUNDRED:
        reader.refuse("kurva", "Kurva harus mulai dari bagian 0 dan berakhir pada bagian 100.", cure)
    elif any(left >= right for left, right in pairwise(shares)) or points != sorted(points):
        reader.refuse("kurva", "Bagian harus naik dan poin tidak boleh turun.", cure)


def _result_points(reader: Reader, component: Component, mode: Mode | None) -> ResultPoints | None:
    keys = ("nilai", "bobot_prioritas", "bagian_utama_minimum")
    if component is not Component.RESULTS or mode is Mode.MAJORITY:
        for key in keys:
            if reader.has(key):
                reader.refuse(key, f"Kunci {key} hanya untuk hasil_kerja dalam mode berbobot.", f"Hapus kunci {key}.")
        return None
    points, priorities = reader.inner("nilai"), reader.inner("bobot_prioritas")
    share = reader.number("bagian_utama_minimum", ZERO, HUNDRED)
    by_category = {} if points is None else _numbers(points, Expectation, HUNDRED)
    by_priority = {} if priorities is None else _numbers(priorities, Priority, HUNDRED)
    if points is not None and len(by_category) == len(Expectation):
        _check_order(points, by_category)
    if priorities is not None and any(weight == 0 for weight in by_priority.values()):
        priorities.refuse("", "Bobot prioritas harus lebih dari 0.", "Isi misalnya utama = 2 dan tambahan = 1.")
    complete = len(by_category) == len(Expectation) and len(by_priority) == len(Priority)
    return ResultPoints(by_category, by_priority, share) if complete and share is not None else None


def _numbers(table: Reader, kind: Any, most: Decimal) -> dict[Any, Decimal]:
    found = {code: table.number(code.value, ZERO, most) for code in kind}
    table.done()
    return {code: number for code, number in found.items() if number is not None}


def _check_order(table: Reader, points: dict[Expectation, Decimal]) -> None:
    if not points[Expectation.ABOVE] > points[Expectation.AS_EXPECTED] > points[Expectation.BELOW]:
        table.refuse("", "Nilai harus turun dari di_atas ke sesuai ke di_bawah.", "Isi misalnya 100, 65, dan 30.")
