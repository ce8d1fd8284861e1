"""What the demo's simulator knows of the cast: their own documents, and whose children and wards they are.

So a stranger who names somebody's child or passport is answered as by a real registry. All else goes by conventions.
"""

import datetime as dt
from collections import defaultdict

import asyncpg

from backend.models.ages import age_on
from backend.registries.civil_acts import Child
from backend.registries.guardianship import GuardianshipKind, Ward
from backend.registries.simulator.facts import (
    BirthFact,
    ClinicDoctor,
    ClinicFact,
    Facts,
    GuardianshipFact,
    PassportFact,
    PolicyFact,
)
from backend.registries.subjects import Person, Sex

Row = asyncpg.Record

# The cast: who has an account, and whom they represent.
_PEOPLE = """
SELECT p.id, p.family_name, p.given_name, p.patronymic, p.birth_date, p.sex FROM person p
WHERE p.birth_date IS NOT NULL AND p.family_name <> '' AND p.given_name <> '' AND p.sex IN ('MALE', 'FEMALE')
  AND (EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)
    OR EXISTS (SELECT 1 FROM legal_representation l WHERE l.patient_id = p.id))
"""
_DOCUMENTS = """
SELECT patient_id, kind, value, issuer_code, issued_on FROM person_identifier
WHERE patient_id = ANY($1) AND kind IN ('PASSPORT', 'BIRTH_CERTIFICATE') AND ended_on IS NULL AND issued_on IS NOT NULL
"""
_POLICIES = """
SELECT i.patient_id, i.number, i.region, i.valid_from, i.valid_until, o.name AS insurer, o.ogrn AS insurer_ogrn
FROM insurance_policy i JOIN organization o ON o.id = i.insurer_id
WHERE i.patient_id = ANY($1) AND i.region IS NOT NULL AND i.valid_from IS NOT NULL AND o.ogrn IS NOT NULL
"""
_LINKS = """
SELECT patient_id, representative_id, kind, verified_at FROM legal_representation
WHERE patient_id = ANY($1) AND representative_id = ANY($1) AND state = 'VERIFIED' AND verified_at IS NOT NULL
"""
# Doctors of clinics to which people are attached; nurses have no times.
_DOCTORS = """
SELECT o.ogrn, d.full_name, d.specialty, d.specialty_code FROM organization o
JOIN practitioner_role w ON w.organization_id = o.id AND w.ends_on IS NULL JOIN practitioner d ON d.id = w.practitioner_id
WHERE o.ogrn IS NOT NULL AND d.specialty IS NOT NULL AND d.specialty_code NOT LIKE 'N%'
  AND EXISTS (SELECT FROM person p WHERE p.attached_clinic_id = o.id) ORDER BY o.id, w.id
"""


async def cast_facts(pool: asyncpg.Pool, today: dt.date) -> Facts:
    """Facts from the demo's own rows; none from a database that holds no cast yet."""
    people = {row["id"]: row for row in await pool.fetch(_PEOPLE)}
    documents = await pool.fetch(_DOCUMENTS, list(people))
    policies = await pool.fetch(_POLICIES, list(people))
    parents: defaultdict[int, list[Row]] = defaultdict(list)
    guardians: defaultdict[int, list[Row]] = defaultdict(list)
    for link in await pool.fetch(_LINKS, list(people)):
        (parents if link["kind"] == "PARENT" else guardians)[link["patient_id"]].append(link)
    doctors: defaultdict[str, list[ClinicDoctor]] = defaultdict(list)
    for row in await pool.fetch(_DOCTORS):
        named = ClinicDoctor(specialty=row["specialty"], specialty_code=row["specialty_code"], name=row["full_name"])
        doctors[row["ogrn"]].append(named)
    return Facts(
        clinics=tuple(ClinicFact(organization=ogrn, doctors=tuple(of)) for ogrn, of in doctors.items()),
        passports=tuple(
            PassportFact(
                **dict(_person(people[row["patient_id"]])),
                number=row["value"],
                issued_on=row["issued_on"],
                department_code=row["issuer_code"],
            )
            for row in documents
            if row["kind"] == "PASSPORT"
        ),
        policies=tuple(
            PolicyFact(
                **dict(_person(people[row["patient_id"]])),
                **{name: value for name, value in row.items() if name != "patient_id"},
            )
            for row in policies
        ),
        births=tuple(
            BirthFact(
                certificate=row["value"],
                act_record_number=f"1{row['issued_on']:%y}9770000{row['value'][-6:]}00007",
                issued_on=row["issued_on"],
                child=Child(**dict(_person(people[row["patient_id"]])), sex=Sex(people[row["patient_id"]]["sex"])),
                parents=tuple(_person(people[link["representative_id"]]) for link in parents[row["patient_id"]]),
            )
            for row in documents
            if row["kind"] == "BIRTH_CERTIFICATE"
        ),
        guardianships=tuple(
            _guardianship(people[row["patient_id"]], row["value"], people[link["representative_id"]], link, today)
            for row in documents
            for link in guardians[row["patient_id"]]
        ),
    )


def _person(row: Row) -> Person:
    return Person(**{name: row[name] for name in Person.model_fields})


def _guardianship(ward: Row, document: str, guardian: Row, link: Row, today: dt.date) -> GuardianshipFact:
    kind = GuardianshipKind.GUARDIAN if age_on(ward["birth_date"], today) < 14 else GuardianshipKind.TRUSTEE
    return GuardianshipFact(
        ward=Ward(**dict(_person(ward)), sex=Sex(ward["sex"]), document_number=document),
        guardian=_person(guardian),
        kind=kind,
        decree_number=f"Р-{document[-6:]}",
        starts_on=link["verified_at"].date(),
    )
