"""Accesses that are open, and the service that opens them."""

import datetime as dt
from enum import Enum
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import AccountLevel, GrantGround, Label, RepresentationKind
from backend.policy.rows import SENSITIVE_CLASSES
from backend.schema import enums  # noqa: F401  vocabularies have to be enums before any type names them
from backend.schema.directives import StandingName
from backend.schema.entry import Section
from backend.schema.user_errors import UserError


@strawberry.type(description="An access of the viewer's to one record; CHANGE and CANCEL name it by its id.")
class AccessGrant:
    id: strawberry.ID
    patient_id: strawberry.ID
    display_name: str
    own: bool
    ground: GrantGround
    granted_at: dt.datetime
    until: dt.datetime | None = strawberry.field(description="When it ends by itself, where that is known.")
    policy_ends_on: dt.date | None = strawberry.field(
        description="The last day of the policy that opens it, where that is within 30 days and no other goes on (PAP-09)."
    )
    closed_because: str | None = strawberry.field(
        description="The code of why it does not open the record for now, such as POLICY_REGION."
    )
    message: str | None


SensitiveClass = strawberry.enum(
    cast(
        "type[Enum]",
        Enum("SensitiveClass", {str(label.name): str(label.name) for label in Label if label & SENSITIVE_CLASSES}),
    ),
    description="Classes of entries that are a teenager's and the doctor's alone, unless the teenager shares them.",
)


@strawberry.type(description="A field that the person whose record it is reads, and a standing does not.")
class FieldHiddenFromThem:
    type: str
    name: str
    reason: str = strawberry.field(description="The code that a redaction carries there.")


@strawberry.type(
    description="What a birthday ahead changes in an access, by date alone: what its holder is not shown from then on."
)
class AccessAhead:
    on: dt.date
    age: int
    standing: StandingName | None = strawberry.field(description="Null: the access ends.")
    hidden_sections: list[Section]  # type: ignore[valid-type]
    hidden_classes: list[SensitiveClass]  # type: ignore[valid-type]
    hidden_fields: list[FieldHiddenFromThem]


@strawberry.type(description="An access of the viewer's or to the viewer's record, and the birthdays that change it.")
class AccessPlan:
    display_name: str = strawberry.field(description="Whose record it is, or who reads the viewer's.")
    mine: bool = strawberry.field(description="Whether it is the viewer who reads.")
    standing: StandingName
    ahead: list[AccessAhead]


@strawberry.type(
    description="Somebody else's access to the viewer's own record, and what of it they are not shown, as the policy declares it."
)
class AccessToMe:
    id: strawberry.ID = strawberry.field(description="Names the access to shareWithRepresentative.")
    display_name: str
    kind: RepresentationKind
    granted_at: dt.datetime
    until: dt.datetime | None
    standing: StandingName
    hidden_sections: list[Section]  # type: ignore[valid-type]
    hidden_classes: list[SensitiveClass]  # type: ignore[valid-type]
    hidden_fields: list[FieldHiddenFromThem]
    hides_what_i_hid: bool = strawberry.field(description="Whether entries that the viewer hid are absent for them.")
    shareable_classes: list[SensitiveClass] = strawberry.field(  # type: ignore[valid-type]
        description="Classes that the viewer alone decides about, shared or not; none where a birthday has not come."
    )
    shared_classes: list[SensitiveClass]  # type: ignore[valid-type]
    diary_shared: bool


@strawberry.type(
    description="What a request would give the applicant to read, as the policy declares it: nothing is known here of any entry."
)
class WouldSee:
    standing: StandingName
    until: dt.date | None = strawberry.field(
        description="The 18th birthday of a child or ward: it ends with its beginning."
    )
    hidden_sections: list[Section]  # type: ignore[valid-type]
    hidden_classes: list[SensitiveClass] = strawberry.field(  # type: ignore[valid-type]
        description="Absent unless the teenager shares them."
    )
    hidden_fields: list[FieldHiddenFromThem]


async def access_grants(info: Info[Any, Any]) -> list[AccessGrant]:
    """The viewer's field of that name."""
    return cast("list[AccessGrant]", await info.context.beside("access_grants", info))


@strawberry.input
class ShareWithRepresentativeInput:
    id: strawberry.ID
    classes: list[SensitiveClass] = strawberry.field(  # type: ignore[valid-type]
        description="All that is shown from now on; what is left out is shown no more."
    )
    diary: bool


@strawberry.type
class ShareWithRepresentativePayload:
    access_to_me: AccessToMe | None
    user_errors: list[UserError]


async def access_plans(info: Info[Any, Any]) -> list[AccessPlan]:
    """The viewer's field of that name."""
    return cast("list[AccessPlan]", await info.context.beside("access_plans", info))


async def access_to_me(info: Info[Any, Any]) -> list[AccessToMe]:
    """The viewer's field of that name."""
    return cast("list[AccessToMe]", await info.context.beside("access_to_me", info))


@strawberry.type(description="The terms that an applicant agrees to (REQ-12).")
class ConsentText:
    version: str
    text: str


@strawberry.type(description="What a photo with the passport has to be (ACC-11); RequestPhoto says where it goes.")
class PhotoRules:
    content_types: list[str]
    most_bytes: int
    least_side: int
    most_pixels: int


@strawberry.type(description="The service page: what it costs, how long it takes, who may use it (ACC-14, REQ-03).")
class AccessService:
    catalogue: list[str] = strawberry.field(description="Where the service stands in the catalogue.")
    cost: int = strawberry.field(description="In roubles: the service is free.")
    cost_text: str
    term_working_days: int
    term_text: str
    levels: list[AccountLevel] = strawberry.field(description="Account levels that may use it (ACC-01).")
    at_once: list[AccountLevel] = strawberry.field(description="Levels to which records open without a request (X7).")
    accepted_policy_regions: list[str]
    consent: ConsentText
    photo: PhotoRules
    own_record_id: strawberry.ID | None = strawberry.field(
        description="The viewer's own record, where it is open: one click leads to it (ACC-13)."
    )
