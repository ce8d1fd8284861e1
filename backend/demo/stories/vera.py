"""Вера, 11: glasses, an appendectomy, scoliosis, and a first visit to a doctor from before the sections began."""

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
    result,
    service,
    skin_test,
    temperature,
    vaccinated,
    weight,
)
from backend.demo.record import RecordBook, diagnosis, moment
from backend.models.vocabulary import Confidentiality, Kind, Label

_MOTHER = GUARDIANS["anna"]
_DTP = ("PERTUSSIS", "DIPHTHERIA", "TETANUS")
_RESTRICTED = Secrecy(Label.GENETICS, Confidentiality.R)


def tell(book: RecordBook) -> None:
    """Everything but sick leaves of her own, which a schoolgirl has not."""
    _before_the_sections(book)
    _vaccinations(book)
    _appendicitis(book)
    _school(book)
    _sensitive(book)
    _last_visit(book)


def _before_the_sections(book: RecordBook) -> None:
    """Entries older than their sections' start dates: in the record, but not for portal readers (SEC-01…06)."""
    protocol(book, book.aged(0, 11), "petrova", "Осмотр педиатра на первом году", [diagnosis("Z00.1", "Рутинное обследование состояния здоровья ребёнка")],
             complaints="Нет.", conclusion="Здорова, развитие по возрасту.", vitals=[weight(9.2), height(74)], **_MOTHER)  # fmt: skip
    lab(book, book.aged(1, 1), "Общий анализ крови", blood_count(114, 110, 140))
    book.add(Kind.INSTRUMENTAL_STUDIES, book.aged(1, 2), "УЗИ тазобедренных суставов, контроль", "ultrasound",
             {"modality": "ULTRASOUND", "body_region": "тазобедренные суставы", "laterality": "BOTH", "conclusion": "Без патологии.",
              "performed_at": moment(book.aged(1, 2), 9)})  # fmt: skip
    book.add(Kind.DISCHARGE_SUMMARIES, book.aged(1, 5), "Выписной эпикриз: кишечная инфекция", "child_ward",
             {"admitted_at": moment(book.aged(1, 4, 24), 20), "discharged_at": moment(book.aged(1, 5), 11), "ward": "Инфекционное отделение",
              "treatment": "Регидратация.", "outcome": "выписана", "result": "выздоровление", **_MOTHER},
             diagnosis=[diagnosis("A08.0", "Ротавирусный энтерит", stage="FINAL")])  # fmt: skip


def _vaccinations(book: RecordBook) -> None:
    vaccinated(book, book.birth, ["HEPATITIS_B"], "Регевак В", "V1", author="neonatologist")
    vaccinated(book, book.aged(0, 0, 4), ["TUBERCULOSIS"], "БЦЖ-М", "V1", author="neonatologist", route="внутрикожно")
    vaccinated(book, book.aged(0, 1, 2), ["HEPATITIS_B"], "Регевак В", "V2")
    for months, dose in ((3, "V1"), (5, "V2"), (7, "V3")):
        vaccinated(book, book.aged(0, months), [*_DTP, "POLIO", "HIB"], "Пентаксим", dose)
    vaccinated(book, book.aged(0, 7, 5), ["HEPATITIS_B"], "Регевак В", "V3")
    vaccinated(book, book.aged(1, 0, 12), ["MEASLES", "MUMPS", "RUBELLA"], "Приорикс", "V1", route="подкожно")
    vaccinated(book, book.aged(1, 7), [*_DTP, "POLIO", "HIB"], "Пентаксим", "RV1")
    vaccinated(book, book.aged(6, 1), ["MEASLES", "MUMPS", "RUBELLA"], "Вактривир", "RV1", route="подкожно")
    vaccinated(book, book.aged(6, 2), ["POLIO"], "БиВак полио", "RV3", route="внутрь", dose_ml=0.2)
    vaccinated(book, book.aged(7, 1), ["DIPHTHERIA", "TETANUS"], "АДС-М", "RV2", reaction_local="уплотнение 2 см")
    for years, papule in ((5, 7), (6, 9), (7, 12)):
        skin_test(book, book.aged(years, 0, 20), papule)
    for years in (8, 9, 10, 11):
        skin_test(book, book.aged(years, 0, 20), 0, "DIASKINTEST")
    vaccinated(book, book.aged(10, 8), ["INFLUENZA"], "Ультрикс Квадри", "V1")


