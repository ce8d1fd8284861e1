"""Current rows of a record with the keys that bundles speak of, why the policy removes a row, and what the API shows."""

import datetime as dt
from collections import Counter
from typing import Any

import asyncpg

from backend.models.vocabulary import Kind
from tests.client import Person

JSON = dict[str, Any]


async def main_diagnoses(database: asyncpg.Connection, patient: int) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Headers and codes of the main diagnoses inside entries."""
    sql = _sql("coalesce(d.code, d.wording)", _detail("diagnosis")) + " AND d.kind = 'MAIN'"
    rows = await database.fetch(sql, patient, list(range(1, 16)))
    return [(tuple(row)[:7], tuple(row)[7:]) for row in rows]


def hidden(starts: dict[int, dt.date | None], header: tuple[Any, ...], teen: bool) -> str | None:
    """Why the policy removes a row for a portal reader, from its header alone (policy.md, matrix and footnotes)."""
    kind, start_key, date, labels, confidentiality, released, _ = header
    start = starts.get(start_key)
    if start is not None and date < start:
        return "before its section's start date"
    never = kind in (Kind.COVID_TESTS, Kind.VACCINATIONS, Kind.AMBULANCE_CALLS, Kind.ALLERGY)
    unreleased = released is None and (
        (not never and labels & 0b100_0011)
        or (kind == Kind.LAB_REPORTS and labels & 0b11_1100)
        or (confidentiality == 2 and not labels)
    )
    if unreleased:
        return "sensitive, not released by a doctor"
    if teen and not never and labels & ~0b100_0000:
        return "of a teenager's sensitive class"
    return None


def plain(key: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value.isoformat() if isinstance(value, dt.date) else value for value in key)


_HEADER = "e.kind, e.start_key, e.event_date, e.labels, e.confidentiality, e.released_at, e.id"


def _sql(columns: str, joined: str = "") -> str:
    return (
        f"SELECT {_HEADER}, {columns} FROM record_entry e {joined} "
        "WHERE e.patient_id = $1 AND e.kind = ANY ($2) AND e.status = 0"
    )


def _detail(table: str) -> str:
    return f"JOIN {table} d ON d.patient_id = e.patient_id AND d.entry_id = e.id"


STORED: dict[str, tuple[str, list[int]]] = {
    "vaccinations": (_sql("e.event_date, d.vaccine_name", _detail("vaccination")), [Kind.VACCINATIONS]),
    "examinationProtocols": (_sql("e.event_date, e.title"), [Kind.EXAMINATION_PROTOCOLS]),
    "dischargeSummaries": (_sql("e.event_date, e.title"), [Kind.DISCHARGE_SUMMARIES]),
    "ambulanceCalls": (_sql("e.event_date, e.title"), [Kind.AMBULANCE_CALLS]),
    "instrumentalStudies": (_sql("e.event_date"), [Kind.INSTRUMENTAL_STUDIES]),
    "labResults": (_sql("d.code, d.value, d.value_text, d.unit", _detail("lab_result")), [Kind.LAB_REPORTS]),
    "vitalSigns": (
        _sql("d.code, d.value, d.value_second, d.value_text, d.unit", _detail("vital_sign")),
        [Kind.VITAL_SIGN],
    ),
    "conditions": (_sql("coalesce(d.code, d.wording)", _detail("condition_item")), [Kind.CONDITION]),
    "allergies": (_sql("d.substance", _detail("allergy_item")), [Kind.ALLERGY]),
    "prescriptions": (_sql("e.event_date, d.inn", _detail("prescription")), [Kind.PRESCRIPTIONS]),
    "medications": (_sql("e.title"), [Kind.PRESCRIPTIONS, Kind.MEDICATION]),
    "renderedServices": (_sql("e.event_date, d.cost", _detail("rendered_service")), [Kind.RENDERED_SERVICES]),
    "procedures": (_sql("e.event_date, d.name", _detail("procedure_item")), [Kind.PROCEDURE]),
    "carePlans": (_sql("d.status, d.intent", _detail("care_plan")), [Kind.CARE_PLAN]),
}
_CONNECTIONS = {
    "vaccinations": "date vaccineName",
    "examinationProtocols": "date title",
    "dischargeSummaries": "date title",
    "ambulanceCalls": "date title",
    "instrumentalStudies": "date",
    "labReports": "results { code { code } value valueText unit }",
    "vitalSigns": "code { code } value valueSecond valueText unit",
    "prescriptions": "date inn",
    "renderedServices": "date cost",
    "procedures": "date name",
    "carePlans": "status intent",
}


async def shown(reader: Person, patient: str) -> dict[str, Counter[tuple[Any, ...]]]:
    """Everything that the API shows of the record, page by page."""
    found: dict[str, Counter[tuple[Any, ...]]] = {}
    for section, fields in _CONNECTIONS.items():
        query = (
            f"query($id: ID!, $after: String) {{ record(patientId: $id) {{ page: {section}(first: 100, after: $after) "
            f"{{ totalCount nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
        )
        nodes: list[JSON] = []
        after = None
        while True:
            page = (await reader.data(query, id=patient, after=after))["record"]["page"]
            nodes += page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                break
            after = page["pageInfo"]["endCursor"]
        assert page["totalCount"] == len(nodes)
        if section == "labReports":
            section, nodes = "labResults", [result for node in nodes for result in node["results"]]
        found[section] = Counter(_values(node) for node in nodes)
    facts = await reader.data(
        "query($id: ID!) { record(patientId: $id) { allergies { substance } medications { name } "
        "conditions { code { code } wording } } }",
        id=patient,
    )
    record = facts["record"]
    found["allergies"] = Counter((one["substance"],) for one in record["allergies"])
    found["medications"] = Counter((one["name"],) for one in record["medications"])
    found["conditions"] = Counter(((one["code"] or {}).get("code") or one["wording"],) for one in record["conditions"])
    return found


def _values(node: JSON) -> tuple[Any, ...]:
    values = (value.get("code") if isinstance(value, dict) else value for value in node.values())
    return tuple(values)
