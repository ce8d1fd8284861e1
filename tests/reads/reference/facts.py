"""What is assembled from visible rows: allergies, conditions, medicines, a trend, the vaccination plan."""

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Any

from backend.policy.vaccination_schedule import (
    BOOSTER_AGES,
    INFLUENZA_AGAIN_FROM_YEARS,
    INFLUENZA_FROM_MONTHS,
    SCHEDULE,
)
from tests.reads.reference.rows import Row, Rows
from tests.reads.reference.standings import age, birthday

FORWARD = ("code_system", "code", "code_display")


def details(rows: Rows, entries: Iterable[Row], table: str) -> list[tuple[Row, Row]]:
    """Headers with their rows of a table, one pair a row."""
    return [
        (entry, row)
        for entry in entries
        for row in rows.where(table, patient_id=entry["patient_id"], entry_id=entry["id"])
    ]


def allergies(rows: Rows, of: dict[str, list[Row]]) -> list[Row]:
    found = [
        {
            **{name: row[name] for name in FORWARD},
            "source": "CLINIC",
            "substance": row["substance"] if row["substance"] is not None else row["code_display"],
            "reaction": row["reaction"],
            "severity": row["severity"],
            "status": row["clinical_status"],
            "entry": entry,
        }
        for entry, row in details(rows, of["ALLERGY"], "allergy_item")
    ]
    found += [
        {
            **dict.fromkeys(FORWARD),
            "source": "REPRESENTATIVE",
            "substance": row["substance"],
            "reaction": row["reaction"],
            "severity": row["severity"],
            "status": None,
            "entry": entry,
        }
        for entry, row in details(rows, of["CHILD_DATA"], "child_data_entry")
        if row["kind"] == "ALLERGY"
    ]
    return _newest_first(found)


def conditions(rows: Rows, of: dict[str, list[Row]], sections: list[Row]) -> list[Row]:
    found = [
        {
            **{name: row[name] for name in FORWARD},
            "source": "CLINIC",
            "wording": row["wording"] if row["wording"] is not None else row["code_display"],
            "status": row["clinical_status"],
            "onset_on": row["onset_on"],
            "abated_on": row["abated_on"],
            "entry": entry,
            "rank": 0,
            "part": 0,
        }
        for entry, row in details(rows, of["CONDITION"], "condition_item")
    ]
    found += [
        {
            **{name: row[name] for name in FORWARD},
            "source": "CLINIC",
            "wording": row["wording"] if row["wording"] is not None else row["code_display"],
            "status": None,
            "onset_on": None,
            "abated_on": None,
            "entry": entry,
            "rank": 1,
            "part": row["id"],
        }
        for entry, row in details(rows, sections, "diagnosis")
        if row["kind"] == "MAIN"
    ]
    # Each condition once: as recorded, else by its newest main diagnosis.
    found.sort(
        key=lambda fact: (fact["rank"], -fact["entry"]["event_date"].toordinal(), -fact["entry"]["id"], fact["part"])
    )
    once: dict[str, Row] = {}
    for fact in found:
        name = fact["code"] if fact["code"] is not None else fact["wording"]
        once.setdefault(name if name is not None else str(fact["entry"]["id"]), fact)
    return _newest_first(list(once.values()))


def medications(rows: Rows, of: dict[str, list[Row]]) -> list[Row]:
    found = [
        {
            **{name: row[name] for name in FORWARD},
            "source": "CLINIC",
            "name": row["name"] if row["name"] is not None else row["code_display"],
            "dose": row["dose"],
            "status": row["status"],
            "period_from": row["period_from"],
            "period_until": row["period_until"],
            "entry": entry,
        }
        for entry, row in details(rows, of["MEDICATION"], "medication_item")
    ]
    found += [
        {
            **{name: row[f"medicine_{name}"] for name in FORWARD},
            "source": "CLINIC",
            "name": next(
                (row[name] for name in ("trade_name", "inn", "medicine_code_display") if row[name] is not None), None
            ),
            "dose": row["dose"],
            "status": row["status"],
            "period_from": entry["event_date"],
            "period_until": row["valid_until"],
            "entry": entry,
        }
        for entry, row in details(rows, of["PRESCRIPTIONS"], "prescription")
    ]
    found += [
        {
            **dict.fromkeys(FORWARD),
            "source": "REPRESENTATIVE",
            "name": row["substance"],
            "dose": row["dose"],
            "status": None,
            "period_from": row["period_from"],
            "period_until": row["period_until"],
            "entry": entry,
        }
        for entry, row in details(rows, of["CHILD_DATA"], "child_data_entry")
        if row["kind"] == "MEDICATION"
    ]
    return _newest_first(found)


def _newest_first(facts: list[Row]) -> list[Row]:
    for fact in facts:
        fact["recorded_on"], fact["organization_id"] = fact["entry"]["event_date"], fact["entry"]["organization_id"]
    return sorted(
        facts, key=lambda fact: (-fact["entry"]["event_date"].toordinal(), -fact["entry"]["id"], fact.get("part", 0))
    )


def lab_results(rows: Rows, reports: list[Row]) -> list[Row]:
    """Results of reports, the oldest first."""
    found = []
    for entry in sorted(reports, key=lambda entry: (entry["event_date"], entry["id"])):
        for report in rows.where("lab_report", entry_id=entry["id"], patient_id=entry["patient_id"]):
            results = rows.where("lab_result", entry_id=entry["id"], patient_id=entry["patient_id"])
            listed = sorted(results, key=lambda result: (result["position"], result["id"]))
            for result in sorted(results, key=lambda result: result["id"]):
                found.append(
                    {
                        **result,
                        "date": entry["event_date"],
                        "title": entry["title"],
                        "measured_at": report["collected_at"] or report["issued_at"],
                        "report_id": entry["public_id"],
                        "organization_id": entry["organization_id"],
                        "author_id": entry["author_id"],
                        "place": entry["id"],
                        "place_in_report": listed.index(result),
                        "analyte": (
                            result["code_system"],
                            result["code"],
                            result["name"] if result["code"] is None else None,
                        ),
                    }
                )
    return found


