"""Claim and ExplanationOfBenefit: one rendered service for the pair; Coverage: an insurance policy."""

from backend.exchange.fhir.codes import clean, main_code, text_of
from backend.exchange.fhir.dates import day, end_after, first, period
from backend.exchange.fhir.draft import Draft, Entry
from backend.exchange.fhir.resource import JSON, Key, Resource
from backend.models.vocabulary import Kind

_OUTCOME = {"complete": "ACCEPTED", "queued": "SUBMITTED", "partial": "SUBMITTED", "error": "REJECTED"}


def map_services(draft: Draft) -> None:
    paired: dict[Key, Resource] = {}
    for benefit in draft.of("ExplanationOfBenefit"):
        claim = draft.resolve(benefit, benefit.data.get("claim"), "Claim")
        if claim is not None and claim.person_id == benefit.person_id and _real(claim) and _real(benefit):
            paired.setdefault(claim.key, benefit)
    halves = {benefit.key for benefit in paired.values()}
    for resource in draft.of("Claim", "ExplanationOfBenefit"):
        if not _real(resource):
            draft.keep_aside(resource, "cancelled, a draft, an estimate or entered in error")
        elif resource.key not in halves:
            _service(draft, resource, paired.get(resource.key))
    for resource in draft.of("Coverage"):
        _policy(draft, resource)


def _real(resource: Resource) -> bool:
    return resource.data.get("status") == "active" and resource.data.get("use", "claim") == "claim"


def _service(draft: Draft, resource: Resource, benefit: Resource | None) -> None:
    data, settled = resource.data, benefit.data if benefit is not None else {}
    if resource.type == "ExplanationOfBenefit":
        settled = data
    start, end = period(data.get("billablePeriod"))
    date = day(first(start, end, data.get("created")))
    if date is None or resource.person_id is None:
        draft.keep_aside(resource, "the service has no date or no person")
        return
    items = data.get("item", [])
    names = list(dict.fromkeys(filter(None, (text_of(item.get("productOrService")) for item in items))))
    code = main_code(items[0].get("productOrService") if items else data.get("type"), "1.2.643")
    cost, currency = _money(data, settled)
    visits = [reference for item in items for reference in item.get("encounter", [])]
    encounter = next((key for one in visits if (key := draft.visit_named(resource, one)) is not None), None)
    meaning = draft.sensitivity(resource)
    if benefit is not None:
        meaning |= draft.sensitivity(benefit)
    title = "; ".join(names)[:2000] or text_of(data.get("type"))
    prescribed = draft.resolve(resource, data.get("prescription"), "MedicationRequest")
    if prescribed is not None:
        meaning |= draft.sensitivity(prescribed)
        encounter = encounter or draft.encounter_of(prescribed)
        title = title if names else text_of(prescribed.data.get("medicationCodeableConcept")) or title
    draft.entries.append(
        Entry(
            Kind.RENDERED_SERVICES,
            "rendered_service",
            resource.person_id,
            date,
            title,
            {
                "service_code": code.code,
                "service_name": title,
                "quantity": None,
                "cost": cost,
                "currency": currency,
                "insurer": clean((settled.get("insurer") or data.get("insurer") or {}).get("display")) or _payer(data),
                "status": _OUTCOME.get(str(settled.get("outcome")), "SUBMITTED") if settled else "SUBMITTED",
            },
            resource.key,
            [resource.key, *([benefit.key] if benefit is not None else [])],
            meaning,
            encounter=encounter,
            author=draft.party(resource, data.get("provider"), "Practitioner"),
            organization=draft.party(resource, data.get("provider"), "Organization"),
        )
    )


def _money(data: JSON, settled: JSON) -> tuple[float | None, str]:
    totals = [
        data.get("total"),
        *([one.get("amount") for one in data["total"]] if isinstance(data.get("total"), list) else []),
    ]
    totals += (
        [one.get("amount") for one in settled.get("total", []) if isinstance(one, dict)]
        if isinstance(settled.get("total"), list)
        else []
    )
    for total in totals:
        if isinstance(total, dict) and isinstance(total.get("value"), (int, float)):
            currency = str(total.get("currency") or "RUB")
            return float(total["value"]), currency if len(currency) == 3 else "RUB"
    return None, "RUB"


def _payer(data: JSON) -> str | None:
    return next(
        (clean((i.get("coverage") or {}).get("display")) for i in data.get("insurance", []) if i.get("coverage")), None
    )


def _policy(draft: Draft, resource: Resource) -> None:
    data = resource.data
    number = clean(data.get("subscriberId")) or clean((data.get("identifier") or [{}])[0].get("value"))
    start, end = period(data.get("period"))
    begun, ended = day(start), day(end)
    if number is None or resource.person_id is None or data.get("status") in ("entered-in-error", "cancelled", "draft"):
        draft.keep_aside(resource, "the coverage has no number, no person or is not in force")
        return
    # State UNKNOWN and no region: an imported policy opens nothing (ACC-06, ACC-07).
    draft.policies[resource.key] = {
        "patient_id": resource.person_id,
        "number": number,
        "state": "UNKNOWN",
        "valid_from": begun,
        "valid_until": end_after(begun, ended),
    }
