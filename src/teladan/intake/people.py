"""Persons, their dated employments, their accounts."""

from collections import defaultdict
from datetime import date
from secrets import token_hex
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, UNUSABLE_PASSWORD_SUFFIX_LENGTH
from django.utils.translation import gettext as _

from teladan.intake.desk import Desk, Save, looked_up, match, stretch
from teladan.intake.organisation import refuse_overlaps
from teladan.intake.rows import Row, Table
from teladan.intake.sheets import (
    BEHAVIOUR,
    FEEDBACK,
    INDICATORS,
    PEOPLE,
    PLANS,
    RATINGS,
    REALISATIONS,
    RESULTS,
    ROLES,
    SERVICES,
    SUPERIORS,
    UNIT,
)
from teladan.people.enums import EmploymentStatus
from teladan.people.models import Employment
from teladan.trust.models import Account, Membership, Person, normalised_login

NAMING_PEOPLE = (
    PEOPLE,
    SUPERIORS,
    ROLES,
    PLANS,
    RESULTS,
    INDICATORS,
    BEHAVIOUR,
    REALISATIONS,
    FEEDBACK,
    RATINGS,
    SERVICES,
)
CIVIL_SERVANTS = {
    EmploymentStatus.PNS.value: "pns",
    EmploymentStatus.CPNS.value: "pns",
    EmploymentStatus.PPPK.value: "pppk",
}


class _Known:
    """What is stored about the people the file names."""

    def __init__(self, desk: Desk, table: Table | None) -> None:
        self.stretches: dict[str, dict[date, Employment]] = defaultdict(dict)
        for row in looked_up(Employment.objects.select_related("person"), "code", _codes(desk)):
            self.stretches[row.code][row.valid.lower] = row
            desk.persons[row.code] = row.person
        numbers = {row["nip"] for row in table.rows if row["nip"]} if table else set()
        self.by_nip: dict[str, Person] = {row.nip: row for row in looked_up(Person.objects, "nip", numbers)}
        here = {person.pk for person in desk.persons.values()}
        elsewhere = [row.pk for row in self.by_nip.values() if row.pk not in here]
        self.code_of: dict[UUID, str] = {
            row.person_id: row.code
            for row in looked_up(Employment.objects.only("person_id", "code"), "person_id", elsewhere)
        }
        self.code_of |= {person.pk: code for code, person in desk.persons.items()}


def _codes(desk: Desk) -> set[str]:
    codes = set()
    for sheet in NAMING_PEOPLE:
        for row in desk.rows(sheet):
            codes.add(row["kode_pegawai"])
            if row["kode_atasan"]:
                codes.add(row["kode_atasan"])
    return codes


def people(desk: Desk) -> None:
    """Persons by NIP, else by the agency's code; their employments as dated history; accounts and memberships."""
    table = desk.table(PEOPLE)
    known = _Known(desk, table)
    if table is not None:
        _check_rows(desk, table)
        _check_persons(desk, table, known)
        for row in table.rows:
            row.values["masa"] = stretch(row["mulai"], row["selesai"])
            row.values["unit"] = desk.units[row["kode_unit"]].pk
        present = ((code, row.valid) for code, rows in known.stretches.items() for row in rows.values())
        refuse_overlaps(desk, table, lambda row: row["kode_pegawai"], present)
        _keep_whole(desk, table)
        _save(desk, table, known)
    desk.codes = {person.pk: code for code, person in desk.persons.items()}


def _check_rows(desk: Desk, table: Table) -> None:
    for row in table.rows:
        desk.in_order(PEOPLE, row)
        expected = CIVIL_SERVANTS.get(row["jenis_pegawai"])
        if row["nip"] and expected and (row["nip"][12] == "2") != (expected == "pppk"):
            message = _("NIP ini bukan nomor untuk jenis pegawai «{kind}».").format(kind=row["jenis_pegawai"])
            cure = _("Angka ke-13 dan 14 adalah bulan 01–12 untuk PNS, 21 dan seterusnya untuk PPPK.")
            desk.refuse(PEOPLE, row, "nip", message, cure)
        desk.refers(PEOPLE, row, "kode_unit", desk.units, UNIT)
    table.sweep()


