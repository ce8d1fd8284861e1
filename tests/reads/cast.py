"""People around every age limit, their accounts, and links of every kind between them.

The moment is half past midnight in Moscow on 1 March of a common year: another day than in UTC, and the birthday of
those who were born on 29 February.
"""

import datetime as dt
from dataclasses import dataclass, field

AT = dt.datetime(2026, 2, 28, 21, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 1)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)

BIRTHS: dict[int, dt.date | None] = {
    101: dt.date(2021, 8, 31),
    102: dt.date(2012, 3, 1),  # 14 today
    103: dt.date(2011, 3, 1),  # 15 today
    104: dt.date(2009, 7, 7),
    105: dt.date(2008, 2, 29),  # 18 today
    106: dt.date(2008, 3, 2),  # 18 tomorrow
    107: dt.date(1985, 4, 12),
    108: dt.date(1950, 1, 31),
    109: dt.date(2016, 12, 31),
    110: None,
    111: dt.date(2011, 3, 2),  # 15 tomorrow
    201: dt.date(1986, 1, 1),
    202: dt.date(1970, 6, 6),
    203: dt.date(1990, 9, 9),
    204: dt.date(1991, 1, 1),
    205: dt.date(1992, 2, 2),
    209: dt.date(2009, 12, 1),  # a parent of 16
}
SHARED_IDS = 3  # practitioners and organizations


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks. `person`, `practitioner` and `account` are row ids."""

    name: str
    token: str | None
    account: int | None = None
    person: int | None = None
    practitioner: int | None = None


ACCOUNTS: list[tuple[str, int | None, list[str], int | None, str, str]] = [
    # name, person, roles, practitioner, level, card session
    ("an adult", 107, ["CITIZEN"], None, "FULL", "open"),
    ("a teenager", 104, ["CITIZEN"], None, "STANDARD", "open"),
    ("fifteen today", 103, ["CITIZEN"], None, "FULL", "open"),
    ("fifteen tomorrow", 111, ["CITIZEN"], None, "FULL", "open"),
    ("eighteen today", 105, ["CITIZEN"], None, "FULL", "open"),
    ("an adult of another region", 108, ["CITIZEN"], None, "FULL", "open"),
    ("a parent", 201, ["CITIZEN"], None, "FULL", "open"),
    ("a guardian", 202, ["CITIZEN"], None, "FULL", "open"),
    ("a doctor", None, ["DOCTOR"], 1, "FULL", "none"),
    ("an emergency doctor", None, ["DOCTOR"], 2, "FULL", "none"),
    ("a parent who is the doctor", 203, ["CITIZEN", "DOCTOR"], 3, "FULL", "open"),
    ("a teenage parent", 209, ["CITIZEN"], None, "FULL", "open"),
    ("a stranger", 205, ["CITIZEN"], None, "FULL", "open"),
    ("a basic account", 204, ["CITIZEN"], None, "BASIC", "open"),
    ("a registrar", None, ["REGISTRAR"], None, "FULL", "open"),
    ("a citizen nobody has identified", None, ["CITIZEN"], None, "STANDARD", "open"),
]
EXTRA_SESSIONS = [
    ("a parent without a code", 6, "none"),
    ("a parent after 15 idle minutes", 6, "idle"),
    ("a parent after 60 minutes", 6, "over"),
    ("a parent and doctor without a code", 10, "none"),
    ("an adult without a code", 0, "none"),
    ("an ended session", 0, "ended"),
    ("an expired session", 0, "expired"),
]


@dataclass(slots=True)
class GeneratedWorld:
    """What a test has to know of the world beside its rows."""

    viewers: list[Viewer] = field(default_factory=list)
    patient_keys: list[str] = field(default_factory=list)
    node_ids: list[str] = field(default_factory=list)
    document_ids: list[str] = field(default_factory=list)
