"""Writes people, their accounts, and links of every kind between them."""

import datetime as dt
import hashlib
import random
from typing import Any

import asyncpg

from backend.policy.sealing import IdSealer, IdType
from tests.reads.cast import (
    ACCOUNTS,
    AT,
    BIRTHS,
    DAY,
    EXTRA_SESSIONS,
    HOUR,
    SHARED_IDS,
    TODAY,
    GeneratedWorld,
    Viewer,
)
from tests.reads.columns import TEXTS, Columns


class People:
    """Writes people and what stands between them."""

    def __init__(self, database: asyncpg.Connection, ids: IdSealer, chance: random.Random) -> None:
        self.database, self.ids, self.chance = database, ids, chance
        self.columns = Columns(database, chance)
        self.world = GeneratedWorld()

    async def places(self) -> None:
        chance = self.chance
        organizations, practitioners = [], []
        for id_ in range(1, SHARED_IDS + 1):
            row = self.columns.fill("organization", {"id": id_, "kind": "CLINIC", "name": chance.choice(TEXTS)})
            row.update(oid=f"1.2.643.5.1.13.13.12.2.{id_}", region="77", ogrn=None, inn=None)
            organizations.append(row)
            practitioners.append(
                self.columns.fill(
                    "practitioner", {"id": id_, "person_id": 203 if id_ == 3 else None, "full_name": f"Врач {id_}"}
                )
            )
        await self.columns.write("organization", organizations)
        self.later = practitioners

    async def people(self) -> None:
        chance = self.chance
        people, policies, identifiers = [], [], []
        for id_, birth in BIRTHS.items():
            people.append(
                {
                    "id": id_,
                    "patient_key": self.ids.seal(IdType.PATIENT, id_),
                    "record_key": self.ids.seal(IdType.RECORD, id_),
                    "family_name": chance.choice(("Иванова", "", "О'Нил")),
                    "given_name": chance.choice(("Анна", "Миша", "")),
                    "patronymic": chance.choice(("Петровна", None, "")),
                    "birth_date": birth,
                    "sex": chance.choice(("MALE", "FEMALE", "UNKNOWN")),
                    "blood_group": chance.choice(("A(II) Rh+", None)),
                    "address": chance.choice(TEXTS),
                    "phone": chance.choice(("+79000000000", None)),
                    "email": chance.choice(("a@example.org", None)),
                    "attached_clinic_id": chance.choice((1, 2, None)),
                    "emancipated_on": None,
                    "deceased_on": None,
                }
            )
            for number in range(chance.randint(1, 2)):
                policies.append(
                    {
                        "patient_id": id_,
                        "number": f"77554108370{number}2346",
                        "insurer_id": chance.choice((1, 3, None)),
                        "region": "47" if id_ == 108 else "77",
                        "state": "VALID" if number == 0 else chance.choice(("INVALID", "UNKNOWN", "NOT_FOUND")),
                        "valid_from": chance.choice((None, TODAY, dt.date(2020, 1, 1))),
                        "valid_until": chance.choice((None, TODAY, dt.date(2099, 1, 1))),
                    }
                )
            for kind, value in (
                ("PASSPORT", f"4510 {id_:06d}"),
                ("FOREIGN_DOCUMENT", "X1"),
                ("PASSPORT", "4510 000001"),
            ):
                if chance.random() < 0.7:
                    ended = chance.choice((None, None, dt.date(2020, 1, 1)))
                    identifiers.append(
                        {"patient_id": id_, "kind": kind, "value": value, "checked": False, "ended_on": ended}
                    )
        await self.columns.write("person", people)
        await self.columns.write("insurance_policy", policies)
        await self.columns.write("person_identifier", identifiers)
        await self.columns.write("practitioner", self.later)
        contacts = [
            {
                "patient_id": id_,
                "position": place,
                "name": chance.choice(TEXTS),
                "relationship": chance.choice(("мать", None)),
                "phone": f"+7916000{id_:04d}",
            }
            for id_ in BIRTHS
            for place in range(chance.choice((0, 1, 2)))
        ]
        await self.columns.write("emergency_contact", [row for row in contacts if str(row["name"]).strip()])
        self.world.patient_keys = [self.ids.seal(IdType.PATIENT, id_) for id_ in BIRTHS]
        self.world.node_ids = [self.ids.seal(IdType.RECORD, id_) for id_ in BIRTHS] + list(self.world.patient_keys)
        await self.columns.write(
            "practitioner_role",
            [
                # The specialties: psychiatry, narcology (past), dermatovenereology with genetics beside it, and none known.
                {
                    "practitioner_id": practitioner,
                    "organization_id": place,
                    "starts_on": starts,
                    "ends_on": ends,
                    "specialty_code": code,
                }
                for practitioner, place, starts, ends, code in (
                    (1, 1, dt.date(2020, 1, 1), None, "57"),
                    (1, 1, dt.date(2020, 1, 1), TODAY - DAY, "58"),
                    (1, 2, dt.date(2020, 1, 1), TODAY - DAY, "58"),
                    (2, 2, TODAY, TODAY, "79"),
                    (3, 3, dt.date(2020, 1, 1), None, "16"),
                    (3, 3, TODAY, TODAY, "9"),
                )
            ],
        )

    async def accounts(self) -> None:
        accounts, sessions = [], []
        for place, (name, person, roles, practitioner, level, card) in enumerate(ACCOUNTS):
            id_ = 500 + place
            accounts.append(
                {
                    "id": id_,
                    "login": f"u{id_}",
                    "password_hash": "-",
                    "level": level,
                    "phone": self.chance.choice(("+79160001122", None)),
                    "roles": roles,
                    "person_id": person,
                    "practitioner_id": practitioner,
                    "created_at": AT - 400 * DAY,
                }
            )
            sessions.append(self.session(name, id_, person, practitioner, card))
        for name, place, card in EXTRA_SESSIONS:
            _, person, _, practitioner, _, _ = ACCOUNTS[place]
            sessions.append(self.session(name, 500 + place, person, practitioner, card))
        await self.columns.write("account", accounts)
        await self.columns.write("session", sessions)
        self.world.viewers.append(Viewer("nobody", None))
        self.world.viewers.append(Viewer("a forged token", "forged"))

    def session(
        self, name: str, account: int, person: int | None, practitioner: int | None, card: str
    ) -> dict[str, Any]:
        token = hashlib.sha256(name.encode()).hexdigest()
        self.world.viewers.append(Viewer(name, token, account, person, practitioner))
        used = {"open": AT - 5 * dt.timedelta(seconds=1), "idle": AT - 15 * dt.timedelta(minutes=1), "over": AT}.get(
            card
        )
        return {
            "token_hash": hashlib.sha256(token.encode()).digest(),
            "account_id": account,
            "created_at": AT - 3 * DAY,
            "expires_at": AT if card == "expired" else AT + 30 * DAY,
            "ended_at": AT - HOUR if card == "ended" else None,
            "card_used_at": used,
            "card_until": None if used is None else AT if card == "over" else AT + 50 * dt.timedelta(minutes=1),
        }

    async def links(self) -> None:
        """Links that give each standing, then a soup of others around every limit of theirs."""
        chance = self.chance
        by_person = {person: 500 + place for place, (_, person, *_) in enumerate(ACCOUNTS) if person}
        own = [(107, 107), (104, 104), (103, 103), (111, 111), (105, 105), (108, 108)]
        wards = [
            (201, 101, "PARENT"),
            (201, 103, "PARENT"),
            (201, 104, "PARENT"),
            (201, 105, "PARENT"),
            (202, 109, "GUARDIAN"),
        ]
        wards += [
            (202, 102, "GUARDIAN"),
            (202, 103, "GUARDIAN"),
            (202, 106, "GUARDIAN"),
            (203, 101, "PARENT"),
            (203, 104, "PARENT"),
        ]
        wards += [
            (203, 106, "PARENT"),
            (203, 106, "GUARDIAN"),
            (209, 101, "PARENT"),
            (209, 109, "GUARDIAN"),
            (201, 111, "PARENT"),
        ]
        opened = {(patient, by_person[person]) for person, patient in own}
        opened |= {(patient, by_person[person]) for person, patient, _ in wards}
        linked = {
            (person, patient, kind): {"state": "VERIFIED", "verified_at": AT - 9 * DAY}
            for person, patient, kind in wards
        }
        for person in (201, 202, 203, 205, 209):
            for patient in (101, 102, 104, 106, 109, 110):
                if chance.random() < 0.15:
                    linked.setdefault(
                        (person, patient, chance.choice(("PARENT", "GUARDIAN"))),
                        {
                            "state": chance.choice(("VERIFIED", "PENDING", "REJECTED", "ENDED")),
                            "verified_at": chance.choice((AT, AT - DAY, AT + HOUR)),
                        },
                    )
                    if chance.random() < 0.7:
                        opened.add((patient, by_person[person]))
        grants = []
        for patient, account in sorted(opened):
            chosen = chance.random()
            grants.append(
                {
                    "patient_id": patient,
                    "grantee_id": account,
                    "ground": "ACCESS_REQUEST",
                    "granted_at": AT if chosen < 0.1 else AT - 9 * DAY,
                    "valid_until": chance.choice((AT + DAY, None, None))
                    if chosen < 0.95
                    else AT + dt.timedelta(microseconds=1),
                    "revoked_at": AT + HOUR if 0.5 < chosen < 0.55 else None,
                }
            )
        links = [
            {
                "patient_id": patient,
                "representative_id": person,
                "kind": kind,
                **link,
                "starts_on": chance.choice((None, None, TODAY)),
                "ends_on": chance.choice((None, None, None, TODAY, TODAY + 40 * DAY)),
                "created_at": AT - 20 * DAY,
            }
            for (person, patient, kind), link in sorted(linked.items())
        ]
        shares = [
            {
                "patient_id": patient,
                "representative_id": person,
                "labels": chance.choice((0, 1, 4 | 8, 16 | 32 | 128, 255 & ~64)),
                "diary": chance.random() < 0.5,
                "created_at": AT - DAY,
                "ended_at": chance.choice((None, None, AT)),
            }
            for person, patient in ((201, 104), (202, 106), (203, 104), (203, 106), (202, 103))
            if chance.random() < 0.7
        ]
        await self.columns.write("access_grant", grants)
        await self.columns.write("legal_representation", links)
        await self.columns.write("teen_share", shares)
        await self.columns.write("court_act", self.restrictions(links))
        await self.visits()

    def restrictions(self, links: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Court acts about some of the links: in force and not, of each kind, before, over and after the moment."""
        chance, day = self.chance, AT.date()
        acts = []
        for link in links:
            if chance.random() < 0.1:
                starts = day + dt.timedelta(days=chance.choice((-400, -1, 0, 1)))
                acts.append(
                    {
                        "patient_id": link["patient_id"],
                        "representative_id": link["representative_id"],
                        "kind": (kind := chance.choice(("RESTRICTION", "RESTRICTION", "TERMINATION"))),
                        "state": (state := chance.choice(("PROPOSED", "IN_FORCE", "IN_FORCE", "ENDED"))),
                        "number": "2-1/2026",
                        "court": "Суд",
                        "decided_on": starts - dt.timedelta(days=9),
                        "starts_on": starts,
                        # A restriction alone has days; an act that has ended was ended by two officers.
                        "ends_on": chance.choice((None, None, starts, starts + dt.timedelta(days=1)))
                        if kind == "RESTRICTION"
                        else None,
                        "ended_at": AT - HOUR if state == "ENDED" else None,
                        "end_proposed_by_id": 500 if state == "ENDED" else None,
                        "end_confirmed_by_id": 501 if state == "ENDED" else None,
                        "proposed_by_id": 500,
                        "proposed_at": AT - 96 * HOUR,
                        "confirmed_by_id": None if state == "PROPOSED" else 501,
                        "confirmed_at": None if state == "PROPOSED" else AT - 95 * HOUR,
                    }
                )
        return acts

    async def visits(self) -> None:
        chance = self.chance
        treats = [(1, 107), (1, 101), (1, 104), (1, 110), (3, 101), (3, 104), (3, 107), (3, 203), (2, 109)]
        encounters, reasons = [], []
        for practitioner, patient in treats:
            for _ in range(chance.randint(1, 2)):
                class_ = chance.choice(("IMP", "AMB", "EMER", "HH"))
                opened = AT - chance.choice((2 * HOUR, 23 * HOUR, 96 * HOUR))
                closed = chance.choice((None, None, AT - HOUR, AT - 72 * HOUR))
                number = 1 + len(encounters)
                if chance.random() < 0.5:
                    reasons.append(
                        {
                            "patient_id": patient,
                            "encounter_id": number,
                            "reason": "Нужны закрытые записи для лечения",
                            "given_at": chance.choice((opened, AT, AT + HOUR)),
                        }
                    )
                encounters.append(
                    {
                        "id": number,
                        "patient_id": patient,
                        "encounter_class": class_,
                        "ground": "ADMISSION",
                        "practitioner_id": practitioner,
                        "organization_id": practitioner if chance.random() < 0.9 else 1,
                        "opened_at": opened,
                        "closed_at": closed if closed and closed >= opened else None,
                    }
                )
        emergencies = [
            {
                "patient_id": patient,
                "practitioner_id": practitioner,
                "reason": "Без сознания, нужен анамнез срочно",
                "started_at": AT - chance.choice((HOUR, 4 * HOUR, 4 * HOUR - dt.timedelta(microseconds=1))),
                "ended_at": chance.choice((None, None, AT + HOUR)),
            }
            for practitioner, patient in ((2, 107), (2, 101), (2, 104), (3, 104), (3, 107), (1, 106), (3, 101))
        ]
        await self.columns.write("encounter", encounters)
        await self.columns.write("stated_reason", reasons)
        await self.columns.write("break_glass_access", emergencies)
