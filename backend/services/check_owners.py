"""What answers of registries are about: the owners of questions, put together for the worker."""

import datetime as dt
from collections.abc import Mapping

from backend.models.registry_check import CheckKind
from backend.services.access_requests.checks import check_answered, check_unavailable
from backend.services.accounts.levels import profile_answered, profile_moved
from backend.services.family.answers import claim_answered, claim_unavailable, claim_working
from backend.services.own_policies import own_policy_answered
from backend.services.registry_checks import Check, Connection, Owner, Subject


async def _own_answered(connection: Connection, check: Check, at: dt.datetime) -> None:
    """What was asked of the account's owner, for no request."""
    if check.kind is CheckKind.POLICY:
        await own_policy_answered(connection, check, at)
    else:
        await profile_answered(connection, check, at)


async def _request_answered(connection: Connection, check: Check, at: dt.datetime) -> None:
    assert check.request_id is not None
    await check_answered(connection, check.request_id, at)


async def _request_unavailable(connection: Connection, check: Check, at: dt.datetime) -> None:
    assert check.request_id is not None
    await check_unavailable(connection, check.request_id, at)


OWNERS: Mapping[Subject, Owner] = {
    Subject.PROFILE: Owner(_own_answered, unavailable=profile_moved, working=profile_moved),
    Subject.REQUEST: Owner(_request_answered, _request_unavailable, working=_request_answered),
    Subject.CLAIM: Owner(claim_answered, claim_unavailable, claim_working),
}
