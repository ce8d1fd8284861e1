"""Services of a period for a certificate (SVC-04): the compiled reads of the page, decided anew for each download.

Of a record by its standings; without any, of the reader's own by the standing that needs no grant (SVC-03).
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import OperationDefinitionNode, parse

from backend.reads.reader import Asking, Question, Reader, Refusal

OPERATION = "DownloadServiceCertificate"
_PAGE, MOST_PAGES = 100, 20
_LIST = (
    f"renderedServices(first: {_PAGE}, after: $after, from: $from, to: $to, orderBy: DATE_ASC) {{ nodes {{ date "
    "region organization { name } careKind careConditions serviceName title cost currency } "
    "pageInfo { hasNextPage endCursor } notices { code } }"
)
_VARIABLES = "$from: Date, $to: Date, $after: String"
_OF_RECORD = (
    f"query {OPERATION}($id: ID!, {_VARIABLES}) {{ record(patientId: $id) {{ patient {{ displayName }} {_LIST} }} }}"
)
_OF_ONESELF = f"query {OPERATION}({_VARIABLES}) {{ viewer {{ person {{ patientId displayName }} {_LIST} }} }}"


@dataclass(frozen=True, slots=True)
class Services:
    """Whose they are, the oldest first. `whole`: no more than these are of the period."""

    patient: str
    nodes: Sequence[Mapping[str, Any]]
    whole: bool


async def services_of(
    reader: Reader, patient_id: str, period: tuple[dt.date | None, dt.date | None], asking: Asking
) -> Services | Refusal:
    """The services of a record that the reader may see now, or why there are none for them. Each page is logged as a read."""
    found = await _pages(reader, _OF_RECORD, "record", patient_id, period, asking)
    if not isinstance(found, Refusal) or found.code != "FORBIDDEN":
        return found
    own = await _pages(reader, _OF_ONESELF, "viewer", patient_id, period, asking)
    return found if isinstance(own, Refusal) else own


async def _pages(
    reader: Reader,
    text: str,
    root: str,
    patient_id: str,
    period: tuple[dt.date | None, dt.date | None],
    asking: Asking,
) -> Services | Refusal:
    operation = parse(text).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    digest, nodes, patient, after = hashlib.sha256(text.encode()).hexdigest(), [], "", None
    for _ in range(MOST_PAGES):
        variables: dict[str, Any] = {"from": period[0], "to": period[1], "after": after}
        variables |= {"id": patient_id} if root == "record" else {}
        answer = await reader.read(Question(digest, operation, {}, variables), asking)
        value = answer.values[root]
        if value is None:
            return answer.refusals[0] if answer.refusals else Refusal((root,), "UNAUTHENTICATED")
        shown = orjson.loads(value)
        person, listed = shown.get("patient") or shown["person"], shown["renderedServices"]
        # Who reads no services at all, such as a doctor, gets no certificate that says that there are none.
        closed = any(notice["code"] == "SECTION_NOT_FOR_STANDING" for notice in listed["notices"])
        if closed or person.get("patientId", patient_id) != patient_id:
            return Refusal((root,), "FORBIDDEN")
        patient = person["displayName"]
        nodes.extend(listed["nodes"])
        if not listed["pageInfo"]["hasNextPage"]:
            return Services(patient, nodes, True)
        after = listed["pageInfo"]["endCursor"]
    return Services(patient, nodes, False)
