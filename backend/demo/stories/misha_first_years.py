"""Миша's first years: birth, vaccinations with one missed, bronchitis, an allergy, pneumonia."""

from backend.demo.entries import Original, Secrecy
from backend.demo.forms import (
    GUARDIANS,
    height,
    prescription,
    protocol,
    pulse,
    skin_test,
    temperature,
    vaccinated,
    weight,
)
from backend.demo.record import RecordBook, diagnosis, moment
from backend.models.vocabulary import Kind, Label

_MOTHER = GUARDIANS["anna"]
_DTP = ("PERTUSSIS", "DIPHTHERIA", "TETANUS", "POLIO", "HIB")


def tell(book: RecordBook) -> None:
    """All that was before this year's anaemia."""
    _birth(book)
    _vaccinations(book)
    _illnesses(book)


def _birth(book: RecordBook) -> None:
    born = book.birth
    # The mother's parity is her own statistics and is left out: the father reads this record too.
    words = {"due_on": book.aged(0, 0, 4), "risk": "низкий", "first_screening": "без отклонений", "second_screening": "без отклонений",
             "plan": "роды через естественные родовые пути", **_MOTHER,
             "outcome": "Срочные роды в 39 недель. Живой доношенный мальчик, 3480 г, 52 см, по шкале Апгар 8/9 баллов"}  # fmt: skip
    book.add(
        Kind.PREGNANCY_CARE, born, "Выписка из ведения беременности и родов (перинатальный анамнез)", "obstetrician", words,
        secrecy=Secrecy(Label.REPRODUCTIVE),
        pregnancy_visit=[{"visited_on": born, "weeks": 39, "fetal_heart_rate": 142, "note": "Перед родами: сердцебиение плода ясное, ритмичное"}],
    )  # fmt: skip
    book.add(
        Kind.DISCHARGE_SUMMARIES, book.aged(0, 0, 4), "Выписной эпикриз новорождённого", "neonatologist",
        {"admitted_at": moment(born, 4, 35), "discharged_at": moment(book.aged(0, 0, 4), 12), "ward": "Отделение новорождённых",
         "history": "Ребёнок от доношенной беременности, закричал сразу.", "studies": "Неонатальный и аудиологический скрининг выполнены.",
         "treatment": "Совместное пребывание, грудное вскармливание.", "condition": "удовлетворительное", "outcome": "выписан домой",
         "result": "здоров", "recommendations": "Патронаж педиатра в первые три дня, витамин D с двух недель.", **_MOTHER},
        diagnosis=[diagnosis("Z38.0", "Одноплодный ребёнок, рождённый в стационаре", stage="FINAL")],
    )  # fmt: skip


def _vaccinations(book: RecordBook) -> None:
    ward = {"author": "neonatologist"}
    vaccinated(book, book.birth, ["HEPATITIS_B"], "Регевак В", "V1", **ward)
    vaccinated(
        book, book.aged(0, 0, 4), ["TUBERCULOSIS"], "БЦЖ-М", "V1", route="внутрикожно", site="левое плечо", **ward
    )
    vaccinated(book, book.aged(0, 1), ["HEPATITIS_B"], "Регевак В", "V2")
    vaccinated(book, book.aged(0, 2), ["PNEUMOCOCCUS"], "Превенар 13", "V1")
    vaccinated(book, book.aged(0, 3), _DTP, "Пентаксим", "V1", reaction_general="температура 37,6 °C в первый день")
    vaccinated(book, book.aged(0, 4, 15), _DTP, "Пентаксим", "V2")
    vaccinated(book, book.aged(0, 4, 18), ["PNEUMOCOCCUS"], "Превенар 13", "V2")
    vaccinated(book, book.aged(0, 6, 3), [*_DTP, "HEPATITIS_B"], "Инфанрикс Гекса", "V3")
    skin_test(book, book.aged(1), 6)
    book.add(
        Kind.VACCINATIONS, book.aged(1, 0, 6), "Медотвод: корь, краснуха, паротит", "petrova",
        {"status": "EXEMPT", "infections": ["MEASLES", "MUMPS", "RUBELLA"], "exemption_kind": "TEMPORARY", "exemption_from": book.aged(1, 0, 6),
         "exemption_until": book.aged(1, 1, 6), "exemption_reason": "Острый бронхит, период выздоровления"},
    )  # fmt: skip
    vaccinated(book, book.aged(1, 2), ["MEASLES", "MUMPS", "RUBELLA"], "Вактривир", "V1", route="подкожно")
    vaccinated(book, book.aged(1, 3), ["PNEUMOCOCCUS"], "Превенар 13", "RV1")
    vaccinated(
        book, book.aged(1, 6, 10), _DTP, "Пентаксим", "RV1", reaction_local="покраснение 3 см, прошло за двое суток"
    )
    # The second polio booster, due at twenty months, was missed: the plan shows it as late.
    skin_test(book, book.aged(2, 0, 8), 8)
    skin_test(book, book.aged(3, 0, 9), 7)
    skin_test(book, book.aged(4, 0, 12), 9)
    book.add(
        Kind.VACCINATIONS, book.aged(3, 2), "Отказ от прививки против гриппа", "petrova",
        {"status": "REFUSED", "infections": ["INFLUENZA"], "performer": "Петрова Н. П."},
    )  # fmt: skip
    vaccinated(book, book.aged(4, 2), ["INFLUENZA"], "Ультрикс Квадри", "V1")


