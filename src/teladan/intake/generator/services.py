"""Service transactions of people who serve at a counter, with speed and accuracy."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from teladan.intake.generator.people import Row, Staff, load
from teladan.intake.generator.region import Case, Quarter, Region

PER_QUARTER = (20, 40)
OPENING, LAST_CALL = 8 * 60 + 15, 13 * 60 + 30
"""Minutes after midnight between which applications are received, so that those of an hour end the same day."""
UNKNOWN_ACCURACY = 0.04
MINUTES = {"menit": 1, "jam": 60}


def service_rows(region: Region, people: tuple[Staff, ...], quarter: Quarter, seed: int) -> list[Row]:
    """Sheet Layanan of one quarter up to the region's `today`, in order of receipt."""
    rows = [
        row
        for person in people
        if person.planned and person.family.get("services")
        for row in _services(region, person, quarter, person.random(seed, f"services {quarter.code}"))
    ]
    rows.sort(key=lambda row: (row["diterima"], row["kode_pegawai"], row["layanan"]))
    return [
        {"nomor_transaksi": f"{region.prefix}-LY-{quarter.code}-{number:05d}"} | row
        for number, row in enumerate(rows, start=1)
    ]


def _services(region: Region, person: Staff, quarter: Quarter, rng: Random) -> Iterator[Row]:
    days = list(_working_days(region, person, quarter))
    share = len(days) / 66  # a full quarter has about 66 working days
    for _ in range(round(rng.randint(*PER_QUARTER) * share)):
        service = load("work.toml")["services"][rng.choice(person.family["services"])]
        received = datetime.combine(rng.choice(days), time()) + timedelta(minutes=rng.randint(OPENING, LAST_CALL))
        finished = _finished(region, received, service, person.truth.speed, rng)
        row: Row = {
            "kode_pegawai": person.code,
            "layanan": service["name"],
            "diterima": received,
            "standar": service["standard"],
            "satuan": service["unit"],
        }
        if finished.date() <= region.today:
            row |= {"selesai": finished} | _accuracy(person, rng)
        yield row


def _accuracy(person: Staff, rng: Random) -> Row:
    if rng.random() < UNKNOWN_ACCURACY:
        return {}
    correct = min(0.995, 0.95 + 0.03 * person.truth.accuracy)
    return {"tepat": "ya" if rng.random() < correct else "tidak"}


def _finished(region: Region, received: datetime, service: dict[str, Any], speed: float, rng: Random) -> datetime:
    factor = (0.68 - 0.13 * max(-2.5, min(2.5, speed))) * rng.lognormvariate(0, 0.28)
    if service["unit"] != "hari_kerja":
        minutes = max(2, round(factor * service["standard"] * MINUTES[service["unit"]]))
        return received + timedelta(minutes=minutes)
    day = received.date()
    for _ in range(round(factor * service["standard"])):
        day = next(later for later in _days_after(day) if _is_working_day(region, later))
    closing = datetime.combine(day, time(hour=15, minute=rng.randint(0, 50)))
    return closing if day > received.date() else received + timedelta(minutes=rng.randint(40, 150))


def _working_days(region: Region, person: Staff, quarter: Quarter) -> Iterator[date]:
    first = max(quarter.start, region.new_since) if person.case is Case.NEW else quarter.start
    day = first
    while day <= min(quarter.end, region.today):
        if _is_working_day(region, day):
            yield day
        day += timedelta(days=1)


def _is_working_day(region: Region, day: date) -> bool:
    return day.weekday() < 5 and day not in region.holidays


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day
