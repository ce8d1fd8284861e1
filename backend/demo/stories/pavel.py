"""Павел, 16: ordinary and sensitive entries side by side; he shares his diary with nobody."""

from backend.demo.entries import Secrecy
from backend.demo.forms import (
    GUARDIANS,
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
    skin_test,
    vaccinated,
    weight,
)
from backend.demo.record import RecordBook, diagnosis, moment
from backend.models.vocabulary import Confidentiality, Kind, Label

_MOTHER = GUARDIANS["anna"]
_R, _V = Confidentiality.R, Confidentiality.V
_PSYCHIATRY = Secrecy(Label.PSYCHIATRY, _R)
_STI = Secrecy(Label.STI, _R)


def tell(book: RecordBook) -> None:
    """Every section but pregnancy care."""
    _childhood(book)
    _vaccinations(book)
    _ordinary(book)
    _psychiatry(book)
    _other_sensitive(book)
    _own_words(book)


def _childhood(book: RecordBook) -> None:
    protocol(book, book.aged(4, 2), "petrova", "Приём педиатра", [diagnosis("J06.9", "Острая инфекция верхних дыхательных путей неуточнённая")],
             complaints="Насморк.", conclusion="ОРВИ.", **_MOTHER)  # fmt: skip
    lab(book, book.aged(6, 1), "Общий анализ крови", blood_count(122, 115, 145))
    broken = book.aged(12, 5)
    book.add(Kind.AMBULANCE_CALLS, broken, "Вызов скорой: травма предплечья", "crew",
             {"call_number": "77-330917", "received_at": moment(broken, 17, 31), "dispatched_at": moment(broken, 17, 33), "arrived_at": moment(broken, 17, 45),
              "finished_at": moment(broken, 18, 30), "reason": "падение с велосипеда", "address": "г. Москва, парк у Садовой аллеи, главный вход",
              "caller": "прохожий", "crew": "линейная № 31", "complaint": "Боль и деформация левого предплечья.", "condition": "удовлетворительное",
              "vitals": "АД 110/70, ЧСС 98", "aid": "Транспортная иммобилизация, обезболивание", "drugs": "кеторолак 15 мг", "result": "доставлен в травмпункт",
              "hospital": "ДГКБ № 918"}, diagnosis=[diagnosis("S52.5", "Перелом нижнего конца лучевой кости", certainty="PRELIMINARY")])  # fmt: skip
    book.add(Kind.INSTRUMENTAL_STUDIES, broken, "Рентгенография левого предплечья", "radiologist",
             {"modality": "RADIOGRAPHY", "body_region": "предплечье", "laterality": "LEFT", "dose_msv": 0.01, "image_count": 2, "performed_at": moment(broken, 19),
              "description": "Перелом дистального метаэпифиза лучевой кости без смещения.", "conclusion": "Перелом лучевой кости без смещения.",
              "pathologies": ["перелом"]}, place="child_hospital")  # fmt: skip
    book.add(Kind.CHILD_DATA, book.aged(12, 6), "Травма: перелом руки", None,
             {"kind": "INJURY", "name": "перелом руки", "severity": "MODERATE", "occurred_on": broken, "note": "Гипс пять недель, левая рука.", "entered_by": "Соколова А. И.", "entered_as": "MOTHER"})  # fmt: skip
    book.add(Kind.CERTIFICATES, book.aged(12, 5, 6), "Освобождение от физкультуры", "child_surgeon",
             {"kind": "SPORT", "number": "12-0417", "purpose": "школа", "conclusion": "Освобождён на два месяца.", "issuer": "ДГКБ № 918", **_MOTHER})  # fmt: skip


