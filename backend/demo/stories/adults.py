"""Игорь, Мария and the others of age: what each of them needs for what the cast says of them."""

import datetime as dt

from backend.demo.entries import Secrecy
from backend.demo.forms import (
    blood_count,
    diary,
    finding,
    lab,
    prescription,
    pressure,
    protocol,
    pulse,
    result,
    service,
    vaccinated,
    weight,
)
from backend.demo.record import RecordBook, diagnosis, moment
from backend.models.vocabulary import Confidentiality, Kind, Label

_R = Confidentiality.R


def igor(book: RecordBook) -> None:
    """A student: sections of an adult, and his childhood, which his mother no longer reads."""
    protocol(book, book.aged(16, 4), "petrova", "Приём педиатра", [diagnosis("J45.0", "Астма с преобладанием аллергического компонента")],
             complaints="Одышка при беге.", conclusion="Бронхиальная астма, лёгкое течение.", recommendations="Сальбутамол по потребности.")  # fmt: skip
    protocol(book, book.ago(70), "therapist", "Приём терапевта", [diagnosis("J45.0", "Астма с преобладанием аллергического компонента")], visit_kind="REPEAT",
             complaints="Приступы реже раза в месяц.", conclusion="Астма, контролируемая.", vitals=[pressure(122, 76), pulse(70), weight(74)])  # fmt: skip
    for days, haemoglobin in ((900, 148), (500, 151), (70, 153)):
        lab(book, book.ago(days), "Общий анализ крови", blood_count(haemoglobin, 130, 170, red=5.1))
    lab(
        book,
        book.ago(66),
        "Иммуноглобулин E",
        [result("IgE общий", "1017611", 412, "[IU]/mL", 0, 100)],
        profile="Иммунохимические исследования",
    )
    book.add(Kind.INSTRUMENTAL_STUDIES, book.ago(68), "Спирометрия", "functional", {"modality": "FUNCTIONAL", "body_region": "лёгкие",
             "conclusion": "ОФВ1 84 %, проба с бронхолитиком положительная.", "performed_at": moment(book.ago(68), 12)})  # fmt: skip
    book.add(Kind.COVID_TESTS, book.ago(1400), "Антитела к SARS-CoV-2", "lab", {"test_kind": "IGG", "specimen": "кровь", "result": "POSITIVE", "value": 118.0,
             "unit": "[BAU]/mL", "sampled_at": moment(book.ago(1400), 9), "resulted_at": moment(book.ago(1399), 9), "laboratory": "ЦЛ «Северная»"})  # fmt: skip
    vaccinated(book, book.aged(14, 2), ["DIPHTHERIA", "TETANUS"], "АДС-М", "RV3")
    vaccinated(book, book.ago(50), ["INFLUENZA"], "Ультрикс Квадри", "V1", author="adult_nurse")
    day = book.ago(1000)
    book.add(Kind.AMBULANCE_CALLS, day, "Вызов скорой: приступ астмы", "crew", {"call_number": "77-409912", "received_at": moment(day, 21, 2), "arrived_at": moment(day, 21, 15),
             "finished_at": moment(day, 22), "reason": "удушье", "address": "г. Москва, Садовая аллея, дом 8, квартира 15", "caller": "мать", "crew": "линейная № 5",
             "aid": "Ингаляция бронхолитика", "drugs": "беродуал 20 капель", "result": "улучшение, оставлен на месте"}, diagnosis=[diagnosis("J45.0", "Астма с преобладанием аллергического компонента")])  # fmt: skip
    book.add(Kind.DISCHARGE_SUMMARIES, book.ago(995), "Выписной эпикриз: астма", "child_ward", {"admitted_at": moment(book.ago(999), 10), "discharged_at": moment(book.ago(995), 12),
             "ward": "Пульмонологическое отделение", "treatment": "Подобрана базисная терапия.", "outcome": "выписан", "result": "улучшение", "condition": "удовлетворительное"},
             diagnosis=[diagnosis("J45.0", "Астма с преобладанием аллергического компонента", stage="FINAL")])  # fmt: skip
    book.add(Kind.SICK_LEAVES, book.ago(30), "Больничный", "therapist", {"number": "910260447719", "kind": "PRIMARY", "reason_code": "01", "starts_on": book.ago(30),
             "ends_on": book.ago(24), "employer": "ООО «Доставка тут»", "status": "CLOSED"})  # fmt: skip
    prescription(
        book,
        book.ago(70),
        "therapist",
        "Будесонид + формотерол",
        "Симбикорт",
        "порошок для ингаляций",
        "1 доза",
        "2 раза в день",
        "постоянно",
        status="ACTIVE",
        route="ингаляционно",
    )
    book.add(
        Kind.CERTIFICATES,
        book.ago(440),
        "Справка для вуза (086/у)",
        "therapist",
        {"kind": "EDUCATION", "number": "00440", "conclusion": "Может обучаться.", "issuer": "ГП № 608"},
    )
    book.add(Kind.CHECK_UPS, book.ago(110), "Профилактический осмотр", "therapist", {"kind": "ADULT_PREVENTIVE", "stage": 1, "health_group": "IIIa", "risk_factors": ["курение кальяна"],
             "studies": ["Общий анализ крови", "Флюорография"], "findings": "Бронхиальная астма."})  # fmt: skip
    service(book, book.ago(70), "therapist", "B01.047.001", "Приём врача-терапевта", 702.1)
    protocol(book, book.ago(250), "ivanov", "Консультация психиатра", [diagnosis("F51.0", "Бессонница неорганической этиологии")], specialty="Психиатрия",
             conclusion="Нарушение сна.", secrecy=Secrecy(Label.PSYCHIATRY, _R))  # fmt: skip
    for days, value in ((15, 97), (8, 95), (1, 98)):
        diary(book, book.ago(days), 9, "OXYGEN_SATURATION", value, "%", origin="DEVICE")
    book.add(
        Kind.CHILD_DATA,
        book.aged(12),
        "Аллергия: шерсть кошки",
        None,
        {
            "kind": "ALLERGY",
            "substance": "Шерсть кошки",
            "reaction": "кашель",
            "severity": "MODERATE",
            "entered_by": "Соколова А. И.",
            "entered_as": "MOTHER",
        },
    )


