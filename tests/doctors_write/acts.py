"""What doctors do in these tests, and what is read of it."""

from typing import Any

from tests.client import Person, Site

_ENTRY = "id entry { __typename id } userErrors { field code message currentId }"


def mutation(name: str) -> str:
    """The document of one act."""
    input_type = name[0].upper() + name[1:] + "Input"
    rest = {
        "saveProtocolDraft": "draft { id revision corrects fields { name text revision } } userErrors { field code }",
        "discardProtocolDraft": "userErrors { field code }",
        "previewProtocol": "readers { restricted readers { standing sees } } userErrors { field code }",
        "withdrawEntry": "userErrors { field code }",
    }.get(name, _ENTRY)
    return f"mutation($input: {input_type}!) {{ {name}(input: $input) {{ {rest} }} }}"


async def act(who: Person, name: str, **given: Any) -> Any:
    """The payload of a mutation."""
    return (await who.data(mutation(name), input=given))[name]


async def done(who: Person, name: str, **given: Any) -> str:
    """The id of what was signed; nothing was refused."""
    payload = await act(who, name, **given)
    assert payload["userErrors"] == [], payload
    return str(payload["id"])


def codes(payload: Any) -> list[tuple[str, list[str] | None]]:
    """Refusals as code and field."""
    return [(one["code"], one["field"]) for one in payload["userErrors"]]


def protocol(code: str = "D50.9", **more: Any) -> dict[str, Any]:
    """A short protocol."""
    return {
        "title": "Осмотр педиатра",
        "diagnoses": [{"code": code, "kind": "MAIN", "certainty": "FINAL"}],
        "complaints": "Бледность, быстро устаёт.",
        "objectiveStatus": "Кожа бледная, хрипов нет.",
        "recommendations": "Препарат железа, контроль через месяц.",
        **more,
    }


WHOLE = """query($id: ID!) { node(id: $id) { __typename id ... on ExaminationProtocol { date title specialty startedAt endedAt
  visitKind careConditions complaints diseaseHistory lifeHistory socialHistory obstetricHistory objectiveStatus conclusion
  recommendations drugs services organization { name } author { fullName }
  diagnoses { wording kind certainty character firstEver diagnosedOn code { system code display } }
  vitalSigns { id name value valueSecond unit measuredAt interpretation } referrals { id name reason priority orderedOn }
  procedures { id name } carePlans { id description } privateNotes { id text } } } }"""
VERSIONS = "query($id: ID!) { node(id: $id) { ... on ExaminationProtocol { versions { id version current reason } } } }"


async def bytes_of(who: Person, site: Site, id_: str) -> bytes:
    """The whole answer about one version, as it went over the wire."""
    response = await site.http.post(
        "/graphql", json={"query": WHOLE, "variables": {"id": id_}}, headers={"Authorization": f"Bearer {who.token}"}
    )
    return response.content


async def seen(who: Person, id_: str) -> bool:
    """Whether the person sees the entry by its id."""
    return bool((await who.ask("query($id: ID!) { node(id: $id) { id } }", id=id_))["data"]["node"])
