"""People who register and say who they are, through the API, for this folder and for others."""

import re
from dataclasses import dataclass
from typing import Any

from backend.registries.simulator.scripts import Script, Step
from tests.client import Person, Site

PASSWORD = "тихий омут и 7 чертей"
START = "mutation($input: StartRegistrationInput!) { startRegistration(input: $input) { registration { token sentTo expiresAt } userErrors { code field message } } }"
COMPLETE = "mutation($input: CompleteRegistrationInput!) { completeRegistration(input: $input) { token userErrors { code field message } } }"
_CODE = re.compile(r"\b\d{6}\b")


@dataclass(frozen=True, slots=True)
class Answered:
    """What a mutation gave: its payload, and the codes of its refusals."""

    payload: dict[str, Any]

    @property
    def codes(self) -> list[str]:
        return [error["code"] for error in self.payload["userErrors"]]

    @property
    def fields(self) -> dict[str, str]:
        """Codes by the place in the input, without `input`."""
        return {".".join((e["field"] or [])[1:]): e["code"] for e in self.payload["userErrors"]}

    @property
    def done(self) -> dict[str, Any]:
        """The payload of a call that was not refused."""
        assert self.payload["userErrors"] == [], self.payload["userErrors"]
        return self.payload


async def call(site: Site, person: Person | None, query: str, **given: Any) -> Answered:
    """One mutation with an input, by somebody or by nobody."""
    answer = await site.ask(query, person.token if person else None, input=given)
    assert "errors" not in answer, answer["errors"]
    (payload,) = answer["data"].values()
    return Answered(payload)


def messages(site: Site, place: str) -> list[str]:
    """Texts that went to a phone or an e-mail address, the newest first."""
    sent = site.simulator.sent_to_address(place) if "@" in place else site.simulator.sent_to(place)
    return [message.text for message in sent]


def code(site: Site, place: str) -> str:
    """The code in the newest message that has one."""
    return next(found.group() for text in messages(site, place) if (found := _CODE.search(text)))


async def register(site: Site, login: str, password: str = PASSWORD) -> Person:
    """Somebody new, signed in; `login` is a phone in E.164 or an e-mail address."""
    started = (await call(site, None, START, login=login)).done["registration"]
    done = await call(site, None, COMPLETE, token=started["token"], code=code(site, login), password=password)
    return Person(site, done.done["token"])


def does(site: Site, registry: str, behaviour: str, times: int = 5) -> None:
    """What the next requests to a registry or a gateway meet (backend/registries/simulator)."""
    site.simulator.script(Script(registry=registry, steps=[Step(behaviour=behaviour, times=times)]))


# An adult of nobody in the demo, whose passport is valid by convention (its number ends in 6).
PETR: dict[str, Any] = {
    "version": 0,
    "familyName": "Незнакомцев",
    "givenName": "Пётр",
    "patronymic": "Ильич",
    "birthDate": "1985-04-12",
    "sex": "MALE",
    "snils": "112-233-445 95",
    "enp": "7755410837012346",
    "passport": {
        "series": "45 10",
        "number": "123456",
        "issuedOn": "2010-05-20",
        "issuer": "ОВД «Хамовники» г. Москвы",
        "departmentCode": "770-001",
    },
}
PROFILE = (
    "version level familyName givenName patronymic birthDate sex maskedSnils maskedPolicyNumber policyNumberWarnings "
    "passport { maskedNumber issuedOn issuer departmentCode } savedAt check { state message askedAt nextTryAt }"
)
SAVE = f"mutation($input: SaveProfileInput!) {{ saveProfile(input: $input) {{ profile {{ {PROFILE} }} userErrors {{ code field message }} }} }}"


async def profile_of(person: Person) -> dict[str, Any]:
    """The viewer's profile."""
    found: dict[str, Any] = (await person.data(f"{{ viewer {{ profile {{ {PROFILE} }} }} }}"))["viewer"]["profile"]
    return found


async def save_profile(site: Site, person: Person, **form: Any) -> Answered:
    """Saves a statement: Petr's, but for what is given."""
    return await call(site, person, SAVE, **{**PETR, **form})


async def make_standard(site: Site, person: Person, **form: Any) -> Person:
    """The same person once the registry of passports has confirmed what they state; the account's phone is confirmed."""
    assert (await save_profile(site, person, **form)).done
    await site.work()
    assert (await profile_of(person))["level"] == "STANDARD"
    return person
