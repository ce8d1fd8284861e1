"""Writes organizations, practitioners, people, policies and encounters; gives ids by resource key."""

import datetime as dt

from backend.exchange.fhir.copying import Connection, allocate, copy
from backend.exchange.fhir.draft import Columns, Draft, Party
from backend.exchange.fhir.national import national_identifiers
from backend.exchange.fhir.people import People, demographics, emergency_contacts
from backend.exchange.fhir.resource import Key
from backend.exchange.fhir.source import Row, Source
from backend.policy.sealing import IdSealer, IdType

Ids = dict[Key, int]
_TABLES = {"Organization": "organization", "Practitioner": "practitioner"}


async def write_parties(
    connection: Connection, source: Source, draft: Draft, rows: dict[Key, Row], changed: set[Key]
) -> Ids:
    """Ids of all parties: those in the database, renewed where their resource changed, and new ones."""
    ids: Ids = {}
    new: dict[str, list[Party]] = {table: [] for table in _TABLES.values()}
    renewed: list[Party] = []
    for key, party in draft.parties.items():
        row = rows.get(key)
        if row is not None and row.target_id is not None:
            ids[key] = row.target_id
            if key in changed or any(role in changed for role, whose in draft.roles.items() if whose == key):
                renewed.append(party)
        else:
            new[_TABLES[key[0]]].append(party)
    fresh = await allocate(connection, {table: len(parties) for table, parties in new.items()})
    for table, parties in new.items():
        ids |= {party.key: id_ for party, id_ in zip(parties, fresh[table], strict=True)}
        kind = {"kind": "CLINIC"} if table == "organization" else {}
        await copy(connection, table, [{"id": ids[party.key], **kind, **party.columns} for party in parties])
    for party in renewed:
        await _update(connection, _TABLES[party.key[0]], ids[party.key], party.columns)
    if renewed:
        await _refresh_search(connection, source, [ids[party.key] for party in renewed])
    return ids


async def _update(connection: Connection, table: str, id_: int, columns: Columns) -> None:
    names = ", ".join(f"{name} = ${place}" for place, name in enumerate(columns, 2))
    await connection.execute(f"UPDATE {table} SET {names} WHERE id = $1", id_, *columns.values())


async def _refresh_search(connection: Connection, source: Source, ids: list[int]) -> None:
    """Entries are found by the new names of those who made them."""
    await connection.execute(
        "UPDATE record_entry e SET search_text = lower(concat_ws(' ', e.title, "
        "(SELECT o.name FROM organization o WHERE o.id = e.organization_id), "
        "(SELECT p.full_name FROM practitioner p WHERE p.id = e.author_id), "
        "(SELECT d.wording FROM diagnosis d WHERE d.patient_id = e.patient_id AND d.entry_id = e.id AND d.kind = 'MAIN' "
        "ORDER BY d.position LIMIT 1))) "
        "WHERE e.source_id = $1 AND e.status = 0 AND (e.organization_id = ANY ($2) OR e.author_id = ANY ($2))",
        source.id,
        ids,
    )


async def write_people(
    connection: Connection, sealer: IdSealer, people: People, parties: Ids, draft: Draft, now: dt.datetime
) -> None:
    """Writes new people, with identifiers that nobody has checked, and what changed of those whom only imports know."""
    persons, identifiers, contacts = [], [], []
    for id_, patient in people.new.items():
        clinic = draft.party(patient, patient.data.get("managingOrganization"), "Organization")
        persons.append(
            {
                "id": id_,
                "patient_key": sealer.seal(IdType.PATIENT, id_),
                "record_key": sealer.seal(IdType.RECORD, id_),
                **demographics(patient.data),
                "attached_clinic_id": parties.get(clinic) if clinic is not None else None,
                "created_at": now,
            }
        )
        identifiers += [
            {"patient_id": id_, "kind": kind.value, "value": value, "checked": False}
            for kind, value in national_identifiers(patient.data)
        ]
        contacts += [{"patient_id": id_, **contact} for contact in emergency_contacts(patient)]
    await copy(connection, "person", persons)
    await copy(connection, "person_identifier", identifiers)
    await copy(connection, "emergency_contact", contacts)
    for id_, patient in people.renewed.items():
        columns = demographics(patient.data)
        names = ", ".join(f"{name} = coalesce(${place}, {name})" for place, name in enumerate(columns, 2))
        # Somebody who has an account, a representative or a checked identifier is changed by a check, never by a file.
        await connection.execute(
            f"UPDATE person SET {names} WHERE id = $1 "
            "AND NOT EXISTS (SELECT FROM account WHERE person_id = $1) "
            "AND NOT EXISTS (SELECT FROM access_grant WHERE patient_id = $1) "
            "AND NOT EXISTS (SELECT FROM legal_representation WHERE patient_id = $1 OR representative_id = $1) "
            "AND NOT EXISTS (SELECT FROM person_identifier WHERE patient_id = $1 AND checked)",
            id_,
            *columns.values(),
        )