def _appendicitis(book: RecordBook) -> None:
    day = book.aged(8, 4)
    home = book.aged(8, 4, 5)
    book.add(Kind.AMBULANCE_CALLS, day, "Вызов скорой: боль в животе", "crew",
             {"call_number": "77-118340", "received_at": moment(day, 2, 10), "dispatched_at": moment(day, 2, 12), "arrived_at": moment(day, 2, 29),
              "finished_at": moment(day, 3, 20), "reason": "боль в животе у ребёнка", "address": "г. Москва, Садовая аллея, дом 8, квартира 15",
              "caller": "отец, Соколов С. П.", "crew": "педиатрическая № 9", "complaint": "Боль в животе справа, рвота дважды.",
              "condition": "средней тяжести", "vitals": "t 37,9 °C, ЧСС 112", "aid": "Осмотр, госпитализация", "drugs": "не вводились",
              "result": "доставлена в стационар", "hospital": "ДГКБ № 918"},
             diagnosis=[diagnosis("R10.0", "Острый живот", certainty="PRELIMINARY")])  # fmt: skip
    summary = book.add(Kind.DISCHARGE_SUMMARIES, home, "Выписной эпикриз: аппендицит", "child_surgeon",
             {"admitted_at": moment(day, 3, 40), "discharged_at": moment(home, 12), "ward": "Хирургическое отделение", "channel": "скорая помощь",
              "history": "Боли в течение суток.", "studies": "УЗИ: утолщённый отросток 9 мм.", "operations": "Лапароскопическая аппендэктомия.",
              "treatment": "Антибиотики, обезболивание.", "condition": "удовлетворительное", "outcome": "выписана", "result": "выздоровление",
              "recommendations": "Освобождение от физкультуры на месяц.", **_MOTHER},
             diagnosis=[diagnosis("R10.3", "Боли в нижней части живота", stage="ADMISSION", certainty="PRELIMINARY"),
                        diagnosis("K35.8", "Другой и неуточнённый острый аппендицит", stage="FINAL")])  # fmt: skip
    book.add(Kind.PROCEDURE, day, "Аппендэктомия", "child_surgeon",
             {"code_system": "НМУ", "code": "A16.18.009.001", "code_display": "Аппендэктомия с использованием видеоэндоскопических технологий",
              "name": "Лапароскопическая аппендэктомия", "status": "completed", "performed_from": moment(day, 6), "performed_until": moment(day, 6, 50),
              "performer": "Белов С. А.", "outcome": "без осложнений", "reason": "острый аппендицит"}, parent=summary)  # fmt: skip
    lab(
        book,
        day,
        "Общий анализ крови",
        blood_count(128, 115, 145, white=16.8),
        place="child_hospital",
        conclusion="Лейкоцитоз со сдвигом влево.",
    )
    lab(book, book.aged(8, 5), "Общий анализ крови", blood_count(126, 115, 145, white=7.1))
    book.add(Kind.INSTRUMENTAL_STUDIES, day, "УЗИ брюшной полости", "ultrasound",
             {"modality": "ULTRASOUND", "body_region": "брюшная полость", "conclusion": "Эхо-признаки острого аппендицита.", "image_count": 8,
              "pathologies": ["утолщение червеобразного отростка"], "performed_at": moment(day, 4, 15)}, place="child_hospital")  # fmt: skip
    service(
        book,
        home,
        "child_surgeon",
        "A16.18.009.001",
        "Аппендэктомия лапароскопическая",
        61240.8,
        care="специализированная помощь",
        conditions="INPATIENT",
    )
    book.add(Kind.CERTIFICATES, book.aged(8, 4, 7), "Освобождение от физкультуры", "petrova",
             {"kind": "SPORT", "number": "08-1142", "valid_until": book.aged(8, 5, 7), "purpose": "школа", "conclusion": "Освобождена от физкультуры на месяц.",
              "restrictions": "без нагрузок", "issuer": "ДГП № 517", **_MOTHER})  # fmt: skip
    book.add(Kind.CHILD_DATA, book.aged(8, 6), "Операция: удаление аппендикса", None,
             {"kind": "OPERATION", "name": "удаление аппендикса", "occurred_on": day, "note": "Шов зажил хорошо.", "entered_by": "Соколова А. И.", "entered_as": "MOTHER"})  # fmt: skip


