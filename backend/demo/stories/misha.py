"""Миша, 4: a sturdy boy with a falling haemoglobin, an allergy and a day hospital that is still open."""

from backend.demo.entries import Original
from backend.demo.forms import (
    GUARDIANS,
    blood_count,
    diary,
    height,
    lab,
    prescription,
    protocol,
    pulse,
    result,
    service,
    temperature,
    weight,
)
from backend.demo.record import RecordBook, diagnosis, moment
from backend.demo.stories import misha_first_years
from backend.models.vocabulary import Kind

_MOTHER = GUARDIANS["anna"]


def tell(book: RecordBook) -> None:
    """Every one of the fifteen sections has something that his mother may see."""
    misha_first_years.tell(book)
    _blood(book)
    _day_hospital(book)
    _at_home(book)
    _papers(book)


def _blood(book: RecordBook) -> None:
    trend = (
        (book.aged(2, 1), 118),
        (book.aged(2, 7), 121),
        (book.aged(3, 2), 116),
        (book.aged(3, 8), 112),
        (book.aged(4), 109),
    )
    for place, (on, haemoglobin) in enumerate(trend):
        lab(book, on, "Общий анализ крови", blood_count(haemoglobin, 110, 140, red=4.6 - place * 0.05, white=8.4 - place * 0.3, platelets=280 + place * 6),
            place="child_clinic" if place % 2 else None)  # fmt: skip
    last = book.ago(2)
    lab(book, last, "Общий анализ крови", blood_count(104, 110, 140, red=4.1, white=6.8, platelets=312),
        conclusion="Гипохромная анемия лёгкой степени.", encounter="misha_day_hospital",
        original=Original("Бланк анализа", "Общий анализ крови. Гемоглобин 104 г/л (норма 110–140). Заключение: гипохромная анемия лёгкой степени."))  # fmt: skip
    lab(book, last, "Обмен железа", [
        result("Ферритин", "1017592", 6.1, "ug/L", 7, 140), result("Железо сыворотки", "1017593", 6.9, "umol/L", 9, 21.5),
        result("Трансферрин", "1017594", 3.9, "g/L", 2, 3.6)], profile="Биохимические исследования",
        conclusion="Истощение запасов железа.", encounter="misha_day_hospital")  # fmt: skip
    lab(book, book.aged(3, 2), "Общий анализ мочи", [
        result("Удельный вес", "1017701", 1.015, "1", 1.003, 1.035), result("Лейкоциты", "1017702", 2, "/[HPF]", 0, 5),
        result("Белок", "1017703", 0.05, "g/L", 0, 0.14)], profile="Химико-микроскопические исследования", specimen="Моча разовая")  # fmt: skip


