"""What tests of sign-in ask, in short."""

from typing import Any

from tests.client import Person, Site

PASSWORD = "medcard-demo"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"


async def mutate(person: Person, name: str, fields: str, **given: Any) -> dict[str, Any]:
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
