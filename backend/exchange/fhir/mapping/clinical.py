"""AllergyIntolerance, Procedure, CarePlan, ServiceRequest: clinical rows beside the sections."""

from backend.exchange.fhir.codes import clean, codes_of, main_code, text_of
from backend.exchange.fhir.dates import day, end_after, first, moment, period
from backend.exchange.fhir.draft import Columns, Draft, Entry
from backend.exchange.fhir.resource import JSON, Resource
from backend.models.moscow import moscow_day
from backend.models.vocabulary import Kind

_SEVERITY = {"mild": "MILD", "moderate": "MODERATE", "severe": "SEVERE"}


def _add(
    draft: Draft,
    resource: Resource,
    kind: Kind,
    table: str,
    at: str | None,
    title: str | None,
    detail: Columns,
    performers: object,
    in_visit: bool,
) -> None:
    date = day(at)
    encounter = draft.encounter_of(resource)
    if date is None and encounter in draft.visits:
        date = moscow_day(draft.visits[encounter].opened_at)
    if date is None or resource.person_id is None or title is None:
        draft.keep_aside(resource, "the resource has no date, no name or no person")
        return
    parent = draft.visit_entries.get(encounter) if encounter is not None and in_visit else None
    draft.entries.append(
        Entry(
            kind,
            table,
            resource.person_id,
            date,
            title,
            detail,
            resource.key,
            [resource.key],
            draft.sensitivity(resource),
            encounter=encounter,
            part_of=parent,
            start_key=int(parent.kind) if parent is not None else 0,
            author=draft.first_party(resource, performers, "Practitioner"),
            organization=draft.first_party(resource, performers, "Organization"),
        )
    )


def map_clinical(draft: Draft) -> None:
    for resource in draft.of("AllergyIntolerance", "Procedure", "CarePlan", "ServiceRequest"):
        data = resource.data
        status = {str(data.get("status")), *codes_of(data.get("verificationStatus"))}
        if status & {"entered-in-error", "refuted", "not-done", "preparation"}:
            draft.keep_aside(resource, "entered in error, refuted or not done")
            continue
        _BY_TYPE[resource.type](draft, resource, data)


def _allergy(draft: Draft, resource: Resource, data: JSON) -> None:
    code = main_code(data.get("code"))
    reactions = data.get("reaction", [])
    name = text_of(data.get("code")) or text_of([r["substance"] for r in reactions if r.get("substance")])
    shown = [text_of(manifestation) for reaction in reactions for manifestation in reaction.get("manifestation", [])]
    onset = first(data.get("onsetDateTime"), period(data.get("onsetPeriod"))[0])
    at = first(
        data.get("recordedDate"),
        onset,
        data.get("lastOccurrence"),
        (data.get("meta") or {}).get("lastUpdated"),
        resource.stated_on,
    )
    _add(
        draft,
        resource,
        Kind.ALLERGY,
        "allergy_item",
        at,
        name,
        {
            "code_system": code.system,
            "code": code.code,
            "code_display": code.display,
            "substance": name,
            "category": ", ".join(str(item) for item in data.get("category", [])) or None,
            "criticality": clean(data.get("criticality")),
            "reaction": "; ".join(filter(None, shown)) or None,
            "severity": next((_SEVERITY[r["severity"]] for r in reactions if r.get("severity") in _SEVERITY), None),
            "clinical_status": next(iter(codes_of(data.get("clinicalStatus"))), None),
            "verification_status": next(iter(codes_of(data.get("verificationStatus"))), None),
        },
        [data.get("recorder") or data.get("asserter") or {}],
        in_visit=False,
    )


def _procedure(draft: Draft, resource: Resource, data: JSON) -> None:
    code = main_code(data.get("code"))
    start, end = period(data.get("performedPeriod"))
    at = first(data.get("performedDateTime"), start, end)
    begun, ended = moment(at), moment(end)
    _add(
        draft,
        resource,
        Kind.PROCEDURE,
        "procedure_item",
        at,
        text_of(data.get("code")),
        {
            "code_system": code.system,
            "code": code.code,
            "code_display": code.display,
            "name": text_of(data.get("code")),
            "status": clean(data.get("status")),
            "performed_from": begun,
            "performed_until": end_after(begun, ended),
            "body_site": text_of(data.get("bodySite")),
            "outcome": text_of(data.get("outcome")),
            "reason": text_of(data.get("reasonCode")),
        },
        data.get("performer", []),
        in_visit=True,
    )


def _care_plan(draft: Draft, resource: Resource, data: JSON) -> None:
    start, end = period(data.get("period"))
    begun, ended = day(start), day(end)
    activities = [
        text_of(a.get("detail", {}).get("code")) or clean(a.get("detail", {}).get("description"))
        for a in data.get("activity", [])
    ]
    title = (
        clean(data.get("title"))
        or next((t for t in (text_of(c) for c in data.get("category", [])) if t), None)
        or clean(data.get("description"))
    )
    at = first(start, data.get("created"), end, (data.get("meta") or {}).get("lastUpdated"), resource.stated_on)
    _add(
        draft,
        resource,
        Kind.CARE_PLAN,
        "care_plan",
        at,
        title,
        {
            "category": text_of(data.get("category")),
            "status": clean(data.get("status")),
            "intent": clean(data.get("intent")),
            "period_from": begun,
            "period_until": end_after(begun, ended),
            "description": clean(data.get("description")),
            "activities": [a for a in activities if a] or None,
        },
        [data.get("author") or {}],
        in_visit=False,
    )


def _referral(draft: Draft, resource: Resource, data: JSON) -> None:
    code = main_code(data.get("code"))
    at = first(data.get("authoredOn"), data.get("occurrenceDateTime"), period(data.get("occurrencePeriod"))[0])
    _add(
        draft,
        resource,
        Kind.REFERRAL,
        "referral",
        at,
        text_of(data.get("code")),
        {
            "code_system": code.system,
            "code": code.code,
            "code_display": code.display,
            "name": text_of(data.get("code")),
            "status": clean(data.get("status")),
            "priority": clean(data.get("priority")),
            "ordered_on": day(at),
            "reason": text_of(data.get("reasonCode")),
        },
        [data.get("requester") or {}],
        in_visit=True,
    )


_BY_TYPE = {
    "AllergyIntolerance": _allergy,
    "Procedure": _procedure,
    "CarePlan": _care_plan,
    "ServiceRequest": _referral,
}
