"""Whose record it may be: people whom checked identifiers name. Names and birth dates alone propose nobody."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import IdentifierKind, Sex
from backend.services.person_names import alike

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_NAMED = """
SELECT p.id, p.patient_key, p.family_name, p.given_name, p.patronymic, p.birth_date, p.sex, p.deceased_on IS NOT NULL AS deceased,
  array_agg(DISTINCT i.kind) AS agrees, bool_or(i.checked) AS checked,
  (SELECT coalesce(array_agg(DISTINCT o.kind), '{{}}') FROM person_identifier o
   JOIN unnest($1::text[], $2::text[]) AS said (kind, value) ON said.kind = o.kind AND said.value <> o.value
   WHERE o.patient_id = p.id AND o.checked AND o.ended_on IS NULL
     AND o.kind IN ('SNILS', 'ENP')) AS differs,
  (SELECT min(a.id) FROM account a WHERE a.person_id = p.id AND 'CITIZEN' = ANY (a.roles) AND a.disabled_at IS NULL) AS account_id
FROM person_identifier i
JOIN unnest($1::text[], $2::text[]) AS k (kind, value) ON i.kind = k.kind AND i.value = k.value
JOIN person p ON p.id = i.patient_id
WHERE {checked} AND i.ended_on IS NULL
GROUP BY p.id ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who somebody says a person is: names, birth date and identifiers as they are stored."""

    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    identifiers: tuple[tuple[IdentifierKind, str], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person whom at least one checked identifier of a statement names: what agrees with it and what does not.

    `account_id` is the citizen account that is bound to the person already. Not `checked`: no registry has confirmed any
    of what agrees, as in data that came by an import.
    """

    person_id: int
    patient_key: str
    display_name: str
    birth_date: dt.date | None
    sex: Sex
    agrees: tuple[IdentifierKind, ...]
    differs: tuple[IdentifierKind, ...]
    birth_date_agrees: bool
    names_agree: bool
    deceased: bool
    account_id: int | None
    checked: bool

    def may_be(self, account_id: int | None) -> bool:
        """Whether a decision may say that this is who is meant; `account_id` is the account that would be bound."""
        free = account_id is None or self.account_id in (None, account_id)
        return self.birth_date_agrees and not self.deceased and free and (self.checked or self.names_agree)


async def candidates(connection: Connection, statement: Statement, *, unchecked: bool = False) -> list[Candidate]:
    """Everyone whom a checked identifier in force of the statement names; `unchecked`: any identifier in force.

    The latter is for a statement whose identifiers somebody vouches for: then it is the record that nobody has checked.
    """
    rows = await connection.fetch(
        _NAMED.format(checked="true" if unchecked else "i.checked"),
        [kind.value for kind, _ in statement.identifiers],
        [value for _, value in statement.identifiers],
    )
    return [candidate_of(row, statement) for row in rows]


async def statement_of_account(connection: Connection, account_id: int) -> Statement | None:
    """What the account's owner states about themself."""
    row = await connection.fetchrow(
        "SELECT family_name, given_name, patronymic, birth_date, snils, enp, passport FROM identity_profile "
        "WHERE account_id = $1",
        account_id,
    )
    if row is None:
        return None
    kinds = (IdentifierKind.SNILS, IdentifierKind.ENP, IdentifierKind.PASSPORT)
    return _statement(row, zip(kinds, (row["snils"], row["enp"], row["passport"]), strict=True))


async def statement_of_claim(connection: Connection, claim_id: int) -> Statement | None:
    """What a family claim says of the child."""
    row = await connection.fetchrow(
        "SELECT family_name, given_name, patronymic, birth_date, document_kind, document_number, enp FROM family_claim "
        "WHERE id = $1",
        claim_id,
    )
    if row is None:
        return None
    document = (IdentifierKind(row["document_kind"]), row["document_number"])
    return _statement(row, (document, (IdentifierKind.ENP, row["enp"])))


def _statement(row: asyncpg.Record, identifiers: Iterable[tuple[IdentifierKind, str | None]]) -> Statement:
    return Statement(
        row["family_name"],
        row["given_name"],
        row["patronymic"],
        row["birth_date"],
        tuple((kind, value) for kind, value in identifiers if value is not None),
    )


def candidate_of(row: asyncpg.Record, statement: Statement) -> Candidate:
    """Somebody beside a statement, from a row of the person, of `agrees`, `differs`, `checked` and the `account_id`."""
    names = ("family_name", "given_name", "patronymic")
    return Candidate(
        row["id"],
        row["patient_key"],
        " ".join(row[name] for name in names if row[name]),
        row["birth_date"],
        Sex(row["sex"]),
        tuple(IdentifierKind(kind) for kind in sorted(row["agrees"])),
        tuple(IdentifierKind(kind) for kind in sorted(row["differs"])),
        row["birth_date"] == statement.birth_date,
        all(alike(row[name], getattr(statement, name)) for name in names),
        row["deceased"],
        row["account_id"],
        row["checked"],
    )
