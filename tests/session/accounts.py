"""What tests of sign-in ask, in short."""

from typing import Any

import pyotp

from tests.client import Person, Site

PASSWORD = "medcard-demo"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"


async def mutate(person: Person, name: str, fields: str, /, **given: Any) -> dict[str, Any]:
    """The payload of a mutation with one input object, or with none."""
    kind = f"{name[0].upper()}{name[1:]}Input"
    head, argument = (f"mutation($input: {kind}!)", "(input: $input)") if given else ("mutation", "")
    text = f"{head} {{ {name}{argument} {{ {fields} userErrors {{ code field message }} }} }}"
    payload: dict[str, Any] = (await person.data(text, **({"input": given} if given else {})))[name]
    return payload


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


async def stale(site: Site, person: Person) -> None:
    """Lets the session's proof of identity grow old."""
    await site.database.execute("UPDATE session SET reauthenticated_at = reauthenticated_at - interval '1 hour'")


async def sent_code(site: Site, login: str) -> str:
    """The newest code that went to the login's phone."""
    return str((await site.outbox(login))[0]["code"])


SIGN_IN = (
    "mutation($input: SignInInput!) { signIn(input: $input) { token secondFactorRequired "
    "secondFactor { challenge kinds sentTo passkeyOptions } userErrors { code } } }"
)


async def first_half(site: Site, login: str, password: str = PASSWORD) -> dict[str, Any]:
    """What sign-in by password answers."""
    answer = await site.ask(SIGN_IN, input={"login": login, "password": password})
    payload: dict[str, Any] = answer["data"]["signIn"]
    return payload


async def second_half(site: Site, challenge: str, **given: Any) -> dict[str, Any]:
    """What the second factor answers."""
    text = "token secondFactorRequired viewer { account { login } }"
    return await mutate(Person(site, "nobody"), "completeSignIn", text, challenge=challenge, **given)


async def add_totp(person: Person) -> str:
    """Puts an authenticator application in force; gives its secret. The step of now is used up by that."""
    secret = str((await mutate(person, "startTotp", "secret uri", name=None))["secret"])
    made = await mutate(person, "confirmTotp", "secondFactor { kind }", code=totp_code(person.site, secret))
    assert codes(made) == [], made
    return secret


def totp_code(site: Site, secret: str, steps: int = 0) -> str:
    """The code of now by the site's clock, or of as many steps later."""
    return pyotp.TOTP(secret).at(int(site.clock().timestamp()) + 30 * steps)


async def add_sms(person: Person, login: str) -> None:
    await mutate(person, "startSmsFactor", "sentTo")
    made = await mutate(person, "enableSmsFactor", "secondFactor { kind }", code=await sent_code(person.site, login))
    assert codes(made) == [], made
    await person.site.database.execute("UPDATE one_time_code SET sent_at = sent_at - interval '2 minutes'")
