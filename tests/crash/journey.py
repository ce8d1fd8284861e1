"""A mother's way to her daughter's record and back, told as steps that may be interrupted anywhere and taken again.

A step does what a client does that got no answer: it repeats a mutation by its `clientMutationId`, and of one that has
none it first looks whether it has been done. It gives what has to be the same each time.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.access_requests.pictures import picture
from tests.client import Person
from tests.crash.gates import Place
from tests.crash.scene import Scene
from tests.service.mother import DAUGHTER, MOTHER, NEW_PHONE, PASSWORD, PHONE, call, codes, done

Doing = Callable[[], Awaitable[Any]]
# Takes a step, however often it is interrupted; the place is where its transaction may be held.
Step = Callable[[Doing, Place], Awaitable[Any]]
# Waits until the background work has come so far; the name of the stage comes first.
Work = Callable[[str, Callable[[], Awaitable[bool]]], Awaitable[None]]

OPEN = "query($id: ID!) { record(patientId: $id) { patient { displayName } } }"
_CASE = "query($id: ID!) { accessRequestCase(id: $id) { mine state photo { url } } }"
_REQUESTS = "{ viewer { accessRequests(first: 5) { nodes { id number state } } } }"


def _kept(table: str, did: str = "INSERT") -> Place:
    return Place("medcard-write", did, table)  # type: ignore[arg-type]


class Journey:
    """One mother, and the registrar who decides."""

    def __init__(self, scene: Scene, step: Step, work: Work) -> None:
        self._scene, self._step, self._work = scene, step, work
        self._mother = Person(scene, "")  # type: ignore[arg-type]
        self._registration = ""

    async def go(self) -> None:
        """From nothing to a record and out again; the service is running at the beginning and at the end."""
        await self._register()
        await self._state_and_be_checked()
        request = await self._ask_for_access()
        await self._be_decided(request)
        patient = await self._scene.database.fetchval(
            "SELECT patient_key FROM person WHERE given_name = $1 AND family_name = $2",
            DAUGHTER["givenName"],
            DAUGHTER["familyName"],
        )
        await self._open_card(PHONE, patient)
        grant = (await self._mother.data("{ viewer { accessGrants { id } } }"))["viewer"]["accessGrants"][0]["id"]
        await self._change_phone(grant)
        cancel = await self._begin("cancel", purpose="CANCEL", grantId=grant)
        await self._submit(cancel, None)
        await self._work("cancelled", self._in_state(cancel, "CANCELLED"))
        answer = await self._mother.ask(OPEN, id=patient)
        assert answer["errors"][0]["extensions"] == {"code": "FORBIDDEN", "reason": "ACCESS_NOT_OPEN"}

    async def _register(self) -> None:
        async def start() -> None:
            # A stranger's form cannot be found again, so it is sent anew.
            begun = await done(self._mother, "startRegistration", "registration { token }", login=PHONE)
            self._registration = begun["registration"]["token"]

        async def complete() -> Any:
            given = {"token": self._registration, "code": await self._code(PHONE), "password": PASSWORD}
            registered = await done(
                self._mother, "completeRegistration", "token", **given, clientMutationId="registration"
            )
            self._mother = Person(self._scene, registered["token"])  # type: ignore[arg-type]
            return await self._mother.data("{ viewer { account { login level } } }")

        await self._step(start, _kept("one_time_code"))
        await self._step(complete, _kept("account"))

    async def _state_and_be_checked(self) -> None:
        async def state() -> Any:
            saved = await done(
                self._mother, "saveProfile", "profile { version }", version=0, **MOTHER, clientMutationId="profile"
            )
            return saved["profile"]["version"]

        async def add_daughter() -> Any:
            added = await done(self._mother, "addFamilyMember", "claim { id }", **DAUGHTER, clientMutationId="daughter")
            return added["claim"]["id"]

        async def standard() -> bool:
            found = await self._mother.data("{ viewer { account { level } } }")
            return bool(found["viewer"]["account"]["level"] == "STANDARD")

        async def verified() -> bool:
            found = await self._mother.data("{ viewer { familyClaims { state } } }")
            return [one["state"] for one in found["viewer"]["familyClaims"]] == ["VERIFIED"]

        await self._step(state, _kept("identity_profile"))
        await self._work("profile", standard)
        self._claim = await self._step(add_daughter, _kept("family_claim"))
        await self._work("family", verified)

    async def _ask_for_access(self) -> str:
        request = await self._begin("grant", purpose="GRANT", record={"claimId": self._claim})
        await self._confirm(request, PHONE, "PHONE_CONFIRMED")

        async def send_photo() -> int:
            headers = {"Authorization": f"Bearer {self._mother.token}"}
            sent = await self._scene.http.post(f"/access-requests/{request}/photo", content=picture(), headers=headers)
            assert sent.status_code == 201, sent.text
            return sent.status_code

        await self._step(send_photo, _kept("request_photo"))
        consent = await self._mother.data("{ accessService { consent { version } } }")
        await self._submit(request, consent["accessService"]["consent"]["version"])
        await self._work("submitted", self._in_state(request, "MANUAL_REVIEW"))
        return request

    async def _be_decided(self, request: str) -> None:
        registrar = await self._registrar()

        async def take() -> None:
            if not (await registrar.data(_CASE, id=request))["accessRequestCase"]["mine"]:
                await done(registrar, "takeAccessRequest", "case { mine }", id=request)

        async def decide() -> Any:
            given = {"id": request, "decision": "APPROVE", "clientMutationId": "decision"}
            return (await done(registrar, "decideAccessRequest", "case { state }", **given))["case"]["state"]

        await self._step(take, _kept("officer_act"))
        case = (await registrar.data(_CASE, id=request))["accessRequestCase"]
        seen = await self._scene.http.get(case["photo"]["url"], headers={"Authorization": f"Bearer {registrar.token}"})
        assert seen.status_code == 200
        await self._step(decide, _kept("officer_act"))
        await self._work("decided", self._in_state(request, "GRANTED"))

    async def _open_card(self, phone: str, patient: str) -> None:
        async def code() -> None:
            await self._send_code("requestCardEntryCode")

        async def enter() -> Any:
            if "errors" in await self._mother.ask(OPEN, id=patient):
                await done(self._mother, "enterCard", "until", code=await self._code(phone))
            return await self._mother.data(OPEN, id=patient)

        await self._step(code, _kept("one_time_code"))
        opened = await self._step(enter, _kept("session", "UPDATE"))
        assert DAUGHTER["givenName"] in opened["record"]["patient"]["displayName"]

    async def _change_phone(self, grant: str) -> None:
        change = await self._begin("change", purpose="CHANGE", grantId=grant)
        await self._confirm(change, NEW_PHONE, "CHANGED")
        await self._work("changed", self._in_state(change, "CHANGED"))

    async def _begin(self, name: str, **wanted: Any) -> str:
        async def begin() -> Any:
            begun = await done(
                self._mother, "createAccessRequest", "accessRequest { id }", **wanted, clientMutationId=name
            )
            return begun["accessRequest"]["id"]

        request: str = await self._step(begin, _kept("access_request"))
        return request

    async def _confirm(self, request: str, phone: str, after: str) -> None:
        async def ask_for_code() -> None:
            await self._send_code("requestAccessRequestCode", id=request, phone=phone)

        async def confirm() -> None:
            if not await self._in_state(request, after)():
                given = {"id": request, "code": await self._code(phone)}
                confirmed = await done(self._mother, "confirmAccessRequestPhone", "accessRequest { state }", **given)
                assert confirmed["accessRequest"]["state"] == after

        await self._step(ask_for_code, _kept("one_time_code"))
        await self._step(confirm, _kept("access_request_event"))

    async def _submit(self, request: str, consent: str | None) -> None:
        async def submit() -> Any:
            given = {"id": request, "consentVersion": consent, "clientMutationId": f"submit {request}"[:80]}
            sent = await done(self._mother, "submitAccessRequest", "accessRequest { id number }", **given)
            return sent["accessRequest"]

        assert (await self._step(submit, _kept("access_request_event")))["number"]

    async def _send_code(self, mutation: str, **given: Any) -> None:
        """Asks for a code; who is told that it is too soon for another asks later."""
        asked = codes(await call(self._mother, mutation, "sentTo", **given))
        if asked == ["TOO_SOON"]:
            await self._scene.an_hour_passes()
            asked = codes(await call(self._mother, mutation, "sentTo", **given))
        assert asked == []

    async def _code(self, phone: str) -> str:
        """The six digits that the phone got last."""
        words = (text.split() for text in await self._scene.messages(phone))
        return next(first[0] for first in words if first[0].isdigit())

    async def _registrar(self) -> Person:
        signed_in = await self._scene.ask(
            "mutation($input: SignInInput!) { signIn(input: $input) { token } }",
            input={"login": "registrar", "password": "medcard-demo"},
        )
        return Person(self._scene, signed_in["data"]["signIn"]["token"])  # type: ignore[arg-type]

    def _in_state(self, request: str, state: str) -> Callable[[], Awaitable[bool]]:
        async def is_in() -> bool:
            found = (await self._mother.data(_REQUESTS))["viewer"]["accessRequests"]["nodes"]
            return any(one["id"] == request and one["state"] == state for one in found)

        return is_in
