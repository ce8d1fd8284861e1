"""Who may write what (policy.md, matrix, W): every mutation on a record × every standing of the small world."""

from typing import Any

import pytest

from backend.models.vocabulary import Kind
from backend.policy.standing import PORTAL, Standing
from tests.client import Site
from tests.world import World

FILE = "mutation($input: FileComplaintInput!) { fileComplaint(input: $input) { complaint { id } userErrors { code } } }"
TAKE_BACK = "mutation($input: WithdrawComplaintInput!) { withdrawComplaint(input: $input) { complaint { id } userErrors { code } } }"


async def _payload(site: Site, token: str, query: str, given: dict[str, Any]) -> tuple[Any, str]:
    """What the mutation changed, and the codes of its refusals."""
    answer = await site.ask(query, token, input=given)
    payload = next(iter(answer["data"].values()))
    return payload["complaint"], ",".join(error["code"] for error in payload["userErrors"])


@pytest.mark.parametrize("kind", [Kind.RENDERED_SERVICES, Kind.LAB_REPORTS], ids=lambda kind: kind.name)
@pytest.mark.parametrize("standing", Standing, ids=lambda standing: standing.name)
async def test_complaints_are_for_the_portal_alone(world: tuple[Site, World], standing: Standing, kind: Kind) -> None:
    """SEC-18; matrix, Complaint: W for the seven portal standings on rows that they see, for no doctor and on nobody else's record."""
    site, made = world
    patient, token = made.patients[standing], made.tokens[standing]
    entry = await made.database.fetchval(
        "SELECT public_id FROM record_entry WHERE patient_id = $1 AND kind = $2 ORDER BY id LIMIT 1", patient, int(kind)
    )
    given = {"id": entry, "kind": "OTHER", "text": "В записи ошибка, проверьте её."}
    complaint, code = await _payload(site, token, FILE, given)
    assert (complaint is not None, code) == ((True, "") if standing & PORTAL else (False, "FORBIDDEN"))
    for other in Standing:
        if other is not standing and complaint is not None:
            _, code = await _payload(site, made.tokens[other], TAKE_BACK, {"id": complaint["id"]})
            assert code == "FORBIDDEN"
    if complaint is not None:
        again, code = await _payload(site, token, TAKE_BACK, {"id": complaint["id"]})
        assert (again, code) == (complaint, "")


@pytest.mark.parametrize(
    "standing", [Standing.PARENT_OF_TEEN, Standing.TRUSTEE_OF_TEEN], ids=lambda standing: standing.name
)
async def test_a_teenagers_representative_complains_about_rows_that_they_see_alone(
    world: tuple[Site, World], standing: Standing
) -> None:
    """⁴: a sensitive row answers as one that is not there."""
    site, made = world
    entry = await made.entry(made.patients[standing], Kind.RENDERED_SERVICES, labels=4)
    public = await made.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", entry)
    given = {"id": public, "kind": "OTHER", "text": "В записи ошибка, проверьте её."}
    assert await _payload(site, made.tokens[standing], FILE, given) == (None, "NOT_FOUND")
    gone = {**given, "id": made.ids.seal(Kind.RENDERED_SERVICES, made.patients[standing], 999_999)}
    assert await _payload(site, made.tokens[standing], FILE, gone) == (None, "NOT_FOUND")