def _vaccinations(book: RecordBook) -> None:
    vaccinated(book, book.birth, ["HEPATITIS_B"], "Комбиотех", "V1", author="neonatologist")
    vaccinated(book, book.aged(0, 0, 4), ["TUBERCULOSIS"], "БЦЖ-М", "V1", author="neonatologist", route="внутрикожно")
    vaccinated(book, book.aged(0, 1), ["HEPATITIS_B"], "Комбиотех", "V2")
    for months, dose in ((3, "V1"), (4, "V2"), (6, "V3"), (18, "RV1")):
        vaccinated(
            book, book.aged(0, months, 10), ["PERTUSSIS", "DIPHTHERIA", "TETANUS", "POLIO"], "АКДС и полиомиелит", dose
        )
    vaccinated(book, book.aged(0, 6, 12), ["HEPATITIS_B"], "Комбиотех", "V3")
    vaccinated(book, book.aged(1, 0, 9), ["MEASLES", "MUMPS", "RUBELLA"], "Приорикс", "V1", route="подкожно")
    vaccinated(book, book.aged(6, 3), ["MEASLES", "MUMPS", "RUBELLA"], "Приорикс", "RV1", route="подкожно")
    vaccinated(book, book.aged(7, 0, 6), ["DIPHTHERIA", "TETANUS"], "АДС-М", "RV2")
    book.add(Kind.VACCINATIONS, book.aged(14, 1), "Медотвод: дифтерия, столбняк", "petrova",
             {"status": "EXEMPT", "infections": ["DIPHTHERIA", "TETANUS"], "exemption_kind": "TEMPORARY", "exemption_from": book.aged(14, 1),
              "exemption_until": book.aged(14, 3), "exemption_reason": "Наблюдение у специалиста, подбор лечения"})  # fmt: skip
    vaccinated(book, book.aged(14, 6), ["DIPHTHERIA", "TETANUS"], "АДС-М", "RV3")
    skin_test(book, book.aged(15, 2), 0, "DIASKINTEST")


def _ordinary(book: RecordBook) -> None:
    for years, haemoglobin in ((10, 131), (12, 136), (14, 141), (15, 144), (16, 139)):
        lab(book, book.aged(years, 1), "Общий анализ крови", blood_count(haemoglobin, 120, 160, red=4.9))
    for years, cholesterol in ((14, 4.1), (15, 4.6), (16, 5.4)):
        lab(book, book.aged(years, 1, 2), "Липидный профиль", [result("Холестерин общий", "1017511", cholesterol, "mmol/L", 2.9, 5.2),
            result("Триглицериды", "1017514", 1.1, "mmol/L", 0.4, 1.7)], profile="Биохимические исследования")  # fmt: skip
    visit = protocol(book, book.aged(15, 8), "petrova", "Приём педиатра", [diagnosis("K29.7", "Гастрит неуточнённый"), diagnosis("G90.8", "Вегетативная дисфункция", "CONCOMITANT")],
                     complaints="Боль в животе натощак, перепады давления.", disease_history="Полгода, чаще перед контрольными.",
                     social_history="Учится в десятом классе, курение пробовал.", objective_status="Живот мягкий, умеренно болезненный в эпигастрии.",
                     conclusion="Гастрит, ремиссия. Вегетативная дисфункция.", recommendations="Завтраки, сон восемь часов.",
                     vitals=[pressure(128, 78), pulse(84), height(178), weight(66)], **_MOTHER)  # fmt: skip
    book.add(
        Kind.PRIVATE_NOTE,
        visit.on,
        "Заметка врача",
        "petrova",
        {"text": "Просил не обсуждать с родителями тревогу перед экзаменами."},
        parent=visit,
        private=True,
    )
    prescription(book, visit.on, "petrova", "Омепразол", "Омез", "капсулы 20 мг", "20 мг", "1 раз в день", "14 дней")
    book.add(Kind.INSTRUMENTAL_STUDIES, book.aged(15, 9), "ЭКГ в покое", "functional",
             {"modality": "ECG", "body_region": "сердце", "conclusion": "Ритм синусовый, 82 в минуту. Неполная блокада правой ножки.", "performed_at": moment(book.aged(15, 9), 10)})  # fmt: skip
    book.add(Kind.DISCHARGE_SUMMARIES, book.aged(13, 2), "Выписной эпикриз: сотрясение мозга", "child_ward",
             {"admitted_at": moment(book.aged(13, 1, 26), 18), "discharged_at": moment(book.aged(13, 2), 12), "ward": "Нейрохирургическое отделение",
              "treatment": "Постельный режим.", "condition": "удовлетворительное", "outcome": "выписан", "result": "улучшение", **_MOTHER},
             diagnosis=[diagnosis("S06.0", "Сотрясение головного мозга", stage="FINAL")])  # fmt: skip
    book.add(Kind.COVID_TESTS, book.aged(13, 4), "ПЦР на SARS-CoV-2", "lab",
             {"test_kind": "PCR", "specimen": "мазок из носоглотки", "sampled_at": moment(book.aged(13, 4), 9), "resulted_at": moment(book.aged(13, 4), 21),
              "result": "POSITIVE", "ct": 19.8, "laboratory": "ЦЛ «Северная»"})  # fmt: skip
    book.add(Kind.SICK_LEAVES, book.ago(60), "Больничный: подработка на каникулах", "petrova",
             {"number": "910256671208", "kind": "PRIMARY", "reason_code": "01", "starts_on": book.ago(60), "ends_on": book.ago(54),
              "employer": "ИП, кафе «Облепиха»", "status": "CLOSED"})  # fmt: skip
    book.add(Kind.CHECK_UPS, book.aged(15, 1, 12), "Профилактический осмотр в 15 лет", "petrova",
             {"kind": "CHILD", "stage": 1, "studies": ["Общий анализ крови", "ЭКГ", "УЗИ щитовидной железы"], "risk_factors": ["низкая физическая активность"],
              "health_group": "II", "physical_education_group": "основная", "findings": "Рост 178 см, вес 66 кг.", "referrals": ["Кардиолог"]},
             diagnosis=[diagnosis("Z00.3", "Обследование по поводу развития подростка")])  # fmt: skip
    book.add(Kind.CERTIFICATES, book.aged(16, 1), "Справка для спортивной секции", "petrova",
             {"kind": "SPORT", "number": "16-0093", "purpose": "скалолазание", "conclusion": "Допущен.", "issuer": "ДГП № 517", **_MOTHER})  # fmt: skip
    service(book, visit.on, "petrova", "B01.031.001", "Приём врача-педиатра", 694.3)


