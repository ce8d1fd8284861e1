"""The demo's small dictionary of diagnoses, where no official one is imported."""

from pathlib import Path

from backend.demo.entries import Connection
from backend.exchange.dictionaries.icd10 import read_icd10
from backend.exchange.dictionaries.storing import has_diagnoses, store_diagnoses


async def write_dictionary(connection: Connection) -> None:
    """Stores the diagnoses that the demo's doctors choose from; an imported dictionary stays as it is."""
    if not await has_diagnoses(connection):
        await store_diagnoses(connection, read_icd10(Path(__file__).parent / "diagnosis_codes.csv"))