def _check_persons(desk: Desk, table: Table, known: _Known) -> None:
    """One code is one person, one NIP is one code, in the file and in the database."""
    first_of_code: dict[str, Row] = {}
    code_of_nip: dict[str, tuple[str, int]] = {}
    for row in table.rows:
        code, nip = row["kode_pegawai"], row["nip"]
        first = first_of_code.setdefault(code, row)
        if nip:
            if first["nip"] and first["nip"] != nip:
                message = _("NIP berbeda dari baris {number} untuk pegawai yang sama.").format(number=first.number)
                desk.refuse(PEOPLE, row, "nip", message, _("Samakan NIP, atau perbaiki kode_pegawai."))
                continue
            other, number = code_of_nip.setdefault(nip, (code, row.number))
            if other != code:
                message = _("NIP ini sudah dipakai kode «{code}» di baris {number}.").format(code=other, number=number)
                desk.refuse(PEOPLE, row, "nip", message, _("Pakai kode yang sama, atau perbaiki NIP."))
                continue
            if _taken(desk, row, known):
                continue
            first.values["nip"] = nip
        if first["nama"] != row["nama"]:
            message = _("Nama berbeda dari baris {number} untuk pegawai yang sama.").format(number=first.number)
            desk.refuse(PEOPLE, row, "nama", message, _("Samakan nama, atau perbaiki kode_pegawai."))
    table.sweep()


def _keep_whole(desk: Desk, table: Table) -> None:
    """A person's history comes whole or not at all: with one bad row the others wait."""
    lost = {row["kode_pegawai"]: row.number for row in table.bad.values()}
    for row in table.rows if lost else ():
        if row["kode_pegawai"] in lost:
            desk.wait(PEOPLE, row, "kode_pegawai", PEOPLE, lost[row["kode_pegawai"]])
    table.sweep()


def _taken(desk: Desk, row: Row, known: _Known) -> bool:
    """Whether the NIP contradicts what is stored; then the row is refused."""
    code, nip = row["kode_pegawai"], row["nip"]
    stored, owner = desk.persons.get(code), known.by_nip.get(nip)
    if stored is not None and stored.nip and stored.nip != nip:
        message = _("Pegawai dengan kode ini sudah tercatat dengan NIP lain.")
    elif owner is not None and known.code_of.get(owner.pk, code) != code:
        message = _("NIP ini sudah dipakai kode «{code}» di data instansi.").format(code=known.code_of[owner.pk])
    elif owner is not None and stored is not None and owner.pk != stored.pk:
        message = _("NIP ini sudah dimiliki orang lain.")
    else:
        return False
    desk.refuse(PEOPLE, row, "nip", message, _("Periksa kode_pegawai dan NIP pada dokumen asal."))
    return True


def _save(desk: Desk, table: Table, known: _Known) -> None:
    persons = Save(Person, fields=("nip", "name"))
    accounts = _Accounts(desk, table, known)
    for row in table.rows:
        if row["kode_pegawai"] not in known.stretches and row["kode_pegawai"] not in desk.persons:
            owner = known.by_nip.get(row["nip"])
            if owner is None:
                owner = Person(nip=row["nip"], name=row["nama"])
                persons.new.append(owner)
            desk.persons[row["kode_pegawai"]] = owner
    fresh = {person.pk for person in persons.new}
    _match_employments(desk, table, known, fresh, persons, accounts)
    accounts.ensure(table)
    desk.saves += [persons, accounts.accounts, accounts.memberships]


def _match_employments(
    desk: Desk, table: Table, known: _Known, fresh: set[UUID], persons: Save, accounts: "_Accounts"
) -> None:
    codes = {unit.pk: unit.code for unit in desk.units.values()}
    employments = Save(Employment, replace=True)

    def written(row: Row, employment: Employment) -> None:
        desk.acts[employment.person_id].add("employment")
        desk.touch_open(employment.person_id)

    match(
        desk,
        table,
        employments,
        fields=(
            ("unit", "unit_id", None),
            ("jabatan", "position_title", ""),
            ("jenis_jabatan", "position_kind", ""),
            ("jenjang", "level", ""),
            ("pangkat", "rank", ""),
            ("golongan", "grade", ""),
            ("jenis_pegawai", "status", ""),
            ("masa", "valid", None),
        ),
        found=lambda row: known.stretches.get(row["kode_pegawai"], {}).get(row["mulai"]),
        make=lambda row, given: Employment(
            agency_id=desk.agency.pk, person_id=desk.persons[row["kode_pegawai"]].pk, code=row["kode_pegawai"], **given
        ),
        shown={"unit_id": lambda pk: codes.get(pk, "")},
        written=written,
        news=_renamed(desk, table, fresh, persons, accounts),
    )
    desk.saves.append(employments)


