"""A mother and her daughter: what she states, how she asks, and the daughter's record as her clinic opened it."""

import datetime as dt
from typing import Any

import asyncpg

from backend.policy.sealing import IdSealer, IdType
from tests.client import Person

PHONE, NEW_PHONE = "+79161230001", "+79161230002"
PASSWORD = "зелёный чайник на подоконнике"
MOTHER = {
    "familyName": "Вершинина",
    "givenName": "Алла",
    "patronymic": "Юрьевна",
    "birthDate": "1985-04-12",
    "sex": "FEMALE",
    "snils": "112-233-445 95",
    "passport": {
        "series": "45 10",
        "number": "123456",
        "issuedOn": "2010-05-20",
        "issuer": "ОВД района Хамовники г. Москвы",
        "departmentCode": "770-001",
    },
}
DAUGHTER = {
    "relationship": "DAUGHTER",
    "familyName": "Вершинина",
    "givenName": "Дарья",
    "patronymic": "Олеговна",
    "birthDate": "2015-09-03",
    "sex": "FEMALE",
    "document": {"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 654329", "issuedOn": "2015-09-20"},
    "enp": "7790489796000424",
}
_WRONG = "userErrors { code field message }"


async def call(person: Person, mutation: str, selection: str, **given: Any) -> dict[str, Any]:
    """A mutation's payload."""
    kind = {
        "takeAccessRequest": "AccessRequestDeskInput",
    }.get(mutation, f"{mutation[0].upper()}{mutation[1:]}Input")
    text = f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ {selection} {_WRONG} }} }}"
    if not given:
        text = f"mutation {{ {mutation} {{ {selection} {_WRONG} }} }}"
    payload: dict[str, Any] = (await person.data(text, **({"input": given} if given else {})))[mutation]
    return payload


async def done(person: Person, mutation: str, selection: str, **given: Any) -> dict[str, Any]:
    """The payload of a mutation that was not refused."""
    payload = await call(person, mutation, selection, **given)
    assert payload["userErrors"] == [], payload["userErrors"]
    return payload


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


async def open_record_at_the_clinic(connection: asyncpg.Connection, ids: IdSealer) -> None:
    """Дарья's record as her clinic opened it: a citizen cannot (PAP-06)."""
    child = int(await connection.fetchval("SELECT nextval('person_id_seq')"))
    await connection.execute(
        "INSERT INTO person (id, patient_key, record_key, family_name, given_name, patronymic, birth_date, sex, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, 'FEMALE', now())",
        child,
        ids.seal(IdType.PATIENT, child),
        ids.seal(IdType.RECORD, child),
        *(DAUGHTER[name] for name in ("familyName", "givenName", "patronymic")),
        dt.date(2015, 9, 3),
    )
    await connection.execute(
        "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, 'BIRTH_CERTIFICATE', 'IV-МЮ 654329', true), "
        "($1, 'ENP', $2, true)",
        child,
        DAUGHTER["enp"],
    )
    await connection.execute(
        "INSERT INTO insurance_policy (patient_id, number, region, state) VALUES ($1, $2, '77', 'VALID')",
        child,
        DAUGHTER["enp"],
    )
