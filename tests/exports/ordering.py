"""Orders an export, lets it be made, downloads it; and what a file says."""

import itertools
from typing import Any

import httpx
import orjson

from tests.client import Person, Site

_numbers = itertools.count(1)
FIELDS = "id form sections state done total size path"
ORDER = f"""mutation($input: RequestExportInput!) {{
  requestExport(input: $input) {{ recordExport {{ {FIELDS} }} userErrors {{ field code message }} }}
}}"""
LIST = f"query($id: ID!) {{ viewer {{ recordExports(patientId: $id) {{ {FIELDS} }} }} }}"


async def order(person: Person, patient: str, form: str, **given: Any) -> dict[str, Any]:
    """The payload."""
    answer = await person.data(ORDER, input={"patientId": patient, "form": form, **given})
    payload: dict[str, Any] = answer["requestExport"]
    return payload


async def ordered(person: Person, patient: str, form: str, **given: Any) -> dict[str, Any]:
    """The export once the worker has been."""
    # Tests order more than a person may within an hour.
    await person.site.database.execute("UPDATE record_export SET requested_at = requested_at - interval '2 hours'")
    payload = await order(person, patient, form, **given)
    assert payload["userErrors"] == [], payload
    await person.site.work()
    return await listed(person, patient, payload["recordExport"]["id"])


async def listed(person: Person, patient: str, id_: str) -> dict[str, Any]:
    found = (await person.data(LIST, id=patient))["viewer"]["recordExports"]
    return next(one for one in found if one["id"] == id_)


async def download(site: Site, path: str, token: str | None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return await site.http.get(path, headers=headers)


async def file_of(person: Person, patient: str, form: str, **given: Any) -> bytes:
    """The file that an order came to."""
    made = await ordered(person, patient, form, **given)
    assert made["state"] == "READY", made
    response = await download(person.site, made["path"], person.token)
    assert response.status_code == 200, response.text
    return response.content


def leaves(value: Any) -> list[Any]:
    """Every value of a JSON document."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [value]


def said(bundle: bytes) -> set[Any]:
    return set(leaves(orjson.loads(bundle)))
