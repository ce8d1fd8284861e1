"""A small world written straight into the database: one viewer for each standing, one full record for each age.

Every column of every entry is filled, so that a null in an answer is a masked field and nothing else.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from backend.models.sections.tables import PARTS, TABLES
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer, IdType
from backend.policy.standing import Standing

# Values that CHECK constraints want; everything else is filled by type.
_CHOSEN: dict[str, Any] = {
    "number": "123456789012",
    "currency": "RUB",
    "measure": "PULSE",
    "reference_low": 1.0,
    "reference_high": 9.0,
    "intensity": 5.0,
}
_VALUES: dict[str, Any] = {
    "text": "x",
    "character varying": "x",
    "smallint": 1,
    "integer": 1,
    "bigint": 1,
    "double precision": 70.0,
    "boolean": True,
    "date": dt.date(2024, 5, 5),
    "timestamp with time zone": dt.datetime(2024, 5, 5, 9, tzinfo=dt.UTC),
    "ARRAY": ["x"],
}
DOCTOR_PRACTITIONER = 1


@dataclass(slots=True)
class World:
    """Tokens and patient ids by standing."""

    database: asyncpg.Connection
    ids: IdSealer
    now: dt.datetime
    tokens: dict[Standing, str] = field(default_factory=dict)
    patients: dict[Standing, int] = field(default_factory=dict)
    _columns: dict[str, list[asyncpg.Record]] = field(default_factory=dict)
    _enums: dict[tuple[str, str], str] = field(default_factory=dict)

    def patient_key(self, standing: Standing) -> str:
        return self.ids.seal(IdType.PATIENT, self.patients[standing])

    async def entry(
        self,
        patient: int,
        kind: Kind,
        *,
        on: dt.date = dt.date(2024, 5, 5),
        start_key: int | None = None,
        parent: int | None = None,
        **header: Any,
    ) -> int:
        """A filled entry; gives its id."""
        id_ = await self.database.fetchval("SELECT nextval('record_entry_id_seq')")
        columns = {
            "id": id_,
            "patient_id": patient,
            "public_id": self.ids.seal(kind, patient, id_),
            "kind": int(kind),
            "start_key": start_key or int(kind),
            "event_date": on,
            "title": f"Запись {kind.name}",
            "organization_id": 1,
            "author_id": DOCTOR_PRACTITIONER,
            "parent_entry_id": parent,
            "set_id": id_,
            "search_text": f"запись {kind.name.lower()}",
            "only_practitioner_id": DOCTOR_PRACTITIONER if kind == Kind.PRIVATE_NOTE else None,
            **header,
        }
        await self._insert("record_entry", columns)
        await self._fill(TABLES[kind], {"patient_id": patient, "entry_id": id_})
        return int(id_)

    async def full_record(self, patient: int) -> None:
        """One entry of every kind, with parts and a document."""
        protocol = 0
        for kind in Kind:
            belongs = kind in (Kind.VITAL_SIGN, Kind.PROCEDURE, Kind.CARE_PLAN, Kind.REFERRAL, Kind.PRIVATE_NOTE)
            id_ = await self.entry(
                patient, kind, parent=protocol if belongs else None, start_key=1 if belongs else None
            )
            if kind == Kind.EXAMINATION_PROTOCOLS:
                protocol = id_
            for table in PARTS:
                await self._fill(table, {"patient_id": patient, "entry_id": id_, "position": 0})
            if kind <= Kind.RENDERED_SERVICES:
                await self.document(patient, id_)

    async def document(self, patient: int, entry: int) -> None:
        id_ = await self.database.fetchval("SELECT nextval('document_id_seq')")
        content = "оригинал".encode()
        await self._insert(
            "document",
            {
                "id": id_,
                "patient_id": patient,
                "entry_id": entry,
                "public_id": self.ids.seal(IdType.DOCUMENT, patient, id_),
                "title": "Документ",
                "content_type": "text/plain; charset=utf-8",
                "size": len(content),
                "sha256": hashlib.sha256(content).digest(),
                "content": content,
                "created_on": dt.date(2024, 5, 5),
            },
        )

    async def _fill(self, table: str, given: dict[str, Any]) -> None:
        if table not in self._columns:
            self._columns[table] = await self.database.fetch(
                "SELECT column_name, data_type, column_default FROM information_schema.columns "
                "WHERE table_name = $1 AND table_schema = 'public'",
                table,
            )
        row = dict(given)
        for column in self._columns[table]:
            name = column["column_name"]
            if name not in row and name != "id":
                row[name] = _CHOSEN.get(name) or await self._known(table, name) or _VALUES[column["data_type"]]
        await self._insert(table, row)

    async def _known(self, table: str, column: str) -> str | None:
        """The first value of a closed vocabulary, read off its CHECK."""
        if (table, column) not in self._enums:
            text = await self.database.fetchval(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1", f"{table}_{column}_known"
            )
            self._enums[table, column] = text.split("'")[1] if text and "'" in text else ""
        return self._enums[table, column] or None

    async def _insert(self, table: str, row: dict[str, Any]) -> None:
        names = ", ".join(row)
        places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
        await self.database.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", *row.values())

    async def person(self, id_: int, birth: dt.date) -> None:
        await self._insert(
            "person",
            {
                "id": id_,
                "patient_key": self.ids.seal(IdType.PATIENT, id_),
                "record_key": self.ids.seal(IdType.RECORD, id_),
                "family_name": "Фамилия",
                "given_name": f"Имя{id_}",
                "patronymic": "Отчество",
                "birth_date": birth,
                "sex": "FEMALE",
                "blood_group": "A(II) Rh+",
                "address": "улица",
                "phone": "+79000000000",
                "email": "a@example.org",
                "attached_clinic_id": 1,
            },
        )
        await self._insert(
            "insurance_policy",
            {
                "patient_id": id_,
                "number": "7755410837012346",
                "region": "77",
                "state": "VALID",
                "insurer_id": 1,
                "valid_from": dt.date(2020, 1, 1),
                "valid_until": dt.date(2099, 1, 1),
            },
        )
        await self._insert(
            "emergency_contact",
            {"patient_id": id_, "position": 0, "name": "Мама", "relationship": "мать", "phone": "+79160000001"},
        )
        await self._insert(
            "person_identifier", {"patient_id": id_, "kind": "PASSPORT", "value": f"4510 {id_:06d}", "checked": True}
        )

    async def session(self, account: int, token: str, *, card: bool = True) -> str:
        await self._insert(
            "session",
            {
                "token_hash": hashlib.sha256(token.encode()).digest(),
                "account_id": account,
                "created_at": self.now,
                "expires_at": self.now + dt.timedelta(days=30),
                "card_until": self.now + dt.timedelta(minutes=60) if card else None,
                "card_used_at": self.now if card else None,
            },
        )
        return token

    async def account(self, id_: int, person: int | None, roles: list[str], practitioner: int | None = None) -> None:
        await self._insert(
            "account",
            {
                "id": id_,
                "login": f"u{id_}",
                "password_hash": "-",
                "level": "FULL",
                "roles": roles,
                "person_id": person,
                "practitioner_id": practitioner,
                "created_at": self.now,
            },
        )

    async def grant(self, patient: int, account: int) -> None:
        await self._insert(
            "access_grant",
            {
                "patient_id": patient,
                "grantee_id": account,
                "ground": "ACCESS_REQUEST",
                "granted_at": self.now - dt.timedelta(days=9),
            },
        )

    async def represent(self, patient: int, representative: int, kind: str) -> None:
        await self._insert(
            "legal_representation",
            {
                "patient_id": patient,
                "representative_id": representative,
                "kind": kind,
                "state": "VERIFIED",
                "verified_at": self.now - dt.timedelta(days=9),
                "created_at": self.now,
            },
        )

    async def clinic(self) -> None:
        """A clinic and its two doctors."""
        await self.database.execute("INSERT INTO organization (id, name, kind) VALUES (1, 'Поликлиника', 'CLINIC')")
        await self.database.execute(
            "INSERT INTO practitioner (id, full_name, position, specialty) VALUES "
            "(1, 'Врач Первый', 'врач', 'терапия'), (2, 'Врач Второй', 'врач', 'терапия')"
        )
        await self.database.execute(
            "INSERT INTO practitioner_role (practitioner_id, organization_id, starts_on) VALUES "
            "(1, 1, '2020-01-01'), (2, 1, '2020-01-01')"
        )

    async def stand(self, standing: Standing, patient: int, viewer: int) -> None:
        """Gives an account of that id the standing on the patient's record, and a session with the card open."""
        self.patients[standing] = patient
        if standing in (Standing.SELF_TEEN, Standing.SELF_ADULT):
            await self.account(viewer, patient, ["CITIZEN"])
            await self.grant(patient, viewer)
        elif standing in (Standing.TREATING_DOCTOR, Standing.EMERGENCY_DOCTOR):
            practitioner = 1 if standing == Standing.TREATING_DOCTOR else 2
            await self.account(viewer, None, ["DOCTOR"], practitioner)
            if practitioner == 1:
                await self.database.execute(
                    "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at) "
                    "VALUES ($1, 'IMP', 'ADMISSION', 1, 1, $2)",
                    patient,
                    self.now - dt.timedelta(days=3),
                )
            else:
                await self.database.execute(
                    "INSERT INTO break_glass_access (patient_id, practitioner_id, reason, started_at) "
                    "VALUES ($1, 2, 'Без сознания, нужен анамнез срочно', $2)",
                    patient,
                    self.now - dt.timedelta(hours=1),
                )
        else:
            await self.person(viewer, years_before(self.now.date(), 40))
            await self.account(viewer, viewer, ["CITIZEN"])
            await self.grant(patient, viewer)
            await self.represent(patient, viewer, "PARENT" if "PARENT" in str(standing.name) else "GUARDIAN")
        self.tokens[standing] = await self.session(viewer, f"token-{standing.name}")


def years_before(day: dt.date, years: int) -> dt.date:
    """A birth date that gives this age on the day, a month past the birthday."""
    month_ago = day - dt.timedelta(days=40)
    return month_ago.replace(year=month_ago.year - years, day=min(month_ago.day, 28))


async def make_world(database: asyncpg.Connection, ids: IdSealer, now: dt.datetime) -> World:
    """The nine standings, each on a full record of the right age."""
    world = World(database, ids, now)
    today = now.date()
    await world.clinic()
    ages = {
        Standing.SELF_TEEN: 16,
        Standing.SELF_ADULT: 30,
        Standing.PARENT_OF_CHILD: 4,
        Standing.PARENT_OF_TEEN: 16,
        Standing.GUARDIAN: 9,
        Standing.TRUSTEE_OF_CHILD: 14,
        Standing.TRUSTEE_OF_TEEN: 15,
        Standing.TREATING_DOCTOR: 40,
        Standing.EMERGENCY_DOCTOR: 41,
    }
    for place, (standing, age) in enumerate(ages.items()):
        patient, viewer = 10 + place, 50 + place
        await world.person(patient, years_before(today, age))
        await world.full_record(patient)
        await world.stand(standing, patient, viewer)
    return world
