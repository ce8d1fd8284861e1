"""What every entry has: the interfaces Node and RecordEntry, and the objects that an entry points at."""

import datetime as dt
from enum import Enum
from typing import cast

import strawberry

from backend.models.vocabulary import SECTIONS
from backend.policy.standing import DOCTORS, EVERYONE
from backend.schema.entry_hiding import EntryHiding
from backend.schema.fields import assembled, column, embedded, one, plumbing

Section = strawberry.enum(
    cast("type[Enum]", Enum("Section", {kind.name: kind.name for kind in SECTIONS})),
    description="The fifteen sections of a medical record.",
)


@strawberry.type(description="A code of a published system, as HL7 FHIR Coding.")
class Coding:
    system: str | None = column(EVERYONE)
    code: str | None = column(EVERYONE)
    display: str | None = column(EVERYONE)


@strawberry.type(description="A clinic, hospital, laboratory or insurer.")
class Organization:
    name: str = column(EVERYONE)
    short_name: str | None = column(EVERYONE)
    oid: str | None = column(EVERYONE, description="OID in the federal register of medical organizations.")
    ogrn: str | None = column(EVERYONE)
    licence: str | None = column(EVERYONE)
    region: str | None = column(EVERYONE, description="Two-digit subject code.")
    address: str | None = column(EVERYONE)
    phone: str | None = column(EVERYONE)


@strawberry.type(description="A medical worker as author or performer.")
class Practitioner:
    full_name: str = column(EVERYONE)
    position: str | None = column(EVERYONE)
    specialty: str | None = column(EVERYONE)


@strawberry.type(
    description="A document of an entry. Who may read every field of the entry's type gets the original, "
    "others a rendition of what they may read."
)
class Document:
    id: strawberry.ID = column(EVERYONE, "{row}.public_id")
    title: str | None = column(EVERYONE)
    content_type: str = column(EVERYONE, description="Media type of the original.")
    created_on: dt.date | None = column(EVERYONE)
    original: bool = assembled(EVERYONE, "document_original", description="Whether the viewer gets the original.")
    path: str = assembled(EVERYONE, "document_path", description="Where to download; carries no authority of its own.")


@strawberry.type(description="A representative as a document names one.")
class NamedRepresentative:
    name: str | None = column(EVERYONE)
    relationship: str | None = column(EVERYONE)
    document: str | None = column(EVERYONE)


@strawberry.interface(description="An object with a global id.")
class Node:
    id: strawberry.ID = column(EVERYONE, "{entry}.public_id")


ORGANIZATION = "{one}.id = {entry}.organization_id"
AUTHOR = "{one}.id = {entry}.author_id"
DOCUMENT = (
    "{one}.patient_id = {entry}.patient_id AND {one}.entry_id = {entry}.id AND {one}.id = "
    "(SELECT max(latest.id) FROM document latest WHERE latest.patient_id = {entry}.patient_id AND latest.entry_id = {entry}.id)"
)


_OF_VERSION = "said.patient_id = {row}.patient_id AND said.entry_id = {row}.id ORDER BY said.id DESC LIMIT 1)"


@strawberry.type(
    description="One version of an entry. Nothing written is changed in place: a correction is a new version; `node(id)` shows "
    "an earlier one to whoever may see both."
)
class EntryVersion:
    id: strawberry.ID = plumbing("The version's own id, as the entry's `id` is its newest version's.")
    version: int = plumbing("From 1, of those that the viewer may see.")
    recorded_at: dt.datetime = plumbing()
    current: bool = plumbing("Whether it is the one that counts now.")
    reason: str | None = column(
        DOCTORS,
        f"(SELECT reason FROM entry_change said WHERE NOT said.withdrawn AND {_OF_VERSION}",
        reason="DOCTORS_ONLY",
        description="Why the doctor corrected the version before.",
    )
    released_at: dt.datetime | None = column(
        DOCTORS,
        f"(SELECT at FROM entry_release said WHERE {_OF_VERSION}",
        reason="DOCTORS_ONLY",
        description="When a held entry was shown to its patient.",
    )
    released_by: str | None = column(
        DOCTORS,
        f"(SELECT d.full_name FROM entry_release said JOIN practitioner d ON d.id = said.practitioner_id WHERE {_OF_VERSION}",
        reason="DOCTORS_ONLY",
    )
    release_note: str | None = column(
        DOCTORS,
        f"(SELECT note FROM entry_release said WHERE {_OF_VERSION}",
        reason="DOCTORS_ONLY",
        description="What was said in the talk about it.",
    )


@strawberry.interface(description="An entry of any section.")
class RecordEntry:
    id: strawberry.ID = column(EVERYONE, "{entry}.public_id")
    section: Section = assembled(EVERYONE, "section")  # type: ignore[valid-type]
    date: dt.date = column(EVERYONE, "{entry}.event_date")
    title: str | None = column(EVERYONE, "{entry}.title")
    organization: Organization | None = one(EVERYONE, "organization", ORGANIZATION)
    author: Practitioner | None = one(EVERYONE, "practitioner", AUTHOR)
    document: Document | None = one(EVERYONE, "document", DOCUMENT)
    versions: list[EntryVersion] = assembled(
        EVERYONE, "versions", description="The oldest first; one for what was never corrected."
    )
    hiding: EntryHiding = assembled(
        EVERYONE, "hiding", description="For a teenager and doctors; constant for everybody else."
    )


def named_representative(audience: object) -> object:
    """The guardian block that a document carries, from the row's `guardian_*` columns."""
    columns = {
        "name": "{row}.guardian_name",
        "relationship": "{row}.guardian_relationship",
        "document": "{row}.guardian_document",
    }
    return embedded(
        audience,  # type: ignore[arg-type]
        columns,
        "{row}.guardian_name IS NOT NULL",
        reason="DOCTORS_ONLY",
        description="The representative whom the document names.",
    )
