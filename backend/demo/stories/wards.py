"""Тимур, Костя and Лена: wards of a guardian and of a trustee on either side of the fifteenth birthday."""

from typing import Any

from backend.demo.entries import Secrecy
from backend.demo.forms import (
    GUARDIANS,
    blood_count,
    diary,
    finding,
    height,
    lab,
    prescription,
    protocol,
    pulse,
    service,
    skin_test,
    temperature,
    vaccinated,
    weight,
)
from backend.demo.record import RecordBook, diagnosis, moment
from backend.models.vocabulary import Confidentiality, Kind, Label

_R = Confidentiality.R


def _common(book: RecordBook, guardian: dict[str, Any], kilograms: float, centimetres: float, entered_by: str) -> None:
    protocol(book, book.ago(100), "petrova", "Приём педиатра", [diagnosis("J31.0", "Хронический ринит")], complaints="Заложенность носа.", conclusion="Хронический ринит.",
             social_history="Воспитывается в замещающей семье.", recommendations="Промывание носа.", vitals=[temperature(36.6), pulse(84), weight(kilograms), height(centimetres)], **guardian)  # fmt: skip
    for days, haemoglobin in ((800, 121), (400, 126), (98, 129)):
        lab(book, book.ago(days), "Общий анализ крови", blood_count(haemoglobin, 115, 150))
    vaccinated(book, book.aged(6, 2), ["MEASLES", "MUMPS", "RUBELLA"], "Вактривир", "RV1", route="подкожно")
    vaccinated(book, book.aged(7, 1), ["DIPHTHERIA", "TETANUS"], "АДС-М", "RV2")
    skin_test(book, book.aged(8, 1), 6)
    book.add(Kind.VACCINATIONS, book.ago(70), "Медотвод: грипп", "petrova", {"status": "EXEMPT", "infections": ["INFLUENZA"], "exemption_kind": "TEMPORARY", "exemption_from": book.ago(70),
             "exemption_until": book.ago(-30), "exemption_reason": "Обострение хронического заболевания"})  # fmt: skip
    book.add(Kind.CHECK_UPS, book.ago(95), "Диспансеризация ребёнка под опекой", "petrova", {"kind": "ADVANCED", "stage": 1, "health_group": "II", "physical_education_group": "основная",
             "studies": ["Общий анализ крови", "УЗИ брюшной полости"], "findings": "Хронический ринит."}, diagnosis=[diagnosis("Z00.1", "Рутинное обследование состояния здоровья ребёнка")])  # fmt: skip
    book.add(Kind.CERTIFICATES, book.ago(94), "Справка в лагерь (079/у)", "petrova", {"kind": "CAMP", "number": f"{book.patient:05d}", "conclusion": "Противопоказаний для лагеря нет.",
             "issuer": "ДГП № 517", **guardian})  # fmt: skip
    book.add(
        Kind.CHILD_DATA,
        book.ago(80),
        "Аллергия: клубника",
        None,
        {
            "kind": "ALLERGY",
            "substance": "Клубника",
            "reaction": "сыпь",
            "severity": "MILD",
            "entered_by": entered_by,
            "entered_as": {"опекун": "GUARDIAN", "попечитель": "TRUSTEE"}[guardian["guardian_relationship"]],
        },
    )
    prescription(
        book,
        book.ago(100),
        "petrova",
        "Мометазон",
        "Назонекс",
        "спрей назальный",
        "1 доза",
        "1 раз в день",
        "1 месяц",
        route="интраназально",
    )
    service(book, book.ago(100), "petrova", "B01.031.001", "Приём врача-педиатра", 694.3)
    book.add(Kind.INSTRUMENTAL_STUDIES, book.ago(96), "УЗИ брюшной полости", "ultrasound", {"modality": "ULTRASOUND", "body_region": "брюшная полость", "conclusion": "Возрастная норма.",
             "performed_at": moment(book.ago(96), 10)})  # fmt: skip
    day = book.ago(500)
    book.add(Kind.AMBULANCE_CALLS, day, "Вызов скорой: высокая температура", "crew", {"call_number": f"77-5{book.patient:05d}", "received_at": moment(day, 3), "arrived_at": moment(day, 3, 18),
             "finished_at": moment(day, 4), "reason": "температура 39,6 °C", "address": "г. Москва, Липовая улица, дом 4", "caller": "сосед", "crew": "педиатрическая № 2",
             "aid": "Жаропонижающее", "result": "оставлен дома"}, diagnosis=[diagnosis("R50.9", "Лихорадка неуточнённая")])  # fmt: skip
    for days, score in ((12, 4), (3, 5)):
        diary(book, book.ago(days), 20, "WELLBEING", score, "{score}")


