"""Forms that recur in every history: a blood count, a vaccination, a service, a line of the diary."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from backend.demo.entries import OPEN, Draft, Original, Secrecy, Values
from backend.demo.record import RecordBook, moment
from backend.models.sections.health_diary import DiaryMeasure
from backend.models.vocabulary import Kind
from backend.policy.diary import MEASURES

GUARDIANS: dict[str, dict[str, Any]] = {
    "anna": {
        "guardian_name": "Соколова Анна Игоревна",
        "guardian_relationship": "мать",
        "guardian_document": "свидетельство о рождении",
    },
    "sergey": {
        "guardian_name": "Соколов Сергей Петрович",
        "guardian_relationship": "отец",
        "guardian_document": "свидетельство о рождении",
    },
    "olga": {
        "guardian_name": "Ким Ольга Викторовна",
        "guardian_relationship": "опекун",
        "guardian_document": "распоряжение органа опеки",
    },
    "boris": {
        "guardian_name": "Ким Борис Алексеевич",
        "guardian_relationship": "попечитель",
        "guardian_document": "распоряжение органа опеки",
    },
}


def protocol(
    book: RecordBook, on: dt.date, author: str, title: str, diagnoses: Sequence[Values], *, hour: int = 10,
    secrecy: Secrecy = OPEN, encounter: str | None = None, original: Original | None = None, vitals: Sequence[Values] = (),
    **detail: Any,
) -> Draft:  # fmt: skip
    """An outpatient examination of half an hour, with its vital signs as entries of its own."""
    specialty = {"petrova": "Педиатрия", "therapist": "Терапия"}.get(author)
    words = {
        "started_at": moment(on, hour), "ended_at": moment(on, hour, 30), "specialty": specialty, "visit_kind": "PRIMARY",
        "care_form": "PLANNED", "care_conditions": "OUTPATIENT", "place": "Амбулаторный приём", "payment_source": "ОМС", **detail,
    }  # fmt: skip
    draft = book.add(
        Kind.EXAMINATION_PROTOCOLS, on, title, author, words, secrecy=secrecy, encounter=encounter, original=original,
        diagnosis=[{"diagnosed_on": on, **one} for one in diagnoses],
    )  # fmt: skip
    for vital in vitals:
        book.add(
            Kind.VITAL_SIGN,
            on,
            str(vital["name"]),
            author,
            {"measured_at": moment(on, hour, 10), **vital},
            encounter=encounter,
            parent=draft,
        )
    return draft


def vital(
    name: str, code: str, value: float, unit: str, interpretation: str = "NORMAL", second: float | None = None
) -> Values:
    """A vital sign by LOINC."""
    return {"code_system": "http://loinc.org", "code": code, "code_display": name, "name": name, "value": value,
            "value_second": second, "unit": unit, "interpretation": interpretation}  # fmt: skip


def temperature(value: float) -> Values:
    return vital("Температура тела", "8310-5", value, "Cel", "HIGH" if value >= 37.5 else "NORMAL")


def weight(value: float) -> Values:
    return vital("Масса тела", "29463-7", value, "kg")


def height(value: float) -> Values:
    return vital("Рост", "8302-2", value, "cm")


def pulse(value: float) -> Values:
    return vital("Пульс", "8867-4", value, "/min")


def pressure(systolic: float, diastolic: float) -> Values:
    return vital(
        "Артериальное давление", "85354-9", systolic, "mm[Hg]", "HIGH" if systolic >= 140 else "NORMAL", diastolic
    )


def result(
    name: str, code: str, value: float, unit: str, low: float | None, high: float | None, method: str | None = None
) -> Values:
    """A number against its reference band."""
    verdict = "LOW" if low is not None and value < low else "HIGH" if high is not None and value > high else "NORMAL"
    return {"code_system": "ФСЛИ", "code": code, "code_display": name, "name": name, "value": value, "unit": unit,
            "reference_low": low, "reference_high": high, "interpretation": verdict, "method": method}  # fmt: skip


def finding(name: str, code: str, text: str, positive: bool, reference: str = "не обнаружено") -> Values:
    """A result in words."""
    return {"code_system": "ФСЛИ", "code": code, "code_display": name, "name": name, "value_text": text,
            "reference_text": reference, "interpretation": "POSITIVE" if positive else "NEGATIVE"}  # fmt: skip


def lab(
    book: RecordBook, on: dt.date, title: str, results: Sequence[Values], *, profile: str = "Гематологические исследования",
    specimen: str = "Кровь венозная", conclusion: str | None = None, secrecy: Secrecy = OPEN, place: str | None = None,
    author: str = "lab", encounter: str | None = None, original: Original | None = None,
) -> Draft:  # fmt: skip
    """A laboratory report: taken in the morning, ready after noon."""
    words = {
        "order_number": f"{on:%y%m%d}-{book.patient % 100:02d}{len(book.drafts):03d}", "profile": profile, "specimen_type": specimen,
        "collected_at": moment(on, 8, 20), "issued_at": moment(on, 15), "conclusion": conclusion, "status": "FINAL",
        "performer": book.stage.directory.worker_names[author],
    }  # fmt: skip
    return book.add(Kind.LAB_REPORTS, on, title, author, words, place=place, secrecy=secrecy, encounter=encounter,
                    original=original, lab_result=results)  # fmt: skip


def blood_count(
    haemoglobin: float, low: float, high: float, *, red: float = 4.5, white: float = 7.2, platelets: float = 265
) -> list[Values]:
    """Five lines of a complete blood count; `low` and `high` bound haemoglobin for the age and sex."""
    return [
        result("Гемоглобин", "1017128", haemoglobin, "g/L", low, high, "Фотометрия"),
        result("Гематокрит", "1017359", round(haemoglobin * 0.298, 1), "%", 33, 48),
        result("Эритроциты", "1017375", red, "10*12/L", 3.8, 5.5),
        result("Тромбоциты", "1017862", platelets, "10*9/L", 180, 400),
        result("Лейкоциты", "1017979", white, "10*9/L", 4.5, 11.5),
    ]


def vaccinated(
    book: RecordBook, on: dt.date, infections: Sequence[str], vaccine: str, dose: str, *, author: str = "child_nurse",
    place: str | None = None, **detail: Any,
) -> Draft:  # fmt: skip
    """A vaccination that was given."""
    words = {
        "status": "DONE", "infections": list(infections), "vaccine_name": vaccine, "dose_label": dose, "dose_ml": 0.5,
        "route": "внутримышечно", "site": "бедро" if on < book.aged(2) else "плечо", "series": f"{len(book.drafts) + 11}{on:%m%y}",
        "expires_on": on + dt.timedelta(days=410), "manufacturer": "НПО «Вакцина»", "performer": book.stage.directory.worker_names[author],
        "reaction_local": "нет", "reaction_general": "нет", **detail,
    }  # fmt: skip
    return book.add(Kind.VACCINATIONS, on, vaccine, author, words, place=place)


def skin_test(book: RecordBook, on: dt.date, papule: float, test: str = "MANTOUX") -> Draft:
    """A tuberculin test, read after 72 hours."""
    name = "Проба Манту" if test == "MANTOUX" else "Диаскинтест"
    words = {"status": "DONE", "infections": [], "skin_test": test, "papule_mm": papule, "dose_ml": 0.1, "route": "внутрикожно",
             "site": "предплечье", "performer": book.stage.directory.worker_names["child_nurse"]}  # fmt: skip
    return book.add(Kind.VACCINATIONS, on, name, "child_nurse", words)


def diary(book: RecordBook, on: dt.date, hour: int, measure: str, value: float, unit: str, *, second: float | None = None,
          origin: str = "MANUAL", context: str | None = None, note: str | None = None) -> Draft:  # fmt: skip
    """A line of the health diary."""
    words = {"measure": measure, "value": value, "value_second": second, "unit": unit, "measured_at": moment(on, hour),
             "origin": origin, "context": context, "note": note}  # fmt: skip
    return book.add(Kind.HEALTH_DIARY, on, MEASURES[DiaryMeasure(measure)].name[0], None, words)


def service(book: RecordBook, on: dt.date, author: str, code: str, name: str, cost: float, *, care: str = "первичная медико-санитарная помощь",
            conditions: str = "OUTPATIENT", secrecy: Secrecy = OPEN, encounter: str | None = None, quantity: float = 1,
            status: str = "PAID") -> Draft:  # fmt: skip
    """A service paid by insurance, with the seven fields of SVC-02."""
    words = {"region": "77", "care_kind": care, "care_conditions": conditions, "service_code": code, "service_name": name,
             "quantity": quantity, "tariff": cost, "cost": cost * quantity, "currency": "RUB",
             "policy_number": book.stage.policies[book.key], "insurer": "СМО «Забота»", "status": status}  # fmt: skip
    return book.add(Kind.RENDERED_SERVICES, on, name, author, words, secrecy=secrecy, encounter=encounter)


def prescription(book: RecordBook, on: dt.date, author: str, inn: str, trade: str, form: str, dose: str, frequency: str, duration: str,
                 *, status: str = "COMPLETED", secrecy: Secrecy = OPEN, encounter: str | None = None, dispensed: int | None = 1,
                 **detail: Any) -> Draft:  # fmt: skip
    """A prescription, given out by a pharmacy `dispensed` days later."""
    words = {"series": "77", "number": f"{on:%y%m}{book.patient % 1000:03d}{len(book.drafts):04d}", "valid_until": on + dt.timedelta(days=60),
             "inn": inn, "trade_name": trade, "form": form, "dose": dose, "route": "внутрь", "frequency": frequency,
             "duration": duration, "quantity": "1 упаковка", "benefit": False, "urgent": False, "status": status, **detail}  # fmt: skip
    given: list[Values] = []
    if dispensed is not None:
        given = [{"dispensed_on": min(on + dt.timedelta(days=dispensed), book.today), "pharmacy": "Аптека «Подорожник», Садовая аллея, 2",
                  "trade_name": trade, "quantity": "1 упаковка"}]  # fmt: skip
    return book.add(
        Kind.PRESCRIPTIONS, on, f"Рецепт: {trade}", author, words, secrecy=secrecy, encounter=encounter, dispense=given
    )
