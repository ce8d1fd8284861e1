"""Carrying an adoption out: from then on nothing that anybody can reach leads to the past (policy.md, Conditions).

The child keeps the record, under the new names and papers. Earlier identifiers end. Links, grants, claims, requests and
notices of earlier representatives end, are taken out of their tables, and are kept in the act alone.
"""

import datetime as dt
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.vocabulary import IdentifierKind
from backend.services.officers.ending import accounts_of, end_rights
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

BASIS = "Запись акта о рождении"
_GUARDIAN = ("guardian_name", "guardian_relationship", "guardian_document")
# Columns of entries that name representatives, or where they lived.
_NAMED_BESIDE = {
    "child_data_entry": ("entered_by", "entered_as"),
    "ambulance_call": ("caller", "address"),
    "examination_protocol": _GUARDIAN,
    "discharge_summary": _GUARDIAN,
    "medical_certificate": _GUARDIAN,
    "pregnancy_care": _GUARDIAN,
}

# What somebody said of the child by papers that have ended, whether or not it was ever matched with the record.
_CLAIMS = """
SELECT c.id FROM family_claim c
WHERE c.patient_id = $1 OR (c.document_kind, c.document_number) IN (
    SELECT i.kind, i.value FROM person_identifier i
    WHERE i.patient_id = $1 AND i.kind IN ('BIRTH_CERTIFICATE', 'PASSPORT', 'FOREIGN_DOCUMENT'))
  OR (c.enp IN (SELECT i.value FROM person_identifier i WHERE i.patient_id = $1 AND i.kind = 'ENP')
      AND c.birth_date = (SELECT birth_date FROM person WHERE id = $1))
"""
# Requests among those who stay go on, without what they said of the child before.
_REQUESTS = """
SELECT r.id FROM access_request r LEFT JOIN access_grant g ON g.id = r.access_grant_id
WHERE (r.patient_id = $1 OR r.claim_id = ANY ($2) OR g.patient_id = $1) AND r.own IS NOT TRUE
  AND NOT ARRAY[r.account_id, coalesce(r.grantee_id, r.account_id), coalesce(g.grantee_id, r.account_id),
    coalesce((r.changes ->> 'grantee')::bigint, r.account_id),
    coalesce((r.changes -> 'before' ->> 'grantee')::bigint, r.account_id)] <@ $3::bigint[]
"""


async def adopt(connection: Connection, act_id: int, at: dt.datetime) -> None:
    """Carries out the adoption of a proposed act, in the transaction that confirms it. Raises Refused CONFLICT where a new
    identifier belongs to somebody else."""
    act = await connection.fetchrow("SELECT patient_id, details FROM court_act WHERE id = $1", act_id)
    assert act is not None
    patient, details = act["patient_id"], orjson.loads(act["details"])
    await connection.execute("SELECT FROM person WHERE id = $1 FOR UPDATE", patient)
    parents: list[int] = details["parents"]
    claims = [row["id"] for row in await connection.fetch(_CLAIMS, patient)]
    former = await _former(connection, patient, parents, claims)
    stays = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM legal_representation WHERE patient_id = $1 AND representative_id = ANY ($2) "
        "AND kind = 'PARENT' AND state = 'VERIFIED')",
        patient,
        parents,
    )
    accounts = await accounts_of(connection, former)
    await end_rights(connection, patient, former, at, tell=False)
    past = await _take_out(connection, patient, claims, parents, accounts)
    past |= await _take_links(connection, patient, former, accounts)
    await _forget_names(connection, patient)
    past["identifiers"] = await _renew_identifiers(connection, patient, details, at)
    past["person"] = await _rename(connection, patient, details, keep_contacts=stays)
    await _link(connection, patient, parents, at)
    kept = {**details, "former": former, "past": past}
    await connection.execute("UPDATE court_act SET details = $2 WHERE id = $1", act_id, orjson.dumps(kept).decode())


async def _former(connection: Connection, patient: int, parents: list[int], claims: list[int]) -> list[int]:
    """Everyone who was or said to be a representative, and is no parent from now on."""
    rows = await connection.fetch(
        "SELECT representative_id AS id FROM legal_representation WHERE patient_id = $1 UNION "
        "SELECT a.person_id FROM family_claim c JOIN account a ON a.id = c.account_id WHERE c.id = ANY ($2) UNION "
        "SELECT a.person_id FROM access_grant g JOIN account a ON a.id = g.grantee_id WHERE g.patient_id = $1",
        patient,
        claims,
    )
    return sorted(row["id"] for row in rows if row["id"] is not None and row["id"] not in (*parents, patient))


async def _take_out(
    connection: Connection, patient: int, claims: list[int], parents: list[int], accounts: list[int]
) -> dict[str, Any]:
    """Takes claims, requests and notices out of their tables; gives what they held."""
    staying = await accounts_of(connection, [*parents, patient])
    requests = [row["id"] for row in await connection.fetch(_REQUESTS, patient, claims, staying)]
    past = {
        "claims": await _rows(connection, "SELECT * FROM family_claim WHERE id = ANY ($1)", claims),
        "requests": await _rows(connection, "SELECT * FROM access_request WHERE id = ANY ($1)", requests),
        "request_events": await _rows(
            connection, "SELECT * FROM access_request_event WHERE request_id = ANY ($1)", requests
        ),
    }
    await connection.execute(
        "DELETE FROM notification WHERE NOT (account_id = ANY ($4)) "
        "AND (patient_id = $1 OR claim_id = ANY ($2) OR request_id = ANY ($3))",
        patient,
        claims,
        requests,
        staying,
    )
    await connection.execute(
        "DELETE FROM notification WHERE patient_id = $1 AND account_id = ANY ($2)", patient, accounts
    )
    # What they took away of the record stands under the earlier name, and its list would say that there was one.
    for table in ("record_export", "issued_document", "share_link"):
        await connection.execute(
            f"DELETE FROM {table} WHERE patient_id = $1 AND account_id = ANY ($2)", patient, accounts
        )
    await connection.execute("DELETE FROM access_request WHERE id = ANY ($1)", requests)
    await connection.execute(
        "UPDATE access_request SET claim_id = NULL, patient_id = coalesce(patient_id, $2) WHERE claim_id = ANY ($1)",
        claims,
        patient,
    )
    await connection.execute("DELETE FROM family_claim WHERE id = ANY ($1)", claims)
    return past


