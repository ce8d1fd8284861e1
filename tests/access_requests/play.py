"""What account owners do in the model-based test: each step on the service, and on the reference model beside it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from backend.policy.sealing import IdSealer, IdType
from tests.access_requests.people import begin, confirm_phone, phone_of, save, seen, submit, upload
from tests.access_requests.reference_access import OWN, PARENTS, RECORDS, Access, Pair
from tests.client import Person, Site
from tests.officers.people import DECIDE, RELEASE, TAKE, done, prepared, refused, run

_REFUSALS = (
    "ACCOUNT_LEVEL_TOO_LOW",
    "UNDER_AGE",
    "WARD_NOT_VERIFIED",
    "WARD_IS_ADULT",
    "NOT_FOUND",
)
_GRANT = (
    "SELECT g.id, g.grantee_id FROM access_grant g JOIN account a ON a.id = g.grantee_id JOIN person p ON p.id = g.patient_id "
    "WHERE a.id = (SELECT id FROM kept_account WHERE login = $1) AND p.given_name = $2 AND p.family_name LIKE 'Соколов%' "
    "AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > now())"
)
_SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }"


@dataclass
class Waiting:
    """A request that waits for a registrar. `grant` is what a handing over would end, and `to` who would have it."""

    request: dict[str, Any]
    grant: int | None = None
    to: Pair | None = None


class Play:
    """One run: the site and the model beside it, and sessions that stay open throughout."""

    def __init__(self, site: Site, people: dict[str, Person]) -> None:
        self.site, self.people, self.model = site, people, Access()
        self.waiting: dict[Pair, Waiting] = {}

    async def compare(self) -> None:
        for login, person in self.people.items():
            viewer = (await person.data("{ viewer { records { displayName } } }"))["viewer"]
            assert (viewer is None) == (login in self.model.gone)
            shown = {record["displayName"].split()[0] for record in viewer["records"]} if viewer else set()
            assert shown & set(RECORDS) == self.model.reads(login), (login, self.model)

    async def run(self, action: str, pair: Pair) -> None:
        step: Callable[[Pair], Awaitable[None]] = getattr(self, action)
        await step(pair)

    async def ask(self, pair: Pair) -> None:
        """Asks for access; what a standard account asks for waits for a registrar."""
        login, name = pair
        person, model = self.people[login], self.model
        if login in model.gone or pair in self.waiting:
            return
        answer = await begin(person, record={"own": True} if OWN[login] == name else {"patientId": await self.id(name)})
        if not model.may_hold(pair):
            assert answer.codes and answer.codes[0] in _REFUSALS
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
                self.waiting[pair] = Waiting(request)
                return
            assert (await seen(person, request))["state"] == "GRANTED"
            # The registry of insurance vouched for the policy.
            model.uninsured.discard(name)
        model.open(pair)

    async def hand_over(self, pair: Pair) -> None:
        """Asks that the other parent has the access instead."""
        login, name = pair
        other = (PARENTS[1 - PARENTS.index(login)], name)
        if pair not in self.model.grants or pair in self.waiting or not self.model.may_hold(pair):
            return
        person, grant = self.people[login], await self.grant(pair)
        begun = (await begin(person, "CHANGE", grantId=self.sealed(grant))).request
        options = [one["id"] for one in begun["granteeOptions"] if not one["me"]]
        assert len(options) == self.model.may_hold(other)
        if options:
            begun = (await save(person, begun, granteeId=options[0])).request
            request = (await submit(person, begun)).request
            self.waiting[pair] = Waiting(request, grant["id"], other)

    async def decide(self, pair: Pair) -> None:
        """A registrar decides on what waits; the applicant's own officer account may not even take it."""
        if (waiting := self.waiting.get(pair)) is None:
            return
        model, request = self.model, waiting.request
        await self._refuse_own_officer(pair[0], request)
        allowed = model.may_hold(pair)
        if waiting.to is not None:
            now = await self.grant(pair)
            allowed = allowed and now is not None and now["id"] == waiting.grant and model.may_hold(waiting.to)
        registrar = await prepared(self.site, request)
        payload = await run(registrar, DECIDE, id=request["id"], decision="APPROVE")
        assert (payload["userErrors"] == []) == allowed, (payload, model)
        if not allowed:
            await done(registrar, RELEASE, id=request["id"])
            return
        del self.waiting[pair]
        if waiting.to is None:
            model.uninsured.discard(pair[1])
            model.open(pair)
        else:
            model.grants.discard(pair)
            model.open(waiting.to)

    async def _refuse_own_officer(self, login: str, request: dict[str, Any]) -> None:
        database = self.site.database
        was = await database.fetchval("SELECT person_id FROM account WHERE login = 'registrar2'")
        move = "UPDATE account SET person_id = $1 WHERE login = 'registrar2'"
        await database.execute(move, await database.fetchval("SELECT person_id FROM account WHERE login = $1", login))
        assert await refused(await self.site.sign_in("registrar2"), TAKE, id=request["id"]) == "OWN_CASE"
        await database.execute(move, was)

    async def cancel(self, pair: Pair) -> None:
        row = await self.grant(pair)
        assert (row is not None) == (pair in self.model.grants)
        if row is None:
            return
        draft = (await begin(self.people[pair[0]], "CANCEL", grantId=self.sealed(row))).request
        assert (await submit(self.people[pair[0]], draft)).request["state"] == "CANCELLED"
        self.model.grants.discard(pair)

    async def sign_in(self, pair: Pair) -> None:
        if pair[0] in self.model.gone:
            answer = await self.site.ask(_SIGN_IN, input={"login": pair[0], "password": "medcard-demo"})
            assert answer["data"]["signIn"]["userErrors"] == [{"code": "WRONG_CREDENTIALS"}]
            return
        await self.site.sign_in(pair[0])
        for name in RECORDS:
            if self.model.opens_by_itself((pair[0], name)):
                self.model.open((pair[0], name))

    async def close(self, pair: Pair) -> None:
        """The account is closed by its owner."""
        if pair[0] in self.model.gone:
            return
        closed = await self.people[pair[0]].data("mutation { closeAccount { closed } }")
        assert closed["closeAccount"]["closed"]
        self.model.leave(pair[0])
        self.forget(lambda login, name: login == pair[0])

    def forget(self, which: Callable[[str, str], bool], *, to_too: bool = False) -> None:
        """Requests that have ended with the right to make them; `to_too`: those that hand access to such a one as well."""
        self.waiting = {
            pair: one
            for pair, one in self.waiting.items()
            if not which(*pair) and not (one.to is not None and to_too and which(*one.to))
        }

    async def id(self, name: str) -> str:
        return await self.site.patient(name, self.family(name))

    def family(self, name: str) -> str:
        return "Соколова" if name in ("Анна", "Вера") else "Соколов"

    async def grant(self, pair: Pair) -> Any:
        return await self.site.database.fetchrow(_GRANT, *pair)

    def sealed(self, grant: Any) -> str:
        return IdSealer(self.site.settings.key("id")).seal(IdType.ACCESS_GRANT, grant["grantee_id"], grant["id"])
