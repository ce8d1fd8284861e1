"""Encounter: an examination protocol, a discharge summary or an ambulance call, by its class."""

from backend.exchange.fhir.codes import clean, text_of
from backend.exchange.fhir.dates import end_after, moment, period
from backend.exchange.fhir.draft import Columns, Draft, Entry, Visit
from backend.exchange.fhir.resource import Key, Resource
from backend.models.moscow import moscow_day
from backend.models.vocabulary import Kind

INPATIENT = {"IMP", "ACUTE", "NONAC", "OBSENC", "SS"}
_CLASSES = {
    "AMB": "AMB",
    "EMER": "EMER",
    "FLD": "FLD",
    "HH": "HH",
    "VR": "VR",
    "PRENC": "AMB",
    **dict.fromkeys(INPATIENT, "IMP"),
}
_CONDITIONS = {"AMB": "OUTPATIENT", "HH": "HOME", "VR": "REMOTE"}
_NOT_HAPPENED = {
    "planned": "the encounter is only planned",
    "cancelled": "the encounter was cancelled",
    "entered-in-error": "entered in error",
}


def map_encounters(draft: Draft) -> None:
    for resource in draft.of("Encounter"):
        data = resource.data
        if data.get("status") in _NOT_HAPPENED:
            draft.keep_aside(resource, _NOT_HAPPENED[data["status"]])
            continue
        class_ = _CLASSES.get(str(data.get("class", {}).get("code", "")).upper())
        start, end = period(data.get("period"))
        opened = moment(start or end)
        closed = end_after(opened, moment(end))
        if class_ is None or opened is None or resource.person_id is None:
            draft.keep_aside(resource, "the encounter has no known class, no date or no person")
            continue
        participants = data.get("participant", [])
        visit = Visit(
            resource.key,
            resource.person_id,
            class_,
            opened,
            closed,
            draft.first_party(resource, participants, "Practitioner"),
            draft.party(resource, data.get("serviceProvider"), "Organization"),
            draft.sensitivity(resource),
            _whole_stay(draft, resource),
        )
        draft.visits[resource.key] = visit
        if class_ == "IMP":
            if data.get("status") == "finished" or closed is not None:
                _entry(
                    draft,
                    resource,
                    visit,
                    Kind.DISCHARGE_SUMMARIES,
                    "discharge_summary",
                    _discharge(draft, resource, visit),
                )
        elif class_ in ("EMER", "FLD"):
            _entry(
                draft,
                resource,
                visit,
                Kind.AMBULANCE_CALLS,
                "ambulance_call",
                {
                    "received_at": visit.opened_at,
                    "finished_at": visit.closed_at,
                    "reason": _reason(resource),
                    "result": text_of(data.get("hospitalization", {}).get("dischargeDisposition")),
                },
            )
        else:
            _entry(
                draft,
                resource,
                visit,
                Kind.EXAMINATION_PROTOCOLS,
                "examination_protocol",
                {
                    "started_at": visit.opened_at,
                    "ended_at": visit.closed_at,
                    "specialty": text_of(data.get("serviceType")),
                    "care_conditions": _CONDITIONS[class_],
                    "place": _place(draft, resource),
                    "complaints": _reason(resource),
                    "care_form": _form(resource),
                },
            )


def _whole_stay(draft: Draft, resource: Resource) -> Key | None:
    """The encounter that this one is a part of."""
    whole = draft.resolve(resource, resource.data.get("partOf"), "Encounter")
    return whole.key if whole is not None else None


def _entry(draft: Draft, resource: Resource, visit: Visit, kind: Kind, table: str, detail: Columns) -> None:
    title = (
        text_of(resource.data.get("type"))
        or text_of(resource.data.get("serviceType"))
        or text_of(resource.data.get("class"))
    )
    entry = Entry(
        kind,
        table,
        visit.person_id,
        moscow_day(visit.opened_at),
        title,
        detail,
        resource.key,
        [resource.key, *places_of(draft, resource)],
        visit.sensitivity,
        encounter=resource.key,
        author=visit.author,
        organization=visit.organization,
    )
    draft.entries.append(entry)
    draft.visit_entries[resource.key] = entry


def _discharge(draft: Draft, resource: Resource, visit: Visit) -> Columns:
    hospital = resource.data.get("hospitalization", {})
    return {
        "admitted_at": visit.opened_at,
        "discharged_at": visit.closed_at,
        "ward": _place(draft, resource),
        "channel": text_of(hospital.get("admitSource")),
        "result": text_of(hospital.get("dischargeDisposition")),
        "history": _reason(resource),
    }


def _reason(resource: Resource) -> str | None:
    reasons = [text_of(reason) for reason in resource.data.get("reasonCode", [])]
    return "; ".join(reason for reason in reasons if reason) or None


def _form(resource: Resource) -> str | None:
    code = {coding.get("code") for coding in (resource.data.get("priority") or {}).get("coding", [])}
    return (
        "EMERGENCY"
        if code & {"EM", "S"}
        else "URGENT"
        if code & {"UR", "A"}
        else "PLANNED"
        if code & {"EL", "R"}
        else None
    )


def _place(draft: Draft, resource: Resource) -> str | None:
    for item in resource.data.get("location", []):
        reference = item.get("location", {})
        place = draft.resolve(resource, reference, "Location")
        name = clean(place.data.get("name")) if place is not None else clean(reference.get("display"))
        if name is not None:
            return name
    return None


def places_of(draft: Draft, resource: Resource) -> list[Key]:
    """The Locations whose names stand in the visit's entry."""
    found = (draft.resolve(resource, item.get("location"), "Location") for item in resource.data.get("location", []))
    return [place.key for place in found if place is not None and "#" not in place.id]
