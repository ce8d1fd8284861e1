"""DiagnosticReport with its Observations, lone laboratory Observations, ImagingStudy."""

import datetime as dt
from collections import defaultdict

from backend.exchange.fhir import labels
from backend.exchange.fhir.attachments import attachments_of
from backend.exchange.fhir.codes import clean, codes_of, main_code, text_of
from backend.exchange.fhir.dates import day, first, moment
from backend.exchange.fhir.draft import Columns, Draft, Entry
from backend.exchange.fhir.mapping import observations
from backend.exchange.fhir.mapping.imaging import IMAGING, map_study
from backend.exchange.fhir.resource import Key, Resource
from backend.models.vocabulary import Kind
from backend.policy.sensitivity import NOTHING, Sensitivity

_LABORATORY = {
    "LAB",
    "HM",
    "CH",
    "MB",
    "SR",
    "IMM",
    "TX",
    "VR",
    "MCB",
    "BLB",
    "GE",
    "CG",
    "CP",
    "SP",
    "URN",
    "BG",
    "LP29693-6",
    "LP7839-6",
}
# What a report says of all its results together.
_TOLD = ("conclusion", "conclusionCode", "presentedForm", "contained")
_STATUS = {
    "registered": "REGISTERED",
    "partial": "PARTIAL",
    "preliminary": "PRELIMINARY",
    "final": "FINAL",
    "amended": "AMENDED",
    "corrected": "CORRECTED",
    "appended": "AMENDED",
    "cancelled": "CANCELLED",
    "unknown": "UNKNOWN",
}


def map_reports(draft: Draft) -> None:
    placed: set[Key] = set()
    frames: dict[Key, Resource] = {}
    for resource in draft.of("DiagnosticReport"):
        data = resource.data
        at = observations.when(data)
        if data.get("status") in ("entered-in-error", "cancelled"):
            draft.keep_aside(resource, "entered in error or cancelled")
            continue
        if resource.person_id is None or day(at) is None:
            draft.keep_aside(resource, "the report has no person or no date")
            continue
        category = codes_of(data.get("category"))
        results = [r for r in _results(draft, resource) if r.key not in placed]
        studies = [
            s for s in (draft.resolve(resource, ref, "ImagingStudy") for ref in data.get("imagingStudy", [])) if s
        ]
        if category & IMAGING or studies:
            map_study(draft, resource, studies)
        elif category & _LABORATORY or any(
            observations.is_laboratory(r.data) or not r.data.get("category") for r in results
        ):
            # Tests for covid have a section of their own; a report of nothing else goes with them.
            covid = [r for r in results if observations.covid_kind(r.data) is not None]
            others = [r for r in results if r not in covid]
            placed |= {r.key for r in others}
            if others or not covid:
                _laboratory(draft, resource, others)
            else:
                frames.update(dict.fromkeys((r.key for r in covid), resource))
    for study in draft.of("ImagingStudy"):
        if not any(study.key in entry.members for entry in draft.entries):
            map_study(draft, None, [study])
    _lone(draft, placed, frames)


def _results(draft: Draft, report: Resource) -> list[Resource]:
    """The report's observations, members of panels included, in order and each once, whatever circles they form."""
    found: list[Resource] = []
    seen: set[Key] = set()
    waiting = [(report, reference) for reference in reversed(report.data.get("result", []))]
    while waiting:
        named_by, reference = waiting.pop()
        observation = draft.resolve(named_by, reference, "Observation")
        if observation is None or observation.key in seen:
            continue
        seen.add(observation.key)
        if observation.data.get("status") in ("entered-in-error", "cancelled"):
            draft.keep_aside(observation, "entered in error or cancelled")
            continue
        found.append(observation)
        waiting.extend((observation, member) for member in reversed(observation.data.get("hasMember", [])))
    return found


