"""What befalls account owners in the model-based test: officers and courts, birthdays, policies, levels, terms."""

import asyncpg

from backend.services.access_requests.expiring import expire_requests
from tests.access_requests.play import Play
from tests.access_requests.reference_access import OWN, Access, Pair
from tests.officers.people import ADOPTION, CONFIRM, DEATH, REASON, done, in_force, key
from tests.officers.test_adoption import adoption_input

_OTHER_PARENT = "Фёдор"


class Life(Play):
    """The steps that are nobody's wish."""

    async def end_link(self, pair: Pair) -> None:
        await self._links("ENDED", pair)
        self.model.links.discard(pair)

    async def link(self, pair: Pair) -> None:
        """The two are linked again, as after a new verification; no row is there to link where a court has ended it."""
        try:
            linked = await self._links("VERIFIED", pair)
        except asyncpg.PostgresError:
            linked = False
        assert linked == (pair not in self.model.barred)
        if linked:
            self.model.links.add(pair)

    async def _links(self, state: str, pair: Pair) -> bool:
        done = await self.site.database.execute(
            "UPDATE legal_representation r SET state = $1, ends_on = NULL FROM kept_account a, person p WHERE a.login = $2 "
            "AND p.given_name = $3 AND r.representative_id = a.person_id AND r.patient_id = p.id AND r.kind = 'PARENT'",
            state,
            *pair,
        )
        return str(done) != "UPDATE 0"

    async def restrict(self, pair: Pair) -> None:
        await self.site.database.execute(
            "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, "
            "proposed_by_id, proposed_at, confirmed_by_id, confirmed_at) SELECT p.id, a.person_id, 'RESTRICTION', 'IN_FORCE', '1', "
            "'x', current_date - 2, current_date - 2, (SELECT id FROM account WHERE login = 'registrar'), now(), "
            "(SELECT id FROM account WHERE login = 'mfc'), now() FROM kept_account a, person p WHERE a.login = $1 "
            "AND p.given_name = $2 AND p.family_name LIKE 'Соколов%'",
            *pair,
        )
        self.model.restricted.add(pair)

    async def lift(self, pair: Pair) -> None:
        await self.site.database.execute(
            "DELETE FROM court_act c USING kept_account a, person p WHERE a.login = $1 AND p.given_name = $2 "
            "AND c.representative_id = a.person_id AND c.patient_id = p.id AND c.kind = 'RESTRICTION'",
            *pair,
        )
        self.model.restricted.discard(pair)

    async def terminate(self, pair: Pair) -> None:
        """Two registrars enter a court's termination of a parent's rights."""
        login, name = pair
        if pair in self.model.barred or {name, OWN[login]} & self.model.dead:
            return
        await in_force(self.site, "TERMINATION", name, OWN[login])
        self.model.end_rights(pair)
        self.forget(lambda *one: one == pair)

    async def adopt(self, pair: Pair) -> None:
        """The child is adopted: the mother stays, where she may, with a stepfather; every other parent is one no more."""
        name = pair[1]
        model = self.model
        if name in model.dead or model.ages[name] >= 18 or ("anna", name) in model.barred or "Анна" in model.dead:
            return
        child = await self.site.database.fetchrow(
            "SELECT given_name, family_name, (SELECT value FROM person_identifier WHERE patient_id = p.id AND kind = 'ENP' "
            "AND ended_on IS NULL) AS enp FROM person p WHERE given_name = $1 AND family_name LIKE 'Соколов%'",
            name,
        )
        given = await adoption_input(
            self.site,
            name,
            [OWN["anna"], _OTHER_PARENT],
            givenName=name,
            familyName=child["family_name"],
            enp=child["enp"],
            snils=(await key(self.site, name))["number"],
        )
        proposed = await done(await self.site.sign_in("registrar"), ADOPTION, **given)
        await done(await self.site.sign_in("registrar2"), CONFIRM, id=proposed["courtAct"]["id"])
        model.links.add(("anna", name))
        former = ("sergey", name)
        model.end_rights(former)
        model.ever.discard(former)
        self.forget(lambda *one: one == former, to_too=True)

    async def die(self, pair: Pair) -> None:
        """A registrar records the death of whose record the pair names."""
        name = pair[1]
        if name in self.model.dead:
            return
        given = {"person": await key(self.site, name), "actNumber": "177240000700000012345", "reason": REASON}
        today = (await self.site.database.fetchval("SELECT moscow_day($1)", self.site.clock())).isoformat()
        await done(await self.site.sign_in("registrar"), DEATH, **given, diedOn=today)
        self.model.dead.add(name)
        self.model.grants = {one for one in self.model.grants if one[1] != name}
        self.model.links = {one for one in self.model.links if name not in (one[1], OWN[one[0]])}
        for login in (login for login, own in OWN.items() if own == name):
            self.model.leave(login)
        self.forget(lambda login, record: name in (record, OWN[login]))

    async def grow_up(self, pair: Pair) -> None:
        await self._age(pair[1], 18)

    async def be_fourteen(self, pair: Pair) -> None:
        await self._age(pair[1], 14)

    async def be_sixteen(self, pair: Pair) -> None:
        await self._age(pair[1], 16)

    async def _age(self, name: str, years: int) -> None:
        await self.site.database.execute(
            "UPDATE person SET birth_date = moscow_day(now()) - make_interval(years => $2), emancipated_on = NULL "
            "WHERE given_name = $1 AND family_name LIKE 'Соколов%'",
            name,
            years,
        )
        self.model.ages[name] = years
        self.model.emancipated.discard(name)

    async def emancipate(self, pair: Pair) -> None:
        await self.site.database.execute(
            "UPDATE person SET emancipated_on = moscow_day(now()) WHERE given_name = $1 AND family_name LIKE 'Соколов%'",
            pair[1],
        )
        self.model.emancipated.add(pair[1])

    async def run_out(self, pair: Pair) -> None:
        """The access had a term, and it has passed."""
        await self.site.database.execute(
            "UPDATE access_grant g SET granted_at = now() - interval '2 hours', valid_until = now() - interval '1 hour' "
            "FROM kept_account a, person p WHERE a.login = $1 AND p.given_name = $2 AND p.family_name LIKE 'Соколов%' "
            "AND g.grantee_id = a.id AND g.patient_id = p.id AND g.revoked_at IS NULL",
            *pair,
        )
        self.model.grants.discard(pair)

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
        await self.site.database.execute(
            "UPDATE account a SET level = $2 FROM kept_account k WHERE k.id = a.id AND k.login = $1", login, level
        )
        self.model.levels[login] = level

    async def sweep(self, pair: Pair) -> None:
        """The daily job: it notes what has ended and ends nothing."""
        async with asyncpg.create_pool(**self.site.address.connect_arguments(), min_size=1, max_size=1) as pool:
            await expire_requests(pool, self.site.clock())