async def _take_links(connection: Connection, patient: int, former: list[int], accounts: list[int]) -> dict[str, Any]:
    """Takes what had ended out as well: even an ended link says that there was one. Gives what was taken."""
    taken = {}
    for table, column, whose in (
        ("legal_representation", "representative_id", former),
        ("teen_share", "representative_id", former),
        ("access_grant", "grantee_id", accounts),
    ):
        where = f"{table} WHERE patient_id = {int(patient)} AND {column} = ANY ($1)"
        taken[table] = await _rows(connection, f"SELECT * FROM {where}", whose)
        await connection.execute(f"DELETE FROM {where}", whose)
    return taken


async def _forget_names(connection: Connection, patient: int) -> None:
    """Takes out of entries who brought the child, called or wrote, and whom to call; originals that name them are not given
    out any more (backend/reads/documents.py)."""
    await connection.execute("DELETE FROM emergency_contact WHERE patient_id = $1", patient)
    for table, columns in _NAMED_BESIDE.items():
        emptied = ", ".join(f"{column} = NULL" for column in columns)
        await connection.execute(f"UPDATE {table} SET {emptied} WHERE patient_id = $1", patient)


async def _renew_identifiers(
    connection: Connection, patient: int, details: dict[str, Any], at: dt.datetime
) -> list[dict[str, Any]]:
    earlier = await _rows(
        connection, "SELECT kind, value FROM person_identifier WHERE patient_id = $1 AND ended_on IS NULL", patient
    )
    await connection.execute(
        "UPDATE person_identifier SET ended_on = moscow_day($2) WHERE patient_id = $1 AND ended_on IS NULL", patient, at
    )
    new = {IdentifierKind.SNILS: details["snils"], IdentifierKind.ENP: details["enp"]}
    try:
        await connection.execute(
            "INSERT INTO person_identifier (patient_id, kind, value, issuer, issued_on, checked) "
            "VALUES ($1, 'BIRTH_CERTIFICATE', $2, $3, $4, true)",
            patient,
            details["birth_certificate"],
            details["issuer"],
            dt.date.fromisoformat(details["issued_on"]),
        )
        for kind, value in new.items():
            if value is not None:
                await connection.execute(
                    "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, $2, $3, true)",
                    patient,
                    kind.value,
                    value,
                )
    except asyncpg.UniqueViolationError:
        raise Refused("CONFLICT") from None
    if details["enp"] is not None:
        # The same insurance under the number of the new policy.
        await connection.execute(
            "UPDATE insurance_policy SET number = $2 WHERE patient_id = $1 AND state = 'VALID' "
            "AND (valid_until IS NULL OR valid_until >= moscow_day($3))",
            patient,
            details["enp"],
            at,
        )
    return earlier


async def _rename(
    connection: Connection, patient: int, details: dict[str, Any], *, keep_contacts: bool
) -> list[dict[str, Any]]:
    """The new names; where no earlier parent stays the earlier home goes too."""
    earlier = await _rows(
        connection,
        "SELECT family_name, given_name, patronymic, address, phone, email FROM person WHERE id = $1",
        patient,
    )
    await connection.execute(
        "UPDATE person SET family_name = $2, given_name = $3, patronymic = $4, "
        "address = CASE WHEN $5 THEN address END, phone = CASE WHEN $5 THEN phone END, email = CASE WHEN $5 THEN email END "
        "WHERE id = $1",
        patient,
        details["family_name"],
        details["given_name"],
        details["patronymic"],
        keep_contacts,
    )
    return earlier


async def _link(connection: Connection, patient: int, parents: list[int], at: dt.datetime) -> None:
    """Links the parents as any parents; a guardianship of theirs ends in it."""
    await connection.execute(
        "UPDATE legal_representation SET state = 'ENDED', ends_on = greatest(starts_on, least(ends_on, moscow_day($3))) "
        "WHERE patient_id = $1 AND representative_id = ANY ($2) "
        "AND ((kind = 'GUARDIAN' AND state IN ('PENDING', 'VERIFIED')) OR state = 'PENDING')",
        patient,
        parents,
        at,
    )
    await connection.execute(
        "INSERT INTO legal_representation (patient_id, representative_id, kind, state, basis, verified_at, created_at) "
        "SELECT $1, parent, 'PARENT', 'VERIFIED', $3, $4, $4 FROM unnest($2::bigint[]) parent ON CONFLICT DO NOTHING",
        patient,
        parents,
        BASIS,
        at,
    )


async def _rows(connection: Connection, query: str, what: object) -> list[dict[str, Any]]:
    """Rows as JSON can hold them."""
    text = await connection.fetchval(f"SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM ({query}) x", what)
    found: list[dict[str, Any]] = orjson.loads(text)
    return found