def _laboratory(draft: Draft, report: Resource, results: list[Resource]) -> None:
    data = report.data
    at = day(observations.when(data))
    assert at is not None and report.person_id is not None
    specimen = next(
        (s for s in (draft.resolve(report, ref, "Specimen") for ref in data.get("specimen", [])) if s), None
    )
    collected = specimen.data.get("collection", {}).get("collectedDateTime") if specimen is not None else None
    author = draft.first_party(report, data.get("resultsInterpreter", []) or data.get("performer", []), "Practitioner")
    organization = draft.first_party(report, data.get("performer", []), "Organization")
    own = draft.own_sensitivity(report, without=("result", *_TOLD))
    told = labels.of_resource({name: data[name] for name in _TOLD if name in data})
    groups = _by_label(draft, results)
    together = Sensitivity(0)
    for meaning in groups:
        together |= meaning
    # What the report says as a whole may speak of any of its results, so it goes with the most guarded part.
    guarded = max(groups, key=lambda meaning: (meaning.labels.bit_count(), meaning.confidentiality), default=NOTHING)
    for meaning, members in groups.items() or [(NOTHING, [])]:
        whole = meaning is guarded or not groups
        detail: Columns = {
            "order_number": clean((data.get("identifier") or [{}])[0].get("value")),
            "profile": text_of(data.get("category")),
            "specimen_type": text_of(specimen.data.get("type")) if specimen is not None else None,
            "specimen_code": main_code(specimen.data.get("type")).code if specimen is not None else None,
            "collected_at": moment(first(collected, data.get("effectiveDateTime"))),
            "issued_at": moment(data.get("issued")),
            "status": _STATUS.get(str(data.get("status")), "UNKNOWN"),
            "conclusion": clean(data.get("conclusion")) or text_of(data.get("conclusionCode")) if whole else None,
        }
        entry = Entry(
            Kind.LAB_REPORTS,
            "lab_report",
            report.person_id,
            at,
            text_of(data.get("code")),
            detail,
            report.key,
            [
                report.key,
                *(r.key for r in members),
                *([specimen.key] if specimen is not None and "#" not in specimen.id else []),
            ],
            own | meaning | (told | (together if len(groups) > 1 else NOTHING) if whole else NOTHING),
            encounter=draft.encounter_of(report),
            author=author,
            organization=organization,
            head=whole,
        )
        _add_results(entry, members)
        if whole:
            entry.attachments = attachments_of(report, data.get("presentedForm", []), "presentedForm")
        draft.entries.append(entry)


def _by_label(draft: Draft, results: list[Resource]) -> dict[Sensitivity, list[Resource]]:
    """A mixed report is split by label when it is stored (policy.md 8)."""
    groups: dict[Sensitivity, list[Resource]] = defaultdict(list)
    for result in results:
        groups[draft.sensitivity(result)].append(result)
    return dict(sorted(groups.items(), key=lambda item: (item[0].labels, item[0].confidentiality)))


def _add_results(entry: Entry, members: list[Resource]) -> None:
    for member in members:
        method = text_of(member.data.get("method"))
        entry.parts.extend(("lab_result", columns) for columns in observations.lab_results(member.data, method))


def _lone(draft: Draft, placed: set[Key], frames: dict[Key, Resource]) -> None:
    """Observations in no report: vital signs, covid tests, words of a visit; laboratory ones share a report a day."""
    groups: dict[tuple[int, Key | None, dt.date, Sensitivity], list[Resource]] = defaultdict(list)
    for resource in draft.of("Observation"):
        if resource.key in placed or observations.unusable(draft, resource):
            continue
        data = resource.data
        covid = observations.covid_kind(data)
        if covid is not None:
            observations.map_covid(draft, resource, covid, frames.get(resource.key))
        elif observations.is_vital(data):
            observations.map_vital(draft, resource)
        elif observations.is_laboratory(data):
            meaning = draft.sensitivity(resource)
            taken = day(observations.when(data))
            assert resource.person_id is not None and taken is not None
            groups[resource.person_id, draft.encounter_of(resource), taken, meaning].append(resource)
        elif not observations.said_in_visit(draft, resource):
            draft.keep_aside(resource, "no section for an observation that is neither laboratory nor vital sign")
    for (person_id, encounter, date, meaning), members in groups.items():
        head = members[0]
        entry = Entry(
            Kind.LAB_REPORTS,
            "lab_report",
            person_id,
            date,
            text_of(head.data.get("code")) if len(members) == 1 else None,
            {
                "collected_at": moment(observations.when(head.data)),
                "issued_at": moment(head.data.get("issued")),
                "status": _STATUS.get(str(head.data.get("status")), "UNKNOWN"),
                "profile": text_of(head.data.get("category")),
            },
            head.key,
            [r.key for r in members],
            meaning,
            encounter=encounter,
            author=draft.first_party(head, head.data.get("performer", []), "Practitioner"),
            organization=draft.first_party(head, head.data.get("performer", []), "Organization"),
        )
        _add_results(entry, members)
        draft.entries.append(entry)
