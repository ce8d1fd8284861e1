"""Diagnoses looked up in the dictionary: by the beginning of a code, or by words as Russian inflects them."""

import re
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.diagnosis_typing import typed_codes

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
MOST = 50
_LONGEST_SEARCH = 200
_MOST_WORDS = 8
_WORD = re.compile(r"[a-zа-я0-9]{2,}")
# What doctors write short, in the dictionary's own words.
_SHORT = {
    "орви": "острая инфекция верхних дыхательных путей",
    "орз": "острая инфекция верхних дыхательных путей",
    "жда": "железодефицитная анемия",
    "аг": "гипертензия",
    "гб": "гипертензивная болезнь",
    "ибс": "ишемическая болезнь сердца",
    "сд": "сахарный диабет",
    "ба": "астма",
    "хобл": "хроническая обструктивная легочная болезнь",
    "онмк": "инсульт",
    "тиа": "преходящая транзиторная церебральная ишемическая",
    "гэрб": "гастроэзофагеальный рефлюкс",
    "имп": "инфекция мочевыводящих путей",
    "дцп": "детский церебральный паралич",
}

_COLUMNS = "d.code, d.title, d.parent_code, p.title AS parent_title, d.may_be_main"
_FROM = "FROM diagnosis_code d LEFT JOIN diagnosis_code p ON p.code = d.parent_code WHERE d.may_be_diagnosis"
_BY_CODE = f"SELECT {_COLUMNS} {_FROM} AND d.code LIKE $1 || '%' ORDER BY d.place LIMIT $2"
# Titles that say the least besides what was asked for come first; unspecified ones are what is chosen most.
_BY_WORDS = (
    f"SELECT {_COLUMNS} {_FROM} AND d.words @@ to_tsquery('russian', $1) "
    "ORDER BY ts_rank(d.words, to_tsquery('russian', $1), 1) DESC, d.code LIKE '%.9' DESC, length(d.title), d.place LIMIT $2"
)
_CHOSEN = "SELECT d.code, d.title, d.may_be_main FROM diagnosis_code d WHERE d.may_be_diagnosis AND d.code = ANY ($1)"


@dataclass(frozen=True, slots=True)
class FoundDiagnosis:
    """A line that may be a diagnosis. `may_be_main`: it may stand alone."""

    code: str
    title: str
    parent_code: str | None
    parent_title: str | None
    may_be_main: bool


async def find_diagnoses(connection: Connection, search: str, first: int) -> list[FoundDiagnosis]:
    """The likeliest diagnoses, `first` at most; none for a text that says nothing."""
    text = search.strip()[:_LONGEST_SEARCH]
    rows: list[asyncpg.Record] = []
    for beginning in typed_codes(text):
        rows += await connection.fetch(_BY_CODE, beginning, first - len(rows))
        if len(rows) >= first:
            break
    if not rows and (query := words_query(text)):
        rows = await connection.fetch(_BY_WORDS, query, first)
    return [FoundDiagnosis(**row) for row in rows]


def words_query(text: str) -> str:
    """A query of PostgreSQL's for all words of the text, each in any form and the last one possibly unfinished."""
    folded = text.lower().replace("ё", "е")
    words = [part for word in _WORD.findall(folded) for part in _WORD.findall(_SHORT.get(word, word))]
    return " & ".join(f"{word}:*" for word in words[:_MOST_WORDS])


async def known_diagnoses(connection: Connection, codes: list[str]) -> dict[str, asyncpg.Record]:
    """Of the codes, those that may be a diagnosis, each with its `title` and `may_be_main`."""
    return {row["code"]: row for row in await connection.fetch(_CHOSEN, codes)}
