"""Анна, 38: the mother; four pregnancies, anaemia, a thyroid, years of check-ups and two entries a day apart."""

import datetime as dt

from backend.demo.entries import Original, Secrecy
from backend.demo.forms import (
    blood_count,
    diary,
    finding,
    height,
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

_R, _V = Confidentiality.R, Confidentiality.V


def tell(book: RecordBook) -> None:
    """Every section that an adult has, and one entry from childhood told by her own mother."""
    _before_the_sections(book)
    _clinic(book)
    _laboratory(book)
    _hospital(book)
    _pregnancy(book)
    _sensitive(book)
    _papers(book)
    _diary(book)


def _before_the_sections(book: RecordBook) -> None:
    """A day before each section's start date, and on it (SEC-01…06)."""
    for on in (dt.date(2016, 12, 31), dt.date(2017, 1, 1)):
        protocol(book, on, "therapist", "Приём терапевта", [diagnosis("J06.9", "Острая инфекция верхних дыхательных путей неуточнённая")],
                 complaints="Насморк, слабость.", conclusion="ОРВИ.", recommendations="Домашний режим.")  # fmt: skip
    for on in (dt.date(2018, 12, 31), dt.date(2019, 1, 1)):
        lab(book, on, "Общий анализ крови", blood_count(124, 120, 150))
        book.add(Kind.DISCHARGE_SUMMARIES, on, "Выписной эпикриз: наблюдение", "surgeon",
                 {"admitted_at": moment(on - dt.timedelta(days=2), 11), "discharged_at": moment(on, 10), "ward": "Хирургическое отделение",
                  "treatment": "Наблюдение, спазмолитики.", "outcome": "выписана", "result": "улучшение", "condition": "удовлетворительное"},
                 diagnosis=[diagnosis("K80.2", "Камни желчного пузыря без холецистита", stage="FINAL")])  # fmt: skip
        book.add(Kind.INSTRUMENTAL_STUDIES, on, "УЗИ желчного пузыря", "ultrasound",
                 {"modality": "ULTRASOUND", "body_region": "брюшная полость", "conclusion": "Конкремент 4 мм.", "performed_at": moment(on, 9)})  # fmt: skip
    for on, outcome in ((dt.date(2020, 4, 19), "NEGATIVE"), (dt.date(2020, 4, 20), "POSITIVE")):
        book.add(Kind.COVID_TESTS, on, "ПЦР на SARS-CoV-2", "lab",
                 {"test_kind": "PCR", "specimen": "мазок из носоглотки", "sampled_at": moment(on, 9), "resulted_at": moment(on, 22), "result": outcome,
                  "ct": 27.3 if outcome == "POSITIVE" else None, "laboratory": "ЦЛ «Северная»"})  # fmt: skip
    # Fluorography is shown from 2015 on, earlier than other studies (SEC-05).
    for on in (dt.date(2014, 6, 3), dt.date(2015, 6, 3), dt.date(2021, 6, 8)):
        book.add(Kind.INSTRUMENTAL_STUDIES, on, "Флюорография", "radiologist",
                 {"modality": "FLUOROGRAPHY", "body_region": "грудная клетка", "dose_msv": 0.05, "conclusion": "Органы грудной клетки без патологии.",
                  "image_count": 1, "performed_at": moment(on, 10)}, place="clinic")  # fmt: skip


def _clinic(book: RecordBook) -> None:
    old = protocol(book, book.ago(420), "endocrinologist", "Приём эндокринолога", [diagnosis("E03.9", "Гипотиреоз неуточнённый")], specialty="Эндокринология",
                   complaints="Сонливость, зябкость.", conclusion="Гипотиреоз, субкомпенсация.", recommendations="Левотироксин 50 мкг.",
                   vitals=[weight(71.5), height(168), pulse(62)])  # fmt: skip
    book.correct(
        old,
        {"conclusion": "Субклинический гипотиреоз."},
        diagnosis=[diagnosis("E02", "Субклинический гипотиреоз вследствие йодной недостаточности")],
    )
    protocol(book, book.ago(90), "therapist", "Приём терапевта", [diagnosis("D50.0", "Железодефицитная анемия вторичная вследствие потери крови"),
             diagnosis("E02", "Субклинический гипотиреоз", "CONCOMITANT")], visit_kind="REPEAT", complaints="Утомляемость.",
             social_history="Замужем, четверо детей, не курит.", obstetric_history="Беременностей 4, родов 4.", pregnancy_number=4,
             conclusion="Железодефицитная анемия лёгкой степени.", recommendations="Сульфат железа три месяца.", vitals=[pressure(118, 74), pulse(76), weight(69.8)],
             original=Original("Протокол осмотра", "Протокол осмотра терапевта. Соколова Анна Игоревна. Железодефицитная анемия лёгкой степени (D50.0)."))  # fmt: skip
    protocol(book, book.ago(800), "cardiologist", "Приём кардиолога", [diagnosis("I49.3", "Преждевременная деполяризация желудочков")], specialty="Кардиология",
             complaints="Перебои в сердце.", conclusion="Редкая экстрасистолия, лечения не требует.", vitals=[pressure(122, 76), pulse(74)])  # fmt: skip
    book.add(Kind.INSTRUMENTAL_STUDIES, book.ago(799), "Суточное мониторирование ЭКГ", "functional",
             {"modality": "FUNCTIONAL", "body_region": "сердце", "conclusion": "214 одиночных желудочковых экстрасистол за сутки.", "performed_at": moment(book.ago(799), 9)})  # fmt: skip
    book.add(Kind.INSTRUMENTAL_STUDIES, book.ago(415), "УЗИ щитовидной железы", "ultrasound",
             {"modality": "ULTRASOUND", "body_region": "щитовидная железа", "conclusion": "Узел левой доли 6 мм, TI-RADS 2.", "pathologies": ["узел щитовидной железы"],
              "image_count": 5, "performed_at": moment(book.ago(415), 14)})  # fmt: skip
    book.add(Kind.INSTRUMENTAL_STUDIES, book.ago(300), "МРТ поясничного отдела", "radiologist",
             {"modality": "MRI", "body_region": "поясничный отдел", "contrast": False, "conclusion": "Протрузия L5–S1 3 мм.", "image_count": 64, "performed_at": moment(book.ago(300), 20)})  # fmt: skip
    book.add(Kind.ALLERGY, book.ago(2000), "Аллергия на пенициллин", "therapist",
             {"substance": "Бензилпенициллин", "category": "лекарство", "criticality": "высокая", "reaction": "крапивница", "severity": "SEVERE",
              "clinical_status": "active", "verification_status": "confirmed"})  # fmt: skip
    book.add(Kind.CONDITION, book.ago(420), "Субклинический гипотиреоз", "endocrinologist",
             {"code_system": "МКБ-10", "code": "E02", "wording": "Субклинический гипотиреоз", "clinical_status": "active", "onset_on": book.ago(430)})  # fmt: skip
    book.add(
        Kind.MEDICATION,
        book.ago(410),
        "Эутирокс",
        "endocrinologist",
        {
            "name": "Эутирокс 50 мкг",
            "dose": "1 таблетка утром натощак",
            "status": "active",
            "period_from": book.ago(410),
        },
    )
    book.add(Kind.REFERRAL, book.ago(90), "Направление к гинекологу", "therapist", {"name": "Консультация гинеколога", "status": "completed", "priority": "routine",
             "ordered_on": book.ago(90), "reason": "обильные менструации"})  # fmt: skip


def _laboratory(book: RecordBook) -> None:
    for days, haemoglobin in ((1500, 131), (1100, 128), (760, 122), (400, 117), (180, 112), (95, 108), (20, 119)):
        lab(book, book.ago(days), "Общий анализ крови", blood_count(haemoglobin, 120, 150, red=4.3))
    for days, tsh in ((425, 6.8), (330, 4.9), (210, 3.6), (60, 2.4)):
        lab(book, book.ago(days), "Гормоны щитовидной железы", [result("ТТГ", "1017601", tsh, "m[IU]/L", 0.4, 4.0), result("Т4 свободный", "1017602", 12.1, "pmol/L", 9, 22)],
            profile="Иммунохимические исследования")  # fmt: skip
    for days, glucose, cholesterol in ((1100, 4.9, 4.8), (400, 5.3, 5.6), (60, 5.8, 5.9)):
        lab(book, book.ago(days), "Биохимический анализ крови", [result("Глюкоза", "1017501", glucose, "mmol/L", 3.9, 6.1), result("Холестерин общий", "1017511", cholesterol, "mmol/L", 3.0, 5.2),
            result("АЛТ", "1017503", 18, "U/L", 5, 34), result("Креатинин", "1017502", 68, "umol/L", 53, 97), result("Билирубин общий", "1017505", 11.2, "umol/L", 3.4, 20.5)],
            profile="Биохимические исследования", place="private" if days == 400 else None)  # fmt: skip


def _hospital(book: RecordBook) -> None:
    day = book.ago(640)
    book.add(Kind.AMBULANCE_CALLS, day, "Вызов скорой: боль в животе", "crew",
             {"call_number": "77-271102", "received_at": moment(day, 1, 14), "dispatched_at": moment(day, 1, 16), "arrived_at": moment(day, 1, 31), "finished_at": moment(day, 2, 25),
              "reason": "боль в животе", "address": "г. Москва, Садовая аллея, дом 8, квартира 15", "caller": "муж", "crew": "линейная № 22", "complaint": "Боль в правом подреберье.",
              "condition": "средней тяжести", "vitals": "АД 130/80, ЧСС 92", "aid": "Спазмолитик внутривенно", "drugs": "дротаверин 40 мг", "result": "доставлена в стационар",
              "hospital": "ГКБ № 911"}, diagnosis=[diagnosis("K80.0", "Камни желчного пузыря с острым холециститом", certainty="PRELIMINARY")])  # fmt: skip
    book.add(Kind.DISCHARGE_SUMMARIES, book.ago(635), "Выписной эпикриз: холецистэктомия", "surgeon",
             {"admitted_at": moment(day, 2, 40), "discharged_at": moment(book.ago(635), 12), "ward": "Хирургическое отделение", "channel": "скорая помощь",
              "operations": "Лапароскопическая холецистэктомия.", "treatment": "Антибиотики, инфузии.", "condition": "удовлетворительное", "outcome": "выписана",
              "result": "выздоровление", "recommendations": "Диета № 5 месяц.", "sick_leave_number": "910231145507"},
             diagnosis=[diagnosis("K80.0", "Камни желчного пузыря с острым холециститом", stage="FINAL")])  # fmt: skip
    book.add(Kind.SICK_LEAVES, day, "Больничный после операции", "surgeon", {"number": "910231145507", "kind": "PRIMARY", "reason_code": "01", "starts_on": day, "ends_on": book.ago(625),
             "employer": "ООО «Книжный двор»", "status": "EXTENDED"})  # fmt: skip
    book.add(Kind.SICK_LEAVES, book.ago(624), "Больничный, продолжение", "therapist", {"number": "910231988046", "kind": "CONTINUATION", "reason_code": "01", "starts_on": book.ago(624),
             "ends_on": book.ago(612), "employer": "ООО «Книжный двор»", "status": "CLOSED"})  # fmt: skip
    service(
        book,
        book.ago(635),
        "surgeon",
        "A16.14.009.002",
        "Холецистэктомия лапароскопическая",
        74310.2,
        care="специализированная помощь",
        conditions="INPATIENT",
    )


def _pregnancy(book: RecordBook) -> None:
    """Миша's pregnancy, in his mother's own record."""
    born = book.stage.births["misha"]
    conceived = born - dt.timedelta(days=273)
    visits = [
        (10, 62.4, 116, 72, None, None),
        (16, 64.1, 114, 70, 14.0, 148),
        (22, 66.8, 118, 72, 21.0, 150),
        (30, 70.5, 120, 74, 29.0, 144),
        (38, 74.9, 124, 78, 37.0, 140),
    ]
    book.add(Kind.PREGNANCY_CARE, born, "Ведение беременности", "gynaecologist",
             {"registered_on": conceived + dt.timedelta(weeks=10), "last_menstruation_on": conceived, "due_on": conceived + dt.timedelta(days=280), "registration_weeks": 10,
              "gravida": 4, "para": 4, "first_screening": "низкий риск", "second_screening": "пороков не выявлено", "risk": "низкий", "plan": "роды через естественные пути",
              "partner_tests": "выполнены, без особенностей", "outcome": "Срочные роды, мальчик 3480 г, 52 см"}, secrecy=Secrecy(Label.REPRODUCTIVE),
             pregnancy_visit=[{"visited_on": conceived + dt.timedelta(weeks=w), "weeks": w, "weight_kg": kg, "systolic": s, "diastolic": d, "fundus_height_cm": fundus,
                               "fetal_heart_rate": heart, "oedema": w >= 38, "note": None} for w, kg, s, d, fundus, heart in visits])  # fmt: skip


def _sensitive(book: RecordBook) -> None:
    """Every class, released and not, R and V."""
    protocol(book, book.ago(1300), "ivanov", "Консультация психиатра", [diagnosis("F43.2", "Расстройство приспособительных реакций")], specialty="Психиатрия",
             conclusion="Реакция на стресс, наблюдение.", secrecy=Secrecy(Label.PSYCHIATRY, _R))  # fmt: skip
    protocol(book, book.ago(1270), "ivanov", "Повторная консультация психиатра", [diagnosis("F43.2", "Расстройство приспособительных реакций")], specialty="Психиатрия",
             visit_kind="REPEAT", conclusion="Не передано пациентке.", secrecy=Secrecy(Label.PSYCHIATRY, _V, released=False))  # fmt: skip
    protocol(book, book.ago(1700), "narcologist", "Осмотр нарколога для водительской справки", [diagnosis("Z02.4", "Обследование в связи с получением водительских прав")],
             specialty="Психиатрия-наркология", conclusion="Противопоказаний нет.", secrecy=Secrecy(Label.NARCOLOGY, _R))  # fmt: skip
    lab(book, book.ago(1702), "Химико-токсикологическое исследование", [finding("Психоактивные вещества в моче", "1017862T", "не обнаружено", False)],
        profile="Токсикологические исследования", specimen="Моча", secrecy=Secrecy(Label.TOXICOLOGY, _R), place="narcology")  # fmt: skip
    lab(book, book.ago(700), "Анализ на инфекции, передаваемые половым путём", [finding("ДНК Mycoplasma genitalium", "1017843", "не обнаружено", False)],
        profile="Молекулярно-биологические исследования", specimen="Соскоб", secrecy=Secrecy(Label.STI, _R), place="women")  # fmt: skip
    lab(book, book.ago(88), "Анализ на инфекции, передаваемые половым путём", [finding("ДНК Ureaplasma urealyticum", "1017844", "обнаружено", True)],
        profile="Молекулярно-биологические исследования", specimen="Соскоб", secrecy=Secrecy(Label.STI, _R, released=False), place="women")  # fmt: skip
    lab(book, book.ago(1650), "Антитела к ВИЧ 1/2 и антиген p24", [finding("Антитела к ВИЧ и антиген p24", "1017851", "не обнаружено", False)],
        profile="Иммунологические исследования", secrecy=Secrecy(Label.HIV, _R), author="infectionist")  # fmt: skip
    lab(book, book.ago(5), "Антитела к ВИЧ 1/2 и антиген p24", [finding("Антитела к ВИЧ и антиген p24", "1017851", "требуется повторное исследование", True)],
        profile="Иммунологические исследования", secrecy=Secrecy(Label.HIV, _V, released=False), author="infectionist")  # fmt: skip
    lab(book, book.ago(900), "Носительство мутаций CFTR", [finding("Панель CFTR, 50 вариантов", "1017933", "носительство не выявлено", False)],
        profile="Молекулярно-генетические исследования", author="geneticist", secrecy=Secrecy(Label.GENETICS, _R))  # fmt: skip
    protocol(book, book.ago(85), "gynaecologist", "Приём гинеколога", [diagnosis("N92.0", "Обильные и частые менструации при регулярном цикле")], specialty="Акушерство и гинекология",
             obstetric_history="Беременностей 4, родов 4.", conclusion="Обильные менструации.", recommendations="Комбинированный контрацептив.",
             secrecy=Secrecy(Label.REPRODUCTIVE, _R))  # fmt: skip
    prescription(book, book.ago(85), "gynaecologist", "Дроспиренон + этинилэстрадиол", "Ярина", "таблетки", "1 таблетка", "1 раз в день", "3 месяца",
                 status="ACTIVE", secrecy=Secrecy(Label.REPRODUCTIVE, _R))  # fmt: skip
    prescription(
        book,
        book.ago(1300),
        "ivanov",
        "Гидроксизин",
        "Атаракс",
        "таблетки 25 мг",
        "12,5 мг",
        "на ночь",
        "14 дней",
        secrecy=Secrecy(Label.PSYCHIATRY | Label.PSYCHOTROPIC, _R),
    )


def _papers(book: RecordBook) -> None:
    prescription(
        book,
        book.ago(90),
        "therapist",
        "Железа сульфат",
        "Сорбифер Дурулес",
        "таблетки 100 мг",
        "100 мг",
        "2 раза в день",
        "3 месяца",
    )
    prescription(
        book,
        book.ago(410),
        "endocrinologist",
        "Левотироксин натрия",
        "Эутирокс",
        "таблетки 50 мкг",
        "50 мкг",
        "утром натощак",
        "постоянно",
        status="ACTIVE",
    )
    for kind, title, days, conclusion in (("DRIVING", "Водительская справка", 1695, "Годна к управлению категорией B."), ("POOL", "Справка в бассейн", 250, "Противопоказаний нет."),
                                          ("WORK", "Заключение периодического осмотра", 330, "Противопоказаний к работе нет.")):  # fmt: skip
        book.add(
            Kind.CERTIFICATES,
            book.ago(days),
            title,
            "therapist",
            {"kind": kind, "number": f"{days:05d}", "conclusion": conclusion, "purpose": title, "issuer": "ГП № 608"},
        )
    for days, group in ((1460, "II"), (730, "II"), (60, "IIIa")):
        book.add(Kind.CHECK_UPS, book.ago(days), "Диспансеризация взрослого", "therapist",
                 {"kind": "ADULT_PERIODIC", "stage": 1, "period_from": book.ago(days), "period_until": book.ago(days - 5), "health_group": group,
                  "studies": ["Общий анализ крови", "Глюкоза", "Холестерин", "ЭКГ"], "risk_factors": ["гиперхолестеринемия"] if days < 1000 else [],
                  "findings": "Снижен гемоглобин." if group == "IIIa" else "Без особенностей.", "referrals": ["Эндокринолог"] if days == 730 else []},
                 diagnosis=[diagnosis("Z00.0", "Общий медицинский осмотр")])  # fmt: skip
    vaccinated(book, book.ago(3000), ["DIPHTHERIA", "TETANUS"], "АДС-М", "RV", author="adult_nurse")
    for days in (1150, 780, 420, 55):
        vaccinated(book, book.ago(days), ["INFLUENZA"], "Ультрикс Квадри", "V1", author="adult_nurse")
    vaccinated(
        book,
        book.ago(1600),
        ["COVID_19"],
        "Спутник V",
        "V1",
        author="adult_nurse",
        reaction_general="температура 37,9 °C",
    )
    vaccinated(book, book.ago(1579), ["COVID_19"], "Спутник V", "V2", author="adult_nurse")
    for days, name, cost in (
        (90, "Приём врача-терапевта повторный", 702.1),
        (60, "Диспансеризация, I этап", 2914.6),
        (420, "Приём врача-эндокринолога", 1040.3),
    ):
        service(book, book.ago(days), "therapist", "B01.047.001", name, cost)
    service(
        book,
        book.ago(1300),
        "ivanov",
        "B01.035.001",
        "Приём врача-психиатра",
        1288.4,
        secrecy=Secrecy(Label.PSYCHIATRY, _R),
    )


def _diary(book: RecordBook) -> None:
    for days in range(3, 120, 9):
        diary(
            book, book.ago(days), 8, "BLOOD_PRESSURE", 114 + days % 13, "mm[Hg]", second=70 + days % 9, origin="DEVICE"
        )
        diary(book, book.ago(days), 8, "WEIGHT", round(69.4 + days * 0.02, 1), "kg", context="FASTING")
    for days, value in ((40, 5.4), (25, 6.3), (10, 5.7)):
        diary(book, book.ago(days), 7, "GLUCOSE", value, "mmol/L", context="FASTING")
    diary(book, book.ago(6), 22, "WELLBEING", 3, "{score}", note="Устала, но спокойна", origin="VOICE")
    # Her own mother's note from long ago: told by a representative, kept in the record.
    book.add(
        Kind.CHILD_DATA,
        book.aged(9),
        "Операция: аденотомия",
        None,
        {
            "kind": "OPERATION",
            "name": "аденотомия",
            "occurred_on": book.aged(8, 10),
            "note": "Удаление аденоидов.",
            "entered_as": "MOTHER",
        },
    )