def _psychiatry(book: RecordBook) -> None:
    """Released to the portal: Павел reads it, his parents do not."""
    first = protocol(book, book.ago(200), "ivanov", "Первичный приём психиатра", [diagnosis("F41.1", "Генерализованное тревожное расстройство")],
                     specialty="Психиатрия", complaints="Тревога, нарушен сон.", disease_history="Около года.", conclusion="Тревожное расстройство.",
                     recommendations="Психотерапия, препарат по схеме.", secrecy=_PSYCHIATRY)  # fmt: skip
    prescription(book, first.on, "ivanov", "Сертралин", "Золофт", "таблетки 50 мг", "25 мг", "1 раз в день", "30 дней",
                 secrecy=Secrecy(Label.PSYCHIATRY | Label.PSYCHOTROPIC, _R))  # fmt: skip
    service(book, first.on, "ivanov", "B01.035.001", "Приём врача-психиатра первичный", 1288.4, secrecy=_PSYCHIATRY)
    on = book.ago(3)
    stay = protocol(book, on, "ivanov", "Осмотр в дневном стационаре", [diagnosis("F41.1", "Генерализованное тревожное расстройство")],
                    specialty="Психиатрия", care_conditions="DAY_CARE", place="Дневной стационар", visit_kind="REPEAT", complaints="Тревога меньше, сон лучше.",
                    conclusion="Положительная динамика.", recommendations="Продолжить терапию.", encounter="pavel_day_hospital", vitals=[pulse(78)])  # fmt: skip
    book.add(Kind.CARE_PLAN, on, "План психотерапии", "ivanov",
             {"category": "психотерапия", "status": "active", "intent": "plan", "period_from": on, "activities": ["Сессия раз в неделю", "Дневник тревоги"]},
             encounter="pavel_day_hospital", parent=stay)  # fmt: skip
    book.add(
        Kind.PRIVATE_NOTE,
        on,
        "Заметка врача",
        "ivanov",
        {"text": "Суицидальных мыслей нет; контакт хороший."},
        encounter="pavel_day_hospital",
        parent=stay,
        private=True,
    )
    protocol(book, book.ago(1), "ivanov", "Дневниковая запись врача", [diagnosis("F41.1", "Генерализованное тревожное расстройство")], specialty="Психиатрия",
             visit_kind="REPEAT", conclusion="Запись ещё не передана пациенту.", encounter="pavel_day_hospital",
             secrecy=Secrecy(Label.PSYCHIATRY, _V, released=False))  # fmt: skip


