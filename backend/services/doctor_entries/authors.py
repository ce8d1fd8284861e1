"""A doctor who writes into a record: in an own open encounter, own entries alone (policy.md ⁵)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import asyncpg

from backend.models.diagnosis_code import SYSTEM
from backend.models.vocabulary import Confidentiality, Kind
from backend.policy.rows import least_confidentiality
from backend.policy.sealing import IdSealer, OpenedId
from backend.policy.sensitivity import of_code, of_text
from backend.policy.writing import writers
from backend.services.actor import Actor
from backend.services.notices.new_entries import new_entries
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.encounters import OpenEncounter, own_open_encounter
from backend.services.record_keeping.entries import Content, Written, hold_entry, write_entry, write_version
from backend.services.record_keeping.right import Connection, RecordRules, Right, right_on
from backend.services.refusal import Refused

LONGEST_REASON = 1000
_FACTS = (
    "SELECT d.full_name, d.specialty, o.name AS organization, p.birth_date FROM practitioner d, organization o, person p "
    "WHERE d.id = $1 AND o.id = $2 AND p.id = $3"
)


@dataclass(frozen=True, slots=True)
class Author:
    """The doctor's right, the encounter in which they write, and how the author and the place are called."""

    right: Right
    encounter: OpenEncounter
    sealer: IdSealer
    name: str
    specialty: str | None
    organization: str
    born: dt.date | None


async def author_of(
    connection: Connection,
    sealer: IdSealer,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    kind: Kind,
    at: dt.datetime,
) -> Author:
    """Who may write the kind now. Raises Refused as `right_on` does, and ENCOUNTER_CLOSED."""
    right = await right_on(connection, rules, actor, patient_id, writers(kind), at)
    encounter = await own_open_encounter(connection, right)
    facts = await connection.fetchrow(_FACTS, encounter.practitioner_id, encounter.organization_id, patient_id)
    assert facts is not None
    return Author(
        right, encounter, sealer, facts["full_name"], facts["specialty"], facts["organization"], facts["birth_date"]
    )


def labels_of(codes: Iterable[str], texts: Iterable[str | None]) -> int:
    """Sensitive classes of diagnoses and of words, as of what is imported."""
    labels = 0
    for code in codes:
        meaning = of_code(SYSTEM, code)
        labels |= meaning.labels if meaning is not None else 0
    for text in filter(None, texts):
        labels |= of_text(text).labels
    return labels


def least(kind: Kind, labels: int, earlier: Confidentiality = Confidentiality.N) -> Confidentiality:
    """The confidentiality of an entry: never below what it was."""
    return max(least_confidentiality(kind, labels), earlier)


async def sign_entry(connection: Connection, author: Author, act: str, content: Content) -> Written:
    """Stores a new entry of the author's, logs the act and tells its readers."""
    written = await store_entry(connection, author, content)
    await tell_readers(connection, author.right, act, content.kind, [written.id])
    return written


async def store_entry(connection: Connection, author: Author, content: Content) -> Written:
    """Stores a new entry of the author's, in their encounter; who stores several says `tell_readers` once, of them all."""
    labels = content.labels | author.encounter.labels
    placed = replace(
        content,
        labels=labels,
        confidentiality=least(content.kind, labels),
        organization_id=author.encounter.organization_id,
        author_id=author.encounter.practitioner_id,
        encounter_id=author.encounter.id,
        search=[*content.search, author.organization, author.name],
    )
    return await write_entry(connection, author.sealer, author.right, placed)


async def own_entry(connection: Connection, right: Right, opened: OpenedId | None, kind: Kind) -> asyncpg.Record:
    """The newest version of an entry that the acting doctor wrote, held.

    Raises Refused as `hold_entry` does, NOT_AUTHOR for another's, PART_OF_ENTRY for what belongs to another entry and is
    changed with it.
    """
    earlier = await hold_entry(connection, right, opened, kind)
    mine = await connection.fetchval("SELECT practitioner_id FROM account WHERE id = $1", right.actor.account_id)
    if earlier["author_id"] is None or earlier["author_id"] != mine:
        raise Refused("NOT_AUTHOR")
    if earlier["parent_entry_id"] is not None:
        raise Refused("PART_OF_ENTRY", ["input", "id"])
    return earlier


async def correct_entry(
    connection: Connection, author: Author, act: str, earlier: asyncpg.Record, content: Content, reason: str
) -> Written:
    """Stores the next version of an own entry with its reason. Place and encounter stay; what its patient saw stays so.

    A version that has a class which the earlier one had not waits for its release anew.
    """
    labels = content.labels | await _labels_of_encounter(connection, earlier)
    stays_released = earlier["released_at"] is not None and not labels & ~earlier["labels"]
    place = await connection.fetchval("SELECT name FROM organization WHERE id = $1", earlier["organization_id"])
    placed = replace(
        content,
        labels=labels,
        confidentiality=least(content.kind, labels, Confidentiality(earlier["confidentiality"])),
        organization_id=earlier["organization_id"],
        author_id=earlier["author_id"],
        encounter_id=earlier["encounter_id"],
        released_at=earlier["released_at"] if stays_released else None,
        search=[*content.search, place, author.name],
    )
    written = await write_version(connection, author.sealer, author.right, earlier, placed)
    await note_change(connection, author.right, written.id, reason, withdrawn=False)
    await tell_readers(connection, author.right, act, content.kind, [written.id])
    return written


def checked_reason(reason: str, field: str = "reason") -> str:
    """The stated reason. Raises Refused."""
    text = reason.strip()
    if len(text) < 5:
        raise Refused("REASON_REQUIRED", ["input", field])
    if len(text) > LONGEST_REASON:
        raise Refused("WRONG_LENGTH", ["input", field])
    return text


async def note_change(connection: Connection, right: Right, entry_id: int, reason: str, *, withdrawn: bool) -> None:
    """Keeps why a version was written, or why an entry was taken out."""
    await connection.execute(
        "INSERT INTO entry_change (patient_id, entry_id, withdrawn, reason, account_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
        right.patient_id,
        entry_id,
        withdrawn,
        reason,
        right.actor.account_id,
        right.at,
    )


async def tell_readers(connection: Connection, right: Right, act: str, kind: Kind, entries: list[int]) -> None:
    """Logs the act and tells whoever may see the entries that there is something new."""
    await log_act(connection, right, act, [kind])
    rules = right.rules
    news = [(right.patient_id, entry) for entry in entries]
    await new_entries(connection, rules.policy, rules.regions, news, right.at, written_by=right.actor.account_id)


async def _labels_of_encounter(connection: Connection, earlier: asyncpg.Record) -> int:
    return int(
        await connection.fetchval(
            "SELECT coalesce((SELECT labels FROM encounter WHERE patient_id = $1 AND id = $2), 0)",
            earlier["patient_id"],
            earlier["encounter_id"],
        )
    )
