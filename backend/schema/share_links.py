"""Share links of a record: made by who decides for the patient, opened by anybody who has link and PIN, taken back."""

import datetime as dt
from enum import Enum
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.share_link import OpeningOutcome, ShareLinkState
from backend.schema.entry import Section
from backend.schema.user_errors import UserError

strawberry.enum(OpeningOutcome, name="ShareOpeningOutcome", description="What came of a try to open a share link.")
strawberry.enum(
    ShareLinkState,
    description="Whether a share link opens. LOCKED: its PIN was wrong five times; ENDED: the right of who made it is over.",
)


@strawberry.enum(description="For how long a share link may be opened.")
class ShareLinkTerm(Enum):
    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


@strawberry.type(description="A try to open a share link.")
class ShareLinkOpening:
    id: strawberry.ID
    at: dt.datetime
    recipient: str = strawberry.field(description="Who they said they are; nobody checked it.")
    outcome: OpeningOutcome


@strawberry.type(description="A share link (SMART Health Link). Its text and its PIN are told once, when it is made.")
class ShareLink:
    id: strawberry.ID
    sections: list[Section]  # type: ignore[valid-type]
    facts: bool = strawberry.field(description="Whether it shows allergies, conditions and medicines.")
    state: ShareLinkState
    tries_left: int = strawberry.field(description="Wrong PINs that it still bears.")
    created_at: dt.datetime
    expires_at: dt.datetime
    openings: list[ShareLinkOpening] = strawberry.field(description="The newest hundred, the newest first.")


async def share_links(info: Info[Any, Any], patient_id: strawberry.ID) -> list[ShareLink]:
    """The viewer's field of that name."""
    return cast("list[ShareLink]", await info.context.beside("share_links", info, patient_id=patient_id))


@strawberry.input
class CreateShareLinkInput:
    patient_id: strawberry.ID
    sections: list[Section] = strawberry.field(  # type: ignore[valid-type]
        description="What the link shows; nothing else of the record. May be empty where `facts` is true."
    )
    facts: bool = strawberry.field(default=False, description="Show allergies, conditions and medicines too.")
    term: ShareLinkTerm
    passcode: str = strawberry.field(
        description="6 to 12 digits that are not easy to guess; told to the recipient apart."
    )
    client_mutation_id: str | None = None


@strawberry.type
class CreateShareLinkPayload:
    share_link: ShareLink | None
    link: str | None = strawberry.field(
        description="The whole link, told now and never again; a repeated call with the same clientMutationId tells it anew."
    )
    user_errors: list[UserError]


@strawberry.input
class RevokeShareLinkInput:
    id: strawberry.ID


@strawberry.type
class RevokeShareLinkPayload:
    share_link: ShareLink | None
    user_errors: list[UserError]