def _school(book: RecordBook) -> None:
    for years, dioptres in ((7, "−0,5"), (8, "−1,0"), (9, "−1,5"), (10, "−2,0")):
        protocol(book, book.aged(years, 2), "child_eye", "Приём офтальмолога", [diagnosis("H52.1", "Миопия")], specialty="Офтальмология",
                 visit_kind="PRIMARY" if years == 7 else "REPEAT", complaints="Плохо видит доску.", objective_status=f"Рефракция {dioptres} дптр на оба глаза.",
                 conclusion="Миопия слабой степени, медленно прогрессирует.", recommendations="Очки для дали, два часа на улице ежедневно.", **_MOTHER)  # fmt: skip
    book.add(Kind.CONDITION, book.aged(10, 2), "Миопия", "child_eye",
             {"code_system": "МКБ-10", "code": "H52.1", "code_display": "Миопия", "wording": "Миопия слабой степени обоих глаз", "clinical_status": "active",
              "verification_status": "confirmed", "onset_on": book.aged(7, 2)})  # fmt: skip
    book.add(Kind.INSTRUMENTAL_STUDIES, book.aged(10, 4), "Рентгенография позвоночника", "radiologist",
             {"modality": "RADIOGRAPHY", "body_region": "позвоночник", "dose_msv": 0.2, "description": "Дуга 8° в грудном отделе.", "image_count": 2,
              "conclusion": "Сколиоз I степени.", "pathologies": ["сколиоз"], "performed_at": moment(book.aged(10, 4), 12)}, place="child_hospital")  # fmt: skip
    book.add(Kind.COVID_TESTS, book.aged(7, 5), "Антиген SARS-CoV-2", "child_nurse",
             {"test_kind": "ANTIGEN", "specimen": "мазок из носа", "sampled_at": moment(book.aged(7, 5), 11), "resulted_at": moment(book.aged(7, 5), 11, 20),
              "result": "NEGATIVE", "laboratory": "ДГП № 517"})  # fmt: skip
    for years, centimetres, kilograms in ((8, 127, 25.4), (9, 132, 28.3), (10, 138, 31.6), (11, 144, 35.9)):
        diary(book, book.aged(years), 9, "HEIGHT", centimetres, "cm")
        diary(book, book.aged(years), 9, "WEIGHT", kilograms, "kg")
        book.add(Kind.CHECK_UPS, book.aged(years, 0, 10), f"Профилактический осмотр в {years} лет", "petrova",
                 {"kind": "CHILD", "stage": 1, "period_from": book.aged(years, 0, 10), "period_until": book.aged(years, 0, 14),
                  "studies": ["Общий анализ крови", "ЭКГ"], "risk_factors": ["длительная работа с экраном"], "health_group": "II",
                  "physical_education_group": "подготовительная" if years == 8 else "основная", "findings": f"Рост {centimetres} см, вес {kilograms} кг.",
                  "referrals": ["Офтальмолог"]}, diagnosis=[diagnosis("Z00.1", "Рутинное обследование состояния здоровья ребёнка"),
                                                           diagnosis("H52.1", "Миопия", "CONCOMITANT")])  # fmt: skip
    for day, degrees in ((6, 38.9), (5, 38.2), (4, 37.2)):
        diary(book, book.ago(day), 21, "TEMPERATURE", degrees, "Cel", origin="DEVICE")
    diary(book, book.ago(3), 21, "WELLBEING", 4, "{score}", note="Горло почти не болит")
    book.add(Kind.CHILD_DATA, book.aged(9, 1), "Аллергия: амоксициллин", None,
             {"kind": "ALLERGY", "substance": "Амоксициллин", "reaction": "сыпь на третий день", "severity": "MILD", "occurred_on": book.aged(9), "entered_by": "Соколова А. И.", "entered_as": "MOTHER"})  # fmt: skip
    book.add(Kind.ALLERGY, book.aged(9, 1, 3), "Аллергия на амоксициллин", "petrova",
             {"substance": "Амоксициллин", "category": "лекарство", "criticality": "низкая", "reaction": "экзантема", "severity": "MILD",
              "clinical_status": "active", "verification_status": "unconfirmed"})  # fmt: skip
    book.add(Kind.CERTIFICATES, book.aged(10, 10), "Справка в лагерь (079/у)", "petrova",
             {"kind": "CAMP", "number": "10-2208", "purpose": "летний лагерь", "conclusion": "Может быть направлена в лагерь.", "issuer": "ДГП № 517", **_MOTHER})  # fmt: skip
    book.add(Kind.SICK_LEAVES, book.aged(8, 4, 5), "Больничный по уходу за ребёнком", "child_surgeon",
             {"number": "910199340127", "kind": "PRIMARY", "reason_code": "09", "starts_on": book.aged(8, 4), "ends_on": book.aged(8, 4, 12),
              "employer": "ООО «Книжный двор»", "status": "CLOSED", "cared_relative": "Соколова Анна Игоревна ухаживает за дочерью Верой"})  # fmt: skip


