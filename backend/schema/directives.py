"""`@visibleTo`: the audience of a field, in the printed schema."""

from enum import Enum

import strawberry
from strawberry.schema_directive import Location

from backend.policy.standing import Standing, names

StandingName = Enum("StandingName", {standing.name: standing.name for standing in Standing if standing.name})  # type: ignore[misc]
StandingName = strawberry.enum(  # type: ignore[misc]
    StandingName, name="Standing", description="A ground on which a viewer reads one record, at one moment."
)


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="visibleTo",
    description="Who may read the field. Printed on every field of every record type; a field without it does not build.",
)
class VisibleTo:
    standings: list[StandingName]


def visible_to(standings: Standing) -> VisibleTo:
    """The directive for a set of standings."""
    return VisibleTo(standings=[StandingName[name] for name in names(standings)])
