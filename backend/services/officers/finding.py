"""Finding a person at an officer's desk: by a full, checked identifier and the birth date, never by name."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import IdentifierKind
from backend.services.actor import Actor
from backend.services.refusal import Refused
from backend.services.typed_identifiers import as_stored

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# What an officer states as the reason of a look or an act, in characters.
SHORTEST_REASON, LONGEST_REASON = 10, 500
# A search that found nobody, and an act that was refused about somebody who was found, are noted too; and nobody tries
# numbers one after another, whatever they are numbers of.
NOT_FOUND, NO_ACCOUNT, NO_CLAIM = "person.not_found", "account.not_found", "family_claim.search"
FOUND_AND_REFUSED = "person.refused"
MISSES_AN_HOUR = 20


@dataclass(frozen=True, slots=True)
class PersonKey:
    """What names one person: a whole identifier as typed from a document, and the birth date."""

    kind: IdentifierKind
    number: str
    birth_date: dt.date


def need_reason(reason: str, field: list[str]) -> str:
    """The stated reason, trimmed. Raises Refused REASON_REQUIRED for one that says nothing, or that no log could hold."""
    stated = " ".join(reason.split())
    if not SHORTEST_REASON <= len(stated) <= LONGEST_REASON or not stated.isprintable():
        raise Refused("REASON_REQUIRED", field)
    return stated


async def need_tries(connection: Connection, actor: Actor, at: dt.datetime) -> None:
    """Raises Refused RATE_LIMITED for an officer who has named nobody, and no claim, too often in the last hour."""
    missed = await connection.fetchval(
        "SELECT count(*) FROM officer_act WHERE account_id = $1 AND at > $2 AND act = ANY ($3)",
        actor.account_id,
        at - dt.timedelta(hours=1),
        [NOT_FOUND, NO_ACCOUNT, NO_CLAIM],
    )
    if missed >= MISSES_AN_HOUR:
        raise Refused("RATE_LIMITED")


async def find_person(connection: Connection, key: PersonKey, field: list[str]) -> int:
    """The one person whom the checked identifier in force and the birth date name.

    Raises Refused PERSON_NOT_FOUND: nobody, several, or another birth date, all alike; REQUIRED, WRONG_FORMAT, CHECK_DIGIT.
    """
    number = as_stored(key.kind, key.number, [*field, "number"])
    rows = await connection.fetch(
        "SELECT p.id, p.birth_date FROM person_identifier i JOIN person p ON p.id = i.patient_id "
        "WHERE i.kind = $1 AND i.value = $2 AND i.checked AND i.ended_on IS NULL",
        key.kind.value,
        number,
    )
    if len({row["id"] for row in rows}) != 1 or rows[0]["birth_date"] != key.birth_date:
        raise Refused("PERSON_NOT_FOUND", field)
    return int(rows[0]["id"])
