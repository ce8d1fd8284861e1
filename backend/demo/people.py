"""Writes the cast itself: persons, identifiers, policies, accounts, links, grants and encounters."""

import datetime as dt
from dataclasses import dataclass, field

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from backend.demo.cast import BOOKINGS, CAST, GRANTS, LINKS, PASSWORD, VISITS, Member
from backend.demo.entries import Connection, copy
from backend.demo.places import Directory, write_directory
from backend.demo.staff import write_appointments
from backend.models.identifiers import enp_birth_digits, luhn_check, snils_check
from backend.models.moscow import MOSCOW
from backend.models.vocabulary import Label, Role
from backend.policy.sealing import IdSealer, IdType


@dataclass(slots=True)
class Stage:
    """The cast as written: ids by key, birth dates, encounters, and where and by whom entries are made."""

    today: dt.date
    now: dt.datetime
    directory: Directory
    people: dict[str, int]
    births: dict[str, dt.date]
    policies: dict[str, str]
    encounters: dict[str, tuple[int, Label]] = field(default_factory=dict)


async def write_people(connection: Connection, sealer: IdSealer, today: dt.date, now: dt.datetime) -> Stage:
    """Writes everyone of the cast and what opens records. `now` is the moment of loading."""
    rows = await connection.fetch("SELECT nextval('person_id_seq') AS id FROM generate_series(1, $1)", len(CAST))
    people = {one.key: int(row["id"]) for one, row in zip(CAST, rows, strict=True)}
    births = {one.key: one.birth_date(today) for one in CAST}
    policies = {one.key: policy_number(one, births[one.key], place) for place, one in enumerate(CAST)}
    await copy(
        connection,
        "person",
        [_person(one, people[one.key], births[one.key], place, sealer, now) for place, one in enumerate(CAST)],
    )
    directory = await write_directory(connection, people)
    await connection.executemany(
        "UPDATE person SET attached_clinic_id = $2 WHERE id = $1",
        [(people[one.key], directory.places[one.clinic]) for one in CAST if one.role is Role.CITIZEN],
    )
    stage = Stage(today, now, directory, people, births, policies)
    await _write_identifiers(connection, stage)
    await _write_accounts(connection, stage)
    await write_appointments(connection, directory, stage.now)
    await _write_access(connection, stage)
    return stage


def policy_number(one: Member, birth: dt.date, place: int) -> str:
    """A well-formed policy number (ЕНП) of nobody: its serial is the place in the cast."""
    fifteen = f"{one.region}{enp_birth_digits(birth, one.sex)}{place + 1:05d}"
    return fifteen + luhn_check(fifteen)


def phone_of(place: int) -> str:
    """A number of the demo: none of them reaches anybody, for demo mode sends nothing outside."""
    return f"+7900000{place + 1:04d}"


def _person(
    one: Member, person: int, birth: dt.date, place: int, sealer: IdSealer, now: dt.datetime
) -> dict[str, object]:
    household = "дом 8, квартира 15" if one.family.startswith("Соколов") else f"дом {10 + place}, квартира {place + 1}"
    return {
        "id": person,
        "patient_key": sealer.seal(IdType.PATIENT, person),
        "record_key": sealer.seal(IdType.RECORD, person),
        "family_name": one.family,
        "given_name": one.given,
        "patronymic": one.patronymic,
        "birth_date": birth,
        "sex": one.sex.value,
        "blood_group": one.blood,
        "address": f"г. Москва, Садовая аллея, {household}"
        if one.region == "77"
        else "Ленинградская область, г. Гатчина, Луговая улица, дом 3",
        "residence_region": one.region,
        "phone": phone_of(place) if one.login else None,
        "email": f"{one.key}@example.org" if one.login else None,
        "created_at": now,
    }


