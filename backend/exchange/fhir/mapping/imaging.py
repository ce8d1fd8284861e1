"""DiagnosticReport of imaging or function, with its ImagingStudy: an instrumental study."""

from backend.exchange.fhir.attachments import attachments_of
from backend.exchange.fhir.codes import clean, codes_of, main_code, notes, text_of
from backend.exchange.fhir.dates import day, first, moment
from backend.exchange.fhir.draft import Draft, Entry
from backend.exchange.fhir.mapping.observations import when
from backend.exchange.fhir.resource import Resource
from backend.models.vocabulary import Kind, Modality
from backend.policy.sensitivity import NOTHING

IMAGING = {
    "RAD",
    "RX",
    "RUS",
    "CT",
    "NMR",
    "NMS",
    "CUS",
    "VUS",
    "OUS",
    "XRC",
    "EC",
    "PHR",
    "CTH",
    "RC",
    "PF",
    "EN",
    "LP29684-5",
    "LP29708-2-RAD",
    "imaging",
    "363679005",
}
_MODALITIES = {
    "US": Modality.ULTRASOUND,
    "RUS": Modality.ULTRASOUND,
    "CUS": Modality.ULTRASOUND,
    "VUS": Modality.ULTRASOUND,
    "OUS": Modality.ULTRASOUND,
    "DX": Modality.RADIOGRAPHY,
    "CR": Modality.RADIOGRAPHY,
    "RX": Modality.RADIOGRAPHY,
    "RG": Modality.RADIOGRAPHY,
    "RF": Modality.FLUOROGRAPHY,
    "MG": Modality.MAMMOGRAPHY,
    "CT": Modality.CT,
    "MR": Modality.MRI,
    "NMR": Modality.MRI,
    "ECG": Modality.ECG,
    "EC": Modality.ECG,
    "ES": Modality.ENDOSCOPY,
    "EN": Modality.ENDOSCOPY,
    "PF": Modality.FUNCTIONAL,
}
_WORDS = (
    ("mammogra", Modality.MAMMOGRAPHY),
    ("маммогра", Modality.MAMMOGRAPHY),
    ("ultraso", Modality.ULTRASOUND),
    ("узи", Modality.ULTRASOUND),
    ("sonogra", Modality.ULTRASOUND),
    ("tomogra", Modality.CT),
    ("ct ", Modality.CT),
    ("кт ", Modality.CT),
    ("mri", Modality.MRI),
    ("мрт", Modality.MRI),
    ("magnetic", Modality.MRI),
    ("флюорогр", Modality.FLUOROGRAPHY),
    ("x-ray", Modality.RADIOGRAPHY),
    ("xr ", Modality.RADIOGRAPHY),
    ("radiogra", Modality.RADIOGRAPHY),
    ("рентген", Modality.RADIOGRAPHY),
    ("ecg", Modality.ECG),
    ("ekg", Modality.ECG),
    ("экг", Modality.ECG),
    ("endoscop", Modality.ENDOSCOPY),
    ("colonoscop", Modality.ENDOSCOPY),
)
_SIDES = {"7771000": "LEFT", "24028007": "RIGHT", "51440002": "BOTH"}


def map_study(draft: Draft, report: Resource | None, studies: list[Resource]) -> None:
    """One entry of a report, of its studies, or of both."""
    studies = [study for study in studies if study.data.get("status") not in ("entered-in-error", "cancelled")]
    if report is None and not studies:
        return
    head = report if report is not None else studies[0]
    study = studies[0] if studies else None
    at = first(*(s.data.get("started") for s in studies), when(report.data) if report is not None else None)
    date = day(at)
    if date is None or head.person_id is None:
        draft.keep_aside(head, "the study has no date or no person")
        return
    series = [one for s in studies for one in s.data.get("series", [])]
    title = (
        (text_of(report.data.get("code")) if report is not None else None)
        or (
            text_of(study.data.get("procedureCode")) or clean(study.data.get("description"))
            if study is not None
            else None
        )
        or next((clean(one.get("modality", {}).get("display")) for one in series if one.get("modality")), None)
    )
    modality = _modality(report, series, title)
    code = main_code(
        report.data.get("code") if report is not None else study.data.get("procedureCode") if study else None,
        "1.2.643",
        "loinc",
    )
    meaning = NOTHING
    for part in (report, *studies):
        if part is not None:
            meaning |= draft.sensitivity(part)
    entry = Entry(
        Kind.INSTRUMENTAL_STUDIES,
        "instrumental_study",
        head.person_id,
        date,
        title,
        {
            "code_system": code.system,
            "code": code.code,
            "code_display": code.display,
            "modality": modality.name,
            "body_region": next((text_of(one.get("bodySite")) for one in series if one.get("bodySite")), None),
            "laterality": next(
                (_SIDES.get(str((one.get("laterality") or {}).get("code"))) for one in series if one.get("laterality")),
                None,
            ),
            "description": clean(study.data.get("description")) if study is not None else None,
            "conclusion": (
                clean(report.data.get("conclusion")) or text_of(report.data.get("conclusionCode"))
                if report is not None
                else None
            )
            or (notes(study.data) if study is not None else None),
            "image_count": sum(int(s.data.get("numberOfInstances") or 0) for s in studies) or None,
            "performed_at": moment(at),
        },
        head.key,
        [part.key for part in (report, *studies) if part is not None],
        meaning,
        start_key=int(modality),
        encounter=draft.encounter_of(head),
        author=draft.first_party(
            head,
            head.data.get("resultsInterpreter") or head.data.get("performer") or head.data.get("interpreter") or [],
            "Practitioner",
        ),
        organization=draft.first_party(head, head.data.get("performer", []), "Organization"),
    )
    if report is not None:
        entry.attachments = attachments_of(report, report.data.get("presentedForm", []), "presentedForm")
        for reference in report.data.get("result", []):
            observation = draft.resolve(report, reference, "Observation")
            if observation is not None:
                entry.sensitivity |= draft.sensitivity(observation)
    draft.entries.append(entry)


def _modality(report: Resource | None, series: list[dict[str, object]], title: str | None) -> Modality:
    codes = {str(one["modality"].get("code")) for one in series if isinstance(one.get("modality"), dict)}  # type: ignore[attr-defined]
    codes |= codes_of(report.data.get("category")) if report is not None else set()
    for code in sorted(codes):
        if code in _MODALITIES:
            return _MODALITIES[code]
    lowered = (title or "").lower() + " "
    return next((modality for word, modality in _WORDS if word in lowered), Modality.OTHER)