def _sensitive(book: RecordBook) -> None:
    """A child's sensitive rows are her mother's to see once released; an unreleased one is nobody's in the portal."""
    lab(book, book.aged(9, 6), "Генетическое исследование: непереносимость лактозы", [finding("Ген MCM6, C>T −13910", "1017931", "генотип C/C", True, "C/T или T/T")],
        profile="Молекулярно-генетические исследования", author="geneticist", secrecy=_RESTRICTED, conclusion="Первичная непереносимость лактозы вероятна.")  # fmt: skip
    lab(book, book.aged(10, 1), "Генетическое исследование: соединительная ткань", [finding("Панель COL5A1, COL5A2", "1017932", "вариант неясного значения", True)],
        profile="Молекулярно-генетические исследования", author="geneticist", secrecy=Secrecy(Label.GENETICS, Confidentiality.V, released=False))  # fmt: skip
    protocol(book, book.aged(10, 5), "ivanov", "Консультация детского психиатра", [diagnosis("F95.0", "Транзиторные тики")], specialty="Психиатрия",
             complaints="Моргает при волнении.", conclusion="Транзиторные тики, лечения не требуют.", recommendations="Режим, меньше экранов.",
             secrecy=Secrecy(Label.PSYCHIATRY, Confidentiality.R), **_MOTHER)  # fmt: skip


def _last_visit(book: RecordBook) -> None:
    on = book.ago(4)
    visit = protocol(book, on, "petrova", "Приём педиатра", [diagnosis("J03.9", "Острый тонзиллит неуточнённый")], encounter="vera_visit",
                     complaints="Боль в горле, температура до 38,9 °C.", objective_status="Миндалины увеличены, налётов нет.", severity="лёгкая",
                     conclusion="Острый тонзиллит.", recommendations="Полоскания, обильное питьё, мазок на стрептококк.",
                     social_history="Учится в пятом классе, занимается плаванием.", vitals=[temperature(37.4), pulse(92), weight(36.2)], **_MOTHER)  # fmt: skip
    lab(book, on, "Экспресс-тест на стрептококк группы А", [finding("Антиген Streptococcus pyogenes", "1017811", "не обнаружен", False)],
        profile="Микробиологические исследования", specimen="Мазок из зева", encounter="vera_visit")  # fmt: skip
    lab(
        book,
        on,
        "С-реактивный белок",
        [result("С-реактивный белок", "1017521", 11.8, "mg/L", 0, 5)],
        profile="Биохимические исследования",
        encounter="vera_visit",
    )
    prescription(
        book,
        on,
        "petrova",
        "Парацетамол",
        "Панадол детский",
        "суспензия 120 мг/5 мл",
        "15 мл",
        "до 3 раз в день",
        "3 дня",
        encounter="vera_visit",
    )
    book.add(Kind.MEDICATION, on, "Панадол детский", "petrova", {"name": "Панадол детский", "dose": "15 мл при температуре", "status": "completed",
             "period_from": on, "period_until": book.ago(1)}, encounter="vera_visit")  # fmt: skip
    service(
        book,
        on,
        "petrova",
        "B01.031.001",
        "Приём врача-педиатра первичный",
        694.3,
        encounter="vera_visit",
        status="ACCEPTED",
    )
    book.add(
        Kind.PRIVATE_NOTE,
        on,
        "Заметка врача",
        "petrova",
        {"text": "Проверить посещаемость бассейна после болезни."},
        encounter="vera_visit",
        parent=visit,
        private=True,
    )
