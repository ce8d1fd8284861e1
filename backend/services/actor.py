"""Who carries out a use case: the account behind a session that is in force."""

import datetime as dt
import uuid
from dataclasses import dataclass

from backend.models.vocabulary import AccountLevel, Role
from backend.services.refusal import Refused

# For how long a password, a code or a factor given in this session is fresh enough for what changes the account.
FRESH = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Actor:
    """`person_id` is null until the account is bound to a verified identity. `address` and `request_id` are the request's."""

    session_id: int
    account_id: int
    person_id: int | None
    level: AccountLevel
    roles: frozenset[Role]
    reauthenticated_at: dt.datetime | None
    address: str
    request_id: uuid.UUID

    def need(self, *roles: Role) -> None:
        """Raises Refused FORBIDDEN unless the account has one of the roles."""
        if self.roles.isdisjoint(roles):
            raise Refused("FORBIDDEN")

    def need_fresh(self, at: dt.datetime) -> None:
        """Raises Refused REAUTHENTICATION_REQUIRED unless the owner has just proved who they are."""
        if self.reauthenticated_at is None or self.reauthenticated_at < at - FRESH:
            raise Refused("REAUTHENTICATION_REQUIRED")