def _renamed(desk: Desk, table: Table, fresh: set[UUID], persons: Save, accounts: "_Accounts") -> set[int]:
    """Put new names and first NIPs on stored persons; returns the rows that bring them.

    A person who also works for another agency keeps the name given there: a name is not this agency's alone.
    """
    rows: set[int] = set()
    done: set[UUID] = set(fresh)
    for row in table.rows:
        person = desk.persons[row["kode_pegawai"]]
        if person.pk in done:
            continue
        done.add(person.pk)
        before = (person.nip, person.name)
        if row["nip"] and not person.nip:
            desk.note(PEOPLE, row, "nip", person.nip, row["nip"])
            person.nip = row["nip"]
        if row["nama"] != person.name and not accounts.works_elsewhere(person.pk):
            desk.note(PEOPLE, row, "nama", person.name, row["nama"])
            person.name = row["nama"]
        if before != (person.nip, person.name):
            persons.changed.append(person)
            desk.acts[person.pk].add("person")
            rows.add(row.number)
    return rows


class _Accounts:
    """Accounts and memberships of the people of the file."""

    def __init__(self, desk: Desk, table: Table, known: _Known) -> None:
        self.desk, self.known = desk, known
        self.accounts = Save(Account, fields=("login",))
        self.memberships = Save(Membership)
        stored = [*known.by_nip.values(), *desk.persons.values()]
        self.by_person: dict[UUID, Account] = {
            account.person_id: account
            for account in looked_up(Account.objects, "person_id", [person.pk for person in stored])
        }
        self.agencies: dict[UUID, dict[UUID, int]] = defaultdict(dict)
        pks = [account.pk for account in self.by_person.values()]
        for row in looked_up(Membership.objects, "account_id", pks):
            self.agencies[row.account_id][row.agency_id] = row.pk

    def works_elsewhere(self, person_id: UUID) -> bool:
        """Whether the person's account also belongs to another agency."""
        account = self.by_person.get(person_id)
        return account is not None and bool(self.agencies[account.pk].keys() - {self.desk.agency.pk})

    def ensure(self, table: Table) -> None:
        """An account for everybody, and a membership for as long as an employment lasts."""
        ends: dict[str, dict[date, date | None]] = defaultdict(dict)
        for row in table.rows:
            ends[row["kode_pegawai"]][row["mulai"]] = row["masa"].upper
        for code, uppers in ends.items():
            stored = {first: row.valid.upper for first, row in self.known.stretches.get(code, {}).items()}
            lasts = any(upper is None or upper > self.desk.today for upper in (stored | uppers).values())
            account = self._account(code, self.desk.persons[code])
            membership = self.agencies[account.pk].get(self.desk.agency.pk)
            if lasts and membership is None:
                self.memberships.new.append(Membership(account_id=account.pk, agency_id=self.desk.agency.pk))
            elif not lasts and membership is not None:
                self.memberships.removed.append(membership)  # type: ignore[arg-type]

    def _account(self, code: str, person: Person) -> Account:
        login = person.nip or normalised_login(f"{self.desk.agency.code}:{code}")
        account = self.by_person.get(person.pk)
        if account is None:
            unusable = UNUSABLE_PASSWORD_PREFIX + token_hex(UNUSABLE_PASSWORD_SUFFIX_LENGTH // 2)
            account = Account(login=login, person_id=person.pk, password=unusable)
            self.by_person[person.pk] = account
            self.accounts.new.append(account)
        elif person.nip and account.login.startswith(f"{self.desk.agency.code}:"):
            account.login = login
            self.accounts.changed.append(account)
        return account