async def write_policies(connection: Connection, draft: Draft, rows: dict[Key, Row], changed: set[Key]) -> Ids:
    """Insurance policies of unknown state: they open nothing. One that an outside check has seen is left alone."""
    ids: Ids = {}
    new = []
    for key, columns in draft.policies.items():
        row = rows.get(key)
        if row is not None and row.outcome == "STORED" and row.target_id is not None:
            ids[key] = row.target_id
            if key in changed:
                await connection.execute(
                    "UPDATE insurance_policy SET number = $2, valid_from = $3, valid_until = $4 "
                    "WHERE id = $1 AND state = 'UNKNOWN'",
                    row.target_id,
                    columns["number"],
                    columns["valid_from"],
                    columns["valid_until"],
                )
        else:
            new.append((key, columns))
    fresh = (await allocate(connection, {"insurance_policy": len(new)}))["insurance_policy"]
    ids |= {key: id_ for (key, _), id_ in zip(new, fresh, strict=True)}
    await copy(connection, "insurance_policy", [{"id": ids[key], **columns} for key, columns in new])
    gone = [
        row.target_id
        for key, row in rows.items()
        if key[0] == "Coverage" and row.target_id is not None and key in changed and key not in draft.policies
    ]
    if gone:
        await connection.execute("DELETE FROM insurance_policy WHERE id = ANY ($1) AND state = 'UNKNOWN'", gone)
    return ids


async def write_encounters(
    connection: Connection, source: Source, draft: Draft, rows: dict[Key, Row], parties: Ids
) -> Ids:
    """Encounters as history: they carry their source and no ground, so no standing follows from them."""
    ids: Ids = {}
    fresh: list[Key] = []
    known: list[Key] = []
    for key, visit in draft.visits.items():
        row = rows.get(key)
        stays = row is not None and row.target_table == "encounter" and row.patient_id == visit.person_id
        (known if stays else fresh).append(key)
        if stays and row is not None and row.target_id is not None:
            ids[key] = row.target_id
    numbers = (await allocate(connection, {"encounter": len(fresh)}))["encounter"]
    ids |= dict(zip(fresh, numbers, strict=True))
    columns = {
        key: {
            "encounter_class": visit.encounter_class,
            "practitioner_id": parties.get(visit.author) if visit.author is not None else None,
            "organization_id": parties.get(visit.organization) if visit.organization is not None else None,
            "opened_at": visit.opened_at,
            "closed_at": visit.closed_at,
            "labels": visit.sensitivity.labels,
        }
        for key, visit in draft.visits.items()
    }
    await copy(
        connection,
        "encounter",
        [
            {"id": ids[key], "patient_id": draft.visits[key].person_id, "source_id": source.id, **columns[key]}
            for key in fresh
        ],
    )
    await connection.executemany(
        "UPDATE encounter SET encounter_class = $4, practitioner_id = $5, organization_id = $6, opened_at = $7, "
        "closed_at = $8, labels = $9 WHERE patient_id = $1 AND id = $2 AND source_id = $3",
        [(draft.visits[key].person_id, ids[key], source.id, *columns[key].values()) for key in known],
    )
    return ids
