"""Nothing leaks out of the record: other people's, forged, re-encoded and misplaced ids in every position (SCT-05).

The table is read as: each of these texts, given in each of these positions, answers like an id that never was.
"""

import base64
from dataclasses import dataclass
from typing import Any

import pytest

from backend.models.vocabulary import Kind
from backend.policy.sealing import IdType
from tests.reads.conftest import Compared

OWN, OTHER = 107, 101
VIEWER = "an adult"
NEVER = 10**9


@dataclass(frozen=True)
class Ids:
    """Ids of one record: patient, record, a visible entry, a document and cursors of it."""

    patient: str
    record: str
    entry: str
    document: str
    cursor: str
    log_cursor: str


POSITIONS = {
    "record": "query($x: ID!) { record(patientId: $x) { id patient { familyName } timeline { totalCount nodes { id } } } }",
    "node": "query($x: ID!) { node(id: $x) { id __typename ... on Patient { familyName } ... on Vaccination { infections } } }",
    "preview": 'query($x: ID!) { accessPreview(document: "{ viewer { account { login } } }", patientId: $x) { standings fields { field } } }',
    "after": "query($id: ID!, $x: String) { record(patientId: $id) { vaccinations(after: $x) { nodes { id } } } }",
    "before": "query($id: ID!, $x: String) { record(patientId: $id) { timeline(last: 2, before: $x) { nodes { id } } } }",
    "log": "query($id: ID!, $x: String) { record(patientId: $id) { accessLog(after: $x) { nodes { at } } } }",
    "services": "query($x: String) { viewer { renderedServices(after: $x) { nodes { id } } } }",
    "records": "query($x: String) { viewer { records { record { vaccinations(after: $x) { nodes { id } } } } } }",
}
# Which of one's own ids belong where; anywhere else they are as good as forged.
RIGHT = {
    "record": {"patient"},
    "node": {"patient", "record", "entry"},
    "preview": {"patient"},
    "log": {"log_cursor"},
    "after": {"cursor"},
}


async def _ids(compared: Compared, viewer: str, patient: int) -> Ids:
    """What a reader of the record holds in hand."""
    who = compared.viewer(viewer)
    text = """query($id: ID!) { record(patientId: $id) { id vaccinations(first: 1) { edges { cursor node { id } } }
      timeline(first: 100) { nodes { document { id } } } accessLog(first: 1) { edges { cursor } } } }"""
    await compared.ask(who, text, {"id": compared.key(patient)})
    answer = await compared.check(who, text, {"id": compared.key(patient)})
    assert answer.data is not None
    record, book = answer.data["record"], compared.cursors[True, False]
    edge, log = record["vaccinations"]["edges"][0], record["accessLog"]["edges"][0]
    document = next(node["document"]["id"] for node in record["timeline"]["nodes"] if node["document"])
    return Ids(
        compared.key(patient),
        record["id"],
        edge["node"]["id"],
        document,
        book.cursors[edge["cursor"].place],
        book.cursors[log["cursor"].place],
    )


def _forged(ids: Ids) -> list[str]:
    """Texts that come near an id of one's own and are none."""
    raw = base64.urlsafe_b64decode(ids.patient + "==")
    return [
        "",
        " ",
        "x",
        "0",
        "null",
        "-1",
        "A" * 22,
        "_" * 22,
        ids.patient[:-1],
        ids.patient + "=",
        ids.patient + "==",
        f" {ids.patient}",
        f"{ids.patient}\n",
        ids.patient.swapcase(),
        ids.patient[::-1],
        ids.patient.replace("-", "+").replace("_", "/") + "=",
        base64.b64encode(raw).decode(),
        raw.hex(),
        base64.urlsafe_b64encode(bytes([raw[0] ^ 1]) + raw[1:]).decode()[:22],
        base64.urlsafe_b64encode(raw[:8] + raw[8:][::-1]).decode()[:22],
        ids.patient[:21] + chr(ord(ids.patient[21]) ^ 1),
        ids.patient + ids.patient,
        ids.cursor[:-1],
        ids.cursor[:-24] + "0" * 24,
        ids.cursor[:22],
        ids.cursor.upper(),
        ids.log_cursor[:36],
        ids.patient.replace("a", "а"),  # a Cyrillic letter
        "' OR 1=1 --",
        "101",
        "gid://medcard/Patient/101",
        "🙂" * 22,
        "A" * 50_000,
    ]


async def _answers(compared: Compared, position: str, text: str) -> bytes:
    variables: dict[str, Any] = {"x": text}
    if "$id" in POSITIONS[position]:
        variables["id"] = compared.key(OWN)
    return await compared.ask(compared.viewer(VIEWER), POSITIONS[position], variables)


async def _like_never(compared: Compared, position: str) -> bytes:
    """The answer to an id that was sealed here and names nothing."""
    if position in ("record", "preview"):
        return await _answers(compared, position, compared.ids.seal(IdType.PATIENT, NEVER))
    if position == "node":
        return await _answers(compared, position, compared.ids.seal(Kind.LAB_REPORTS, NEVER, 1))
    return await _answers(compared, position, "x")