def _illnesses(book: RecordBook) -> None:
    bronchitis = protocol(
        book, book.aged(0, 11, 20), "petrova", "Приём педиатра", [diagnosis("J20.9", "Острый бронхит неуточнённый", first_ever=True)],
        complaints="Кашель пятый день, температура до 38,2 °C.", disease_history="Заболел остро после контакта со старшей сестрой.",
        life_history="Растёт и развивается по возрасту.", allergies_note="не отягощён", epidemiology="Контакт с ОРВИ в семье.",
        social_history="Полная семья, четверо детей, жилищные условия хорошие.", objective_status="Дыхание жёсткое, рассеянные сухие хрипы.",
        severity="средней тяжести", conclusion="Острый бронхит, дыхательной недостаточности нет.",
        recommendations="Ингаляции, обильное питьё, осмотр через три дня.", vitals=[temperature(38.1), pulse(132), weight(9.7)], **_MOTHER,
    )  # fmt: skip
    prescription(book, bronchitis.on, "petrova", "Амброксол", "Амброксол", "раствор для ингаляций 7,5 мг/мл", "1 мл", "2 раза в день", "7 дней",
                 route="ингаляционно", encounter=None)  # fmt: skip
    protocol(
        book, book.aged(2, 4), "allergist", "Консультация аллерголога", [diagnosis("L20.8", "Другие атопические дерматиты"),
        diagnosis("Z91.0", "Аллергия в личном анамнезе", "CONCOMITANT")],
        complaints="Сухость и зуд кожи, высыпания после орехов.", specialty="Аллергология и иммунология",
        objective_status="Кожа сухая, на сгибах локтей очаги эритемы.", conclusion="Атопический дерматит, лёгкое течение. Пищевая аллергия на арахис.",
        recommendations="Исключить арахис и орехи, эмоленты дважды в день.", vitals=[weight(13.2), height(91)], **_MOTHER,
    )  # fmt: skip
    book.add(
        Kind.ALLERGY, book.aged(2, 4), "Аллергия на арахис", "allergist",
        {"substance": "Арахис", "category": "пища", "criticality": "высокая", "reaction": "крапивница, отёк губ", "severity": "MODERATE",
         "clinical_status": "active", "verification_status": "confirmed"},
    )  # fmt: skip
    book.add(
        Kind.CONDITION, book.aged(2, 4), "Атопический дерматит", "allergist",
        {"code_system": "МКБ-10", "code": "L20.8", "code_display": "Другие атопические дерматиты", "wording": "Атопический дерматит, лёгкое течение",
         "clinical_status": "remission", "verification_status": "confirmed", "onset_on": book.aged(1, 9)},
    )  # fmt: skip
    book.add(
        Kind.AMBULANCE_CALLS, book.aged(2, 3, 12), "Вызов скорой: аллергическая реакция", "crew",
        {"call_number": "77-204518", "received_at": moment(book.aged(2, 3, 12), 19, 4), "dispatched_at": moment(book.aged(2, 3, 12), 19, 6),
         "arrived_at": moment(book.aged(2, 3, 12), 19, 17), "finished_at": moment(book.aged(2, 3, 12), 19, 58), "reason": "сыпь и отёк губ у ребёнка",
         "address": "г. Москва, Садовая аллея, дом 8, квартира 15", "caller": "бабушка, Орехова Т. М.", "crew": "педиатрическая № 14",
         "complaint": "Сыпь по всему телу и отёк губ после печенья с арахисом.", "condition": "средней тяжести",
         "vitals": "ЧД 30, ЧСС 126, SpO2 98 %, t 36,7 °C", "aid": "Хлоропирамин внутримышечно, наблюдение 30 минут",
         "drugs": "хлоропирамин 5 мг", "result": "улучшение, оставлен дома под наблюдением педиатра"},
        diagnosis=[diagnosis("T78.1", "Другие проявления патологической реакции на пищу")],
    )  # fmt: skip
    book.add(
        Kind.COVID_TESTS, book.aged(1, 4), "ПЦР на SARS-CoV-2", "lab",
        {"test_kind": "PCR", "specimen": "мазок из носоглотки", "sampled_at": moment(book.aged(1, 4), 9), "resulted_at": moment(book.aged(1, 4), 20),
         "result": "POSITIVE", "ct": 24.6, "laboratory": "ЦЛ «Северная»"},
    )  # fmt: skip
    book.add(
        Kind.COVID_TESTS, book.aged(1, 4, 10), "ПЦР на SARS-CoV-2", "lab",
        {"test_kind": "PCR", "specimen": "мазок из носоглотки", "sampled_at": moment(book.aged(1, 4, 10), 9),
         "resulted_at": moment(book.aged(1, 4, 10), 19), "result": "NEGATIVE", "laboratory": "ЦЛ «Северная»"},
    )  # fmt: skip
    stay = book.aged(3, 1)
    book.add(
        Kind.DISCHARGE_SUMMARIES, book.aged(3, 1, 6), "Выписной эпикриз: пневмония", "child_ward",
        {"admitted_at": moment(stay, 14), "discharged_at": moment(book.aged(3, 1, 6), 12), "ward": "Педиатрическое отделение № 2",
         "channel": "направлен поликлиникой", "history": "Лихорадка до 39 °C четыре дня, кашель.", "studies": "Рентгенография: инфильтрация в S9 справа.",
         "consultations": "Отоларинголог: острого отита нет.", "treatment": "Цефтриаксон 7 дней, инфузионная терапия.", "condition": "удовлетворительное",
         "outcome": "выписан", "result": "выздоровление", "recommendations": "Ограничение нагрузки две недели, контроль крови через месяц.", **_MOTHER},
        diagnosis=[diagnosis("J18.0", "Бронхопневмония неуточнённая", stage="ADMISSION"),
                   diagnosis("J15.9", "Бактериальная пневмония неуточнённая", stage="FINAL")],
        original=Original("Выписной эпикриз", "Выписной эпикриз. Соколов Михаил Сергеевич. Диагноз: бактериальная пневмония справа (J15.9). "
                          "Лечение: цефтриаксон 7 дней. Выписан с выздоровлением."),
    )  # fmt: skip
    study = book.add(
        Kind.INSTRUMENTAL_STUDIES, stay, "Рентгенография органов грудной клетки", "radiologist",
        {"code_system": "ФСИДИ", "code": "7002113", "code_display": "Рентгенография лёгких", "modality": "RADIOGRAPHY", "body_region": "грудная клетка",
         "laterality": "BOTH", "contrast": False, "dose_msv": 0.03, "device": "цифровой рентгеновский аппарат", "performed_at": moment(stay, 15),
         "description": "В S9 справа участок инфильтрации без чётких границ. Синусы свободны.", "conclusion": "Правосторонняя полисегментарная пневмония.",
         "pathologies": ["инфильтрация лёгочной ткани"], "image_count": 2},
        place="child_hospital",
    )  # fmt: skip
    # A wrong word in the conclusion was corrected by a new version (CMP-04).
    book.correct(study, {"conclusion": "Правосторонняя очаговая пневмония (S9)."})
    book.add(
        Kind.INSTRUMENTAL_STUDIES, book.aged(3, 5), "УЗИ органов брюшной полости", "ultrasound",
        {"code_system": "ФСИДИ", "code": "7003022", "code_display": "УЗИ брюшной полости", "modality": "ULTRASOUND", "body_region": "брюшная полость",
         "device": "аппарат экспертного класса", "performed_at": moment(book.aged(3, 5), 11), "description": "Печень, желчный пузырь, поджелудочная железа без изменений.",
         "conclusion": "Возрастная норма.", "image_count": 6},
    )  # fmt: skip