def _day_hospital(book: RecordBook) -> None:
    on = book.ago(2)
    visit = protocol(
        book, on, "petrova", "Осмотр при поступлении в дневной стационар",
        [diagnosis("D50.8", "Другие железодефицитные анемии", first_ever=True)], encounter="misha_day_hospital", care_conditions="DAY_CARE",
        place="Дневной стационар", complaints="Быстро устаёт, бледность, плохой аппетит.",
        disease_history="В течение года гемоглобин снизился со 121 до 104 г/л.", life_history="Вес и рост соответствуют возрасту. Пьёт до литра коровьего молока в день.",
        social_history="Посещает детский сад.", allergies_note="Арахис: крапивница, отёк губ.", objective_status="Кожа и слизистые бледные. Тоны сердца ясные, мягкий систолический шум.",
        severity="лёгкая", conclusion="Железодефицитная анемия лёгкой степени.", drugs=["железа (III) гидроксид полимальтозат 5 мг/кг"],
        services=["Общий анализ крови", "Ферритин"], recommendations="Препарат железа три месяца, мясо ежедневно, молока не более 400 мл в день.",
        vitals=[temperature(36.6), pulse(104), weight(16.4), height(104)], **_MOTHER,
    )  # fmt: skip
    book.add(Kind.CARE_PLAN, on, "План лечения анемии", "petrova",
             {"category": "лечение", "status": "active", "intent": "plan", "period_from": on, "description": "Восстановить гемоглобин и запасы железа.",
              "activities": ["Общий анализ крови через 4 недели", "Ферритин через 3 месяца"]}, encounter="misha_day_hospital", parent=visit)  # fmt: skip
    book.add(Kind.REFERRAL, on, "Консультация гематолога", "petrova",
             {"code_system": "НМУ", "code": "B01.005.005", "code_display": "Приём врача-гематолога детского", "name": "Консультация детского гематолога",
              "status": "active", "priority": "routine", "ordered_on": on, "reason": "Железодефицитная анемия"}, encounter="misha_day_hospital", parent=visit)  # fmt: skip
    book.add(Kind.PROCEDURE, on, "Забор крови из вены", "child_nurse",
             {"code_system": "НМУ", "code": "A11.12.009", "code_display": "Взятие крови из периферической вены", "name": "Взятие крови из периферической вены",
              "status": "completed", "performed_from": moment(on, 9), "performed_until": moment(on, 9, 5), "performer": "Лаврова Т. С.", "body_site": "левая рука"},
             encounter="misha_day_hospital", parent=visit)  # fmt: skip
    book.add(Kind.PRIVATE_NOTE, on, "Заметка врача", "petrova", {"text": "Мать встревожена; на следующем осмотре спокойно обсудить питание и молоко."},
             encounter="misha_day_hospital", parent=visit, private=True)  # fmt: skip
    prescription(book, on, "petrova", "Железа (III) гидроксид полимальтозат", "Мальтофер", "капли 50 мг/мл", "35 капель", "1 раз в день", "3 месяца",
                 status="ACTIVE", encounter="misha_day_hospital")  # fmt: skip
    book.add(Kind.MEDICATION, on, "Мальтофер", "petrova", {"name": "Мальтофер, капли", "dose": "35 капель в день", "status": "active", "period_from": on,
             "reason": "железодефицитная анемия"}, encounter="misha_day_hospital")  # fmt: skip


def _at_home(book: RecordBook) -> None:
    for years, months, kilograms, centimetres in (
        (1, 0, 10.1, 76),
        (2, 0, 12.6, 88),
        (3, 0, 14.5, 97),
        (4, 0, 16.1, 103),
        (4, 4, 16.4, 104),
    ):
        diary(book, book.aged(years, months), 8, "WEIGHT", kilograms, "kg", context="FASTING", note="Записала мама")
        diary(book, book.aged(years, months), 8, "HEIGHT", centimetres, "cm", note="Записала мама")
    for days, degrees in ((21, 38.4), (20, 37.9), (19, 37.1), (18, 36.7)):
        diary(
            book,
            book.ago(days),
            20,
            "TEMPERATURE",
            degrees,
            "Cel",
            origin="DEVICE",
            note="Насморк, пьёт хорошо" if degrees > 38 else None,
        )
    diary(book, book.ago(1), 19, "WELLBEING", 4, "{score}", note="Ел гречку с мясом, бегал на площадке")
    said = {"entered_by": "Соколова А. И.", "entered_as": "MOTHER"}
    book.add(Kind.CHILD_DATA, book.aged(2, 3, 14), "Аллергия: арахис", None,
             {"kind": "ALLERGY", "substance": "Арахис", "reaction": "сыпь и отёк губ", "severity": "MODERATE", "occurred_on": book.aged(2, 3, 12), **said})  # fmt: skip
    book.add(Kind.CHILD_DATA, book.aged(3, 7, 2), "Травма: ушиб лба", None,
             {"kind": "INJURY", "name": "ушиб лба", "severity": "MILD", "occurred_on": book.aged(3, 7), "note": "Упал с горки, сознание не терял, шишка прошла за неделю.", **said})  # fmt: skip
    book.add(Kind.CHILD_DATA, book.ago(1), "Принимает: Мальтофер", None,
             {"kind": "MEDICATION", "substance": "Мальтофер", "dose": "35 капель утром", "period_from": book.ago(1), "note": "Даём с яблочным соком.", **said})  # fmt: skip
    book.add(
        Kind.CHILD_DATA,
        book.ago(40),
        "Другое: режим сна",
        None,
        {"kind": "OTHER", "name": "режим сна", "note": "Днём спит полтора часа, ночью десять.", **said},
    )


