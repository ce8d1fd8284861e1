"""Who is in the demo (demo-cast.md): people with their ages, logins, links, grants and encounters. All are invented."""

import datetime as dt
from dataclasses import dataclass

from backend.models.vocabulary import NO_LABELS, AccountLevel, GrantGround, Label, RepresentationKind, Role, Sex

PASSWORD = "medcard-demo"


@dataclass(frozen=True, slots=True)
class Member:
    """One person. `months` past the last birthday keep the age for as many months as are left of the year."""

    key: str
    family: str
    given: str
    patronymic: str
    sex: Sex
    years: int
    months: int
    login: bool = True
    level: AccountLevel = AccountLevel.FULL
    role: Role = Role.CITIZEN
    region: str = "77"
    clinic: str = "clinic"
    blood: str | None = None

    def birth_date(self, today: dt.date) -> dt.date:
        """The birth date that makes the age right on `today`; never 29 February, whose birthdays move."""
        month = today.year * 12 + today.month - 1 - self.months
        return dt.date(month // 12 - self.years, month % 12 + 1, min(today.day, 28))


F, M = Sex.FEMALE, Sex.MALE
CAST = (
    Member("anna", "Соколова", "Анна", "Игоревна", F, 38, 2, blood="A(II) Rh+"),
    Member("sergey", "Соколов", "Сергей", "Петрович", M, 41, 7, level=AccountLevel.STANDARD, blood="0(I) Rh+"),
    Member("misha", "Соколов", "Михаил", "Сергеевич", M, 4, 5, login=False, clinic="child_clinic", blood="A(II) Rh+"),
    Member("vera", "Соколова", "Вера", "Сергеевна", F, 11, 3, login=False, clinic="child_clinic", blood="0(I) Rh+"),
    Member("pavel", "Соколов", "Павел", "Сергеевич", M, 16, 4, clinic="child_clinic", blood="A(II) Rh+"),
    Member("igor", "Соколов", "Игорь", "Сергеевич", M, 19, 6, blood="0(I) Rh+"),
    Member("olga", "Ким", "Ольга", "Викторовна", F, 52, 4),
    Member("boris", "Ким", "Борис", "Алексеевич", M, 55, 8),
    Member("timur", "Ахметов", "Тимур", "Русланович", M, 9, 5, login=False, clinic="child_clinic"),
    Member("kostya", "Лебедев", "Константин", "Андреевич", M, 14, 3, login=False, clinic="child_clinic"),
    Member("lena", "Лебедева", "Елена", "Андреевна", F, 15, 4, login=False, clinic="child_clinic"),
    Member("maria", "Волкова", "Мария", "Дмитриевна", F, 29, 5, blood="B(III) Rh+"),
    Member("stranger", "Чужой", "Фёдор", "Максимович", M, 44, 6),
    Member("basic", "Новикова", "Яна", "Олеговна", F, 33, 5, level=AccountLevel.BASIC),
    Member("region", "Лось", "Антон", "Ильич", M, 36, 5, region="47"),
    Member("petrova", "Петрова", "Нина", "Павловна", F, 47, 5, role=Role.DOCTOR),
    Member("ivanov", "Иванов", "Кирилл", "Леонидович", M, 50, 5, role=Role.DOCTOR),
    Member("registrar", "Сомова", "Алла", "Юрьевна", F, 40, 5, role=Role.REGISTRAR),
    Member("mfc", "Дубов", "Олег", "Романович", M, 35, 5, role=Role.MFC_OFFICER),
    Member("insurer", "Рогова", "Лидия", "Семёновна", F, 45, 5, role=Role.INSURER),
    Member("analyst", "Чернов", "Илья", "Аркадьевич", M, 31, 5, role=Role.ANALYST),
    Member("auditor", "Савина", "Вера", "Тимофеевна", F, 48, 5, role=Role.AUDITOR),
    # What one proposes another confirms, so there are two of each.
    Member("registrar2", "Лаптева", "Зинаида", "Борисовна", F, 37, 5, role=Role.REGISTRAR),
    Member("admin", "Тихонов", "Эдуард", "Егорович", M, 43, 5, role=Role.ADMINISTRATOR),
    Member("admin2", "Уварова", "Раиса", "Львовна", F, 39, 5, role=Role.ADMINISTRATOR),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A verified representation."""

    representative: str
    ward: str
    kind: RepresentationKind
    basis: str


_ACT = "Запись акта о рождении"
LINKS = (
    *(Link("anna", ward, RepresentationKind.PARENT, _ACT) for ward in ("misha", "vera", "pavel", "igor")),
    *(Link("sergey", ward, RepresentationKind.PARENT, _ACT) for ward in ("misha", "vera", "pavel", "igor")),
    Link("olga", "timur", RepresentationKind.GUARDIAN, "Распоряжение органа опеки о назначении опекуна"),
    Link("boris", "kostya", RepresentationKind.GUARDIAN, "Распоряжение органа опеки о назначении попечителя"),
    Link("boris", "lena", RepresentationKind.GUARDIAN, "Распоряжение органа опеки о назначении попечителя"),
)

# `region` had access before the policy moved: only the policy closes the record now (ACC-06).
GRANTS: tuple[tuple[str, str, GrantGround], ...] = (
    *(
        (own, own, GrantGround.OWN_FULL_ACCOUNT)
        for own in (
            "anna",
            "pavel",
            "igor",
            "olga",
            "boris",
            "maria",
            "stranger",
            "region",
        )
    ),
    ("anna", "misha", GrantGround.VERIFIED_CHILD),
    ("anna", "vera", GrantGround.VERIFIED_CHILD),
    ("anna", "pavel", GrantGround.VERIFIED_CHILD),
    ("olga", "timur", GrantGround.VERIFIED_CHILD),
    ("boris", "kostya", GrantGround.VERIFIED_CHILD),
    ("boris", "lena", GrantGround.VERIFIED_CHILD),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """An encounter, in hours before loading. Stays in a day hospital (class IMP) remain open until closed."""

    key: str
    doctor: str
    patient: str
    encounter_class: str
    ground: str
    place: str
    opened_hours_ago: int
    closed_hours_ago: int | None
    labels: Label = NO_LABELS


VISITS = (
    Visit("misha_day_hospital", "petrova", "misha", "IMP", "ADMISSION", "child_clinic", 50, None),
    Visit("vera_visit", "petrova", "vera", "AMB", "APPOINTMENT", "child_clinic", 101, 100),
    Visit("pavel_day_hospital", "ivanov", "pavel", "IMP", "ADMISSION", "mental", 74, None, Label.PSYCHIATRY),
)


@dataclass(frozen=True, slots=True)
class Booking:
    """A time booked with a doctor on the day of loading, in hours and minutes of Moscow."""

    doctor: str
    patient: str
    place: str
    specialty: str
    hour: int
    minute: int
    labels: Label = NO_LABELS


BOOKINGS = (
    Booking("petrova", "vera", "child_clinic", "Педиатрия", 10, 20),
    Booking("ivanov", "pavel", "mental", "Психиатрия", 12, 0, Label.PSYCHIATRY),
)


def member(key: str) -> Member:
    """One of the cast by its key, which is the login of those who have one."""
    return next(one for one in CAST if one.key == key)