async def _write_identifiers(connection: Connection, stage: Stage) -> None:
    rows: list[dict[str, object]] = []
    policies: list[dict[str, object]] = []
    for place, one in enumerate(CAST):
        if one.role is not Role.CITIZEN:
            continue
        owner = {"patient_id": stage.people[one.key], "checked": True}
        nine = f"900{place + 101:06d}"
        rows.append({**owner, "kind": "SNILS", "value": nine + snils_check(nine)})
        rows.append({**owner, "kind": "ENP", "value": stage.policies[one.key]})
        birth = stage.births[one.key]
        if one.years >= 14:
            issued_at_age = 14 if one.years < 20 else 20 if one.years < 45 else 45
            issued = birth.replace(year=birth.year + issued_at_age) + dt.timedelta(days=30)
            series = f"45{issued.year % 100:02d}"
            rows.append(
                {
                    **owner,
                    "kind": "PASSPORT",
                    "value": f"{series} {900001 + place:06d}",
                    "issuer": "ГУ МВД России по г. Москве",
                    "issuer_code": "770-099",
                    "issued_on": issued,
                }
            )
        else:
            rows.append(
                {
                    **owner,
                    "kind": "BIRTH_CERTIFICATE",
                    "value": f"IV-МЮ {900001 + place:06d}",
                    "issuer": "Орган ЗАГС Москвы № 99",
                    "issued_on": birth + dt.timedelta(days=14),
                }
            )
        policies.append(
            {
                "patient_id": stage.people[one.key],
                "number": stage.policies[one.key],
                "insurer_id": stage.directory.places["insurer" if one.region == "77" else "region_insurer"],
                "region": one.region,
                "state": "VALID",
                "valid_from": birth + dt.timedelta(days=20)
                if one.region == "77"
                else stage.today - dt.timedelta(days=40),
            }
        )
    await copy(connection, "person_identifier", rows)
    await copy(connection, "insurance_policy", policies)


async def _write_accounts(connection: Connection, stage: Stage) -> None:
    password_hash = PasswordHash((Argon2Hasher(),)).hash(PASSWORD)
    rows = [
        {
            "login": one.key,
            "password_hash": password_hash,
            "level": one.level.value,
            "phone": phone_of(place),
            "email": f"{one.key}@example.org",
            "roles": [one.role.value],
            "person_id": stage.people[one.key],
            "practitioner_id": stage.directory.workers.get(one.key),
            "phone_confirmed_at": stage.now - dt.timedelta(days=400),
            "created_at": stage.now - dt.timedelta(days=400),
        }
        for place, one in enumerate(CAST)
        if one.login
    ]
    await copy(connection, "account", rows)


async def _write_access(connection: Connection, stage: Stage) -> None:
    verified = stage.now - dt.timedelta(days=390)
    await copy(
        connection,
        "legal_representation",
        [
            {
                "patient_id": stage.people[link.ward],
                "representative_id": stage.people[link.representative],
                "kind": link.kind.value,
                "state": "VERIFIED",
                "basis": link.basis,
                "verified_at": verified,
                "created_at": verified - dt.timedelta(days=1),
            }
            for link in LINKS
        ],
    )
    accounts = {row["login"]: row["id"] for row in await connection.fetch("SELECT id, login FROM account")}
    await copy(
        connection,
        "access_grant",
        [
            {
                "patient_id": stage.people[patient],
                "grantee_id": accounts[login],
                "ground": ground.value,
                "granted_at": verified,
            }
            for login, patient, ground in GRANTS
        ],
    )
    for visit in VISITS:
        opened = stage.now - dt.timedelta(hours=visit.opened_hours_ago)
        closed = None if visit.closed_hours_ago is None else stage.now - dt.timedelta(hours=visit.closed_hours_ago)
        number = await connection.fetchval(
            "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, closed_at, labels) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
            stage.people[visit.patient],
            visit.encounter_class,
            visit.ground,
            stage.directory.workers[visit.doctor],
            stage.directory.places[visit.place],
            opened,
            closed,
            int(visit.labels),
        )
        stage.encounters[visit.key] = (int(number), visit.labels)
    for booking in BOOKINGS:
        starts = dt.datetime.combine(stage.today, dt.time(booking.hour, booking.minute), MOSCOW)
        await connection.execute(
            "INSERT INTO appointment (patient_id, practitioner_id, organization_id, specialty, specialty_code, starts_at, ends_at, "
            "state, labels, slot, created_at, changed_at) SELECT $1, d.id, $3, $4, d.specialty_code, $5, $6, 'BOOKED', $7, $8, $9, $9 "
            "FROM practitioner d WHERE d.id = $2",
            stage.people[booking.patient],
            stage.directory.workers[booking.doctor],
            stage.directory.places[booking.place],
            booking.specialty,
            starts,
            starts + dt.timedelta(minutes=20),
            int(booking.labels),
            f"demo-{booking.doctor}-{booking.hour:02d}{booking.minute:02d}",
            stage.now,
        )
