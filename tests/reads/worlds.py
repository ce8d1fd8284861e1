"""Generated worlds: the people of `cast.py` with random records, rows of every label, release, version and date."""

import hashlib
import random
from typing import Any

import asyncpg

from backend.models.sections.tables import PARTS, TABLES
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer, IdType
from tests.reads.cast import BIRTHS, GeneratedWorld
from tests.reads.columns import CODES, DATES, INSTANTS, TEXTS
from tests.reads.people import People

# What everybody sees whom the section is for: each record has a vaccination and a service of the kind.
ORDINARY = {"labels": 0, "confidentiality": 0, "hidden_by_patient": False, "only_practitioner_id": None, "status": 0}
PATIENTS = [id_ for id_ in BIRTHS if id_ < 200] + [203]


async def make_generated(database: asyncpg.Connection, ids: IdSealer, seed: int, size: int = 3) -> GeneratedWorld:
    """Fills an empty migrated database. `size` is how many entries a kind and a patient has at most."""
    maker = _Maker(database, ids, random.Random(seed), size)
    return await maker.make()


class _Maker(People):
    def __init__(self, database: asyncpg.Connection, ids: IdSealer, chance: random.Random, size: int) -> None:
        super().__init__(database, ids, chance)
        self.size = size
        self.next_entry, self.next_document = 1000, 1
        self.rows: dict[str, list[dict[str, Any]]] = {}

    async def make(self) -> GeneratedWorld:
        await self.columns.describe([*TABLES.values(), *PARTS, "organization", "practitioner"])
        await self.places()
        await self.people()
        await self.accounts()
        await self.links()
        for patient in PATIENTS:
            self.record(patient)
        for table in ("record_entry", *TABLES.values(), *PARTS, "document", "entry_hiding"):
            await self.columns.write(table, self.rows.get(table, []))
        return self.world

    def record(self, patient: int) -> None:
        """Entries of every kind with parts, documents, versions and clinical rows that belong to them."""
        chance, parents = self.chance, []
        for kind in Kind:
            belongs = kind >= Kind.VITAL_SIGN
            for number in range(chance.randint(1, self.size) + (2 if kind in (1, 2, 4) else 0)):
                parent = (
                    chance.choice(parents) if belongs and (chance.random() < 0.7 or kind == Kind.PRIVATE_NOTE) else None
                )
                entry = self.entry(patient, kind, parent)
                if number == 0 and kind in (Kind.VACCINATIONS, Kind.RENDERED_SERVICES):
                    entry.update(ORDINARY)
                if kind in (Kind.EXAMINATION_PROTOCOLS, Kind.DISCHARGE_SUMMARIES):
                    parents.append(entry)
                if chance.random() < 0.15:
                    self.entry(patient, kind, parent, newer=entry)

    def entry(
        self, patient: int, kind: Kind, parent: dict[str, Any] | None, newer: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """A header with its detail; `newer` makes it an earlier version of that entry."""
        chance, id_ = self.chance, self.next_entry
        self.next_entry += 1
        labels = chance.choice((1, 2, 4, 8, 16, 32, 64, 128, 1 | 64, 8 | 16)) if chance.random() < 0.35 else 0
        confidentiality = chance.choice((0, 0, 0, 1, 2)) if not labels else chance.choice((1, 1, 2))
        title = chance.choice((*TEXTS, "Запись", "Запись", None, None))
        start_key = int(kind)
        if kind == Kind.INSTRUMENTAL_STUDIES:
            start_key = chance.choice((5, 31, 33, 34, 36, 40))
        elif parent is not None:
            start_key = parent["start_key"]
        organization, author = chance.choice((1, 2, 3, None)), chance.choice((1, 2, 3, None))
        only = chance.choice((1, 2, 3)) if kind == Kind.PRIVATE_NOTE or chance.random() < 0.04 else None
        header = {
            "id": id_,
            "patient_id": patient,
            "public_id": self.ids.seal(kind, patient, id_),
            "kind": int(kind),
            "start_key": start_key,
            "event_date": chance.choice(DATES),
            "title": title,
            "organization_id": organization,
            "author_id": author,
            "parent_entry_id": parent["id"] if parent else None,
            "labels": labels,
            "confidentiality": confidentiality,
            "released_at": chance.choice((INSTANTS[0], None)),
            "hidden_by_patient": chance.random() < 0.25,
            "only_practitioner_id": only,
            "status": chance.choice((0, 0, 0, 0, 0, 2)) if newer is None else 1,
            "set_id": newer["set_id"] if newer else id_,
            "version": 1 if newer else 2,
            "search_text": f"{(title or '').lower()} поликлиника {organization} {chance.choice(CODES) or ''}".lower(),
        }
        self.rows.setdefault("record_entry", []).append(header)
        self.hiding(header)
        self.world.node_ids.append(header["public_id"])
        key = {"patient_id": patient, "entry_id": id_}
        self.rows.setdefault(TABLES[kind], []).append(self.columns.fill(TABLES[kind], key))
        for table in PARTS:
            for position in range(chance.choice((0, 0, 1, 2, 3)) if _has(kind, table) else 0):
                part = self.columns.fill(table, {**key, "position": chance.choice((position, 0))})
                self.rows.setdefault(table, []).append(part)
        for _ in range(chance.choice((0, 1, 1, 2)) if kind <= Kind.RENDERED_SERVICES else 0):
            self.document(patient, id_)
        return header

    def hiding(self, header: dict[str, Any]) -> None:
        """Of what is hidden some by itself, the rest with another; of what is not, some after a doctor lifted it."""
        if self.chance.random() < 0.5 or header["version"] == 1:
            return
        act = {
            "patient_id": header["patient_id"],
            "set_id": header["set_id"],
            "account_id": 1,
            "hidden_at": INSTANTS[0],
        }
        lift: dict[str, Any] = {"ended_at": None, "lifted_by_id": None, "reason": None}
        if not header["hidden_by_patient"]:
            reason = "Угроза жизни: " + "слова врача " * 2
            lift = {"ended_at": INSTANTS[0], "lifted_by_id": self.chance.choice((1, 2, 3)), "reason": reason}
        self.rows.setdefault("entry_hiding", []).append({**act, **lift})

    def document(self, patient: int, entry: int) -> None:
        content = f"оригинал {self.next_document}".encode()
        public_id = self.ids.seal(IdType.DOCUMENT, patient, self.next_document)
        self.rows.setdefault("document", []).append(
            {
                "id": self.next_document,
                "patient_id": patient,
                "entry_id": entry,
                "public_id": public_id,
                "title": self.chance.choice(TEXTS),
                "content_type": "text/plain; charset=utf-8",
                "size": len(content),
                "sha256": hashlib.sha256(content).digest(),
                "content": content,
                "created_on": self.chance.choice((*DATES, None)),
            }
        )
        self.world.document_ids.append(public_id)
        self.next_document += 1


def _has(kind: Kind, table: str) -> bool:
    return {
        "diagnosis": kind
        in (Kind.EXAMINATION_PROTOCOLS, Kind.DISCHARGE_SUMMARIES, Kind.AMBULANCE_CALLS, Kind.CARE_PLAN),
        "lab_result": kind == Kind.LAB_REPORTS,
        "dispense": kind == Kind.PRESCRIPTIONS,
        "pregnancy_visit": kind == Kind.PREGNANCY_CARE,
        "child_data_note": kind == Kind.CHILD_DATA,
    }[table]
