"""The rows of one batch of generated people, as lines of COPY's text format.

Lines are put together from pieces made once (a result is one of a few thousand finished tails), since ten million
results have to come out of one process in minutes. Values contain neither tabs nor backslashes.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from backend.models.identifiers import enp_birth_digits, luhn_check
from backend.models.vocabulary import Kind, Label, Sex
from backend.policy.sealing import IdSealer, IdType

BATCH = 100
REPORTS, VACCINATIONS, PROTOCOLS = 100, 15, 15
ENTRIES_EACH = REPORTS + VACCINATIONS + PROTOCOLS
_VARIANTS = 48
_NULL = "\\N"


@dataclass(frozen=True, slots=True)
class Workplace:
    organization: int
    name: str
    doctor: int
    doctor_name: str
    specialty: str


@dataclass(frozen=True, slots=True)
class Batch:
    """People by number, from 1."""

    numbers: Sequence[int]
    workplaces: Sequence[Workplace]
    password_hash: str
    sealer: IdSealer
    today: dt.date


Lines = list[str]
Table = tuple[str, list[str], Lines]

# Title of a panel; analytes as name, code, unit, reference band.
_PANELS = (
    ("Общий анализ крови", (("Гемоглобин", "1017128", "g/L", 120.0, 160.0), ("Гематокрит", "1017359", "%", 36.0, 48.0),
     ("Эритроциты", "1017375", "10*12/L", 3.8, 5.5), ("Тромбоциты", "1017862", "10*9/L", 180.0, 400.0), ("Лейкоциты", "1017979", "10*9/L", 4.0, 9.0))),
    ("Биохимический анализ крови", (("Глюкоза", "1017501", "mmol/L", 3.9, 6.1), ("Креатинин", "1017502", "umol/L", 53.0, 106.0),
     ("АЛТ", "1017503", "U/L", 5.0, 40.0), ("АСТ", "1017504", "U/L", 5.0, 40.0), ("Билирубин общий", "1017505", "umol/L", 3.4, 20.5))),
    ("Липидный профиль", (("Холестерин общий", "1017511", "mmol/L", 3.0, 5.2), ("ЛПНП", "1017512", "mmol/L", 1.5, 3.0), ("ЛПВП", "1017513", "mmol/L", 1.0, 2.2),
     ("Триглицериды", "1017514", "mmol/L", 0.4, 1.7), ("Индекс атерогенности", "1017515", "1", 1.5, 3.0))),
    ("Обмен железа и витамины", (("Ферритин", "1017592", "ug/L", 10.0, 150.0), ("Железо сыворотки", "1017593", "umol/L", 9.0, 30.0),
     ("Трансферрин", "1017594", "g/L", 2.0, 3.6), ("Витамин B12", "1017595", "pmol/L", 140.0, 650.0), ("Витамин D", "1017596", "ng/mL", 30.0, 100.0))),
    ("Общий анализ мочи", (("Удельный вес", "1017701", "1", 1.003, 1.035), ("Лейкоциты мочи", "1017702", "/[HPF]", 0.0, 5.0), ("Белок мочи", "1017703", "g/L", 0.0, 0.14),
     ("pH мочи", "1017704", "1", 5.0, 7.5), ("Эритроциты мочи", "1017705", "/[HPF]", 0.0, 2.0))),
)  # fmt: skip
_SENSITIVE_PANEL = "Анализ на инфекции, передаваемые половым путём"
_VACCINES = (
    ("INFLUENZA", "Ультрикс Квадри"),
    ("DIPHTHERIA", "АДС-М"),
    ("HEPATITIS_B", "Регевак В"),
    ("MEASLES", "Вактривир"),
    ("PNEUMOCOCCUS", "Превенар 13"),
)
_DIAGNOSES = (("J06.9", "Острая инфекция верхних дыхательных путей неуточнённая"), ("I10", "Эссенциальная (первичная) гипертензия"),
              ("M54.5", "Боль внизу спины"), ("K29.5", "Хронический гастрит неуточнённый"), ("Z00.0", "Общий медицинский осмотр"))  # fmt: skip
_FAMILIES = (
    "Абрамов",
    "Борисов",
    "Виноградов",
    "Громов",
    "Денисов",
    "Ефимов",
    "Жданов",
    "Зуев",
    "Исаев",
    "Комаров",
    "Лаптев",
    "Макаров",
)
_MEN, _WOMEN = ("Алексей", "Борис", "Виктор", "Глеб", "Денис"), ("Алла", "Белла", "Валерия", "Галина", "Дарья")

HEADER = ["id", "patient_id", "public_id", "kind", "start_key", "event_date", "title", "organization_id", "author_id", "labels",
          "confidentiality", "released_at", "set_id", "search_text"]  # fmt: skip
RESULT = ["patient_id", "entry_id", "position", "code_system", "code", "code_display", "name", "unit", "reference_low", "reference_high",
          "method", "value", "interpretation"]  # fmt: skip


def _tails() -> list[list[list[str]]]:
    """Finished ends of result lines, by panel, position and variant; about one value in ten is out of its band."""
    random = Random(20_190_101)
    tails = []
    for _, analytes in _PANELS:
        panel = []
        for name, code, unit, low, high in analytes:
            width, digits = high - low, 3 if high < 2 else 1
            lines = []
            for _ in range(_VARIANTS):
                value = round(max(0.0, low + width * random.uniform(-0.05, 1.06)), digits)
                verdict = "LOW" if value < low else "HIGH" if value > high else "NORMAL"
                lines.append(
                    f"ФСЛИ\t{code}\t{name}\t{name}\t{unit}\t{low}\t{high}\tАвтоматический анализатор\t{value}\t{verdict}\n"
                )
            panel.append(lines)
        tails.append(panel)
    return tails


_TAILS = _tails()


def rows_of(batch: Batch, first_person: int, first_account: int, first_entry: int) -> Iterator[Table]:
    """Tables in an order in which every reference already holds."""
    yield from _people(batch, first_person, first_account)
    headers: Lines = []
    reports: Lines = []
    results: Lines = []
    vaccinations: Lines = []
    protocols: Lines = []
    diagnoses: Lines = []
    kinds = (
        [int(Kind.LAB_REPORTS)] * REPORTS
        + [int(Kind.VACCINATIONS)] * VACCINATIONS
        + [int(Kind.EXAMINATION_PROTOCOLS)] * PROTOCOLS
    )
    count = len(batch.numbers)
    places = [
        (kind, first_person + person, first_entry + person * ENTRIES_EACH + at)
        for person in range(count)
        for at, kind in enumerate(kinds)
    ]
    public = batch.sealer.seal_many(places)
    today = batch.today.toordinal()
    span = min(today - dt.date(2019, 1, 2).toordinal(), 2800)
    days = [dt.date.fromordinal(today - back).isoformat() for back in range(span + 1)]
    for person, number in enumerate(batch.numbers):
        random = Random(number)
        below, chance = random.randrange, random.random
        patient = first_person + person
        entry = first_entry + person * ENTRIES_EACH
        for at in range(REPORTS):
            work = batch.workplaces[3 if at % 2 else at // 2 % 3]
            day = days[at * span // REPORTS + below(span // REPORTS)]
            panel = below(len(_PANELS))
            secret = chance() < 0.03
            title = _SENSITIVE_PANEL if secret else _PANELS[panel][0]
            kept = (
                f"{int(Label.STI)}\t1\t{day + ' 12:00:00+00' if chance() < 0.5 else _NULL}"
                if secret
                else f"0\t0\t{_NULL}"
            )
            headers.append(f"{entry}\t{patient}\t{next(public)}\t2\t2\t{day}\t{title}\t{work.organization}\t{work.doctor}\t{kept}\t{entry}\t"
                           f"{title.lower()} {work.name.lower()} {work.doctor_name.lower()}\n")  # fmt: skip
            reports.append(
                f"{patient}\t{entry}\tG{number:06d}-{at:03d}\t{title}\tКровь венозная\t{day} 05:20:00+00\t{day} 12:00:00+00\tFINAL\t{work.doctor_name}\n"
            )
            head = f"{patient}\t{entry}\t"
            for position, tails in enumerate(_TAILS[panel]):
                results.append(f"{head}{position}\t{tails[below(_VARIANTS)]}")
            entry += 1
        for at in range(VACCINATIONS):
            work = batch.workplaces[at % 3]
            day = days[at * span // VACCINATIONS + below(span // VACCINATIONS)]
            infection, vaccine = _VACCINES[below(len(_VACCINES))]
            headers.append(f"{entry}\t{patient}\t{next(public)}\t4\t4\t{day}\t{vaccine}\t{work.organization}\t{work.doctor}\t0\t0\t{_NULL}\t{entry}\t"
                           f"{vaccine.lower()} {work.name.lower()} {work.doctor_name.lower()}\n")  # fmt: skip
            vaccinations.append(
                f"{patient}\t{entry}\tDONE\t{{{infection}}}\t{vaccine}\tV{at % 3 + 1}\t0.5\tвнутримышечно\tплечо\tG{below(10_000):04d}\t{work.doctor_name}\n"
            )
            entry += 1
        for at in range(PROTOCOLS):
            work = batch.workplaces[at % 3]
            day = days[at * span // PROTOCOLS + below(span // PROTOCOLS)]
            secret = chance() < 0.05
            code, wording = (
                ("F41.9", "Тревожное расстройство неуточнённое") if secret else _DIAGNOSES[below(len(_DIAGNOSES))]
            )
            kept = (
                f"{int(Label.PSYCHIATRY)}\t1\t{day + ' 12:00:00+00' if chance() < 0.5 else _NULL}"
                if secret
                else f"0\t0\t{_NULL}"
            )
            headers.append(f"{entry}\t{patient}\t{next(public)}\t1\t1\t{day}\tПриём врача\t{work.organization}\t{work.doctor}\t{kept}\t{entry}\t"
                           f"приём врача {work.name.lower()} {work.doctor_name.lower()} {wording.lower()}\n")  # fmt: skip
            protocols.append(f"{patient}\t{entry}\t{day} 07:00:00+00\t{day} 07:20:00+00\t{work.specialty}\tREPEAT\tPLANNED\tOUTPATIENT\tЖалоб активно не предъявляет.\t"
                             f"Состояние удовлетворительное, пульс {58 + below(40)} в минуту.\tСостояние стабильное.\tКонтроль через {1 + below(6)} мес.\n")  # fmt: skip
            diagnoses.append(f"{patient}\t{entry}\t0\tМКБ-10\t{code}\t{wording}\t{wording}\tMAIN\tFINAL\t{day}\n")
            entry += 1
    yield "record_entry", HEADER, headers
    yield (
        "lab_report",
        [
            "patient_id",
            "entry_id",
            "order_number",
            "profile",
            "specimen_type",
            "collected_at",
            "issued_at",
            "status",
            "performer",
        ],
        reports,
    )
    yield "lab_result", RESULT, results
    yield (
        "vaccination",
        [
            "patient_id",
            "entry_id",
            "status",
            "infections",
            "vaccine_name",
            "dose_label",
            "dose_ml",
            "route",
            "site",
            "series",
            "performer",
        ],
        vaccinations,
    )
    yield "examination_protocol", ["patient_id", "entry_id", "started_at", "ended_at", "specialty", "visit_kind", "care_form", "care_conditions", "complaints",
                                   "objective_status", "conclusion", "recommendations"], protocols  # fmt: skip
    yield (
        "diagnosis",
        [
            "patient_id",
            "entry_id",
            "position",
            "code_system",
            "code",
            "code_display",
            "wording",
            "kind",
            "certainty",
            "diagnosed_on",
        ],
        diagnoses,
    )


def _people(batch: Batch, first_person: int, first_account: int) -> Iterator[Table]:
    people, policies, accounts, links, grants = [], [], [], [], []
    since = f"{batch.today - dt.timedelta(days=30)} 09:00:00+00"
    keys = batch.sealer.seal_many(
        (kind, first_person + at, 0) for at in range(len(batch.numbers)) for kind in (IdType.PATIENT, IdType.RECORD)
    )
    position = {number: at for at, number in enumerate(batch.numbers)}
    for at, number in enumerate(batch.numbers):
        random = Random(-number)
        person, account = first_person + at, first_account + at
        sex = Sex.MALE if random.random() < 0.5 else Sex.FEMALE
        years = 40 + random.randrange(15) if number % 2 else 15 + random.randrange(2)
        birth = batch.today.replace(year=batch.today.year - years, day=1) - dt.timedelta(days=random.randrange(30, 330))
        family = _FAMILIES[(number - 1) // 2 % len(_FAMILIES)] + ("" if sex is Sex.MALE else "а")
        given = random.choice(_MEN if sex is Sex.MALE else _WOMEN)
        people.append(f"{person}\t{next(keys)}\t{next(keys)}\t{family}\t{given}\t{birth}\t{sex.value}\t77\n")
        fifteen = f"77{enp_birth_digits(birth, sex)}{number % 100_000:05d}"
        policies.append(f"{person}\t{fifteen}{luhn_check(fifteen)}\t77\tVALID\t{birth}\n")
        accounts.append(
            f"{account}\tgen{number:06d}\t{batch.password_hash}\tFULL\t+7900{1_000_000 + number:07d}\t{{CITIZEN}}\t{person}\t{since}\n"
        )
        grants.append(f"{person}\t{account}\tOWN_FULL_ACCOUNT\t{since}\n")
        if number % 2 and number + 1 in position:
            ward = first_person + position[number + 1]
            links.append(f"{ward}\t{person}\tPARENT\tVERIFIED\t{since}\t{since}\n")
            grants.append(f"{ward}\t{account}\tVERIFIED_CHILD\t{since}\n")
    yield (
        "person",
        ["id", "patient_key", "record_key", "family_name", "given_name", "birth_date", "sex", "residence_region"],
        people,
    )
    yield "insurance_policy", ["patient_id", "number", "region", "state", "valid_from"], policies
    yield "account", ["id", "login", "password_hash", "level", "phone", "roles", "person_id", "created_at"], accounts
    yield (
        "legal_representation",
        ["patient_id", "representative_id", "kind", "state", "verified_at", "created_at"],
        links,
    )
    yield "access_grant", ["patient_id", "grantee_id", "ground", "granted_at"], grants
