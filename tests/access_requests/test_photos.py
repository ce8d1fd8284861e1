"""The photo with the passport (ACC-11): in colour, without metadata, sealed, seen by few, deleted in time."""

import asyncio
import datetime as dt
import io
from typing import Any

import asyncpg
import pytest
from PIL import Image

from backend.services.photos import delete_old_photos
from backend.services.vault import Vault
from tests.access_requests.people import begin, call, draft_of, in_review, row_id, seen, submit, upload
from tests.access_requests.pictures import picture
from tests.client import Person, Site


async def _draft(site: Site) -> tuple[Person, dict[str, Any]]:
    sergey = await site.sign_in("sergey")
    return sergey, (await begin(sergey, record={"own": True})).request


def _reason(answer: Any) -> str:
    return str(answer.json()["errors"][0]["extensions"]["reason"])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_is_kept_sealed_as_a_clean_jpeg(site: Site, kind: str) -> None:
    """Encrypted at rest, and bound to its request."""
    person, request = await _draft(site)
    answer = await upload(site, person, request, picture(kind), **{"Content-Type": "text/html"})
    assert answer.status_code == 201 and answer.json() == {"photo": {"width": 800, "height": 600, "grey": False}}
    shown = await upload(site, person, request, method="GET")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["cache-control"] == "no-store" and shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert Image.open(io.BytesIO(shown.content)).size == (800, 600)
    row = await site.database.fetchrow("SELECT request_id, sealed FROM request_photo")
    assert shown.content[:64] not in row["sealed"] and b"JFIF" not in row["sealed"]
    vault = Vault(site.settings.key("vault"))
    assert vault.open(f"photo:{row['request_id']}", row["sealed"]) == shown.content
    assert (await seen(person, request))["photo"]["url"] == f"/access-requests/{request['id']}/photo"


