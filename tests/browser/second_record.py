"""Gives Миша of the demo a second record, as an import leaves one: nobody has checked its СНИЛС. Prints the СНИЛС."""

import asyncio

import asyncpg

from backend.database import Database
from backend.policy.sealing import IdSealer, IdType
from backend.settings import Settings


async def second_record(settings: Settings, database: Database) -> str:
    connection = await asyncpg.connect(**database.address.connect_arguments())
    try:
        ids = IdSealer(settings.key("id"))
        number = int(await connection.fetchval("SELECT nextval('person_id_seq')"))
        await connection.execute(
            "INSERT INTO person (id, patient_key, record_key, family_name, given_name, patronymic, birth_date, sex) "
            "SELECT $1, $2, $3, family_name, given_name, patronymic, birth_date, sex FROM person "
            "WHERE given_name = 'Михаил' ORDER BY id LIMIT 1",
            number,
            ids.seal(IdType.PATIENT, number),
            ids.seal(IdType.RECORD, number),
        )
        snils: str = await connection.fetchval(
            "INSERT INTO person_identifier (patient_id, kind, value, checked) SELECT $1, 'SNILS', i.value, false "
            "FROM person_identifier i JOIN person p ON p.id = i.patient_id WHERE p.given_name = 'Михаил' AND i.kind = 'SNILS' "
            "ORDER BY p.id LIMIT 1 RETURNING value",
            number,
        )
        return snils
    finally:
        await connection.close()


if __name__ == "__main__":
    given = Settings()
    with Database(given) as opened:
        print(asyncio.run(second_record(given, opened)))
