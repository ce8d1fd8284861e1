"""Who stands where, from rows and dates alone (policy.md, principle 1 and Conditions; ACC-01…06, REP, SCT-02, REQ-15)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tests.reads.reference.rows import Row, Rows

MOSCOW = ZoneInfo("Europe/Moscow")
DOCTOR_STANDINGS = {"TREATING_DOCTOR", "EMERGENCY_DOCTOR"}
ALL_STANDINGS = [
    "SELF_TEEN",
    "SELF_ADULT",
    "PARENT_OF_CHILD",
    "PARENT_OF_TEEN",
    "GUARDIAN",
    "TRUSTEE_OF_CHILD",
    "TRUSTEE_OF_TEEN",
    "TREATING_DOCTOR",
    "EMERGENCY_DOCTOR",
]


@dataclass(frozen=True)
class Held:
    """A standing of the viewer on one patient's record. `labels`, `diary`: what the teenager shares with them.

    `reason`: the doctor stated one in the encounter; `specialty` are the classes that match theirs.
    """

    patient: int
    standing: str
    since: dt.datetime | None
    until: dt.datetime | None
    labels: int = 0
    diary: bool = True
    reason: bool = False
    specialty: int = 0


def moscow_day(at: dt.datetime) -> dt.date:
    return at.astimezone(MOSCOW).date()


def moscow_midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=MOSCOW)


def birthday(born: dt.date, years: int) -> dt.date:
    """The day of turning `years`; whoever was born on 29 February is older on 1 March in common years."""
    if (born.month, born.day) == (2, 29):
        try:
            return dt.date(born.year + years, 2, 29)
        except ValueError:
            return dt.date(born.year + years, 3, 1)
    return dt.date(born.year + years, born.month, born.day)


def age(born: dt.date, day: dt.date) -> int:
    years = 0
    while birthday(born, years + 1) <= day:
        years += 1
    return years


def standings(rows: Rows, account: Row, at: dt.datetime, regions: Iterable[str]) -> list[Held]:
    """Every standing of an account at one moment."""
    if account["disabled_at"] is not None:
        return []
    found: list[Held] = []
    if "CITIZEN" in account["roles"] and account["level"] != "BASIC" and account["person_id"] is not None:
        found += _own(rows, account, at, regions)
        found += _wards(rows, account, at, regions)
    if "DOCTOR" in account["roles"]:
        found += _treated(rows, account, at)
        found += _emergencies(rows, account, at)
    return found


def own_services(rows: Rows, account: Row, at: dt.datetime) -> Held | None:
    """SVC-03: own rendered services need neither grant nor policy."""
    person = rows.one("person", id=account["person_id"])
    if account["disabled_at"] is not None or "CITIZEN" not in account["roles"] or account["level"] == "BASIC":
        return None
    if person is None or person["deceased_on"] is not None or person["birth_date"] is None:
        return None
    years = age(person["birth_date"], moscow_day(at))
    if years < 15:
        return None
    return Held(person["id"], "SELF_ADULT" if years >= 18 else "SELF_TEEN", None, None)


def refusal_reason(rows: Rows, account: Row, patient: int, at: dt.datetime, regions: Iterable[str]) -> str | None:
    """The requirement's own code, told of the viewer's own record and verified wards alone."""
    person = rows.one("person", id=patient)
    if person is None or account["disabled_at"] is not None or "CITIZEN" not in account["roles"]:
        return None
    own = patient == account["person_id"]
    if not own and not any(link["patient_id"] == patient for link in _links(rows, account, at)):
        return None
    if person["deceased_on"] is not None:
        return None
    if account["level"] == "BASIC":
        return "ACCOUNT_LEVEL_TOO_LOW"
    years = age(person["birth_date"], moscow_day(at)) if person["birth_date"] else None
    if own and (years is None or years < 15):
        return "UNDER_AGE"
    if not own and (years is None or years >= 18):
        return "WARD_IS_ADULT"
    if not _insured(rows, patient, at, None):
        return "POLICY_INVALID"
    if not _insured(rows, patient, at, regions):
        return "POLICY_REGION"
    return "ACCESS_NOT_OPEN"


def _own(rows: Rows, account: Row, at: dt.datetime, regions: Iterable[str]) -> list[Held]:
    person = rows.one("person", id=account["person_id"])
    if person is None or person["deceased_on"] is not None or person["birth_date"] is None:
        return []
    years = age(person["birth_date"], moscow_day(at))
    if years < 15 or not _insured(rows, person["id"], at, regions):
        return []
    standing = "SELF_ADULT" if years >= 18 else "SELF_TEEN"
    return [
        Held(person["id"], standing, grant["granted_at"], grant["valid_until"])
        for grant in _grants(rows, account, person["id"], at)
    ]


def _wards(rows: Rows, account: Row, at: dt.datetime, regions: Iterable[str]) -> list[Held]:
    viewing = rows.one("person", id=account["person_id"])
    if viewing is None or viewing["deceased_on"] is not None or viewing["birth_date"] is None:
        return []
    found = []
    day = moscow_day(at)
    for link in _links(rows, account, at):
        ward = rows.one("person", id=link["patient_id"])
        if ward is None or ward["deceased_on"] is not None or ward["birth_date"] is None:
            continue
        if ward["emancipated_on"] is not None and ward["emancipated_on"] <= day:
            continue
        if age(viewing["birth_date"], day) < (16 if link["kind"] == "PARENT" else 18):
            continue
        standing = _representative(link["kind"], age(ward["birth_date"], day))
        if standing is None or not _insured(rows, ward["id"], at, regions):
            continue
        for grant in _grants(rows, account, ward["id"], at):
            share = next(
                (
                    share
                    for share in rows.where("teen_share", patient_id=ward["id"], representative_id=viewing["id"])
                    # Within this access: who is let in anew is shown what the teenager shows anew.
                    if grant["granted_at"] <= share["created_at"] <= at
                    and (share["ended_at"] is None or share["ended_at"] > at)
                ),
                None,
            )
            ends = [grant["valid_until"], moscow_midnight(birthday(ward["birth_date"], 18))]
            if link["ends_on"] is not None:
                ends.append(moscow_midnight(link["ends_on"] + dt.timedelta(days=1)))
            if ward["emancipated_on"] is not None:
                ends.append(moscow_midnight(ward["emancipated_on"]))
            found.append(
                Held(
                    ward["id"],
                    standing,
                    max(grant["granted_at"], link["verified_at"]),
                    min(end for end in ends if end is not None),
                    share["labels"] if share else 0,
                    bool(share and share["diary"]),
                )
            )
    return found


def _representative(kind: str, years: int) -> str | None:
    if years >= 18:
        return None
    if kind == "PARENT":
        return "PARENT_OF_TEEN" if years >= 15 else "PARENT_OF_CHILD"
    if years >= 15:
        return "TRUSTEE_OF_TEEN"
    return "TRUSTEE_OF_CHILD" if years >= 14 else "GUARDIAN"


def _treated(rows: Rows, account: Row, at: dt.datetime) -> list[Held]:
    found = []
    for encounter in rows.where("encounter", practitioner_id=account["practitioner_id"]):
        if encounter["practitioner_id"] is None or encounter["source_id"] is not None or encounter["opened_at"] > at:
            continue
        ends = [encounter["closed_at"]] if encounter["closed_at"] is not None else []
        if encounter["encounter_class"] in ("AMB", "VR", "HH"):
            ends.append(encounter["opened_at"] + dt.timedelta(hours=24))
        until = min(ends) + dt.timedelta(hours=72) if ends else None
        if until is not None and until <= at:
            continue
        day = moscow_day(at)
        works = [
            role
            for role in rows.where(
                "practitioner_role",
                practitioner_id=encounter["practitioner_id"],
                organization_id=encounter["organization_id"],
            )
            if role["starts_on"] <= day and (role["ends_on"] is None or role["ends_on"] >= day)
        ]
        if not works:
            continue
        stated = any(
            reason["given_at"] <= at
            for reason in rows.where("stated_reason", patient_id=encounter["patient_id"], encounter_id=encounter["id"])
        )
        specialty = 0
        for role in works:
            known = rows.one("specialty_class", code=role["specialty_code"])
            specialty |= known["reads"] if known else 0
        found.append(
            Held(
                encounter["patient_id"],
                "TREATING_DOCTOR",
                encounter["opened_at"],
                until,
                reason=stated,
                specialty=specialty,
            )
        )
    return found


def _emergencies(rows: Rows, account: Row, at: dt.datetime) -> list[Held]:
    found = []
    for access in rows.where("break_glass_access", practitioner_id=account["practitioner_id"]):
        until = access["started_at"] + dt.timedelta(hours=4)
        if access["ended_at"] is not None:
            until = min(until, access["ended_at"])
        if access["practitioner_id"] is not None and access["started_at"] <= at < until:
            found.append(Held(access["patient_id"], "EMERGENCY_DOCTOR", access["started_at"], until))
    return found


def _grants(rows: Rows, account: Row, patient: int, at: dt.datetime) -> list[Row]:
    return [
        grant
        for grant in rows.where("access_grant", grantee_id=account["id"], patient_id=patient)
        if grant["granted_at"] <= at
        and (grant["revoked_at"] is None or grant["revoked_at"] > at)
        and (grant["valid_until"] is None or grant["valid_until"] > at)
    ]


def _links(rows: Rows, account: Row, at: dt.datetime) -> list[Row]:
    day = moscow_day(at)
    if account["person_id"] is None:
        return []
    return [
        link
        for link in rows.where("legal_representation", representative_id=account["person_id"], state="VERIFIED")
        if link["verified_at"] <= at
        and (link["starts_on"] is None or link["starts_on"] <= day)
        and (link["ends_on"] is None or link["ends_on"] >= day)
        and not _restricted(rows, link, day)
    ]


def _restricted(rows: Rows, link: Row, day: dt.date) -> bool:
    return any(
        act["starts_on"] <= day and (act["ends_on"] is None or act["ends_on"] >= day)
        for act in rows.where(
            "court_act",
            patient_id=link["patient_id"],
            representative_id=link["representative_id"],
            kind="RESTRICTION",
            state="IN_FORCE",
        )
    )


def _insured(rows: Rows, patient: int, at: dt.datetime, regions: Iterable[str] | None) -> bool:
    day = moscow_day(at)
    return any(
        policy["state"] == "VALID"
        and (regions is None or policy["region"] in regions)
        and (policy["valid_from"] is None or policy["valid_from"] <= day)
        and (policy["valid_until"] is None or policy["valid_until"] >= day)
        for policy in rows.where("insurance_policy", patient_id=patient)
    )
