"""Requests, grants, birthdays, revocations in any order, against a small reference model: no access without its ground."""

from collections.abc import Awaitable, Callable

import asyncpg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backend.policy.sealing import IdSealer, IdType
from backend.services.access_requests.expiring import expire_requests
from tests.access_requests.people import begin, confirm_phone, phone_of, seen, submit, upload
from tests.access_requests.reference_access import CHILDREN, OWN, PARENTS, RECORDS, Access, Pair
from tests.access_requests.resetting import as_the_demo_has_it
from tests.client import Person, Site
from tests.officers.people import approve
from tests.reads.conftest import examples
from tests.reads.test_reference import LONG

LOGINS = tuple(OWN)
_link = st.tuples(st.sampled_from(PARENTS), st.sampled_from(CHILDREN))
_pair = st.one_of(_link, st.tuples(st.sampled_from(LOGINS), st.sampled_from(RECORDS)))
# What people want comes up oftener than what courts and birthdays do.
ACTION = st.one_of(
    *(st.tuples(st.just(name), _pair) for name in ("ask", "ask", "ask", "cancel", "cancel", "sign_in")),
    *(st.tuples(st.just(name), _link) for name in ("end_link", "link", "restrict", "lift", "grow_up")),
    *(st.tuples(st.just(name), _pair) for name in ("lapse", "insure", "sink", "rise", "sweep")),
)


