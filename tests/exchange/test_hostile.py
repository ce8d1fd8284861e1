"""Files that are no files, and worse: each ends in a clean refusal that repeats nothing of the file."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from backend.exchange.fhir.importing import import_file
from tests.exchange.conftest import Desk
from tests.exchange.resources import JSON, bundle, condition, encounter, entry, observation, patient, ref, report, vital

SECRET = "Тайна"


def _raw(document: JSON, old: str, new: str) -> bytes:
    text = json.dumps(document, ensure_ascii=False)
    assert old in text
    return text.replace(old, new, 1).encode("utf-8", "surrogatepass")


def _nested(levels: int) -> bytes:
    return b'{"resourceType":"Patient","extension":' + b"[" * levels + b"]" * levels + b"}"


SMALL = bundle(patient(), observation())
BYTES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "the file is not JSON"),
    "no JSON": (f"{{'{SECRET}'}}".encode(), "line 1 the file is not JSON"),
    "a cut-off file": (json.dumps(SMALL).encode()[:-9], "the file is not JSON"),
    "a list": (b"[]", "holds no JSON object"),
    "a text": (f'"{SECRET}"'.encode(), "holds no JSON object"),
    "no UTF-8": (b'{"resourceType":"Patient","id":"\xff"}', "is not UTF-8"),
    "UTF-16": (json.dumps(SMALL).encode("utf-16"), "is not UTF-8"),
    "one key twice": (_raw(SMALL, '"id": "p"', f'"id": "p", "id": "{SECRET}"'), "names the same key twice"),
    "one key twice, deep": (_raw(SMALL, '"value": 130', '"value": 130, "value": 13'), "names the same key twice"),
    "NaN": (_raw(SMALL, "130", "NaN"), "NaN and Infinity are no JSON"),
    "Infinity": (_raw(SMALL, "130", "-Infinity"), "NaN and Infinity are no JSON"),
    "a number too large": (_raw(SMALL, "130", "1e999"), "a number is too large"),
    "a number too long": (_raw(SMALL, "130", "1" * 5000), "a number is too large"),
    "U+0000 in a text": (_raw(SMALL, "Иванов", "Ив\\u0000анов"), "U+0000"),
    "U+0000 in a name": (b'{"a\\u0000":1}', "U+0000"),
    "half of a surrogate pair": (_raw(SMALL, "Иванов", "\\ud800"), "no character"),
    "half of a pair in a name": (b'{"resourceType":"Patient","\\udc00":1}', "no character"),
    "raw surrogate bytes": (_raw(SMALL, "Иванов", "\ud800"), "is not UTF-8"),
    "nested too deep": (_nested(80), "nested deeper than 64 levels"),
    "nested without end": (_nested(200_000), "nested deeper than 64 levels"),
    "millions of values": (b"[" + b"1," * 6_000_001 + b"1]", "more than 6000000 values"),
    "a resource of 100,000 values": (
        json.dumps(patient(name=[{"given": ["а"] * 100_001}])).encode(),
        "holds more than 100000 values",
    ),
}


@pytest.mark.parametrize(("raw", "reason"), BYTES.values(), ids=BYTES)
async def test_bytes_that_are_no_fhir_file_are_refused(desk: Desk, raw: bytes, reason: str) -> None:
    said = await desk.refused(raw)
    assert reason in said and SECRET not in said


SHAPES: dict[str, tuple[JSON, str]] = {
    "a text for a list": (patient(name=SECRET), "name"),
    "a list for an object": (observation(valueQuantity=[SECRET]), "valueQuantity"),
    "a text for a number": (observation(valueQuantity={"value": SECRET}), "valueQuantity.value"),
    "a truth for a text": (patient(birthDate=True), "birthDate"),
    "a list of nothing": (encounter(hospitalization=[None]), "hospitalization"),
    "an element that does not exist": (patient() | {SECRET: SECRET}, "an element that its type does not know"),
    "an element that does not exist, deep": (
        observation(valueQuantity={"value": 1, SECRET: 1}),
        "valueQuantity has an element that its type does not know",
    ),
    "what is required is missing": ({"resourceType": "Observation", "status": "final"}, "code is required"),
    "a month of 99": (vital(effectiveDateTime="2020-99-01"), "effectiveDateTime"),
    "a type that is a list": (
        report() | {"contained": [{"resourceType": [SECRET]}]},
        "breaks the resource's definition",
    ),
    "an address that is a number": (
        patient(extension=[{"url": "urn:x", "valueUrl": 7}]),
        "breaks the resource's definition",
    ),
    "no base64": (
        report(presentedForm=[{"contentType": "text/plain", "data": "=" + SECRET}]) | {"id": "r"},
        "presentedForm",
    ),
}


@pytest.mark.parametrize(("resource", "where"), SHAPES.values(), ids=SHAPES)
async def test_a_wrong_shape_is_refused_with_its_place_and_without_its_value(
    desk: Desk, resource: JSON, where: str
) -> None:
    said = await desk.refused(bundle(*([patient()] if resource["resourceType"] != "Patient" else []), resource))
    assert where in said and SECRET not in said and "entry[" in said


def _long_chain(length: int) -> list[JSON]:
    chain = [observation(f"o{n}", hasMember=[ref(f"Observation/o{n + 1}")]) for n in range(length)]
    return [*chain, observation(f"o{length}")]


CIRCLES: dict[str, list[JSON]] = {
    "members of themselves": [
        report(results=("Observation/x",)),
        observation("x", hasMember=[ref("Observation/y")]),
        observation("y", hasMember=[ref("Observation/x"), ref("Observation/y")]),
    ],
    "a chain of members": [report(results=("Observation/o0",)), *_long_chain(1500)],
    "contained members of themselves": [
        report(results=("#in",)) | {"contained": [observation("in", None, hasMember=[ref("#in")])]},
    ],
    "stays that are parts of each other": [
        encounter("x", partOf=ref("Encounter/y")),
        encounter("y", partOf=ref("Encounter/x")),
    ],
    "conditions for each other": [
        condition("x", evidence=[{"detail": [ref("Condition/y")]}]),
        condition("y", evidence=[{"detail": [ref("Condition/x")]}]),
    ],
    "a role that is its own doctor": [
        {"resourceType": "PractitionerRole", "id": "role", "practitioner": ref("PractitionerRole/role")},
        encounter(participant=[{"individual": ref("PractitionerRole/role")}]),
    ],
    "a reference to itself": [observation("self", derivedFrom=[ref("Observation/self")])],
}


@pytest.mark.parametrize("resources", CIRCLES.values(), ids=CIRCLES)
async def test_circles_and_long_chains_end(desk: Desk, resources: list[JSON]) -> None:
    await desk.accepted(bundle(patient(), *resources))
    assert await desk.entries()


VALUES: dict[str, JSON] = {
    "dates beyond the calendar": vital(effectiveDateTime="9999-12-31T23:59:59-14:00"),
    "dates before it": condition(onsetDateTime="0001-01-01", recordedDate="0001-01-01T00:00:00+14:00"),
    "an end before the start": encounter(period={"start": "2024-03-02", "end": "2024-03-01"}),
    "a band upside down": observation(referenceRange=[{"low": {"value": 9}, "high": {"value": 1}}]),
    "a number of the largest kind": observation(valueQuantity={"value": 1.7e308}),
    "a code of 50,000 letters": observation(code={"coding": [{"system": "urn:x", "code": "К" * 50_000}]}),
    "a text of a million letters": observation(valueString="Щ" * 1_000_000) | {"valueQuantity": None},
    "nulls for what is absent": observation(interpretation=None, note=None, performer=None),
    "script in a narrative": observation(text={"status": "generated", "div": "<div><script>alert(1)</script></div>"}),
}


@pytest.mark.parametrize("resource", VALUES.values(), ids=VALUES)
async def test_odd_values_are_stored_as_far_as_they_make_sense_or_kept_aside(desk: Desk, resource: JSON) -> None:
    await desk.accepted(bundle(patient(), resource))
    assert len(await desk.outcomes()) == 2


async def test_a_narrative_is_never_shown(desk: Desk) -> None:
    await desk.accepted(
        bundle(patient(), condition(text={"status": "generated", "div": f"<div>{SECRET}</div>"}), vital())
    )
    found = await desk.database.fetch(
        "SELECT to_jsonb(e)::text || to_jsonb(c)::text AS row FROM record_entry e LEFT JOIN condition_item c "
        "ON c.entry_id = e.id AND c.patient_id = e.patient_id WHERE e.patient_id = $1",
        await desk.person_of(),
    )
    assert len(found) == 2 and not any(SECRET in (row["row"] or "") for row in found)


async def test_what_cannot_be_read_is_refused(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for path, reason in (
        (tmp_path / "absent.json", "does not exist"),
        (tmp_path, "is no regular file"),
        (pipe, "is no regular file"),
        (Path("/dev/zero"), "is no regular file"),
    ):
        report_ = await import_file(desk.database, desk.sealer, path, "x", dt.datetime.now(dt.UTC))
        assert report_.refused is not None and reason in report_.refused.reason


async def test_a_file_is_all_or_nothing(desk: Desk) -> None:
    """The last entry is wrong: of the others nothing stays."""
    good = [observation(f"o{n}") for n in range(20)]
    assert "entry[21] subject" in await desk.refused(bundle(patient(), *good, observation("last", "Patient/x")))
    assert await desk.entries() == []


async def test_no_attachment_address_is_fetched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("an import opened a connection")

    monkeypatch.setattr("socket.create_connection", no_network)
    monkeypatch.setattr("socket.getaddrinfo", no_network)
    document = {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "subject": ref("Patient/p"),
        "content": [{"attachment": {"contentType": "text/plain", "url": "http://127.0.0.1:9/secret"}}],
        "context": {"encounter": [ref("Encounter/e")]},
    }
    await desk.accepted(
        bundle(patient(), encounter(), document, entry("https://x.example/Observation/o", observation()))
    )
    assert (await desk.outcomes())[
        "DocumentReference/d"
    ] == "the document has no bytes inside; addresses are never fetched"
