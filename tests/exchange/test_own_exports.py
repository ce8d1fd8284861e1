"""What an import makes of our own extension: labels, whose word it is, and refusals of what no export wrote (PAP-04)."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from backend.exchange.fhir.digests import digest_of_bundle, digest_of_entry, extended, with_digest
from backend.exchange.fhir.not_taken import NEVER_EXPORTED, NOT_TAKEN
from backend.exchange.fhir.own_fields import ENTRY, PARTY, SAID_AGAIN, written
from backend.models.vocabulary import Confidentiality, Kind, Label
from tests.exchange.conftest import Desk
from tests.exchange.elsewhere import MODEL

PATIENT = {"resourceType": "Patient", "id": "p", "birthDate": "2020-01-01"}
PROTOCOL: dict[str, Any] = {"entryKind": "EXAMINATION_PROTOCOLS", "status": None}


def _entry(id_: str = "e", /, **fields: Any) -> dict[str, Any]:
    """A resource with an entry in our extension, or in `url`; by default a vaccination. `refers` are references by name."""
    url, refers = fields.pop("url", ENTRY), fields.pop("refers", {})
    said = {"entryKind": "VACCINATIONS", "date": "2024-05-05", "status": "DONE", **fields}
    extension = written(url, {name: value for name, value in said.items() if value is not None})
    for name, reference in refers.items():
        extension["extension"].append({"url": name, "valueReference": {"reference": reference}})
    code = {"text": "x"}
    return {
        "resourceType": "Basic",
        "id": id_,
        "code": code,
        "subject": {"reference": "urn:uuid:p"},
        "extension": [extension],
    }


def _party(type_: str, id_: str, **fields: str) -> dict[str, Any]:
    resource = {"resourceType": type_, "id": id_, "extension": [written(PARTY, fields)]}
    name = fields.get("fullName")
    return {**resource, "name": [{"text": name}] if name is not None else fields["name"]}


def _protocol(id_: str = "e", /, **fields: Any) -> dict[str, Any]:
    return _entry(id_, **PROTOCOL, **fields)


def _bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    sealed = [with_digest(one) for one in (PATIENT, *resources)]
    entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in sealed]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return {**bundle, "meta": extended(digest_of_bundle(bundle, map(digest_of_entry, entries)))}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"entryKind": "NO_SUCH_KIND"}, "entry[1] extension.entryKind is no kind of entry that an export holds"),
        ({"entryKind": "PRIVATE_NOTE"}, "entry[1] extension.entryKind is no kind of entry that an export holds"),
        ({"entryKind": None}, "entry[1] extension.entryKind is no kind of entry that an export holds"),
        ({"date": "вчера"}, "entry[1] extension.date has a value that an export does not write there"),
        ({"date": None}, "entry[1] extension.date is required"),
        ({"status": "NOT_A_STATUS"}, "entry[1] extension.status has a value that an export does not write there"),
        ({"status": None}, "entry[1] extension.status is required"),
        ({"status": ["DONE", "DONE"]}, "entry[1] extension.status stands twice"),
        ({"doseMl": "много"}, "entry[1] extension.doseMl has to be a number"),
        ({"vaccine": "x"}, "entry[1] extension.vaccine has to be an object"),
        ({"vaccineName": 7}, "entry[1] extension.vaccineName has to be a text"),
        ({"infections": [1]}, "entry[1] extension.infections has to be a text"),
        ({"diagnoses": ["x"], **PROTOCOL}, "entry[1] extension.diagnoses[0] has to be an object"),
        (
            {"diagnoses": [{"wording": "x"}]},
            "entry[1] extension has a field that this version of Medcard does not know",
        ),
        (
            {"diagnoses": [{"wording": "x"}, {"kind": "MAIN", "gestationWeeks": 1.5}], **PROTOCOL},
            "entry[1] extension.diagnoses[1].gestationWeeks has to be a whole number",
        ),
        ({"тайна": "x"}, "entry[1] extension has a field that this version of Medcard does not know"),
        (
            {"diagnoses": [{"тайна": "x"}], **PROTOCOL},
            "entry[1] extension.diagnoses[0] has a field that this version of Medcard does not know",
        ),
    ],
    ids=str,
)
async def test_fields_that_no_export_wrote_refuse_the_file_with_entry_path_and_reason(
    desk: Desk, change: dict[str, Any], said: str
) -> None:
    assert await desk.refused(_bundle(_entry(**change))) == said


@pytest.mark.parametrize("name", ["author", "organization", "partOf"])
async def test_names_of_what_the_file_does_not_hold_refuse_it(desk: Desk, name: str) -> None:
    said = await desk.refused(_bundle(_entry(refers={name: "urn:uuid:nobody"})))
    assert said.startswith(f"entry[1] extension.{name} names ")


async def test_an_entry_is_no_part_of_itself_nor_of_anothers(desk: Desk) -> None:
    assert "names no entry of the same record" in await desk.refused(_bundle(_entry(refers={"partOf": "urn:uuid:e"})))
    other = {**PATIENT, "id": "q"}
    theirs = {**_entry("f"), "subject": {"reference": "urn:uuid:q"}}
    said = await desk.refused(_bundle(other, theirs, _entry(refers={"partOf": "urn:uuid:f"})))
    assert "about another person" in said or "names no entry of the same record" in said


def _changed(bundle: dict[str, Any], change: str) -> dict[str, Any]:
    changed: dict[str, Any] = orjson.loads(orjson.dumps(bundle))
    first = changed["entry"][1]["resource"]
    match change:
        case "a value":
            first["extension"][0]["extension"][2]["valueString"] = "REFUSED"
        case "an element":
            first["code"]["text"] = "y"
        case "a subject":
            first["subject"]["reference"] = "urn:uuid:q"
        case "an entry less":
            del changed["entry"][2]
        case "an entry more":
            changed["entry"].append({"fullUrl": "urn:uuid:z", "resource": with_digest(_entry("z"))})
        case "another order":
            changed["entry"][1:] = reversed(changed["entry"][1:])
        case "no digest of an entry":
            del first["meta"]
        case "no digest of the whole":
            del changed["meta"]
    return changed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("a value", "entry[1] meta.extension the resource is not as the export wrote it"),
        ("an element", "entry[1] meta.extension the resource is not as the export wrote it"),
        ("a subject", "entry[1] meta.extension the resource is not as the export wrote it"),
        ("an entry less", "meta.extension entries were added, taken out or changed since the export"),
        ("an entry more", "meta.extension entries were added, taken out or changed since the export"),
        ("another order", "meta.extension entries were added, taken out or changed since the export"),
        ("no digest of an entry", "entry[1] meta.extension has our own extension without the digest"),
        ("no digest of the whole", "meta.extension holds entries of an export without the digest of the whole"),
    ],
)
async def test_a_file_that_was_changed_since_the_export_is_refused(desk: Desk, change: str, said: str) -> None:
    bundle = _bundle(_entry("e"), _entry("f"))
    assert (await desk.refused(_changed(bundle, change))).startswith(said)
    await desk.accepted(bundle)


async def test_sensitive_words_and_codes_of_own_fields_are_found_and_rows_arrive_unreleased(desk: Desk) -> None:
    coded = {"diagnoses": [{"code": {"code": "B20", "system": "1.2.643.5.1.13.13.11.1005"}}]}
    await desk.accepted(_bundle(_protocol("a", complaints="шизофрения"), _protocol("b", date="2024-05-06", **coded)))
    psychiatry, hiv = await desk.entries(Kind.EXAMINATION_PROTOCOLS)
    assert psychiatry["labels"] & Label.PSYCHIATRY and psychiatry["confidentiality"] == Confidentiality.R
    assert hiv["labels"] & Label.HIV and hiv["confidentiality"] == Confidentiality.R
    assert psychiatry["released_at"] is hiv["released_at"] is None


async def test_what_was_written_at_one_place_on_one_day_is_as_guarded_as_its_most_guarded(desk: Desk) -> None:
    place, other = _party("Organization", "o", name="Клиника"), _party("Organization", "n", name="Другая")
    here, there = {"organization": "urn:uuid:o"}, {"organization": "urn:uuid:n"}
    report = {"entryKind": "LAB_REPORTS", "status": "FINAL"}
    await desk.accepted(
        _bundle(
            place,
            other,
            _protocol("a", conclusion="шизофрения", refers=here),
            _entry("b", title="того же дня", refers=here, **report),
            _entry("c", title="другого места", refers=there, **report),
            _entry("d", title="другого дня", refers=here, **{**report, "date": "2024-05-06"}),
            _entry("f", entryKind="CHILD_DATA", status=None, kind="OTHER", name="шизофрения"),
        )
    )
    labels = {row["title"]: row["labels"] for row in await desk.entries(Kind.LAB_REPORTS)}
    assert labels == {"того же дня": Label.PSYCHIATRY, "другого места": 0, "другого дня": 0}
    (child,) = await desk.entries(Kind.CHILD_DATA)
    assert child["labels"] == 0, "what families write has no sensitive class, as where it was written"


async def test_a_facts_word_stays_whose_it_was(desk: Desk) -> None:
    fact = {"status": None, "date": "2024-05-05", "recordedOn": "2024-05-05"}
    await desk.accepted(
        _bundle(
            _entry("a", entryKind="ALLERGY", source="REPRESENTATIVE", substance="мёд", severity="MILD", **fact),
            _entry("b", entryKind="MEDICATION", source="REPRESENTATIVE", name="железо", dose="1", **fact),
            _entry("c", entryKind="ALLERGY", source="CLINIC", substance="пыль", **fact),
            _entry("d", url=SAID_AGAIN, entryKind="ALLERGY", substance="пух", **fact),
        )
    )
    rows = await desk.database.fetch(
        "SELECT d.kind, d.substance, d.severity, d.dose FROM child_data_entry d JOIN record_entry e "
        "ON e.patient_id = d.patient_id AND e.id = d.entry_id WHERE e.patient_id = $1 ORDER BY 1",
        await desk.person_of(),
    )
    assert [tuple(row) for row in rows] == [("ALLERGY", "мёд", "MILD", None), ("MEDICATION", "железо", None, "1")]
    assert len(await desk.entries(Kind.ALLERGY)) == 1
    assert (await desk.outcomes())["Basic/d"] == "an entry of the same file says it too"


async def test_authors_are_people_of_another_installation_and_nothing_gives_a_standing(desk: Desk) -> None:
    before = await desk.everything()
    doctor = _party("Practitioner", "d", fullName="Петрова Ольга", position="врач", specialty="педиатрия")
    place = _party("Organization", "o", name="Поликлиника", oid="1.2.643.5.1.13.13.12.2.77.1", ogrn="1027700132195")
    own = {"author": "urn:uuid:d", "organization": "urn:uuid:o"}
    diary = {
        "measure": "PULSE",
        "value": 70,
        "unit": "/min",
        "origin": "MANUAL",
        "measuredAt": "2024-05-05T09:00:00+00:00",
    }
    await desk.accepted(
        _bundle(doctor, place, _protocol("a", refers=own), _entry("b", entryKind="HEALTH_DIARY", status=None, **diary))
    )
    after = await desk.everything()
    grown = {name for name, number in after.items() if number != before[name]}
    assert grown <= {
        "import_source",
        "imported_resource",
        "person",
        "organization",
        "practitioner",
        "record_entry",
        "examination_protocol",
        "health_diary_entry",
    }
    (protocol,) = await desk.entries(Kind.EXAMINATION_PROTOCOLS)
    row = await desk.database.fetchrow(
        "SELECT p.full_name, p.position, p.person_id, o.name, o.oid, o.ogrn FROM practitioner p, organization o "
        "WHERE p.id = $1 AND o.id = $2",
        protocol["author_id"],
        protocol["organization_id"],
    )
    assert row is not None
    assert tuple(row) == ("Петрова Ольга", "врач", None, "Поликлиника", None, None)
    (kept,) = await desk.entries(Kind.HEALTH_DIARY)
    assert kept["written_by_id"] is None and kept["source_id"] is not None


async def test_what_a_family_changed_or_took_out_here_stays_so_when_the_file_comes_again(desk: Desk) -> None:
    def bundle(note: str) -> dict[str, Any]:
        said = {"entryKind": "CHILD_DATA", "status": None, "kind": "OTHER", "name": "x"}
        return _bundle(_entry("a", **said, note=note), _entry("b", **said, note=note), _entry("c", **said, note=note))

    await desk.accepted(bundle("раз"))
    changed, taken_out, _ = sorted(row["id"] for row in await desk.entries(Kind.CHILD_DATA))
    database, patient = desk.database, await desk.person_of()
    await database.execute("UPDATE record_entry SET status = 1 WHERE id = $1", changed)
    await database.execute("UPDATE record_entry SET status = 2 WHERE id = $1", taken_out)
    newer = await database.fetchval(
        "INSERT INTO record_entry (patient_id, public_id, kind, start_key, event_date, labels, confidentiality, "
        "hidden_by_patient, status, set_id, version, search_text, created_at) SELECT patient_id, left(md5(public_id), 22), kind, "
        "start_key, event_date, 0, 0, false, 0, set_id, 2, '', created_at FROM record_entry WHERE id = $1 RETURNING id",
        changed,
    )
    await database.execute(
        "INSERT INTO child_data_entry (patient_id, entry_id, kind, name, note) VALUES ($1, $2, 'OTHER', 'x', 'здесь')",
        patient,
        newer,
    )
    for note in ("два", "три"):
        await desk.accepted(bundle(note))
        rows = await database.fetch(
            "SELECT d.note FROM child_data_entry d JOIN record_entry e ON e.patient_id = d.patient_id AND e.id = d.entry_id "
            "WHERE e.patient_id = $1 AND e.status = 0 ORDER BY 1",
            patient,
        )
        assert [row["note"] for row in rows] == sorted(["здесь", note])


def test_what_does_not_travel_is_told_with_its_reason_and_names_what_there_is() -> None:
    told = (Path(__file__).parents[2] / "docs" / "fhir.md").read_text(encoding="utf-8")
    known = {f"{type_}.{name}" for type_, fields in MODEL.fields.items() for name in fields}
    bare = {full.split(".")[1] for full in known}
    for name, reason in NOT_TAKEN.items():
        assert name in (known if "." in name else bare), name
        assert f"| `{name}` | {reason} |" in told, name
    for name, reason in NEVER_EXPORTED.items():
        assert f"| {name} | {reason} |" in told, name
