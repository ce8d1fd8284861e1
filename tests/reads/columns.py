"""Random values for any table of the database, within the rules that its CHECK constraints hold."""

import datetime as dt
import random
import re
from dataclasses import dataclass, field
from typing import Any

import asyncpg

TEXTS = (
    "x",
    "",
    "Анализ крови",
    "анализ Крови",
    "ЁЖ и ель",
    'кавычки "и" \\обратная\\ черта',
    "строка\nс переносом\tи табуляцией",
    "'; DROP TABLE person; --",
    "emoji 🙂 и 日本",
    "знак \x01 и \x7f",
    "</script><b>не разметка</b>",
    "A01",
    "718-7",
    "J06.9",
    "  с пробелами  ",
    "ÀÉÎ straße",
)
CODES = ("718-7", "4548-4", "J06.9", "A50", "B20", "I10", None)
DATES = tuple(
    dt.date.fromisoformat(day)
    for day in (
        "2014-12-31",
        "2015-01-01",
        "2016-12-31",
        "2017-01-01",
        "2018-06-15",
        "2018-12-31",
        "2019-01-01",
        "2020-04-19",
        "2020-04-20",
        "2022-02-28",
        "2024-02-29",
        "2025-11-07",
        "2026-02-01",
        "2026-02-01",
        "2026-02-20",
    )
)
FLOATS = (70.0, 0.5, 1e-07, 1e15, 123456789.125, 0.1, -3.25, 1e20, 0.0, 5.0, 1.2345678901234567)
INSTANTS = tuple(
    dt.datetime.fromisoformat(at)
    for at in (
        "2024-02-29T23:59:59.999999+00:00",
        "2026-01-31T21:00:00+00:00",
        "2026-02-01T08:30:00.5+00:00",
        "2019-01-01T00:00:00.000123+00:00",
        "2025-05-05T12:00:00+03:00",
    )
)
INFECTIONS = ("HEPATITIS_B", "TUBERCULOSIS", "DIPHTHERIA", "POLIO", "MEASLES", "INFLUENZA")


@dataclass(slots=True)
class Columns:
    """Makes and writes rows. One `chance` decides everything, so a seed gives the same rows again."""

    database: asyncpg.Connection
    chance: random.Random
    known: dict[str, list[asyncpg.Record]] = field(default_factory=dict)
    vocabularies: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    async def describe(self, tables: list[str]) -> None:
        """Learns the columns and closed vocabularies of the tables."""
        for table in tables:
            self.known[table] = await self.database.fetch(
                "SELECT column_name, data_type, is_nullable, is_generated FROM information_schema.columns "
                "WHERE table_name = $1 AND table_schema = 'public' ORDER BY ordinal_position",
                table,
            )
            checks = await self.database.fetch(
                "SELECT conname, pg_get_constraintdef(oid) AS text FROM pg_constraint "
                "WHERE conrelid = $1::regclass AND contype = 'c' AND conname LIKE '%_known'",
                table,
            )
            self.vocabularies[table] = {
                check["conname"].removeprefix(f"{table}_").removesuffix("_known"): re.findall(
                    r"'([A-Z_0-9]+)'", check["text"]
                )
                for check in checks
            }

    async def write(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Inserts rows of equal columns."""
        if not rows:
            return
        names = list(rows[0])
        places = ", ".join(f"${place}" for place in range(1, len(names) + 1))
        await self.database.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})",
            [tuple(row[name] for name in names) for row in rows],
        )

    def fill(self, table: str, given: dict[str, Any]) -> dict[str, Any]:
        """A row with every column: what is given, else by chance."""
        row = dict(given)
        for column in self.known[table]:
            name = column["column_name"]
            if name in row or name == "id" or column["is_generated"] == "ALWAYS":
                continue
            row[name] = self.value(table, name, column["data_type"], column["is_nullable"] == "YES")
        return _RULES[table](row, self.chance) if table in _RULES else row

    def value(self, table: str, name: str, kind: str, nullable: bool) -> Any:
        chance = self.chance
        if nullable and chance.random() < 0.2:
            return None
        if words := self.vocabularies[table].get(name):
            return chance.choice(words)
        if name.endswith("code") and kind == "text":
            return chance.choice(CODES) if nullable else "x"
        if name == "infections":
            return chance.sample(INFECTIONS, chance.randint(1, 3))
        if kind == "ARRAY":
            return [chance.choice(TEXTS) for _ in range(chance.randint(0, 3))]
        return chance.choice(_BY_TYPE[kind])


_BY_TYPE: dict[str, tuple[Any, ...]] = {
    "text": TEXTS,
    "character varying": ("x", "77"),
    "smallint": (0, 1, 2, 40),
    "integer": (0, 1, 7),
    "bigint": (1,),
    "double precision": FLOATS,
    "boolean": (True, False),
    "date": DATES,
    "timestamp with time zone": INSTANTS,
}
_DIARY = {
    "BLOOD_PRESSURE": (40, 300),
    "PULSE": (20, 300),
    "GLUCOSE": (0.5, 50),
    "WEIGHT": (0.3, 400),
    "HEIGHT": (20, 250),
    "TEMPERATURE": (30, 45),
    "OXYGEN_SATURATION": (50, 100),
    "RESPIRATION": (4, 100),
    "ANGINA": (0, 50),
    "WELLBEING": (1, 5),
}


def _lab_result(row: dict[str, Any], _: random.Random) -> dict[str, Any]:
    low, high = row["reference_low"], row["reference_high"]
    if low is not None and high is not None and high < low:
        row["reference_low"], row["reference_high"] = high, low
    return row


def _diary(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    low, high = _DIARY[row["measure"]]
    row["value"] = round(chance.uniform(low, high), chance.randint(0, 3))
    row["value"] = min(max(row["value"], low), high)
    row["value_second"] = None
    row["pulse"], row["minutes"] = chance.choice((20.0, 39.0, 131.0, None)), chance.choice((0.0, 12.0, None))
    row["intensity"] = chance.choice((0.0, 10.0, None))
    if row["measure"] == "BLOOD_PRESSURE":
        row["value"], row["value_second"] = chance.choice(((120.5, 80.0), (180.0, 49.0), (89.0, 50.0), (179.0, 110.0)))
    return row


def _ordered(first: str, second: str) -> Any:
    def order(row: dict[str, Any], _: random.Random) -> dict[str, Any]:
        if row[first] is not None and row[second] is not None and row[second] < row[first]:
            row[first], row[second] = row[second], row[first]
        return row

    return order


def _sick_leave(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    row["number"] = chance.choice(("123456789012", "000000000000", None))
    return _ordered("starts_on", "ends_on")(row, chance)


def _check_up(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    row["stage"] = chance.choice((1, 2, None))
    return row


_RULES: dict[str, Any] = {
    "lab_result": _lab_result,
    "health_diary_entry": _diary,
    "discharge_summary": _ordered("admitted_at", "discharged_at"),
    "sick_leave": _sick_leave,
    "check_up": _check_up,
}