class Play:
    """One run: the site and the model beside it, and sessions that stay open throughout."""

    def __init__(self, site: Site, people: dict[str, Person]) -> None:
        self.site, self.people, self.model = site, people, Access()

    async def compare(self) -> None:
        for login, person in self.people.items():
            data = await person.data("{ viewer { records { displayName } } }")
            shown = {record["displayName"].split()[0] for record in data["viewer"]["records"]}
            assert shown & set(RECORDS) == self.model.reads(login), (login, self.model)

    async def run(self, action: str, pair: Pair) -> None:
        step: Callable[[Pair], Awaitable[None]] = getattr(self, action)
        await step(pair)

    async def ask(self, pair: Pair) -> None:
        login, name = pair
        person, model = self.people[login], self.model
        patient = await self.site.patient(name, None if name == "Анна" else "Соколова" if name == "Вера" else "Соколов")
        answer = await begin(person, record={"own": True} if OWN[login] == name else {"patientId": patient})
        if not model.may_hold(pair):
            assert answer.codes and answer.codes[0] in (
                "ACCOUNT_LEVEL_TOO_LOW",
                "WARD_NOT_VERIFIED",
                "WARD_IS_ADULT",
                "NOT_FOUND",
            )
            return
        if pair in model.grants:
            if name in model.uninsured:
                assert answer.codes == ["POLICY_INVALID"]
            else:
                assert answer.payload["alreadyOpen"]
            return
        if model.levels[login] == "FULL" and name not in model.uninsured:
            assert answer.payload["alreadyOpen"]
        else:
            request = await confirm_phone(self.site, person, answer.request, await phone_of(self.site, login))
            if model.levels[login] == "STANDARD":
                assert (await upload(self.site, person, request)).status_code == 201
            request = (await submit(person, request)).request
            await self.compare()
            await self.site.work()
            if model.levels[login] == "STANDARD":
                assert (await seen(person, request))["state"] == "MANUAL_REVIEW"
                await self.compare()
                await approve(self.site, request)
            assert (await seen(person, request))["state"] == "GRANTED"
            # The registry of insurance vouched for the policy.
            model.uninsured.discard(name)
        model.open(pair)

    async def cancel(self, pair: Pair) -> None:
        row = await self.site.database.fetchrow(
            "SELECT g.id, g.grantee_id FROM access_grant g JOIN account a ON a.id = g.grantee_id JOIN person p ON p.id = g.patient_id "
            "WHERE a.login = $1 AND p.given_name = $2 AND p.family_name LIKE 'Соколов%' AND g.revoked_at IS NULL",
            *pair,
        )
        assert (row is not None) == (pair in self.model.grants)
        if row is None:
            return
        grant = IdSealer(self.site.settings.key("id")).seal(IdType.ACCESS_GRANT, row["grantee_id"], row["id"])
        draft = (await begin(self.people[pair[0]], "CANCEL", grantId=grant)).request
        assert (await submit(self.people[pair[0]], draft)).request["state"] == "CANCELLED"
        self.model.grants.discard(pair)

    async def sign_in(self, pair: Pair) -> None:
        await self.site.sign_in(pair[0])
        for name in RECORDS:
            if self.model.opens_by_itself((pair[0], name)):
                self.model.open((pair[0], name))

    async def end_link(self, pair: Pair) -> None:
        await self._links("ENDED", pair)
        self.model.links.discard(pair)

    async def link(self, pair: Pair) -> None:
        await self._links("VERIFIED", pair)
        self.model.links.add(pair)

    async def _links(self, state: str, pair: Pair) -> None:
        await self.site.database.execute(
            "UPDATE legal_representation r SET state = $1 FROM account a, person p WHERE a.login = $2 AND p.given_name = $3 "
            "AND r.representative_id = a.person_id AND r.patient_id = p.id",
            state,
            *pair,
        )

    async def restrict(self, pair: Pair) -> None:
        await self.site.database.execute(
            "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, "
            "proposed_by_id, proposed_at, confirmed_by_id, confirmed_at) SELECT p.id, a.person_id, 'RESTRICTION', 'IN_FORCE', '1', "
            "'x', current_date - 2, current_date - 2, (SELECT id FROM account WHERE login = 'registrar'), now(), "
            "(SELECT id FROM account WHERE login = 'mfc'), now() FROM account a, person p WHERE a.login = $1 "
            "AND p.given_name = $2 AND p.family_name LIKE 'Соколов%'",
            *pair,
        )
        self.model.restricted.add(pair)

    async def lift(self, pair: Pair) -> None:
        await self.site.database.execute(
            "DELETE FROM court_act c USING account a, person p WHERE a.login = $1 AND p.given_name = $2 "
            "AND c.representative_id = a.person_id AND c.patient_id = p.id",
            *pair,
        )
        self.model.restricted.discard(pair)

    async def grow_up(self, pair: Pair) -> None:
        await self.site.database.execute(
            "UPDATE person SET birth_date = current_date - interval '18 years' WHERE given_name = $1 AND family_name LIKE 'Соколов%'",
            pair[1],
        )
        self.model.grown_up.add(pair[1])

    async def lapse(self, pair: Pair) -> None:
        await self._policies("INVALID", pair[1])
        self.model.uninsured.add(pair[1])

    async def insure(self, pair: Pair) -> None:
        await self._policies("VALID", pair[1])
        self.model.uninsured.discard(pair[1])

    async def _policies(self, state: str, name: str) -> None:
        await self.site.database.execute(
            "UPDATE insurance_policy i SET state = $1 FROM person p WHERE p.id = i.patient_id AND p.given_name = $2 "
            "AND p.family_name LIKE 'Соколов%'",
            state,
            name,
        )

    async def sink(self, pair: Pair) -> None:
        await self._level(pair[0], "BASIC")

    async def rise(self, pair: Pair) -> None:
        await self._level(pair[0], Access().levels[pair[0]])

    async def _level(self, login: str, level: str) -> None:
        await self.site.database.execute("UPDATE account SET level = $2 WHERE login = $1", login, level)
        self.model.levels[login] = level

    async def sweep(self, pair: Pair) -> None:
        """The daily job: it notes what has ended and ends nothing."""
        async with asyncpg.create_pool(**self.site.address.connect_arguments(), min_size=1, max_size=1) as pool:
            await expire_requests(pool, self.site.clock())


@settings(
    max_examples=examples(10),
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
    # An example takes a second, so looking for a shorter one is left to a longer run.
    phases=tuple(Phase) if LONG else (Phase.explicit, Phase.reuse, Phase.generate),
)
@given(actions=st.lists(ACTION, min_size=4, max_size=12))
async def test_nobody_reads_what_they_have_no_ground_for(running: Site, actions: list[tuple[str, Pair]]) -> None:
    """ACC-01…06, REP-01, REQ-09, REQ-15: after every step each open session reads what the model says, and no more."""
    await as_the_demo_has_it(running)
    play = Play(running, {login: await running.sign_in(login) for login in LOGINS})
    await play.compare()
    for action, pair in actions:
        await play.run(action, pair)
        await play.compare()
