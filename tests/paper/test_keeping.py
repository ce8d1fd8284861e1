"""PAP-01: an application to a clinic to write on paper too, beside the electronic record."""

import asyncio

from tests.client import Site
from tests.paper import documents as paper
from tests.paper.documents import applications, code_of, done, sent

TOLD = "SELECT n.detail FROM notification n JOIN account a ON a.id = n.account_id WHERE a.login = $1 AND n.detail LIKE 'KEEPING%' ORDER BY n.id"


async def test_an_application_is_submitted_accepted_and_taken_back(site: Site) -> None:
    """PAP-01: per organization; the electronic record goes on (PAP-03)."""
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    clinic = await paper.clinic_of(anna, patient)
    before = await anna.data(
        "query($id: ID!) { record(patientId: $id) { timeline(first: 1) { totalCount } } }", id=patient
    )
    application = await done(anna, paper.APPLY, patientId=patient, organizationId=clinic)
    id_ = application["id"]
    assert (application["state"], application["mine"]) == ("SUBMITTED", True) and application["dueAt"]
    assert (await sent(anna, paper.APPLY, patientId=patient, organizationId=clinic))[1] == ["PAPER_UNDER_WAY"]
    other = await paper.clinic_of(anna, patient, "608")
    elsewhere = await done(anna, paper.APPLY, patientId=patient, organizationId=other)
    queue = (await petrova.data(paper.APPLICATION_DESK, state="SUBMITTED"))["clinicPaperApplications"]["nodes"]
    assert [one["id"] for one in queue] == [id_], "another clinic's is not here"
    accepted = await done(petrova, paper.ACCEPT, id=id_)
    assert (accepted["state"], accepted["dueAt"]) == ("ACCEPTED", None) and "Соколов" in accepted["patient"]
    assert (await sent(petrova, paper.REFUSE, id=id_, reason="OTHER", text="Нет."))[1] == ["WRONG_STATE"]
    assert [row["detail"] for row in await site.database.fetch(TOLD, "anna")] == ["KEEPING_ACCEPTED"]
    assert (
        await anna.data("query($id: ID!) { record(patientId: $id) { timeline(first: 1) { totalCount } } }", id=patient)
        == before
    )
    for one in (id_, elsewhere["id"]):
        await done(anna, paper.TAKE_BACK, id=one)
    seen = {one["id"]: [step["event"] for step in one["steps"]] for one in await applications(anna, patient)}
    assert seen[id_] == ["SUBMITTED", "ACCEPTED", "WITHDRAWN"]
    assert (await done(anna, paper.APPLY, patientId=patient, organizationId=clinic))["state"] == "SUBMITTED"


async def test_a_clinic_declines_with_a_reason(site: Site) -> None:
    anna, petrova, patient = (
        await site.enter("anna"),
        await site.sign_in("petrova"),
        await site.patient("Вера", "Соколова"),
    )
    given = {"patientId": patient, "organizationId": await paper.clinic_of(anna, patient)}
    id_ = (await done(anna, paper.APPLY, **given))["id"]
    assert (await sent(petrova, paper.REFUSE, id=id_, reason="KEPT_ALREADY", text=""))[1] == ["REQUIRED"]
    await done(petrova, paper.REFUSE, id=id_, reason="KEPT_ALREADY", text="Мы и так ведём карту на бумаге.")
    seen = (await applications(anna, patient))[0]
    assert (seen["state"], seen["reason"]) == ("DECLINED", "KEPT_ALREADY") and "бумаге" in seen["answer"]


async def test_two_at_once_make_one_application(site: Site) -> None:
    igor = await site.enter("igor")
    own = next(iter((await igor.records()).values()))
    given = {"patientId": own, "organizationId": await paper.clinic_of(igor, own)}
    both = await asyncio.gather(*(sent(igor, paper.APPLY, **given) for _ in range(2)))
    assert sorted(codes for _, codes in both) == [[], ["PAPER_UNDER_WAY"]]


async def test_from_fifteen_the_application_is_the_patients(site: Site) -> None:
    """The teenager sees what a parent applied for and may take it back; the parent has no part in it any more."""
    anna, pavel, patient = await site.enter("anna"), await site.enter("pavel"), await site.patient("Павел")
    given = {"patientId": patient, "organizationId": await paper.clinic_of(anna, patient)}
    assert (await sent(anna, paper.APPLY, **given))[1] == ["FORBIDDEN"]
    id_ = (await done(pavel, paper.APPLY, **given))["id"]
    # As if a parent had applied before the birthday.
    await site.database.execute(
        "UPDATE paper_record_application SET account_id = (SELECT id FROM account WHERE login = 'anna') "
        "WHERE patient_id = (SELECT id FROM person WHERE patient_key = $1)",
        patient,
    )
    assert [one["mine"] for one in await applications(pavel, patient)] == [False]
    assert await code_of(anna, paper.APPLICATIONS, id=patient) == "FORBIDDEN"
    assert (await sent(anna, paper.TAKE_BACK, id=id_))[1] == ["FORBIDDEN"]
    assert (await done(pavel, paper.TAKE_BACK, id=id_))["state"] == "WITHDRAWN"


async def test_strangers_and_other_clinics_find_nothing(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    given = {"patientId": patient, "organizationId": await paper.clinic_of(anna, patient)}
    id_ = (await done(anna, paper.APPLY, **given))["id"]
    ivanov, stranger = await site.sign_in("ivanov"), await site.enter("stranger")
    for one in (id_, "A" * 22):
        assert await code_of(ivanov, paper.APPLICATION_ONE, id=one) == "FORBIDDEN"
        assert (await sent(ivanov, paper.ACCEPT, id=one))[1] == ["NOT_FOUND"]
        assert (await sent(stranger, paper.TAKE_BACK, id=one))[1] == ["FORBIDDEN"]
    await done(anna, paper.TAKE_BACK, id=id_)
