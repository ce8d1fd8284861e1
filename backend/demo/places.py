"""Organizations and medical workers of the demo. All are invented."""

from dataclasses import dataclass, field

from backend.demo.entries import Connection, copy


@dataclass(frozen=True, slots=True)
class Place:
    """An organization; its ОГРН and ИНН carry right check digits."""

    key: str
    name: str
    short_name: str
    kind: str
    number: int
    region: str = "77"


@dataclass(frozen=True, slots=True)
class Worker:
    """A medical worker at one organization."""

    key: str
    full_name: str
    position: str
    specialty: str
    code: str
    place: str


PLACES = (
    Place("child_clinic", "ГБУЗ «Детская городская поликлиника № 517»", "ДГП № 517", "CLINIC", 1),
    Place("clinic", "ГБУЗ «Городская поликлиника № 608»", "ГП № 608", "CLINIC", 2),
    Place("child_hospital", "ГБУЗ «Детская городская клиническая больница № 918»", "ДГКБ № 918", "HOSPITAL", 3),
    Place("hospital", "ГБУЗ «Городская клиническая больница № 911»", "ГКБ № 911", "HOSPITAL", 4),
    Place("maternity", "ГБУЗ «Перинатальный центр „Колыбель“»", "ПЦ «Колыбель»", "HOSPITAL", 5),
    Place("laboratory", "Централизованная лаборатория «Северная»", "ЦЛ «Северная»", "LABORATORY", 6),
    Place("private", "ООО «Клиника семейной медицины „Доверие“»", "Клиника «Доверие»", "CLINIC", 7),
    Place("mental", "ГБУЗ «Психоневрологический диспансер № 61»", "ПНД № 61", "CLINIC", 8),
    Place("skin", "ГБУЗ «Центр дерматовенерологии № 40»", "ЦДВ № 40", "CLINIC", 9),
    Place("narcology", "ГБУЗ «Наркологический диспансер № 33»", "НД № 33", "CLINIC", 10),
    Place("aids", "ГБУЗ «Центр профилактики и борьбы со СПИД № 2»", "Центр СПИД № 2", "CLINIC", 11),
    Place("genetics", "Медико-генетический центр «Спираль»", "МГЦ «Спираль»", "LABORATORY", 12),
    Place("ambulance", "ГБУЗ «Станция скорой помощи, подстанция № 77»", "Подстанция № 77", "AMBULANCE", 13),
    Place("women", "ГБУЗ «Женская консультация № 29»", "ЖК № 29", "CLINIC", 14),
    Place("insurer", "АО «Страховая медицинская организация „Забота“»", "СМО «Забота»", "INSURER", 15),
    Place("region_insurer", "АО «Страховая медицинская организация „Нева“»", "СМО «Нева»", "INSURER", 16, "47"),
    Place("mfc", "Центр госуслуг района Заречный", "МФЦ «Заречный»", "OFFICE", 17),
    Place("operator", "Оператор электронных медицинских карт", "Оператор медкарт", "OPERATOR", 18),
)
WORKERS = (
    Worker("petrova", "Петрова Н. П.", "врач-педиатр участковый", "Педиатрия", "49", "child_clinic"),
    Worker("ivanov", "Иванов К. Л.", "врач-психиатр", "Психиатрия", "57", "mental"),
    Worker("child_ent", "Гусева О. В.", "врач-оториноларинголог", "Оториноларингология", "42", "child_clinic"),
    Worker(
        "child_nurse",
        "Лаврова Т. С.",
        "медицинская сестра процедурной",
        "Сестринское дело в педиатрии",
        "N2",
        "child_clinic",
    ),
    Worker("child_eye", "Зимин А. Д.", "врач-офтальмолог", "Офтальмология", "65", "child_clinic"),
    Worker("child_neuro", "Орлов В. И.", "врач-невролог", "Неврология", "35", "child_clinic"),
    Worker("child_surgeon", "Белов С. А.", "врач — детский хирург", "Детская хирургия", "12", "child_hospital"),
    Worker("child_ward", "Крылова М. Е.", "заведующая отделением, врач-педиатр", "Педиатрия", "49", "child_hospital"),
    Worker(
        "allergist", "Ершова Д. К.", "врач — аллерголог-иммунолог", "Аллергология и иммунология", "1", "child_hospital"
    ),
    Worker("therapist", "Самойлова И. Г.", "врач-терапевт участковый", "Терапия", "79", "clinic"),
    Worker("cardiologist", "Тарасов Е. М.", "врач-кардиолог", "Кардиология", "25", "clinic"),
    Worker("endocrinologist", "Фомина Л. Ю.", "врач-эндокринолог", "Эндокринология", "92", "clinic"),
    Worker("adult_nurse", "Щукина В. А.", "медицинская сестра процедурной", "Сестринское дело", "N1", "clinic"),
    Worker("surgeon", "Назаров П. О.", "врач-хирург", "Хирургия", "89", "hospital"),
    Worker("radiologist", "Киселёв Р. Т.", "врач-рентгенолог", "Рентгенология", "73", "hospital"),
    Worker(
        "ultrasound", "Мельник А. С.", "врач ультразвуковой диагностики", "Ультразвуковая диагностика", "84", "private"
    ),
    Worker(
        "functional", "Дроздова Е. П.", "врач функциональной диагностики", "Функциональная диагностика", "90", "clinic"
    ),
    Worker(
        "lab",
        "Рябова Ю. Н.",
        "врач клинической лабораторной диагностики",
        "Клиническая лабораторная диагностика",
        "27",
        "laboratory",
    ),
    Worker("gynaecologist", "Власова Ж. И.", "врач — акушер-гинеколог", "Акушерство и гинекология", "2", "women"),
    Worker("obstetrician", "Котова С. В.", "врач — акушер-гинеколог", "Акушерство и гинекология", "2", "maternity"),
    Worker("neonatologist", "Юдина П. Р.", "врач-неонатолог", "Неонатология", "38", "maternity"),
    Worker("venereologist", "Громов Д. Н.", "врач-дерматовенеролог", "Дерматовенерология", "16", "skin"),
    Worker("narcologist", "Жарков И. В.", "врач — психиатр-нарколог", "Психиатрия-наркология", "58", "narcology"),
    Worker("infectionist", "Ларина К. С.", "врач-инфекционист", "Инфекционные болезни", "23", "aids"),
    Worker("geneticist", "Осипов М. А.", "врач-генетик", "Генетика", "9", "genetics"),
    Worker("crew", "Быков Г. Ф.", "врач скорой медицинской помощи", "Скорая медицинская помощь", "76", "ambulance"),
)