def maria(book: RecordBook) -> None:
    """Thirty-two weeks pregnant on the day of loading."""
    weeks = 32
    start = book.ago(weeks * 7)
    seen = [(8, 58.1, 112, 70, None, None), (12, 58.9, 110, 68, None, 158), (16, 60.2, 112, 70, 15.0, 152), (20, 62.0, 114, 70, 20.0, 150), (24, 64.1, 116, 72, 24.0, 148),
            (28, 66.5, 122, 76, 28.0, 146), (30, 67.8, 128, 80, 30.0, 144), (32, 69.4, 134, 84, 31.0, 142)]  # fmt: skip
    secret = Secrecy(Label.REPRODUCTIVE)
    book.add(Kind.PREGNANCY_CARE, book.ago(1), "Ведение беременности", "gynaecologist",
             {"registered_on": start + dt.timedelta(weeks=8), "last_menstruation_on": start, "due_on": start + dt.timedelta(days=280), "registration_weeks": 8, "gravida": 1, "para": 0,
              "first_screening": "Риск трисомии 21: 1:4200, низкий.", "second_screening": "Пороков развития не выявлено.", "risk": "средний: повышение давления с 30 недель",
              "plan": "Контроль давления и белка в моче, роды в перинатальном центре.", "partner_tests": "обследован, без патологии"}, secrecy=secret,
             pregnancy_visit=[{"visited_on": start + dt.timedelta(weeks=w) - dt.timedelta(days=1), "weeks": w, "weight_kg": kg, "systolic": s, "diastolic": d, "fundus_height_cm": f,
                               "girth_cm": 74 + w * 0.8 if w >= 16 else None, "fetal_heart_rate": hr, "oedema": w >= 32, "note": "Пастозность голеней" if w >= 32 else None}
                              for w, kg, s, d, f, hr in seen])  # fmt: skip
    for weeks_ago, haemoglobin in ((24, 128), (16, 118), (8, 111), (2, 107)):
        lab(book, book.ago(weeks_ago * 7), "Общий анализ крови", blood_count(haemoglobin, 110, 140), place="women")
    for weeks_ago, protein in ((8, 0.05), (4, 0.12), (1, 0.21)):
        lab(
            book,
            book.ago(weeks_ago * 7),
            "Общий анализ мочи",
            [result("Белок", "1017703", protein, "g/L", 0, 0.14)],
            specimen="Моча",
            profile="Химико-микроскопические исследования",
        )
    lab(
        book,
        book.ago(200),
        "ХГЧ",
        [result("ХГЧ, бета-субъединица", "1017621", 48210, "m[IU]/mL", 0, 5)],
        profile="Иммунохимические исследования",
        secrecy=Secrecy(Label.REPRODUCTIVE, _R),
    )
    lab(book, book.ago(168), "Антитела к ВИЧ 1/2 и антиген p24", [finding("Антитела к ВИЧ и антиген p24", "1017851", "не обнаружено", False)], profile="Иммунологические исследования",
        secrecy=Secrecy(Label.HIV, _R), author="infectionist")  # fmt: skip
    for weeks_ago, text in (
        (20, "Беременность 12 недель, ТВП 1,6 мм."),
        (12, "Беременность 20 недель, пороков не выявлено."),
        (1, "Беременность 31 неделя, головное предлежание."),
    ):
        book.add(Kind.INSTRUMENTAL_STUDIES, book.ago(weeks_ago * 7), "УЗИ плода", "ultrasound", {"modality": "ULTRASOUND", "body_region": "матка и плод", "conclusion": text,
                 "image_count": 9, "performed_at": moment(book.ago(weeks_ago * 7), 12)}, place="women", secrecy=secret)  # fmt: skip
    protocol(book, book.ago(1), "gynaecologist", "Приём акушера-гинеколога", [diagnosis("O13", "Вызванная беременностью гипертензия", gestation_weeks=32)], specialty="Акушерство и гинекология",
             complaints="Отёки к вечеру.", obstetric_history="Первая беременность.", pregnancy_number=1, conclusion="Гестационная гипертензия.", recommendations="Контроль давления дважды в день.",
             secrecy=secret, vitals=[pressure(134, 84), weight(69.4)])  # fmt: skip
    prescription(
        book,
        book.ago(1),
        "gynaecologist",
        "Метилдопа",
        "Допегит",
        "таблетки 250 мг",
        "250 мг",
        "2 раза в день",
        "1 месяц",
        status="ACTIVE",
        dispensed=0,
    )
    book.add(Kind.SICK_LEAVES, book.ago(14), "Больничный по беременности и родам", "gynaecologist", {"number": "910261103352", "kind": "PRIMARY", "reason_code": "05",
             "starts_on": book.ago(14), "ends_on": book.ago(-125), "employer": "АО «Мост»", "status": "OPEN"}, secrecy=secret)  # fmt: skip
    service(
        book,
        book.ago(1),
        "gynaecologist",
        "B01.001.004",
        "Приём врача-акушера-гинеколога беременной повторный",
        811.7,
        secrecy=secret,
    )
    for days, s, d in ((10, 128, 80), (7, 131, 83), (4, 136, 86), (1, 134, 84)):
        diary(book, book.ago(days), 9, "BLOOD_PRESSURE", s, "mm[Hg]", second=d, origin="DEVICE")
    vaccinated(book, book.ago(60), ["INFLUENZA"], "Ультрикс Квадри", "V1", author="adult_nurse")


