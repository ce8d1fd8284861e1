"""Adding children and wards through the API, as their representatives do."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.client import Person, Site

CLAIM = """
id number relationship familyName givenName patronymic birthDate sex document { kind number issuedOn } enp route state
nextStep { code message } originals { kind name } nextTryAt refusal { reason message text } patientId createdAt verifiedAt
"""
_ADD = "mutation($input: AddFamilyMemberInput!) { addFamilyMember(input: $input) { claim { %s } userErrors { field code message } } }"
_CHANGE = "mutation($input: ChangeFamilyMemberInput!) { changeFamilyMember(input: $input) { claim { %s } userErrors { field code message } } }"
_LIST = f"{{ viewer {{ familyClaims {{ {CLAIM} }} }} }}"
_BY_ID = "mutation($input: %s!) { %s(input: $input) { claim { %s } userErrors { field code message } } }"

# A child of nobody in the cast, whose certificate matches by convention.
KIRA: dict[str, Any] = {
    "relationship": "DAUGHTER",
    "familyName": "Чужая",
    "givenName": "Кира",
    "patronymic": "Фёдоровна",
    "birthDate": "2019-05-17",
    "document": {"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 654325"},
}
WARD: dict[str, Any] = {
    "relationship": "WARD",
    "familyName": "Полевой",
    "givenName": "Ян",
    "birthDate": "2017-03-02",
    "sex": "MALE",
    "document": {"kind": "BIRTH_CERTIFICATE", "number": "V-МЮ 200005"},
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What a mutation gave: the claim, and the codes of its refusals with their fields."""

    claim: dict[str, Any] | None
    errors: list[dict[str, Any]]

    @property
    def codes(self) -> list[str]:
        return [error["code"] for error in self.errors]

    @property
    def added(self) -> dict[str, Any]:
        assert self.errors == [], self.errors
        assert self.claim is not None
        return self.claim


async def try_child(site: Site, person: Person, **form: Any) -> Answered:
    """Tries to add a child; Kira, but for what is given."""
    data = await person.data(_ADD % CLAIM, input={**KIRA, **form})
    payload = data["addFamilyMember"]
    return Answered(payload["claim"], payload["userErrors"])


async def add_child(site: Site, person: Person, *, work: bool = True, **form: Any) -> dict[str, Any]:
    """Adds a child and lets the registry answer; gives the claim as it stands then."""
    claim = (await try_child(site, person, **form)).added
    if work:
        await site.work()
    return await claim_of(person, claim["id"])


async def change_child(person: Person, id_: str, **form: Any) -> Answered:
    data = await person.data(_CHANGE % CLAIM, input={**KIRA, "id": id_, **form})
    payload = data["changeFamilyMember"]
    return Answered(payload["claim"], payload["userErrors"])


async def withdraw_child(person: Person, id_: str) -> Answered:
    query = _BY_ID % ("WithdrawFamilyMemberInput", "withdrawFamilyMember", CLAIM)
    payload = (await person.data(query, input={"id": id_}))["withdrawFamilyMember"]
    return Answered(payload["claim"], payload["userErrors"])


async def retry_check(person: Person, id_: str) -> Answered:
    query = _BY_ID % ("RetryFamilyCheckInput", "retryFamilyCheck", CLAIM)
    payload = (await person.data(query, input={"id": id_}))["retryFamilyCheck"]
    return Answered(payload["claim"], payload["userErrors"])


async def claims(person: Person) -> list[dict[str, Any]]:
    """The viewer's list."""
    found: list[dict[str, Any]] = (await person.data(_LIST))["viewer"]["familyClaims"]
    return found


async def claim_of(person: Person, id_: str) -> dict[str, Any]:
    return next(claim for claim in await claims(person) if claim["id"] == id_)


def script(site: Site, registry: str, *behaviours: str, **step: Any) -> None:
    """What the next requests to a registry meet."""
    from backend.registries.simulator.scripts import Script, Step

    site.simulator.script(
        Script(registry=registry, steps=[Step(behaviour=behaviour, **step) for behaviour in behaviours])
    )


async def of_cast(site: Site, given_name: str, family_name: str, relationship: str) -> dict[str, Any]:
    """The form that names one of the cast's children by their real document."""
    row = await site.database.fetchrow(
        "SELECT p.*, i.kind, i.value, i.issued_on FROM person p JOIN person_identifier i ON i.patient_id = p.id "
        "WHERE p.given_name = $1 AND p.family_name = $2 AND i.kind IN ('BIRTH_CERTIFICATE', 'PASSPORT') AND i.ended_on IS NULL",
        given_name,
        family_name,
    )
    assert row is not None
    return {
        "relationship": relationship,
        "familyName": row["family_name"],
        "givenName": row["given_name"],
        "patronymic": row["patronymic"],
        "birthDate": row["birth_date"].isoformat(),
        "sex": row["sex"],
        "document": {"kind": row["kind"], "number": row["value"], "issuedOn": row["issued_on"].isoformat()},
    }


def years_ago(years: int, days: int = 0) -> str:
    """The birthday, as text, of somebody who is so old today in Moscow and so many days more."""
    today = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)).date() - dt.timedelta(days=days)
    try:
        return today.replace(year=today.year - years).isoformat()
    except ValueError:
        return dt.date(today.year - years, 3, 1).isoformat()
