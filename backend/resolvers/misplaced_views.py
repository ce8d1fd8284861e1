"""What the desks show of requests to move entries out of the wrong person's record."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.policy.sealing import IdType
from backend.resolvers.merge_people import evidence, person
from backend.schema import misplaced_entries as shown
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.officers.misplaced_reading import ReadingView
from backend.services.officers.misplaced_views import AskedView, MisplacedView, asked_of, misplaced_of


def nothing(errors: list[UserError]) -> shown.MisplacedEntriesPayload:
    """The payload of a step that was refused."""
    return shown.MisplacedEntriesPayload(misplaced_entries=None, user_errors=errors)


def not_asked(errors: list[UserError]) -> shown.ReportMisplacedEntriesPayload:
    """The payload of a request that was refused."""
    return shown.ReportMisplacedEntriesPayload(request=None, user_errors=errors)


async def payload(info: Info[Any, Any], connection: Any, actor: Actor, row: int) -> shown.MisplacedEntriesPayload:
    """The payload of a step that was taken."""
    view = await misplaced_of(connection, actor.account_id, row)
    return shown.MisplacedEntriesPayload(misplaced_entries=request(info, view), user_errors=[])


async def asked_payload(info: Info[Any, Any], connection: Any, row: int) -> shown.ReportMisplacedEntriesPayload:
    """The payload of a request that stands."""
    return shown.ReportMisplacedEntriesPayload(request=asked(info, await asked_of(connection, row)), user_errors=[])


def request(info: Info[Any, Any], view: MisplacedView) -> shown.MisplacedEntries:
    return shown.MisplacedEntries(
        id=_id(info, view.id),
        state=view.state,
        reason=view.reason,
        text=view.text,
        entry_count=view.entries,
        clinic=view.clinic,
        wrong_person=person(view.wrong),
        right_person=person(view.right),
        evidence=evidence(view.evidence) if view.evidence else None,
        asked_by=view.asked_by,
        asked_at=view.asked_at,
        accepted_by=view.accepted_by,
        accepted_at=view.accepted_at,
        moved_by=view.moved_by,
        moved_at=view.moved_at,
        refusal=view.refusal,
        refused_at=view.refused_at,
        end_text=view.end_text,
        end_proposed_by=view.end_proposed_by,
        end_proposed_at=view.end_proposed_at,
        ended_at=view.ended_at,
        mine=view.mine,
    )


def asked(info: Info[Any, Any], view: AskedView) -> shown.ReportedMisplacedEntries:
    return shown.ReportedMisplacedEntries(
        id=_id(info, view.id),
        state=view.state,
        reason=view.reason,
        text=view.text,
        entry_count=view.entries,
        asked_at=view.asked_at,
        moved_at=view.moved_at,
        refusal=view.refusal,
        refused_at=view.refused_at,
        ended_at=view.ended_at,
    )


def reading(view: ReadingView) -> shown.MisplacedReading:
    return shown.MisplacedReading(
        clinic=view.clinic,
        entry_count=view.entries,
        reader_count=view.readers,
        first_read_at=view.first_at,
        last_read_at=view.last_at,
        found_at=view.found_at,
        returned_at=view.returned_at,
    )


def _id(info: Info[Any, Any], row: int) -> strawberry.ID:
    return strawberry.ID(info.context.ids.seal(IdType.MISPLACED_ENTRIES, 0, row))
