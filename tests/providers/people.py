"""People whom a provider vouches for, and persons who are in the database already."""

import datetime as dt
import itertools
from typing import Any

import orjson

from backend.models.identifiers import snils_check
from backend.models.vocabulary import IdentifierKind, Sex
from backend.policy.sealing import IdSealer
from backend.services.new_people import add_identifier, create_person
from tests.client import Site
from tests.providers.browser import Browser
from tests.providers.hostile import Hostile

BIRTH = dt.date(1990, 5, 17)
_numbers = itertools.count(1)


def new_snils() -> str:
    nine = f"777{next(_numbers):06d}"
    return nine + snils_check(nine)


def vouches(snils: str, /, **other: Any) -> dict[str, Any]:
    """Claims of a provider that has seen somebody in person."""
    return {
        "snils": f"{snils[:3]}-{snils[3:6]}-{snils[6:9]} {snils[9:]}",
        "family_name": "Заречная",
        "given_name": "Нина",
        "middle_name": "Михайловна",
        "birthdate": BIRTH.isoformat(),
        "gender": "female",
        "assurance": "full",
    } | other


async def known_person(
    site: Site,
    snils: str,
    *,
    birth: dt.date = BIRTH,
    checked: bool = True,
    names: tuple[str, str, str] = ("Заречная", "Нина", "Михайловна"),
) -> int:
    """A person with this СНИЛС and a policy of the region, whose record nobody reads yet."""
    person = await create_person(
        site.database, IdSealer(site.settings.key("id")), *names, birth, Sex.FEMALE, dt.datetime.now(dt.UTC)
    )
    await add_identifier(site.database, person, IdentifierKind.SNILS, snils, checked=checked)
    await site.database.execute(
        "INSERT INTO insurance_policy (patient_id, number, region, state) VALUES ($1, '1', '77', 'VALID')", person
    )
    return person


async def arrive(browser: Browser, hostile: Hostile, subject: str, **claims: Any) -> str:
    """Signs in as the subject; gives where the browser was sent on to."""
    hostile.subject, hostile.claims = subject, claims
    return await browser.back(hostile.back(await browser.leave("hostile")))


async def account_of(site: Site, subject: str) -> Any:
    """The account that the subject signs in, with its person and level."""
    return await site.database.fetchrow(
        "SELECT a.* FROM external_identity e JOIN account a ON a.id = e.account_id WHERE e.subject = $1 AND e.ended_at IS NULL",
        subject,
    )


async def doubts(site: Site, account_id: int) -> list[str]:
    """Why registrars have cases about the account, the newest last."""
    rows = await site.database.fetch(
        "SELECT details FROM service_case WHERE account_id = $1 AND kind = 'IDENTITY' AND state = 'OPEN' ORDER BY id",
        account_id,
    )
    return [str(orjson.loads(row["details"])["doubt"]) for row in rows]