def _other_sensitive(book: RecordBook) -> None:
    lab(book, book.ago(120), "Анализ на инфекции, передаваемые половым путём", [finding("ДНК Chlamydia trachomatis", "1017841", "обнаружено", True),
        finding("ДНК Neisseria gonorrhoeae", "1017842", "не обнаружено", False)], profile="Молекулярно-биологические исследования", specimen="Соскоб",
        secrecy=_STI, place="skin", conclusion="Хламидийная инфекция.")  # fmt: skip
    protocol(book, book.ago(118), "venereologist", "Приём дерматовенеролога", [diagnosis("A56.0", "Хламидийные инфекции нижних отделов мочеполового тракта")],
             specialty="Дерматовенерология", conclusion="Хламидиоз, неосложнённый.", recommendations="Доксициклин 7 дней, контроль через месяц.", secrecy=_STI)  # fmt: skip
    prescription(
        book,
        book.ago(118),
        "venereologist",
        "Доксициклин",
        "Юнидокс",
        "таблетки 100 мг",
        "100 мг",
        "2 раза в день",
        "7 дней",
        secrecy=_STI,
    )
    lab(book, book.ago(80), "Контроль излеченности", [finding("ДНК Chlamydia trachomatis", "1017841", "не обнаружено", False)],
        profile="Молекулярно-биологические исследования", specimen="Соскоб", secrecy=_STI, place="skin")  # fmt: skip
    # HIV is never of a class that a teenager's representatives may not see, once released (policy.md).
    lab(book, book.ago(117), "Антитела к ВИЧ 1/2 и антиген p24", [finding("Антитела к ВИЧ и антиген p24", "1017851", "не обнаружено", False)],
        profile="Иммунологические исследования", secrecy=Secrecy(Label.HIV, _R), author="infectionist")  # fmt: skip
    lab(book, book.ago(9), "Химико-токсикологическое исследование мочи", [finding("Каннабиноиды", "1017861", "не обнаружено", False)],
        profile="Токсикологические исследования", specimen="Моча", secrecy=Secrecy(Label.TOXICOLOGY, _R, released=False), place="narcology")  # fmt: skip
    protocol(book, book.ago(8), "narcologist", "Профилактическая консультация нарколога", [diagnosis("Z71.5", "Консультирование и наблюдение по поводу употребления психоактивных веществ")],
             specialty="Психиатрия-наркология", conclusion="Оснований для наблюдения нет.", secrecy=Secrecy(Label.NARCOLOGY, _R))  # fmt: skip
    book.add(Kind.CHECK_UPS, book.aged(15, 1, 14), "Осмотр репродуктивного здоровья", "child_surgeon",
             {"kind": "REPRODUCTIVE", "stage": 1, "health_group": "I", "findings": "Развитие по возрасту.", "studies": ["Осмотр уролога-андролога"]},
             place="child_clinic", secrecy=Secrecy(Label.REPRODUCTIVE, _R))  # fmt: skip


def _own_words(book: RecordBook) -> None:
    for days, score, note in (
        (12, 2, "Плохо спал перед контрольной"),
        (9, 3, "Помогли дыхательные упражнения"),
        (5, 4, "Нормальный день"),
        (1, 4, "Хорошо поговорили с врачом"),
    ):
        diary(book, book.ago(days), 22, "WELLBEING", score, "{score}", note=note)
    for days, systolic, diastolic in ((30, 134, 82), (20, 130, 80), (10, 126, 78), (2, 124, 76)):
        diary(book, book.ago(days), 8, "BLOOD_PRESSURE", systolic, "mm[Hg]", second=diastolic, origin="DEVICE")
