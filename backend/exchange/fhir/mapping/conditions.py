"""Condition: a row of the problem list, and a diagnosis in the entry of its encounter."""

from backend.exchange.fhir.codes import codes_of, main_code, text_of
from backend.exchange.fhir.dates import day, first, period
from backend.exchange.fhir.draft import Draft, Entry
from backend.exchange.fhir.resource import Key, Resource
from backend.models.moscow import moscow_day
from backend.models.vocabulary import Kind

_ICD = ("1.2.643.5.1.13.13.11.1005", "icd-10", "icd10")


def map_conditions(draft: Draft) -> None:
    roles = _roles_in_encounters(draft)
    for resource in draft.of("Condition"):
        data = resource.data
        verification = codes_of(data.get("verificationStatus"))
        if verification & {"entered-in-error", "refuted"}:
            draft.keep_aside(
                resource, "entered in error" if "entered-in-error" in verification else "the condition was refuted"
            )
            continue
        named_by, use = roles.get(resource.key, (None, ""))
        visit_key = draft.encounter_of(resource) or named_by
        visit = draft.visits.get(visit_key) if visit_key is not None else None
        visit_day = moscow_day(visit.opened_at).isoformat() if visit is not None else None
        onset = first(data.get("onsetDateTime"), period(data.get("onsetPeriod"))[0])
        date = day(
            first(
                onset,
                data.get("recordedDate"),
                visit_day,
                (data.get("meta") or {}).get("lastUpdated"),
                resource.stated_on,
            )
        )
        name = text_of(data.get("code"))
        if date is None or name is None or resource.person_id is None:
            draft.keep_aside(resource, "the condition has no date, no name or no person")
            continue
        code = main_code(data.get("code"), *_ICD)
        abated = day(first(data.get("abatementDateTime"), period(data.get("abatementPeriod"))[0]))
        draft.entries.append(
            Entry(
                Kind.CONDITION,
                "condition_item",
                resource.person_id,
                date,
                name,
                {
                    "code_system": code.system,
                    "code": code.code,
                    "code_display": code.display,
                    "wording": name,
                    "clinical_status": next(iter(codes_of(data.get("clinicalStatus"))), None),
                    "verification_status": next(iter(verification), None),
                    "severity": text_of(data.get("severity")),
                    "onset_on": day(onset),
                    "abated_on": abated,
                },
                resource.key,
                [resource.key],
                draft.sensitivity(resource),
                encounter=visit_key,
                author=draft.party(resource, data.get("recorder") or data.get("asserter"), "Practitioner"),
            )
        )
        if visit is not None:
            visit.sensitivity |= draft.sensitivity(resource)
        entry = draft.visit_entries.get(visit_key) if visit_key is not None else None
        if entry is not None:
            _diagnose(draft, resource, entry, use, date, verification)


def _roles_in_encounters(draft: Draft) -> dict[Key, tuple[Key, str]]:
    """The encounter that names a condition as its diagnosis, and its use there (AD, DD, CC, …)."""
    roles: dict[Key, tuple[Key, str]] = {}
    for resource in draft.of("Encounter"):
        if resource.key not in draft.visits:
            continue
        for item in resource.data.get("diagnosis", []):
            condition = draft.resolve(resource, item.get("condition"), "Condition")
            if condition is not None:
                roles.setdefault(condition.key, (resource.key, next(iter(codes_of(item.get("use"))), "")))
    return roles


def _diagnose(draft: Draft, resource: Resource, entry: Entry, use: str, date: object, verification: set[str]) -> None:
    code = main_code(resource.data.get("code"), *_ICD)
    main = not any(table == "diagnosis" and columns["kind"] == "MAIN" for table, columns in entry.parts)
    entry.parts.append(
        (
            "diagnosis",
            {
                "code_system": code.system,
                "code": code.code,
                "code_display": code.display,
                "wording": text_of(resource.data.get("code")),
                "kind": "MAIN" if main else "CONCOMITANT",
                "certainty": "FINAL" if "confirmed" in verification else "PRELIMINARY",
                "stage": {"AD": "ADMISSION", "DD": "FINAL"}.get(use)
                if entry.kind == Kind.DISCHARGE_SUMMARIES
                else None,
                "diagnosed_on": date,
            },
        )
    )
    entry.members.append(resource.key)
    entry.sensitivity |= draft.sensitivity(resource)
