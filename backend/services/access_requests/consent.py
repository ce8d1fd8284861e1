"""The terms that an applicant agrees to (REQ-12). Another text is another version: what was agreed to stays known."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.services.refusal import Refused

CONSENT_VERSION = "2026-11"
# Russian, English. The Russian text is the one agreed to.
CONSENT_TEXT = (
    "Я соглашаюсь на обработку моих персональных данных и данных представляемого мной ребёнка: фамилии, имени, отчества, "
    "даты рождения, сведений о документах, о полисе ОМС, номера телефона и фотографии с паспортом. Они нужны, чтобы "
    "проверить право на доступ к электронной медицинской карте: паспорт — в МВД России, полис — в Федеральном фонде ОМС. "
    "Фотография хранится зашифрованной и удаляется не позднее чем через 30 дней после решения. Доступ к карте открывается по коду из СМС при каждом "
    "входе. Я не передам код и пароль другим людям. Я могу отозвать согласие и отменить доступ в любое время.",
    "I agree to the processing of my personal data and those of the child whom I represent: names, birth date, documents, "
    "insurance policy, phone number and the photo with the passport. They are needed to verify the right of access to the "
    "electronic medical record: the passport with the Ministry of the Interior, the policy with the insurance fund. The "
    "photo is kept encrypted and deleted within 30 days of the decision. The record opens by an SMS code at each entry. I will give "
    "code and password to nobody. I may withdraw this consent and cancel the access at any time.",
)


async def keep_consent(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    request_id: int,
    version: str | None,
    address: str,
    at: dt.datetime,
) -> None:
    """Keeps version, time and address. Raises Refused CONSENT_REQUIRED unchecked, CONSENT_OUTDATED for another text."""
    if not version:
        raise Refused("CONSENT_REQUIRED", ["input", "consentVersion"])
    if version != CONSENT_VERSION:
        raise Refused("CONSENT_OUTDATED", ["input", "consentVersion"])
    await connection.execute(
        "UPDATE access_request SET consent_version = $2, consented_at = $3, consent_address = $4 WHERE id = $1",
        request_id,
        version,
        at,
        address,
    )
