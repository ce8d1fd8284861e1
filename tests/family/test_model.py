"""Whatever happens in whatever order, a child's record opens on its ground alone: claims against a small model.

The model knows nothing of the service's tables: who was asked about, what was answered, whom the account turned out to be,
and what a court has ended (REP-01, REP-03, ACC-03).
"""

import dataclasses
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import pytest_asyncio
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from backend.registries.civil_acts import CivilActAnswer, CivilActQuestion, CivilActStatus
from backend.registries.unavailable import RegistryUnavailable
from backend.services import registry_checks
from backend.services.check_owners import OWNERS
from backend.services.family_links import link_verified_claims
from tests.client import Person, Site
from tests.family.people import KIRA, change_child, of_cast, try_child, withdraw_child
from tests.family.test_mfc import CONFIRM, REFUSE
from tests.reads.conftest import examples
from tests.reads.test_reference import LONG

OPEN = ("CHECKING", "UNAVAILABLE", "GO_TO_MFC")
# Of whom the account's owner says to be, and turns out to be. Both have children in the civil registry's eyes.
PEOPLE = ("sergey", "stranger")
STEP = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(["vera", "other", "abroad"])),
    st.tuples(st.just("change"), st.integers(0, 3), st.sampled_from(["vera", "other", "abroad"])),
    st.tuples(st.just("withdraw"), st.integers(0, 3)),
    st.tuples(st.just("answer"), st.sampled_from(["MATCH", "NO_MATCH", "NOT_FOUND", "OUTAGE"])),
    st.tuples(st.just("confirm"), st.integers(0, 3)),
    st.tuples(st.just("refuse"), st.integers(0, 3)),
    st.tuples(st.just("state"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("bind"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("full")),
    st.tuples(st.just("terminate"), st.sampled_from(PEOPLE)),
)
# Orders that chance seldom brings begin with a full account whose owner is known.
KNOWN = (("bind", "sergey"), ("full",))


@dataclass
class Claim:
    document: str
    state: str
    asked_about: str
    linked: bool = False


@dataclass
class Model:
    """`grants`: whether the account's access is open; absent while it never was."""

    stated: str = "sergey"
    bound: str | None = None
    full: bool = False
    claims: list[Claim] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    grants: dict[str, bool] = field(default_factory=dict)

    @property
    def applicant(self) -> str:
        return self.bound or self.stated

    @property
    def opens(self) -> bool:
        return self.bound in self.links and self.grants.get(self.bound or "", False)

    def listed(self, document: str, besides: Claim | None = None) -> bool:
        return any(
            claim is not besides and claim.document == document and claim.state in (*OPEN, "VERIFIED")
            for claim in self.claims
        )

    def put(self, claim: Claim, document: str) -> None:
        claim.document, claim.asked_about = document, self.applicant
        claim.state = "GO_TO_MFC" if document == "abroad" else "CHECKING"

    def barred(self, claim: Claim) -> bool:
        return claim.document == "vera" and self.bound in self.ended

    def link(self) -> None:
        if self.bound is None:
            return
        for claim in self.claims:
            if claim.state != "VERIFIED" or claim.linked:
                continue
            if claim.asked_about != self.bound:
                self.put(claim, claim.document)
            elif self.barred(claim):
                claim.state = "ENDED"
            elif claim.document == "vera":
                claim.linked = True
                self.links.add(self.bound)
        if self.full and self.bound in self.links:
            self.grants.setdefault(self.bound, True)


class Fixed:
    """A civil registry with one answer."""

    def __init__(self, outcome: str) -> None:
        self._outcome = outcome

    async def check(self, key: str, question: CivilActQuestion) -> CivilActAnswer:
        if self._outcome == "OUTAGE":
            raise RegistryUnavailable("civil_acts")
        told: dict[str, Any] = {}
        if self._outcome == "MATCH":
            told = {"act_record_number": "119977000012345600007", "issued_on": dt.date.today()}
        return CivilActAnswer(
            subject=question, answered_at=dt.datetime.now(dt.UTC), status=CivilActStatus(self._outcome), **told
        )


class Run:
    """Carries out each step on the service and on the model."""

    def __init__(self, site: Site, pool: asyncpg.Pool, owner: Person, mfc: Person, forms: dict[str, Any]) -> None:
        self.site, self.pool, self.owner, self.mfc, self.forms = site, pool, owner, mfc, forms
        self.model, self.ids = Model(), list[str]()

    async def do(self, step: tuple[Any, ...]) -> None:
        name, *given = step
        if given and isinstance(given[0], int):
            if not self.model.claims:
                return
            given[0] %= len(self.model.claims)
        await getattr(self, name)(*given)
        # Tries are another test's.
        await self.site.database.execute("UPDATE registry_check SET created_at = created_at - interval '40 days'")

    async def add(self, document: str) -> None:
        answered = await try_child(self.site, self.owner, **self.forms[document])
        assert (answered.codes == ["ALREADY_IN_FAMILY"]) == self.model.listed(document), answered.errors
        if not self.model.listed(document):
            claim = Claim(document, "", "")
            self.model.put(claim, document)
            self.model.claims.append(claim)
            self.ids.append(answered.added["id"])

    async def change(self, place: int, document: str) -> None:
        claim = self.model.claims[place]
        allowed = claim.state in (*OPEN, "REFUSED") and not self.model.listed(document, claim)
        answered = await change_child(self.owner, self.ids[place], **self.forms[document])
        assert (answered.codes == []) == allowed, answered.errors
        if allowed:
            self.model.put(claim, document)

    async def withdraw(self, place: int) -> None:
        claim = self.model.claims[place]
        allowed = claim.state in (*OPEN, "REFUSED", "VERIFIED")
        assert ((await withdraw_child(self.owner, self.ids[place])).codes == []) == allowed
        if allowed:
            if claim.state == "VERIFIED" and claim.linked and self.model.bound:
                self.model.links.discard(self.model.bound)
                self.model.grants.update({self.model.bound: False} if self.model.bound in self.model.grants else {})
            claim.state = "WITHDRAWN"

    async def answer(self, outcome: str) -> None:
        registries = dataclasses.replace(self.site.registries, civil_acts=Fixed(outcome))
        for check in await self.site.database.fetch(
            "SELECT id, attempts FROM registry_check WHERE state = 'WAITING' ORDER BY claim_id"
        ):
            await registry_checks.ask(self.pool, registries, OWNERS, check["id"], check["attempts"], self.site.clock())
        for claim in [one for one in self.model.claims if one.state in ("CHECKING", "UNAVAILABLE")]:
            if outcome == "OUTAGE":
                claim.state = "UNAVAILABLE"
            elif outcome == "MATCH" and not self.model.barred(claim):
                claim.state = "VERIFIED"
                self.model.link()
            else:
                claim.state = "GO_TO_MFC"

    async def confirm(self, place: int) -> None:
        claim = self.model.claims[place]
        allowed = claim.state in OPEN and not self.model.barred(claim)
        number = {"vera": self.forms["vera"], "other": KIRA, "abroad": self.forms["abroad"]}[claim.document]
        passport = await self.site.database.fetchval(
            "SELECT coalesce(f.passport, i.value) FROM account a LEFT JOIN identity_profile f ON f.account_id = a.id "
            "LEFT JOIN person_identifier i ON i.patient_id = a.person_id AND i.kind = 'PASSPORT' WHERE a.login = 'sergey'"
        )
        documents = [
            {"kind": "IDENTITY_DOCUMENT", "number": passport},
            {
                "kind": "FOREIGN_BIRTH_DOCUMENT" if claim.document == "abroad" else "BIRTH_CERTIFICATE",
                "number": number["document"]["number"],
            },
            {"kind": "NAME_CHANGE_DOCUMENT", "number": "I-МЮ 777777"},
        ]
        given = {"id": self.ids[place], "documents": documents, "basis": "Свидетельство о рождении"}
        payload = (await self.mfc.data(CONFIRM, input=given))["confirmFamilyClaim"]
        assert (payload["userErrors"] == []) == allowed, payload["userErrors"]
        if allowed:
            claim.state = "VERIFIED"
            self.model.link()

    async def refuse(self, place: int) -> None:
        claim = self.model.claims[place]
        given = {"id": self.ids[place], "reason": "ORIGINALS_DOUBTFUL"}
        payload = (await self.mfc.data(REFUSE, input=given))["refuseFamilyClaim"]
        assert (payload["userErrors"] == []) == (claim.state in OPEN)
        if claim.state in OPEN:
            claim.state = "REFUSED"

    async def state(self, who: str) -> None:
        """The owner, not yet known for sure, says to be somebody."""
        if self.model.bound is None:
            await _state(self.site, who)
            self.model.stated = who

    async def bind(self, who: str) -> None:
        """The owner turns out to be somebody, by a verified identity."""
        if self.model.bound is not None:
            return
        async with self.site.database.transaction():
            account = await self.site.database.fetchval(
                "UPDATE account SET person_id = (SELECT person_id FROM kept_account WHERE login = $1) WHERE login = 'sergey' "
                "RETURNING id",
                who,
            )
            await link_verified_claims(self.site.database, account, self.site.clock())
        self.model.bound = who
        self.model.link()

    async def full(self) -> None:
        if self.model.bound is None:
            return
        async with self.site.database.transaction():
            account = await self.site.database.fetchval(
                "UPDATE account SET level = 'FULL' WHERE login = 'sergey' RETURNING id"
            )
            await link_verified_claims(self.site.database, account, self.site.clock())
        self.model.full = True
        self.model.link()

    async def terminate(self, who: str) -> None:
        """A court ends somebody's rights to the child: what is open ends at once."""
        if who in self.model.ended:
            return
        await self.site.database.execute(
            "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, "
            "proposed_by_id, proposed_at, confirmed_by_id, confirmed_at) SELECT p.id, k.person_id, 'TERMINATION', 'IN_FORCE', "
            "'2-1', 'Суд', current_date - 1, current_date - 1, r.id, now() - interval '1 hour', m.id, now() - interval '1 hour' "
            "FROM person p, kept_account k, account r, account m WHERE k.login = $1 "
            "AND p.given_name = 'Вера' AND p.family_name = 'Соколова' AND r.login = 'registrar' AND m.login = 'mfc'",
            who,
        )
        ended = await self.site.database.fetch(
            "UPDATE legal_representation r SET state = 'ENDED' FROM kept_account k "
            "WHERE k.login = $1 AND r.representative_id = k.person_id AND r.state = 'VERIFIED' "
            "AND r.patient_id = (SELECT id FROM person WHERE given_name = 'Вера' AND family_name = 'Соколова') RETURNING r.id",
            who,
        )
        links = [row["id"] for row in ended]
        await self.site.database.execute(
            "UPDATE family_claim SET state = 'ENDED' WHERE state = 'VERIFIED' AND representation_id = ANY ($1)", links
        )
        await self.site.database.execute(
            "UPDATE access_grant SET revoked_at = greatest(now(), granted_at) WHERE revoked_at IS NULL AND patient_id = "
            "(SELECT id FROM person WHERE given_name = 'Вера' AND family_name = 'Соколова') AND grantee_id = "
            "(SELECT id FROM account WHERE login = 'sergey') AND $1",
            bool(links),
        )
        self.model.ended.add(who)
        if who in self.model.links:
            self.model.links.discard(who)
            self.model.grants.update({who: False} if who in self.model.grants else {})
            for claim in self.model.claims:
                if claim.linked and claim.state == "VERIFIED":
                    claim.state = "ENDED"

    async def agree(self) -> None:
        states = await self.site.database.fetch("SELECT state FROM family_claim ORDER BY id")
        assert [row["state"] for row in states] == [claim.state for claim in self.model.claims]
        links = await self.site.database.fetch(
            "SELECT k.login FROM legal_representation r JOIN person p ON p.id = r.patient_id "
            "JOIN kept_account k ON k.person_id = r.representative_id "
            "WHERE r.state = 'VERIFIED' AND p.given_name = 'Вера' AND k.login IN ('sergey', 'stranger')"
        )
        assert {row["login"] for row in links} == self.model.links
        assert ("Вера Соколова" in await self.owner.records()) == self.model.opens


async def _state(site: Site, who: str) -> None:
    await site.database.execute(
        "INSERT INTO identity_profile (account_id, version, family_name, given_name, patronymic, birth_date, sex, snils, "
        "passport, passport_issued_on, passport_issuer, passport_department, saved_at) SELECT a.id, 1, p.family_name, "
        "p.given_name, p.patronymic, p.birth_date, 'MALE', s.value, d.value, d.issued_on, 'ГУ МВД', d.issuer_code, now() "
        "FROM account a, kept_account k JOIN person p ON p.id = k.person_id "
        "JOIN person_identifier s ON s.patient_id = p.id AND s.kind = 'SNILS' "
        "JOIN person_identifier d ON d.patient_id = p.id AND d.kind = 'PASSPORT' WHERE a.login = 'sergey' AND k.login = $1 "
        "ON CONFLICT (account_id) DO UPDATE SET family_name = excluded.family_name, given_name = excluded.given_name, "
        "patronymic = excluded.patronymic, birth_date = excluded.birth_date, snils = excluded.snils, "
        "passport = excluded.passport, version = identity_profile.version + 1",
        who,
    )


@pytest_asyncio.fixture
async def pool(site: Site) -> AsyncIterator[asyncpg.Pool]:
    made = await asyncpg.create_pool(**site.address.connect_arguments(), min_size=1, max_size=2)
    yield made
    await made.close()


@pytest_asyncio.fixture
async def people(site: Site) -> tuple[Person, Person]:
    """The account's owner and an officer, signed in once."""
    return await site.sign_in("sergey"), await site.sign_in("mfc")


async def _begin(site: Site) -> None:
    """The account without a person; the child without links to either of the two."""
    database = site.database
    # Small tables: to empty them row by row is quicker than to truncate them.
    for table in (
        "notification",
        "registry_check",
        "sighted_document",
        "family_claim",
        "court_act",
        "identity_profile",
        "procrastinate_jobs",
    ):
        await database.execute(f"DELETE FROM {table}")
    await database.execute(
        "DELETE FROM legal_representation r USING account a, kept_account k WHERE k.id = a.id AND k.person_id = "
        "r.representative_id AND a.login IN ('sergey', 'stranger')"
    )
    await database.execute(
        "DELETE FROM access_grant g USING account a WHERE a.id = g.grantee_id AND a.login = 'sergey'"
    )
    await database.execute("UPDATE account SET person_id = NULL WHERE login = 'stranger'")
    await database.execute("UPDATE account SET person_id = NULL, level = 'STANDARD' WHERE login = 'sergey'")
    await _state(site, "sergey")


@settings(max_examples=examples(40), deadline=None, derandomize=not LONG, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=3, max_size=14))
@example(steps=[*KNOWN, ("add", "vera"), ("answer", "OUTAGE"), ("answer", "NO_MATCH")])
@example(steps=[*KNOWN, ("add", "vera"), ("answer", "MATCH"), ("withdraw", 0)])
@example(steps=[*KNOWN, ("terminate", "sergey"), ("add", "vera"), ("answer", "MATCH"), ("confirm", 0)])
@example(
    steps=[*KNOWN, ("add", "vera"), ("answer", "MATCH"), ("terminate", "sergey"), ("add", "vera"), ("answer", "MATCH")]
)
@example(steps=[("add", "vera"), ("answer", "MATCH"), ("bind", "stranger"), ("full",), ("answer", "NO_MATCH")])
@example(steps=[("add", "vera"), ("confirm", 0), ("terminate", "stranger"), ("bind", "stranger"), ("full",)])
async def test_no_order_of_events_opens_a_record_without_its_ground(
    site: Site, pool: asyncpg.Pool, people: tuple[Person, Person], steps: list[tuple[Any, ...]]
) -> None:
    forms = {
        "vera": await of_cast(site, "Вера", "Соколова", "DAUGHTER"),
        "other": KIRA,
        "abroad": {**KIRA, "document": {"kind": "FOREIGN_DOCUMENT", "number": "KZ 1"}},
    }
    await _begin(site)
    run = Run(site, pool, people[0], people[1], forms)
    for step in steps:
        note(str(step))
        await run.do(step)
        await run.agree()
