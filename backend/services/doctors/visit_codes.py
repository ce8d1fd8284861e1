"""The code that a patient, or who represents them, shows at the desk: it opens one encounter, within ten minutes."""

import datetime as dt
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass

import asyncpg

from backend.policy.standing import PORTAL
from backend.services.doctors.clinics import treats
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, RecordRules, Right
from backend.services.refusal import Refused

CODE_LIFE = dt.timedelta(minutes=10)
_DIGITS = 12
_ORGANIZATION = ["input", "organizationId"]


@dataclass(frozen=True, slots=True)
class VisitCode:
    """A code that was made: `text` is shown to its maker once, and kept nowhere."""

    text: str
    expires_at: dt.datetime


async def make_visit_code(connection: Connection, key: bytes, right: Right, organization_id: int | None) -> VisitCode:
    """Makes a code in place of an earlier one of the same maker, good at that organization or, for None, at any.

    `right` is a portal reader's. Raises Refused NOT_FOUND for an organization where nobody is treated.
    """
    if organization_id is not None and not await treats(connection, organization_id, right.at):
        raise Refused("NOT_FOUND", _ORGANIZATION)
    await connection.execute(
        "UPDATE visit_code SET replaced_at = $3 WHERE patient_id = $1 AND made_by_id = $2 AND used_at IS NULL "
        "AND replaced_at IS NULL",
        right.patient_id,
        right.actor.account_id,
        right.at,
    )
    text = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    await connection.execute(
        "INSERT INTO visit_code (patient_id, made_by_id, organization_id, code_hash, made_at, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        right.patient_id,
        right.actor.account_id,
        organization_id,
        _hash(key, text),
        right.at,
        right.at + CODE_LIFE,
    )
    await log_act(connection, right, "makeVisitCode", ())
    return VisitCode(text, right.at + CODE_LIFE)


async def hold_visit_code(
    connection: Connection, rules: RecordRules, key: bytes, text: str, organization_id: int, at: dt.datetime
) -> asyncpg.Record:
    """`id` and `patient_id` of a code that is good at the organization now, held until the transaction ends.

    Of two who use one code at once the later finds it used. Raises Refused WRONG_CODE: wrong, expired, used, replaced,
    of another organization, of a maker who has no standing any more, of somebody deceased, all alike.
    """
    digits = visit_digits(text)
    row = None
    if digits is not None:
        row = await connection.fetchrow(
            "SELECT v.id, v.patient_id, v.made_by_id FROM visit_code v JOIN person p ON p.id = v.patient_id "
            "WHERE v.code_hash = $1 AND v.used_at IS NULL AND v.replaced_at IS NULL AND v.expires_at > $2 "
            "AND (v.organization_id IS NULL OR v.organization_id = $3) AND p.deceased_on IS NULL FOR NO KEY UPDATE OF v",
            _hash(key, digits),
            at,
            organization_id,
        )
    if row is None or not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM standings($1, $2, $3) st WHERE st.patient_id = $4 AND st.standing & $5 <> 0)",
        row["made_by_id"],
        at,
        list(rules.regions),
        row["patient_id"],
        int(PORTAL),
    ):
        raise Refused("WRONG_CODE", ["input", "code"])
    return row


def visit_digits(text: str) -> str | None:
    """The twelve digits, however they were typed; None for anything else."""
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", unicodedata.normalize("NFKC", text[:60]))
    return plain if re.fullmatch(rf"[0-9]{{{_DIGITS}}}", plain) else None


def _hash(key: bytes, code: str) -> bytes:
    return hmac.digest(key, f"visit-code:{code}".encode(), "sha256")
