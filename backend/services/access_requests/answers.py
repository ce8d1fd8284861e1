"""What a registry's answer means for a request. Shapes are rows of `registry_check`."""

from collections.abc import Sequence
from typing import Any

import asyncpg
import orjson

from backend.models.access_request import DecisionReason
from backend.models.registry_check import CheckKind, CheckOutcome, CheckState

_REFUSALS = {
    (CheckKind.PASSPORT, CheckOutcome.INVALID): DecisionReason.PASSPORT_INVALID,
    (CheckKind.POLICY, CheckOutcome.INVALID): DecisionReason.POLICY_INVALID,
    (CheckKind.POLICY, CheckOutcome.NOT_FOUND): DecisionReason.POLICY_NOT_FOUND,
}


def refusal_of(check: "asyncpg.Record | dict[str, Any]", regions: Sequence[str]) -> DecisionReason | None:
    """Why an answer rejects the request; None for one that does not, or that has not come. Shape: a row of the check."""
    if check["state"] != CheckState.ANSWERED:
        return None
    kind, outcome = CheckKind(check["kind"]), CheckOutcome(check["outcome"])
    if (refused := _REFUSALS.get((kind, outcome))) is not None:
        return refused
    if kind is CheckKind.POLICY and answer_of(check).get("region") not in regions:
        return DecisionReason.POLICY_REGION
    return None


def answer_of(check: "asyncpg.Record | dict[str, Any]") -> dict[str, Any]:
    """What else the registry said, by its own names (backend/registries/insurance.py)."""
    answer = check["answer"]
    found: dict[str, Any] = (orjson.loads(answer) if isinstance(answer, (str, bytes)) else answer) or {}
    return found
