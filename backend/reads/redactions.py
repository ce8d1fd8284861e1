"""What an answer hides: an item a record and path, worked out from the plan and the standings, never from the rows."""

from collections.abc import Mapping
from typing import Any

import asyncpg
import orjson

from backend.reads.inputs import Inputs
from backend.reads.plan import Plan


def redactions(
    plan: Plan, row: asyncpg.Record, inputs: Inputs, values: Mapping[str, bytes | None]
) -> list[dict[str, Any]]:
    """One item a record and path, from the plan and the standings alone."""
    if row["standings"] is None:
        return []
    opened, own = orjson.loads(row["standings"])
    found: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
    for guarded in plan.guarded:
        root = plan.roots[guarded.root]
        if values[root.key] is None:
            continue
        patient = root.patient(inputs) if root.patient else None
        for patient_id, patient_key, bits in (own if guarded.own else opened) or ():
            if patient is not None and patient_id != patient:
                continue
            if bits & guarded.above and not bits & guarded.audience:
                found.setdefault(
                    (patient_key, guarded.path),
                    {
                        "patientId": patient_key,
                        "path": list(guarded.path),
                        "field": guarded.field,
                        "reason": guarded.reason,
                    },
                )
    return list(found.values())