@dataclass(slots=True)
class Directory:
    """Ids and names of what was written, by key."""

    places: dict[str, int] = field(default_factory=dict)
    place_names: dict[str, str] = field(default_factory=dict)
    workers: dict[str, int] = field(default_factory=dict)
    worker_names: dict[str, str] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)


def ogrn_of(number: int) -> str:
    """An invented ОГРН: the check digit is the remainder of the first twelve by eleven, its last digit."""
    twelve = f"10277{number:07d}"
    return f"{twelve}{int(twelve) % 11 % 10}"


def inn_of(number: int) -> str:
    """An invented ИНН of an organization."""
    nine = f"7799{number:05d}"
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return f"{nine}{sum(int(digit) * weight for digit, weight in zip(nine, weights, strict=True)) % 11 % 10}"


async def write_directory(connection: Connection, people: dict[str, int]) -> Directory:
    """Writes organizations, workers and their roles; `people` gives the persons behind workers with an account."""
    directory = Directory()
    ids = await connection.fetch("SELECT nextval('organization_id_seq') AS id FROM generate_series(1, $1)", len(PLACES))
    for place, row in zip(PLACES, ids, strict=True):
        directory.places[place.key] = row["id"]
        directory.place_names[place.key] = place.name
    await copy(
        connection,
        "organization",
        [
            {
                "id": directory.places[place.key],
                "name": place.name,
                "short_name": place.short_name,
                "kind": place.kind,
                "oid": f"1.2.643.5.1.13.13.12.2.{place.region}.99{place.number:03d}",
                "ogrn": ogrn_of(place.number),
                "inn": inn_of(place.number),
                "licence": f"Л041-01137-{place.region}/9900{place.number:04d}",
                "region": place.region,
                "address": f"г. Москва, Примерная улица, дом {place.number}"
                if place.region == "77"
                else "г. Гатчина, Примерная улица, дом 1",
                "phone": f"+7495000{place.number:04d}",
            }
            for place in PLACES
        ],
    )
    ids = await connection.fetch(
        "SELECT nextval('practitioner_id_seq') AS id FROM generate_series(1, $1)", len(WORKERS)
    )
    for worker, row in zip(WORKERS, ids, strict=True):
        directory.workers[worker.key] = row["id"]
        directory.worker_names[worker.key] = worker.full_name
        directory.home[worker.key] = worker.place
    await copy(
        connection,
        "practitioner",
        [
            {
                "id": directory.workers[worker.key],
                "person_id": people.get(worker.key),
                "full_name": worker.full_name,
                "position": worker.position,
                "specialty": worker.specialty,
                "specialty_code": worker.code,
            }
            for worker in WORKERS
        ],
    )
    for worker in WORKERS:
        await connection.execute(
            "INSERT INTO practitioner_role (practitioner_id, organization_id, position, specialty_code, starts_on) "
            "VALUES ($1, $2, $3, $4, DATE '2010-01-01')",
            directory.workers[worker.key],
            directory.places[worker.place],
            worker.position,
            worker.code,
        )
    return directory
