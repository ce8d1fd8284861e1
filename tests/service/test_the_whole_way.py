"""The service as it is described: register, add a child, ask for access, read, change, cancel (ACC, REQ, REP).

One person's way from nothing to a record and out again, each step through the API; the registries are slow, and each
fails once on the way.
"""

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from backend.policy.sealing import IdSealer
from backend.registries.simulator.scripts import Behaviour, Script, Step
from backend.settings import Settings
from tests.access_requests.pictures import picture
from tests.cast_site import NewDatabase, cast_database
from tests.client import Person, Site, start_site
from tests.service.mother import (
    DAUGHTER,
    MOTHER,
    NEW_PHONE,
    PASSWORD,
    PHONE,
    call,
    codes,
    done,
    open_record_at_the_clinic,
)

REQUEST = (
    "id number state dueAt overdue savedAt nextStep { message } timeline { event state } checks { kind status message }"
)
OPEN = "query($id: ID!) { record(patientId: $id) { patient { displayName } vaccinations { totalCount } } }"


@pytest_asyncio.fixture
async def site(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    """The service with its demo: registrars are at work, and a clinic has a record of Дарья, whom nobody represents."""
    async with cast_database(settings, new_database) as (address, connection):
        await open_record_at_the_clinic(connection, IdSealer(settings.key("id")))
        async with start_site(settings, address, connection) as running:
            yield running


async def test_a_mother_registers_opens_her_daughters_record_and_gives_the_access_back(site: Site) -> None:
    nobody = Person(site, "")

    # She registers with her phone: a code comes, and an account of the basic level is hers (ACC-15, ACC-01).
    started = await done(nobody, "startRegistration", "registration { token sentTo }", login="8 (916) 123-00-01")
    assert PHONE not in started["registration"]["sentTo"]
    registered = await done(
        nobody,
        "completeRegistration",
        "token",
        token=started["registration"]["token"],
        code=code_sent_to(site, PHONE),
        password=PASSWORD,
    )
    mother = Person(site, registered["token"])
    assert await level(mother) == "BASIC"
    too_low = await call(mother, "createAccessRequest", "accessRequest { id }", purpose="GRANT", record={"own": True})
    assert codes(too_low) == ["ACCOUNT_LEVEL_TOO_LOW"]

    # She says who she is. The registry of passports is out; nothing is lost, and it answers later, slowly (ACC-08…10).
    fails_once(site, "passport")
    saved = await done(mother, "saveProfile", "profile { version }", version=0, **MOTHER)
    assert saved["profile"]["version"] == 1
    await site.work()
    assert await level(mother) == "BASIC"
    check = (await mother.data("{ viewer { profile { givenName check { state message } } } }"))["viewer"]["profile"]
    assert check["givenName"] == "Алла" and check["check"]["state"] == "UNAVAILABLE"
    assert "Приносим извинения" in check["check"]["message"]
    await site.work(again=True)
    assert await level(mother) == "STANDARD"

    # She adds her daughter; the civil registry fails once as well, and then confirms that she is the mother (REP-01…09).
    fails_once(site, "civil_acts")
    claim = (await done(mother, "addFamilyMember", "claim { id state }", **DAUGHTER))["claim"]
    assert claim["state"] == "CHECKING"
    await site.work()
    assert (await family(mother))[0]["state"] == "UNAVAILABLE"
    assert (await blocked(mother, claim["id"])) == "WARD_NOT_VERIFIED"
    await site.work(again=True)
    assert (await family(mother))[0]["state"] == "VERIFIED"

    # She asks for access: the record, the phone with a code, the consent, a photo with the passport (REQ-01…13, ACC-11).
    draft = (
        await done(
            mother,
            "createAccessRequest",
            f"accessRequest {{ {REQUEST} }}",
            purpose="GRANT",
            record={"claimId": claim["id"]},
            clientMutationId="first",
        )
    )["accessRequest"]
    site.clock.shift += dt.timedelta(minutes=2)
    await done(mother, "requestAccessRequestCode", "sentTo", id=draft["id"], phone=PHONE)
    await done(
        mother, "confirmAccessRequestPhone", "accessRequest { state }", id=draft["id"], code=code_sent_to(site, PHONE)
    )
    consent = (await mother.data("{ accessService { consent { version text } } }"))["accessService"]["consent"]
    assert consent["text"]
    submit = {"id": draft["id"], "consentVersion": consent["version"], "clientMutationId": "submit"}
    assert codes(await call(mother, "submitAccessRequest", "accessRequest { id }", **submit)) == ["PHOTO_REQUIRED"]
    assert await send_photo(mother, draft["id"]) == 201
    unchecked = await call(mother, "submitAccessRequest", "accessRequest { id }", id=draft["id"])
    assert codes(unchecked) == ["CONSENT_REQUIRED"]

    # The registry of policies fails once; the request waits, and is never rejected for that (ACC-10, REQ-02, REQ-19).
    fails_once(site, "insurance")
    sent = (await done(mother, "submitAccessRequest", f"accessRequest {{ {REQUEST} }}", **submit))["accessRequest"]
    again = (await done(mother, "submitAccessRequest", f"accessRequest {{ {REQUEST} }}", **submit))["accessRequest"]
    assert sent["number"] == again["number"] and sent["dueAt"] and not sent["overdue"]
    await site.work()
    assert (await request(mother))["state"] == "WAITING_EXTERNAL"
    await site.work(again=True)
    waiting = await request(mother)
    assert waiting["state"] == "MANUAL_REVIEW" and {check["status"] for check in waiting["checks"]} == {"VALID"}

    # Until somebody has decided, nothing is open.
    patient = await site.patient("Дарья", "Вершинина")
    await site.open_card(mother, PHONE)
    assert await refusal(mother, patient) == {"code": "FORBIDDEN"}

    # A registrar takes it from the queue, looks at the photo beside the evidence, and approves it.
    registrar = await site.sign_in("registrar")
    queue = (await registrar.data("{ registrarQueue { nodes { id number } } }"))["registrarQueue"]["nodes"]
    mine = next(one for one in queue if one["number"] == sent["number"])
    case = await done(registrar, "takeAccessRequest", "case { photo { url } claim { state } }", id=mine["id"])
    assert case["case"]["claim"]["state"] == "VERIFIED"
    await look(registrar, case["case"]["photo"]["url"])
    await done(registrar, "decideAccessRequest", "case { state }", id=mine["id"], decision="APPROVE")

    # She is told, enters the card with a code, and reads (REQ-11, SCT-04).
    told = (await mother.data("{ viewer { notifications(first: 20) { nodes { kind } } } }"))["viewer"]["notifications"]
    assert {"ACCESS_OPENED", "REQUEST_MOVED"} <= {one["kind"] for one in told["nodes"]}
    assert (await request(mother))["state"] == "GRANTED"
    opened = await mother.data(OPEN, id=patient)
    assert "Дарья" in opened["record"]["patient"]["displayName"]
    standing = (await mother.data("{ viewer { records { displayName standing } } }"))["viewer"]["records"]
    assert [one["standing"] for one in standing] == ["PARENT_OF_CHILD"]

    # She changes her phone: the new one is confirmed by a code of its own, and codes go there from now on (REQ-14, REQ-10).
    grant = (await mother.data("{ viewer { accessGrants { id } } }"))["viewer"]["accessGrants"][0]["id"]
    change = (
        await done(mother, "createAccessRequest", f"accessRequest {{ {REQUEST} }}", purpose="CHANGE", grantId=grant)
    )["accessRequest"]
    await done(mother, "requestAccessRequestCode", "sentTo", id=change["id"], phone=NEW_PHONE)
    changed = await done(
        mother,
        "confirmAccessRequestPhone",
        "accessRequest { state }",
        id=change["id"],
        code=code_sent_to(site, NEW_PHONE),
    )
    assert changed["accessRequest"]["state"] == "CHANGED", "a phone needs nobody's decision"
    before = len(site.simulator.sent_to(PHONE))
    site.clock.shift += dt.timedelta(minutes=2)
    await done(mother, "requestCardEntryCode", "sentTo")
    assert len(site.simulator.sent_to(PHONE)) == before, "the old phone gets no codes any more"
    await done(mother, "enterCard", "until", code=code_sent_to(site, NEW_PHONE))
    assert (await mother.data(OPEN, id=patient))["record"]

    # She gives the access back: the very next request of the open session is refused (REQ-15).
    cancel = (
        await done(mother, "createAccessRequest", f"accessRequest {{ {REQUEST} }}", purpose="CANCEL", grantId=grant)
    )["accessRequest"]
    await done(mother, "submitAccessRequest", "accessRequest { state }", id=cancel["id"])
    assert await refusal(mother, patient) == {"code": "FORBIDDEN", "reason": "ACCESS_NOT_OPEN"}
    assert (await mother.data("{ viewer { records { patientId } } }"))["viewer"]["records"] == []


def code_sent_to(site: Site, phone: str) -> str:
    """The six digits of the newest message."""
    text = site.simulator.sent_to(phone)[0].text
    return next(word for word in text.replace(".", " ").split() if len(word) == 6 and word.isdigit())


def fails_once(site: Site, registry: str) -> None:
    """The registry is out for as long as one question is tried, and slow afterwards."""
    steps = [Step(behaviour=Behaviour.OUTAGE, times=3), Step(behaviour=Behaviour.SLOW, seconds=0.1)]
    site.simulator.script(Script(registry=registry, steps=steps))


async def level(person: Person) -> str:
    return str((await person.data("{ viewer { account { level } } }"))["viewer"]["account"]["level"])


async def family(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.data("{ viewer { familyClaims { id state } } }"))["viewer"][
        "familyClaims"
    ]
    return found


async def request(person: Person) -> dict[str, Any]:
    """The only request."""
    found = (await person.data(f"{{ viewer {{ accessRequests(first: 1) {{ nodes {{ {REQUEST} }} }} }} }}"))["viewer"]
    one: dict[str, Any] = found["accessRequests"]["nodes"][0]
    return one


async def blocked(person: Person, claim: str) -> str:
    """Why no request about this child can be made yet."""
    payload = await call(
        person, "createAccessRequest", "accessRequest { id }", purpose="GRANT", record={"claimId": claim}
    )
    return codes(payload)[0]


async def refusal(person: Person, patient: str) -> dict[str, str]:
    answer = await person.ask(OPEN, id=patient)
    assert answer["data"] == {"record": None}
    extensions: dict[str, str] = answer["errors"][0]["extensions"]
    return extensions


async def send_photo(person: Person, request_id: str) -> int:
    answer = await person.site.http.post(
        f"/access-requests/{request_id}/photo", content=picture(), headers={"Authorization": f"Bearer {person.token}"}
    )
    return answer.status_code


async def look(person: Person, url: str) -> None:
    answer = await person.site.http.get(url, headers={"Authorization": f"Bearer {person.token}"})
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/jpeg"
