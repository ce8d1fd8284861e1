"""Whom access may be asked for (REQ-08, REQ-09)."""

from backend.policy.sealing import IdSealer, IdType
from tests.access_requests.people import begin, confirm_phone, phone_of, row_id, save, seen, submit
from tests.client import Site


async def test_access_may_be_asked_for_a_verified_co_representative_and_nobody_else(site: Site) -> None:
    """REQ-08: chosen from the list, never by typing a login."""
    anna = await site.sign_in("anna")
    vera = {"patientId": await site.patient("Вера")}
    payload = (await begin(anna)).request
    request = (await save(anna, payload, record=vera)).request
    options = {one["displayName"]: one for one in request["granteeOptions"]}
    assert [one["me"] for one in options.values()] == [True, False] and "Сергей С." in options
    request = (await save(anna, request, granteeId=options["Сергей С."]["id"])).request
    assert request["grantee"]["displayName"] == "Сергей С." and not request["grantee"]["me"]
    sealer = IdSealer(site.settings.key("id"))
    owner = await site.database.fetchval("SELECT id FROM account WHERE login = 'anna'")
    foreign = await site.database.fetchval(
        "SELECT r.id FROM legal_representation r JOIN person p ON p.id = r.patient_id WHERE p.given_name = 'Тимур'"
    )
    stranger = await site.database.fetchval("SELECT id FROM account WHERE login = 'stranger'")
    for other in (
        sealer.seal(IdType.REPRESENTATION, owner, foreign),
        sealer.seal(IdType.ACCOUNT, owner, stranger),
        sealer.seal(IdType.ACCOUNT, stranger, stranger),
        "A" * 22,
    ):
        assert (await save(anna, request, granteeId=other)).codes == ["GRANTEE_NOT_ALLOWED"]


async def test_a_co_representative_of_a_basic_account_is_no_choice(site: Site) -> None:
    """ACC-01, REQ-08."""
    anna = await site.sign_in("anna")
    await site.database.execute("UPDATE account SET level = 'BASIC' WHERE login = 'sergey'")
    request = (await save(anna, (await begin(anna)).request, record={"patientId": await site.patient("Вера")})).request
    assert [one["me"] for one in request["granteeOptions"]] == [True]


async def test_a_request_for_the_other_parent_goes_to_an_officer(site: Site) -> None:
    """REQ-08, REQ-09: whoever is to read is approved by a person, whatever the level of who asks."""
    anna = await site.sign_in("anna")
    request = (await save(anna, (await begin(anna)).request, record={"patientId": await site.patient("Вера")})).request
    other = next(one for one in request["granteeOptions"] if not one["me"])
    request = (await save(anna, request, granteeId=other["id"])).request
    request = await confirm_phone(site, anna, request, await phone_of(site, "anna"))
    request = (await submit(anna, request)).request
    await site.work()
    assert (await seen(anna, request))["state"] == "MANUAL_REVIEW"
    assert (
        await site.database.fetchval(
            "SELECT g.login FROM access_request r JOIN account g ON g.id = r.grantee_id WHERE r.id = $1",
            row_id(site, request),
        )
        == "sergey"
    )