def lab_analytes(results: list[Row]) -> list[Row]:
    """Each analyte with its newest value, the newest first."""
    of: dict[tuple[str | None, ...], list[Row]] = {}
    for result in results:
        if result["code"] is not None or result["name"] is not None:
            of.setdefault(result["analyte"], []).append(result)
    newest = [{**each[-1], "count": len(each)} for each in of.values()]
    newest.sort(key=lambda result: result["id"])
    return sorted(newest, key=lambda result: (result["date"], result["place"]), reverse=True)


def add_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def vaccination_plan(
    born: dt.date | None, given: list[tuple[Row, Row]], today: dt.date, english: bool
) -> list[dict[str, Any]]:
    """The national schedule against what was done (docstrings of backend/policy/vaccination_schedule.py)."""
    by_infection: dict[str, list[tuple[Row, Row]]] = {}
    for entry, row in sorted(given, key=lambda pair: (pair[0]["event_date"], pair[0]["id"])):
        for infection in row["infections"]:
            by_infection.setdefault(infection, []).append((entry, row))

    def days(infection: str, status: str) -> list[dt.date]:
        return [entry["event_date"] for entry, row in by_infection.get(infection, ()) if row["status"] == status]

    items = []
    for dose in SCHEDULE:
        due = add_months(born, dose.months) + dt.timedelta(days=dose.days) if born else None
        ends = add_months(born, dose.until_months) if born else None
        done = [day for day in days(dose.infection, "DONE") if ends is None or day < ends]
        items.append(
            {
                "code": dose.code,
                "title": dose.english if english else dose.russian,
                "infection": dose.infection,
                "ordinal": dose.ordinal,
                "risk": dose.risk_group_only,
                "grace": dose.grace_days,
                "due": due,
                "since": dt.date.min,
                "done": done[dose.ordinal - 1] if len(done) >= dose.ordinal else None,
                "shown": not dose.risk_group_only and (ends is None or ends > today),
            }
        )
    for place, years in enumerate(BOOSTER_AGES):
        due = birthday(born, years) if born else None
        done = [
            day for day in days("DIPHTHERIA", "DONE") if due and add_months(due, -12) <= day < add_months(due, 9 * 12)
        ]
        items.append(
            {
                "code": f"DT_{years}",
                "title": f"dT booster at {years}" if english else f"АДС-М, ревакцинация в {years} года",
                "infection": "DIPHTHERIA",
                "ordinal": 7 + place,
                "risk": False,
                "grace": 730,
                "due": due,
                "since": dt.date.min,
                "done": min(done, default=None),
                "shown": due is not None
                and add_months(due, 9 * 12) > today
                and (place == 0 or add_months(due, -120) <= today),
            }
        )
    season = dt.date(add_months(today, -3).year, 9, 1)
    everyone = (
        born is not None
        and season >= add_months(born, INFLUENZA_FROM_MONTHS)
        and not 18 <= age(born, season) < INFLUENZA_AGAIN_FROM_YEARS
    )
    done = [day for day in days("INFLUENZA", "DONE") if season - dt.timedelta(days=31) <= day < add_months(season, 8)]
    items.append(
        {
            "code": "INFLUENZA",
            "title": f"{'Influenza, season' if english else 'Грипп, сезон'} {season.year}/{(season.year + 1) % 100:02d}",
            "infection": "INFLUENZA",
            "ordinal": 1,
            "risk": not everyone,
            "grace": 91,
            "due": season,
            "since": season - dt.timedelta(days=31),
            "done": min(done, default=None),
            "shown": everyone,
        }
    )
    return [_planned(item, by_infection, today) for item in items if item["done"] is not None or item["shown"]]


def _planned(item: dict[str, Any], by_infection: dict[str, list[tuple[Row, Row]]], today: dt.date) -> dict[str, Any]:
    pairs = by_infection.get(item["infection"], [])
    done_days = [entry["event_date"] for entry, row in pairs if row["status"] == "DONE"]
    for_good = any(row["status"] == "EXEMPT" and row["exemption_kind"] == "PERMANENT" for _, row in pairs)
    for_now = any(
        row["status"] == "EXEMPT" and row["exemption_until"] is not None and row["exemption_until"] >= today
        for _, row in pairs
    )
    refused = any(
        row["status"] == "REFUSED"
        and entry["event_date"] >= item["since"]
        and not any(day > entry["event_date"] for day in done_days)
        for entry, row in pairs
    )
    due = item["due"]
    reached = due is not None and due <= today
    if item["done"] is not None:
        status = "DONE"
    elif for_good or (for_now and reached):
        status = "EXEMPT"
    elif refused and reached:
        status = "REFUSED"
    elif not reached:
        status = "UPCOMING"
    else:
        status = "LATE" if due + dt.timedelta(days=item["grace"]) < today else "DUE"
    return {
        "code": item["code"],
        "title": item["title"],
        "infection": item["infection"],
        "ordinal": item["ordinal"],
        "status": status,
        "due_on": due,
        "done_on": item["done"],
        "risk_group_only": item["risk"],
    }