def modest(book: RecordBook) -> None:
    """A few ordinary entries for those whose records matter only by who may open them."""
    protocol(book, book.ago(150), "therapist", "Приём терапевта", [diagnosis("I10", "Эссенциальная (первичная) гипертензия")], complaints="Головная боль.",
             conclusion="Гипертоническая болезнь I стадии.", recommendations="Дневник давления, меньше соли.", vitals=[pressure(146, 92), pulse(78)])  # fmt: skip
    lab(book, book.ago(148), "Общий анализ крови", blood_count(142, 120, 170))
    lab(
        book,
        book.ago(148),
        "Липидный профиль",
        [result("Холестерин общий", "1017511", 5.9, "mmol/L", 3.0, 5.2)],
        profile="Биохимические исследования",
    )
    book.add(
        Kind.INSTRUMENTAL_STUDIES,
        book.ago(147),
        "ЭКГ в покое",
        "functional",
        {"modality": "ECG", "conclusion": "Ритм синусовый.", "performed_at": moment(book.ago(147), 9)},
    )
    book.add(
        Kind.CHECK_UPS,
        book.ago(148),
        "Диспансеризация взрослого",
        "therapist",
        {"kind": "ADULT_PERIODIC", "stage": 1, "health_group": "II", "risk_factors": ["повышенное давление"]},
    )
    prescription(
        book,
        book.ago(150),
        "therapist",
        "Лизиноприл",
        "Диротон",
        "таблетки 5 мг",
        "5 мг",
        "утром",
        "постоянно",
        status="ACTIVE",
    )
    vaccinated(book, book.ago(45), ["INFLUENZA"], "Ультрикс Квадри", "V1", author="adult_nurse")
    service(book, book.ago(150), "therapist", "B01.047.001", "Приём врача-терапевта", 702.1)
    for days, systolic in ((20, 142), (12, 136), (5, 128)):
        diary(book, book.ago(days), 8, "BLOOD_PRESSURE", systolic, "mm[Hg]", second=84)