def _papers(book: RecordBook) -> None:
    ill = book.ago(21)
    book.add(Kind.SICK_LEAVES, ill, "Больничный по уходу за ребёнком", "petrova",
             {"number": "910245178834", "kind": "PRIMARY", "reason_code": "09", "starts_on": ill, "ends_on": book.ago(14),
              "employer": "ООО «Книжный двор»", "status": "CLOSED", "cared_relative": "Соколова Анна Игоревна ухаживает за сыном Михаилом"})  # fmt: skip
    protocol(book, ill, "petrova", "Вызов педиатра на дом", [diagnosis("J06.9", "Острая инфекция верхних дыхательных путей неуточнённая")],
             care_conditions="HOME", place="На дому", complaints="Насморк, температура 38,4 °C.", objective_status="Зев розовый, хрипов нет.",
             conclusion="ОРВИ, лёгкое течение.", recommendations="Питьё, промывание носа.", vitals=[temperature(38.4)], **_MOTHER)  # fmt: skip
    for kind, title, on, purpose, conclusion in (
        (
            "CHILD_ABSENCE",
            "Справка в детский сад после болезни",
            book.ago(14),
            "посещение детского сада",
            "Здоров, может посещать детский коллектив.",
        ),
        ("POOL", "Справка в бассейн", book.aged(4, 1), "посещение бассейна", "Противопоказаний для плавания нет."),
        (
            "CAMP",
            "Справка для дачи детского сада (079/у)",
            book.aged(3, 10),
            "отдых и оздоровление",
            "Может быть направлен на летнюю дачу.",
        ),
        (
            "EDUCATION",
            "Медицинская карта для детского сада (026/у)",
            book.aged(2, 11),
            "поступление в детский сад",
            "Основная группа, практически здоров.",
        ),
    ):
        book.add(Kind.CERTIFICATES, on, title, "petrova",
                 {"kind": kind, "number": f"{on:%y%m%d}-{len(book.drafts)}", "valid_until": book.ago(-180) if kind == "POOL" else None, "purpose": purpose,
                  "conclusion": conclusion, "restrictions": "без арахиса в питании" if kind != "POOL" else None, "issuer": "ДГП № 517", **_MOTHER})  # fmt: skip
    for years, group in ((1, "I"), (2, "II"), (3, "II"), (4, "II")):
        on = book.aged(years, 0, 10)
        book.add(Kind.CHECK_UPS, on, f"Профилактический осмотр в {years} {'год' if years == 1 else 'года'}", "petrova",
                 {"kind": "CHILD", "stage": 1, "period_from": on, "period_until": book.aged(years, 0, 17), "studies": ["Общий анализ крови", "Общий анализ мочи"],
                  "risk_factors": [] if years == 1 else ["пищевая аллергия"], "health_group": group, "physical_education_group": "основная",
                  "findings": "Физическое развитие среднее, гармоничное.", "referrals": ["Аллерголог"] if years == 3 else []},
                 diagnosis=[diagnosis("Z00.1", "Рутинное обследование состояния здоровья ребёнка")])  # fmt: skip
    service(
        book,
        book.aged(3, 1, 6),
        "child_ward",
        "B03.016.002",
        "Стационарное лечение пневмонии",
        48210.5,
        care="специализированная помощь",
        conditions="INPATIENT",
    )
    service(
        book,
        book.aged(2, 3, 12),
        "crew",
        "B01.044.001",
        "Вызов скорой медицинской помощи",
        4382.16,
        care="скорая помощь",
        conditions="AMBULANCE",
    )
    service(book, book.aged(2, 4), "allergist", "B01.002.001", "Приём врача — аллерголога-иммунолога", 1043.2)
    service(book, ill, "petrova", "B01.031.001", "Приём врача-педиатра на дому", 812.4, conditions="HOME")
    service(
        book,
        book.ago(2),
        "lab",
        "B03.016.003",
        "Общий (клинический) анализ крови развёрнутый",
        318.7,
        encounter="misha_day_hospital",
        status="SUBMITTED",
    )