@pytest.mark.parametrize("position", POSITIONS)
async def test_what_belongs_to_others_answers_like_what_never_was(compared: Compared, position: str) -> None:
    own, other = await _ids(compared, VIEWER, OWN), await _ids(compared, "a parent", OTHER)
    texts = [getattr(other, name) for name in Ids.__dataclass_fields__]
    texts += [getattr(own, name) for name in Ids.__dataclass_fields__ if name not in RIGHT.get(position, set())]
    texts += [compared.ids.seal(type_, OWN, NEVER) for type_ in (*Kind, IdType.DOCUMENT)]
    right = {getattr(own, name) for name in RIGHT.get(position, set())}
    texts += [text for text in _forged(own) if text not in right]
    foreign = "SELECT count(*) FROM access_log WHERE patient_id <> $1"
    logged = await compared.database.fetchval(foreign, OWN)
    expected = await _like_never(compared, position)
    assert b'"errors"' in expected and b"INTERNAL" not in expected
    for text in texts:
        assert await _answers(compared, position, text) == expected, text
    assert await compared.database.fetchval(foreign, OWN) == logged


async def test_no_search_or_code_reaches_into_another_record(compared: Compared) -> None:
    other = await _ids(compared, "a parent", OTHER)
    for text in (other.patient, other.entry, "%", "_", "\\", "' OR true --", "Иванова"):
        await compared.check(
            compared.viewer(VIEWER),
            "query($id: ID!, $x: String!) { record(patientId: $id) { timeline(search: $x) { totalCount } labTrend(code: $x) { name points { value } } "
            "checkUps(filter: {titleContains: $x}) { totalCount } vaccinations(filter: {infection: $x}) { totalCount } } }",
            {"id": compared.key(OWN), "x": text},
        )


@pytest.mark.parametrize(
    "name",
    ["a stranger", "a basic account", "a registrar", "a parent after 15 idle minutes", "an ended session", "nobody"],
)
async def test_who_has_no_standing_gets_no_byte_of_any_record(compared: Compared, name: str) -> None:
    viewer = compared.viewer(name)
    reading = compared.reading_of(viewer, (True, False))
    never = await compared.ask(viewer, POSITIONS["record"], {"x": compared.ids.seal(IdType.PATIENT, NEVER)})
    for patient in (101, 104, 107, 109, 110):
        if reading.account and reading.account["person_id"] == patient:
            continue
        linked = reading.rows.where("legal_representation", patient_id=patient, state="VERIFIED")
        if reading.account and any(link["representative_id"] == reading.account["person_id"] for link in linked):
            continue  # told the requirement's own code of a ward
        assert await compared.ask(viewer, POSITIONS["record"], {"x": compared.key(patient)}) == never


async def test_a_cursor_whose_row_is_hidden_since_says_nothing_of_the_row(compared: Compared) -> None:
    """Whether it was hidden, changed, moved or removed: the list has to be started again."""
    viewer, key = compared.viewer("a parent"), compared.key(OTHER)
    text = "query($id: ID!, $after: String) { record(patientId: $id) { vaccinations(first: 1, orderBy: TITLE_ASC, after: $after) { pageInfo { endCursor } nodes { id } } } }"
    answer = await compared.check(viewer, text, {"id": key})
    assert answer.data is not None
    page = answer.data["record"]["vaccinations"]
    cursor = compared.cursors[True, False].cursors[page["pageInfo"]["endCursor"].place]
    public_id = page["nodes"][0]["id"]
    changes = [
        "confidentiality = 2, labels = 0, released_at = NULL",
        "confidentiality = 2, labels = 0, released_at = NULL, title = 'яяя'",
        "confidentiality = 2, labels = 0, released_at = NULL, event_date = '2018-01-01'",
        "status = 1",
        "only_practitioner_id = 2",
    ]
    kept = await compared.database.fetchrow("SELECT * FROM record_entry WHERE public_id = $1", public_id)
    answers = set()
    for change in changes:
        await compared.database.execute(f"UPDATE record_entry SET {change} WHERE public_id = $1", public_id)
        answers.add(await compared.ask(viewer, text, {"id": key, "after": cursor}))
        await compared.database.execute(
            "UPDATE record_entry SET (confidentiality, labels, released_at, title, event_date, status, only_practitioner_id) = ($2, $3, $4, $5, $6, $7, $8) WHERE public_id = $1",
            public_id,
            *(
                kept[name]
                for name in (
                    "confidentiality",
                    "labels",
                    "released_at",
                    "title",
                    "event_date",
                    "status",
                    "only_practitioner_id",
                )
            ),
        )
    assert len(answers) == 1 and b"BAD_USER_INPUT" in answers.pop()
    await compared.check(viewer, text, {"id": key, "after": cursor})