async def test_metadata_and_place_do_not_survive(site: Site) -> None:
    """ACC-11: EXIF stripped, its orientation applied."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (55.0, 45.0, 21.0)
    person, request = await _draft(site)
    content = picture(exif=exif.tobytes(), comment=b"SecretComment", icc_profile=b"SecretProfile" * 20)
    answer = await upload(site, person, request, content)
    assert answer.json()["photo"] == {"width": 600, "height": 800, "grey": False}
    kept = (await upload(site, person, request, method="GET")).content
    assert b"Secret" in content and b"Secret" not in kept and b"Exif" not in kept
    found = Image.open(io.BytesIO(kept))
    assert not found.getexif() and "comment" not in found.info and "icc_profile" not in found.info


@pytest.mark.parametrize(
    ("made", "grey"),
    [
        ({}, False),
        ({"grey": True}, True),
        ({"mode": "L"}, True),
        ({"kind": "PNG", "mode": "LA"}, True),
        ({"kind": "PNG", "mode": "RGBA"}, False),
        ({"kind": "PNG", "mode": "P"}, False),
        ({"mode": "CMYK"}, False),
    ],
    ids=str,
)
async def test_a_photo_without_colour_is_flagged_and_not_refused(site: Site, made: dict[str, Any], grey: bool) -> None:
    """ACC-11: greyscale flagged, for an officer to look at."""
    person, request = await _draft(site)
    answer = await upload(site, person, request, picture(**made))
    assert (answer.status_code, answer.json()["photo"]["grey"]) == (201, grey)


async def test_a_large_photo_is_scaled_down(site: Site) -> None:
    person, request = await _draft(site)
    answer = await upload(site, person, request, picture(size=(6000, 4000), quality=60))
    assert answer.json()["photo"] == {"width": 3000, "height": 2000, "grey": False}


async def test_a_registrar_sees_the_photo_while_the_request_is_before_them(site: Site) -> None:
    """Each look is noted."""
    _, request = await in_review(site)
    registrar, mfc = await site.sign_in("registrar"), await site.sign_in("mfc")
    assert (await upload(site, registrar, request, method="GET")).status_code == 404, "not taken yet"
    await site.database.execute(
        "UPDATE access_request SET taken_by_id = (SELECT id FROM account WHERE login = 'registrar'), taken_at = now()"
    )
    assert (await upload(site, registrar, request, method="GET")).status_code == 200
    assert (await upload(site, mfc, request, method="GET")).status_code == 404
    acts = await site.database.fetch("SELECT act, subject FROM officer_act ORDER BY id DESC LIMIT 1")
    assert [tuple(row) for row in acts] == [("access_request.photo", f"access_request:{row_id(site, request)}")]
    await site.database.execute(
        "UPDATE access_request SET state = 'REJECTED', decision_reason = 'OTHER', decided_at = now()"
    )
    assert (await upload(site, registrar, request, method="GET")).status_code == 404, "decided"


async def test_a_submitted_photo_stays_as_it_was(site: Site) -> None:
    person, request = await in_review(site)
    for method in ("POST", "DELETE"):
        answer = await upload(site, person, request, method=method)
        assert (answer.status_code, _reason(answer)) == (409, "WRONG_STATE")


async def test_a_full_account_is_not_asked_for_a_photo(site: Site) -> None:
    """ACC-11."""
    anna = await site.sign_in("anna")
    draft = (await begin(anna)).request
    answer = await upload(site, anna, draft)
    assert (answer.status_code, _reason(answer)) == (422, "PHOTO_NOT_NEEDED")
    assert "PHOTO" not in [step["step"] for step in draft["steps"]]


async def test_a_new_photo_takes_the_old_ones_place(site: Site) -> None:
    person, request = await _draft(site)
    for size in ((800, 600), (900, 700)):
        assert (await upload(site, person, request, picture(size=size))).status_code == 201
    assert await site.database.fetchval("SELECT array_agg(width) FROM request_photo") == [900]
    assert (await upload(site, person, request, method="DELETE")).status_code == 204
    assert (await upload(site, person, request, method="GET")).status_code == 404


async def test_several_uploads_at_once_leave_one_photo(site: Site) -> None:
    person, request = await _draft(site)
    answers = await asyncio.gather(*(upload(site, person, request) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [201] * 4
    assert await site.database.fetchval("SELECT count(*) FROM request_photo") == 1


async def test_a_photo_goes_when_the_decisions_term_is_over(site: Site, pool: asyncpg.Pool) -> None:
    """Deleted after the decision's term; until then an appeal may still need it."""
    person, request = await in_review(site)
    now = dt.datetime.now(dt.UTC)
    keep = dt.timedelta(days=30)

    async def photos(days: int) -> int:
        await delete_old_photos(pool, keep, now + dt.timedelta(days=days))
        return int(await site.database.fetchval("SELECT count(*) FROM request_photo"))

    assert await photos(400) == 1, "before the decision it stays, however long that takes"
    await site.database.execute(
        "UPDATE access_request SET state = 'REJECTED', decision_reason = 'OTHER', decided_at = $1", now
    )
    told = (await seen(person, request))["photo"]["deleteAfter"]
    assert dt.datetime.fromisoformat(told) == now + keep, "known with the decision"
    assert await photos(29) == 1
    assert dt.datetime.fromisoformat((await seen(person, request))["photo"]["deleteAfter"]) == now + keep
    text = "На фото всё видно, посмотрите ещё раз"
    assert (await call(person, "appealAccessRequest", request, text=text)).codes == []
    assert await photos(31) == 1, "an appeal keeps it"
    await site.database.execute("UPDATE access_request SET state = 'REJECTED', decided_at = $1", now)
    assert await photos(31) == 0
    assert (await upload(site, person, request, method="GET")).status_code == 404


async def test_a_withdrawn_requests_photo_goes_at_once(site: Site) -> None:
    person, draft = await draft_of(site)
    request = (await submit(person, draft)).request
    await call(person, "withdrawAccessRequest", request)
    assert await site.database.fetchval("SELECT count(*) FROM request_photo") == 0
