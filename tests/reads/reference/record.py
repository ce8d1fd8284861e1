"""What a record shows besides its lists, and the viewer's list of records."""

from typing import Any

from backend.policy.section_titles import SECTION_TITLES
from tests.reads.reference import facts
from tests.reads.reference.policy import KINDS, SECTIONS
from tests.reads.reference.reader import Reading, Refused
from tests.reads.reference.rows import Row
from tests.reads.reference.standings import ALL_STANDINGS, DOCTOR_STANDINGS, moscow_day
from tests.reads.reference.things import Thing, entries_of, open_record, refuse_with


def available_sections(reading: Reading, thing: Thing, _: Any) -> list[dict[str, Any]]:
    found = []
    for kind in SECTIONS:
        dates = [entry["event_date"] for entry in entries_of(reading, thing.patient, thing.held, kind)]
        if dates:
            title = next(titles for each, titles in SECTION_TITLES.items() if each.name == kind)
            found.append(
                {
                    "section": kind,
                    "title": title[1 if reading.language == "en" else 0],
                    "count": len(dates),
                    "firstDate": min(dates),
                    "lastDate": max(dates),
                }
            )
    return found


def facts_of(type_name: str, assemble: Any) -> Any:
    def field_(reading: Reading, thing: Thing, _: Any) -> list[Thing]:
        of = {kind: entries_of(reading, thing.patient, thing.held, kind) for kind in KINDS}
        sections = [entry for kind in SECTIONS for entry in of[kind]]
        return [Thing(type_name, fact, thing.held, thing.patient) for fact in assemble(reading.rows, of, sections)]

    return field_


def _lab_results(reading: Reading, thing: Thing) -> list[Row]:
    return facts.lab_results(reading.rows, entries_of(reading, thing.patient, thing.held, "LAB_REPORTS"))


def lab_trend(reading: Reading, thing: Thing, arguments: dict[str, Any]) -> dict[str, Any]:
    points = [result for result in _lab_results(reading, thing) if result["code"] == arguments["code"]]
    return _trend(thing, points, arguments, arguments["code"])


def lab_trend_of(reading: Reading, thing: Thing, arguments: dict[str, Any]) -> dict[str, Any]:
    results = _lab_results(reading, thing)
    asked = [
        result
        for result in results
        if (result["report_id"], result["place_in_report"]) == (arguments["reportId"], arguments["result"])
    ]
    if not asked:
        return _trend(thing, [], arguments, None)
    same = [result for result in results if result["analyte"] == asked[0]["analyte"]]
    unknown = asked[0]["code"] is None and asked[0]["name"] is None
    return _trend(thing, [] if unknown else same, arguments, asked[0]["code"])


def _trend(thing: Thing, results: list[Row], arguments: dict[str, Any], code: str | None) -> dict[str, Any]:
    since, until = arguments.get("from"), arguments.get("to")
    points = [
        result
        for result in results
        if (since is None or result["date"] >= since) and (until is None or result["date"] <= until)
    ]
    last = points[-1] if points else None
    return {
        "code": code,
        "name": (last["code_display"] if last["name"] is None else last["name"]) if last else None,
        "unit": last["unit"] if last else None,
        "points": [Thing("LabTrendPoint", point, thing.held, thing.patient) for point in points],
    }


def lab_analytes(reading: Reading, thing: Thing, _: Any) -> list[Thing]:
    found = facts.lab_analytes(_lab_results(reading, thing))
    return [Thing("LabAnalyte", analyte, thing.held, thing.patient) for analyte in found]


def plan(reading: Reading, thing: Thing, _: Any) -> list[Thing]:
    given = facts.details(reading.rows, entries_of(reading, thing.patient, thing.held, "VACCINATIONS"), "vaccination")
    items = facts.vaccination_plan(thing.row["birth_date"], given, moscow_day(reading.at), reading.language == "en")
    return [Thing("VaccinationPlanItem", item) for item in items]


def access(reading: Reading, thing: Thing, _: Any) -> list[Thing]:
    return [each for each in records(reading, thing, _) if each.patient == thing.patient]


def records(reading: Reading, _: Thing, __: Any) -> list[Thing]:
    """Own record first, then wards by birth date."""
    assert reading.account is not None
    found = []
    for held in reading.held:
        person = reading.rows.one("person", id=held.patient)
        assert person is not None
        found.append((held, person))
    late = reading.at.replace(year=9999)
    found.sort(
        key=lambda pair: (
            pair[1]["id"] != reading.account["person_id"],
            pair[1]["birth_date"] is None,
            pair[1]["birth_date"] or reading.at.date(),
            pair[1]["id"],
            ALL_STANDINGS.index(pair[0].standing),
            pair[0].since,
            pair[0].until or late,
        )
    )
    return [
        Thing(
            "RecordAccess",
            {
                "standing": held.standing,
                "patient_id": person["patient_key"],
                "display_name": " ".join(name for name in (person["given_name"], person["family_name"]) if name),
                "birth_date": person["birth_date"],
                "since": held.since,
                "until": held.until,
                "card_entry_required": held.standing not in DOCTOR_STANDINGS and not reading.card,
            },
            [],
            held.patient,
        )
        for held, person in found
    ]


def record_of(reading: Reading, thing: Thing, _: Any) -> Thing:
    return open_record(reading, thing.patient) or refuse_with(Refused("STEP_UP_REQUIRED"))
