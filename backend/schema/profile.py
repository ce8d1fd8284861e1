"""What the owner of an account states about themself (REQ-04, ACC-08), and how far its check has come (ACC-09, ACC-10)."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.identifiers import EnpWarning
from backend.models.identity import ProfileCheckState
from backend.models.vocabulary import AccountLevel, Sex
from backend.schema import enums  # noqa: F401  vocabularies have to be enums, under their own names, before any type names them
from backend.schema.user_errors import UserError

strawberry.enum(ProfileCheckState, description="How far the check of a passport has come.")


@strawberry.type(description="A passport of Russia as its holder stated it.")
class ProfilePassport:
    masked_number: str
    issued_on: dt.date
    issuer: str
    department_code: str


@strawberry.type(
    description="The check of the passport with its registry; `message` says what to do, in the asked language."
)
class ProfileCheck:
    state: ProfileCheckState
    message: str
    asked_at: dt.datetime
    next_try_at: dt.datetime | None = strawberry.field(
        description="When a registry that is out is asked again; `retryProfileCheck` asks sooner."
    )


@strawberry.type(
    description="What the form about oneself begins with: the own statement, before the first one what the own record "
    "holds. Identifiers show their last digits; one that is left out of `saveProfile` stays as it is."
)
class Profile:
    version: int = strawberry.field(description="Goes back with `saveProfile`; 0 before the first statement.")
    level: AccountLevel
    family_name: str | None
    given_name: str | None
    patronymic: str | None
    birth_date: dt.date | None
    sex: Sex | None
    masked_snils: str | None
    masked_policy_number: str | None
    policy_number_warnings: list[EnpWarning]
    passport: ProfilePassport | None
    saved_at: dt.datetime | None
    check: ProfileCheck | None


async def profile(info: Info[Any, Any]) -> Profile:
    return cast("Profile", await info.context.beside("profile", info))


@strawberry.input(description="`series`: four digits, `number`: six, `departmentCode`: NNN-NNN.")
class ProfilePassportInput:
    series: str
    number: str
    issued_on: dt.date
    issuer: str
    department_code: str


@strawberry.input(
    description="The whole form over the version that was seen. `snils`, `enp` and `passport` left out stay as they are; an "
    "empty `enp` says that there is no policy."
)
class SaveProfileInput:
    version: int
    family_name: str
    given_name: str
    patronymic: str | None = None
    birth_date: dt.date
    sex: Sex
    snils: str | None = None
    enp: str | None = None
    passport: ProfilePassportInput | None = None
    client_mutation_id: str | None = None


@strawberry.type
class SaveProfilePayload:
    profile: Profile | None
    user_errors: list[UserError]


@strawberry.type
class RetryProfileCheckPayload:
    profile: Profile | None
    user_errors: list[UserError]
