"""Drafts of protocols: the author's alone, saved field by field, nothing lost, part of no record."""

import asyncio

from tests.client import Site
from tests.doctors_write.acts import act, codes, done, protocol

DRAFTS = "query($id: ID!) { protocolDrafts(patientId: $id) { id revision corrects fields { name text revision } } }"
COUNTS = "query($id: ID!) { record(patientId: $id) { availableSections { section count } timeline { totalCount } } }"


def field(name: str, text: str, revision: int = 0) -> dict[str, object]:
    return {"name": name, "text": text, "revision": revision}


async def test_a_draft_is_its_authors_alone_and_in_no_list(site: Site) -> None:
    petrova, anna, misha = await site.enter("petrova"), await site.enter("anna"), await site.patient("Михаил")
    before = await anna.data(COUNTS, id=misha)
    saved = await act(petrova, "saveProtocolDraft", patientId=misha, fields=[field("complaints", "Кашель")])
    assert saved["userErrors"] == [] and saved["draft"]["fields"] == [field("complaints", "Кашель", 1)]
    assert await anna.data(COUNTS, id=misha) == before
    assert (await petrova.data(DRAFTS, id=misha))["protocolDrafts"][0]["id"] == saved["draft"]["id"]
    for who in ("anna", "ivanov", "stranger"):
        answer = await (await site.enter(who)).ask(DRAFTS, id=misha)
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN", who
        refused = await act(await site.enter(who), "discardProtocolDraft", id=saved["draft"]["id"])
        assert codes(refused) == [("FORBIDDEN", None)], who
    assert codes(await act(petrova, "discardProtocolDraft", id=saved["draft"]["id"])) == []
    assert (await petrova.data(DRAFTS, id=misha))["protocolDrafts"] == []


async def test_what_was_saved_elsewhere_is_not_written_over_and_both_sides_are_there(site: Site) -> None:
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")

    async def save(*fields: dict[str, object]) -> dict[str, object]:
        payload: dict[str, object] = await act(petrova, "saveProtocolDraft", patientId=misha, fields=list(fields))
        return payload

    await save(field("complaints", "Кашель"), field("title", "Осмотр"))
    await save(field("complaints", "Кашель и насморк", 1))
    late = await save(field("complaints", "Кашель ночью", 1), field("conclusion", "Бронхит"))
    assert codes(late) == [("CONFLICT", ["input", "content", "complaints"])]
    assert late["draft"]["fields"] == [  # type: ignore[index]
        field("complaints", "Кашель и насморк", 2),
        field("conclusion", "Бронхит", 3),
        field("title", "Осмотр", 1),
    ]
    chosen = await save(field("complaints", "Кашель ночью", 2))
    assert codes(chosen) == []
    # Two pages at once: no field is lost.
    await asyncio.gather(*(save(field(f"drugs.{place}", f"средство {place}")) for place in range(5)))
    [draft] = (await petrova.data(DRAFTS, id=misha))["protocolDrafts"]
    assert {one["name"] for one in draft["fields"]} >= {f"drugs.{place}" for place in range(5)}


async def test_odd_names_and_texts_are_refused(site: Site) -> None:
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    for name in ("", "a b", "../x", "a.b.c.d", "A", "drugs.1000", "x" * 60):
        payload = await act(petrova, "saveProtocolDraft", patientId=misha, fields=[field(name, "x")])
        assert codes(payload) == [("WRONG_FORMAT", ["input", "fields", "0", "name"])], name
    payload = await act(petrova, "saveProtocolDraft", patientId=misha, fields=[field("title", "я" * 20_001)])
    assert codes(payload) == [("WRONG_LENGTH", ["input", "fields", "0", "text"])]


async def test_a_signature_ends_the_draft_and_a_correction_has_its_own(site: Site) -> None:
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    await act(petrova, "saveProtocolDraft", patientId=misha, fields=[field("title", "Осмотр")])
    signed = await done(petrova, "signProtocol", patientId=misha, content=protocol())
    assert (await petrova.data(DRAFTS, id=misha))["protocolDrafts"] == []
    await act(petrova, "saveProtocolDraft", patientId=misha, corrects=signed, fields=[field("title", "Осмотр 2")])
    [draft] = (await petrova.data(DRAFTS, id=misha))["protocolDrafts"]
    assert draft["corrects"] is True
    await done(petrova, "correctProtocol", id=signed, content=protocol(), reason="Уточнение")
    assert (await petrova.data(DRAFTS, id=misha))["protocolDrafts"] == []