def timur(book: RecordBook) -> None:
    _common(book, GUARDIANS["olga"], 29.5, 134, "Ким О. В.")
    protocol(book, book.ago(160), "ivanov", "Консультация детского психиатра", [diagnosis("F98.0", "Энурез неорганической природы")], specialty="Психиатрия",
             conclusion="Реакция на переезд.", secrecy=Secrecy(Label.PSYCHIATRY, _R), **GUARDIANS["olga"])  # fmt: skip


def kostya(book: RecordBook) -> None:
    _common(book, GUARDIANS["boris"], 54, 166, "Ким Б. А.")
    lab(book, book.ago(50), "Химико-токсикологическое исследование мочи", [finding("Никотин и котинин", "1017863T", "обнаружено", True)], profile="Токсикологические исследования",
        specimen="Моча", secrecy=Secrecy(Label.TOXICOLOGY, _R), place="narcology")  # fmt: skip
    book.add(Kind.DISCHARGE_SUMMARIES, book.ago(300), "Выписной эпикриз: перелом ключицы", "child_surgeon", {"admitted_at": moment(book.ago(303), 12), "discharged_at": moment(book.ago(300), 12),
             "ward": "Травматологическое отделение", "treatment": "Иммобилизация.", "outcome": "выписан", "result": "улучшение", **GUARDIANS["boris"]},
             diagnosis=[diagnosis("S42.0", "Перелом ключицы", stage="FINAL")])  # fmt: skip


def lena(book: RecordBook) -> None:
    """Fifteen: her sensitive entries are hers and her doctors', not her trustee's."""
    _common(book, GUARDIANS["boris"], 51, 164, "Ким Б. А.")
    protocol(book, book.ago(45), "gynaecologist", "Приём гинеколога", [diagnosis("N94.6", "Дисменорея неуточнённая")], specialty="Акушерство и гинекология",
             conclusion="Дисменорея.", secrecy=Secrecy(Label.REPRODUCTIVE, _R))  # fmt: skip
    prescription(
        book,
        book.ago(45),
        "gynaecologist",
        "Дроспиренон + этинилэстрадиол",
        "Джес",
        "таблетки",
        "1 таблетка",
        "1 раз в день",
        "3 месяца",
        secrecy=Secrecy(Label.REPRODUCTIVE, _R),
    )
    lab(book, book.ago(44), "Анализ на инфекции, передаваемые половым путём", [finding("ДНК Chlamydia trachomatis", "1017841", "не обнаружено", False)], specimen="Соскоб",
        profile="Молекулярно-биологические исследования", secrecy=Secrecy(Label.STI, _R), place="women")  # fmt: skip
    protocol(book, book.ago(30), "ivanov", "Консультация психиатра", [diagnosis("F43.2", "Расстройство приспособительных реакций")], specialty="Психиатрия", conclusion="Наблюдение.",
             secrecy=Secrecy(Label.PSYCHIATRY, _R))  # fmt: skip
    lab(book, book.ago(29), "Антитела к ВИЧ 1/2 и антиген p24", [finding("Антитела к ВИЧ и антиген p24", "1017851", "не обнаружено", False)], profile="Иммунологические исследования",
        secrecy=Secrecy(Label.HIV, _R), author="infectionist")  # fmt: skip
