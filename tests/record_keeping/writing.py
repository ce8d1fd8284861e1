"""Writing into records of tests/world.py by the public API."""

from typing import Any

from backend.policy.standing import Standing
from tests.client import Person, Site
from tests.world import World

Place = tuple[Site, World]


def person(place: Place, standing: Standing) -> Person:
    """The viewer who has this standing on a record of its own."""
    site, made = place
    return Person(site, made.tokens[standing])


def codes(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """Refusals as (code, the last part of the field)."""
    return [(error["code"], (error["field"] or ["-"])[-1]) for error in payload["userErrors"]]


async def sent(place: Place, standing: Standing, document: str, **given: Any) -> dict[str, Any]:
    """The payload of a document with one mutation."""
    data = await person(place, standing).data(document, input=given)
    payload: dict[str, Any] = next(iter(data.values()))
    return payload
