"""The access log as each of its readers sees it."""

from typing import Any

from tests.reads.reference.lists import page_of
from tests.reads.reference.operation import place_of
from tests.reads.reference.policy import FULL_LOG, NAMES, SECTIONS
from tests.reads.reference.reader import Reading
from tests.reads.reference.rows import Row
from tests.reads.reference.standings import ALL_STANDINGS, DOCTOR_STANDINGS, moscow_day
from tests.reads.reference.things import Connection, Thing


def access_log(reading: Reading, thing: Thing, arguments: dict[str, Any]) -> Connection:
    assert reading.account is not None
    whole = any(held.standing in FULL_LOG for held in thing.held)
    found = [
        row
        for row in reading.rows.where("access_log", patient_id=thing.patient)
        if whole or row["account_id"] == reading.account["id"]
    ]
    found.sort(key=lambda row: row["seq"], reverse=True)
    by_key = {row["entry_key"]: row for row in found}
    things = [
        (
            place_of(thing.patient, "MedicalRecord", "accessLog", arguments, row["entry_key"]),
            log_entry(reading, thing.patient, row),
        )
        for row in found
    ]
    return page_of(
        reading,
        "accessLog",
        things,
        len(found),
        arguments,
        [] if whole else ["OWN_ACTS_ONLY"],
        lambda place: by_key[place.row]["seq"],
        lambda place: place.patient == thing.patient and place.row in by_key,
        True,
    )


def log_entry(reading: Reading, patient: int, row: Row) -> dict[str, Any]:
    """Staff by name and organization, the viewer as such, another representative as one (policy.md ¹⁴)."""
    assert reading.account is not None
    names = [name for bit, name in enumerate(ALL_STANDINGS) if row["standings"] & 1 << bit]
    account = reading.rows.one("account", id=row["account_id"])
    assert account is not None
    staff = (not names or DOCTOR_STANDINGS & set(names)) and reading.rows.one(
        "practitioner", id=account["practitioner_id"]
    )
    english = reading.language == "en"
    if row["operation"] == "OpenShareLink":
        if account["id"] == reading.account["id"]:
            stated = reading.rows.one("share_opening", request_id=row["request_id"])
            who = ": ".join(
                ["By your link" if english else "По вашей ссылке", *([stated["recipient"]] if stated else [])]
            )
        elif account["person_id"] == patient:
            who = "By a link of the patient" if english else "По ссылке пациента"
        else:
            who = "By a link of a legal representative" if english else "По ссылке законного представителя"
    elif account["id"] == reading.account["id"]:
        who = "You" if english else "Вы"
    elif staff:
        who = staff["full_name"]
    elif account["person_id"] == patient:
        who = "The patient" if english else "Пациент"
    else:
        who = "A legal representative" if english else "Законный представитель"
    day = moscow_day(row["at"])
    roles = [
        role
        for role in (
            reading.rows.where("practitioner_role", practitioner_id=account["practitioner_id"]) if staff else []
        )
        if role["starts_on"] <= day and (role["ends_on"] is None or role["ends_on"] >= day)
    ]
    work = min(roles, key=lambda role: role["id"], default=None)
    organization = reading.rows.one("organization", id=work["organization_id"]) if work else None
    return {
        "id": row["entry_key"],
        "at": row["at"],
        "who": who,
        "organization": organization["name"] if organization else None,
        "standings": names,
        "sections": [NAMES[kind] for kind in sorted(row["sections"]) if kind <= len(SECTIONS)],
        "operation": row["operation"],
    }
