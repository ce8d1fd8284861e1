"""Downloads: the original for who may read every field of its entry, a rendition for others, else nothing at all."""

from typing import Any

import pytest

from backend.policy.sealing import IdType
from backend.sentences.record_fields import FIELDS
from tests.reads.cast import Viewer
from tests.reads.conftest import Compared
from tests.reads.reference.columns import TABLE_OF_KIND
from tests.reads.reference.policy import NAMES, originals
from tests.reads.reference.reader import Reading
from tests.reads.reference.rows import Row

PAIR = (True, False)
LOGGED = "SELECT patient_id, account_id, standings, operation, sections FROM access_log WHERE id > $1 ORDER BY id"


async def _download(compared: Compared, viewer: Viewer, document: str) -> tuple[int, bytes, list[tuple[Any, ...]]]:
    """Status, body and what was logged."""
    last = await compared.database.fetchval("SELECT coalesce(max(id), 0) FROM access_log")
    headers = {"Authorization": f"Bearer {viewer.token}"} if viewer.token else {}
    response = await compared.sites[PAIR].get(f"/files/{document}", headers=headers)
    assert response.headers["cache-control"] == "no-store"
    logged = [tuple(row) for row in await compared.database.fetch(LOGGED, last)]
    return response.status_code, response.content, logged


def _readers(reading: Reading, document: Row) -> tuple[bool, bool]:
    """Whether the viewer may know of the document's entry, and whether they get the original."""
    entry = reading.rows.one("record_entry", patient_id=document["patient_id"], id=document["entry_id"])
    assert entry is not None
    giving = reading.visible(entry, reading.in_force(entry["patient_id"]))
    type_name = str(TABLE_OF_KIND[NAMES[entry["kind"]]][1])
    return bool(giving), any(held.standing in originals(type_name) for held in giving)


NAMES_OF_VIEWERS = [
    "an adult",
    "a teenager",
    "a parent",
    "a guardian",
    "a doctor",
    "an emergency doctor",
    "a parent who is the doctor",
    "a parent without a code",
    "a stranger",
    "nobody",
]


@pytest.mark.parametrize("name", NAMES_OF_VIEWERS)
async def test_a_document_is_given_as_the_rules_of_its_entry_say(compared: Compared, name: str) -> None:
    viewer = compared.viewer(name)
    reading = await compared.reading(viewer, PAIR, "ru")
    opened = {held.patient for held in reading.held}
    near = [row for row in compared.rows["document"] if row["patient_id"] in opened]
    far = [row for row in compared.rows["document"] if row["patient_id"] not in opened]
    refused = {(await _download(compared, viewer, public_id))[:2] for public_id in ("x", compared.key(101))}
    assert len(refused) == 1
    for document in [*near[:60], *far[:5]]:
        status, body, logged = await _download(compared, viewer, document["public_id"])
        known, whole = _readers(reading, document)
        if not known:
            assert {(status, body)} == refused
        elif whole:
            assert (status, body) == (200, document["content"])
        else:
            assert status == 200 and document["content"] not in body
        # One row wherever the record is open, found or not; the id says no section.
        in_force = bool(reading.in_force(document["patient_id"]))
        assert len(logged) == in_force
        assert all(row[3:] == ("DownloadDocument", []) for row in logged)


async def test_a_hidden_document_and_a_missing_one_answer_and_log_alike(compared: Compared) -> None:
    viewer = compared.viewer("a parent")
    reading = await compared.reading(viewer, PAIR, "ru")
    hidden = [
        document
        for document in compared.rows["document"]
        if reading.in_force(document["patient_id"]) and not _readers(reading, document)[0]
    ]
    assert hidden
    for document in hidden:
        missing = compared.ids.seal(IdType.DOCUMENT, document["patient_id"], 10**9)
        assert await _download(compared, viewer, document["public_id"]) == await _download(compared, viewer, missing)


async def test_a_rendition_holds_no_cell_that_its_reader_may_not_read(compared: Compared) -> None:
    viewer = compared.viewer("an emergency doctor")
    reading = await compared.reading(viewer, PAIR, "ru")
    tried = 0
    for document in compared.rows["document"]:
        known, whole = _readers(reading, document)
        entry = reading.rows.one("record_entry", patient_id=document["patient_id"], id=document["entry_id"])
        if not known or whole or entry is None:
            continue
        _, body, _ = await _download(compared, viewer, document["public_id"])
        hidden = tuple(f"{FIELDS[name][0]}:" for name in ("guardian", "privateNotes"))
        assert not [line for line in body.decode().splitlines() if line.strip().startswith(hidden)]
        tried += 1
    assert tried


async def test_a_document_is_no_node(compared: Compared) -> None:
    for row in compared.rows["document"][:20]:
        await compared.check(
            compared.viewer("an adult"), "query($id: ID!) { node(id: $id) { id __typename } }", {"id": row["public_id"]}
        )
