"""What the service keeps about an account, for its owner (152-ФЗ, article 14): never anything of a medical record.

About children and wards it holds what the owner entered; of a registry's answers about them nothing finer than the
claim's state, as everywhere.
"""

import datetime as dt
from typing import Any

import asyncpg
import orjson

from backend.services.actor import Actor
from backend.services.refusal import Refused

# The newest so many of what may be many.
_MOST = 500
_KEPT = """
SELECT jsonb_build_object(
  'account', (SELECT jsonb_build_object('login', a.login, 'level', a.level, 'roles', a.roles, 'phone', a.phone,
      'phoneConfirmedAt', a.phone_confirmed_at, 'email', a.email, 'emailConfirmedAt', a.email_confirmed_at,
      'notifyBy', a.notify_by, 'hasPassword', a.password_hash IS NOT NULL, 'boundToPerson', a.person_id IS NOT NULL,
      'createdAt', a.created_at) FROM account a WHERE a.id = $1),
  'profile', (SELECT jsonb_build_object('version', f.version, 'familyName', f.family_name, 'givenName', f.given_name,
      'patronymic', f.patronymic, 'birthDate', f.birth_date, 'sex', f.sex, 'snils', f.snils, 'policyNumber', f.enp,
      'passport', jsonb_build_object('number', f.passport, 'issuedOn', f.passport_issued_on, 'issuer', f.passport_issuer,
        'departmentCode', f.passport_department), 'savedAt', f.saved_at) FROM identity_profile f WHERE f.account_id = $1),
  'sessions', {sessions}, 'devices', {devices}, 'secondFactors', {factors}, 'signInProviders', {providers},
  'checks', {checks}, 'family', {claims}, 'accessRequests', {requests}, 'photos', {photos},
  'accesses', {grants}, 'notifications', {notifications}, 'earlierContacts', {contacts}, 'cases', {cases})
"""
# By the name of the list: its rows under the names that the answer has.
_LISTS = {
    "sessions": 'SELECT device, created_at AS "createdAt", expires_at AS "expiresAt", ended_at AS "endedAt" '
    "FROM session WHERE account_id = $1 ORDER BY id DESC",
    "devices": 'SELECT last_at AS "lastSignInAt" FROM seen_device WHERE account_id = $1 ORDER BY id DESC',
    "factors": 'SELECT kind, name, confirmed_at AS "confirmedAt", last_used_at AS "lastUsedAt", ended_at AS "endedAt" '
    "FROM second_factor WHERE account_id = $1 ORDER BY id DESC",
    "providers": 'SELECT issuer, subject, created_at AS "createdAt", ended_at AS "endedAt" '
    "FROM external_identity WHERE account_id = $1 ORDER BY id DESC",
    # What civil registries answer about a child is for officers alone.
    "checks": "SELECT kind, state, outcome, "
    'created_at AS "createdAt", answered_at AS "answeredAt" '
    "FROM registry_check WHERE account_id = $1 AND kind IN ('PASSPORT', 'POLICY') ORDER BY id DESC",
    "claims": 'SELECT number, relationship, family_name AS "familyName", given_name AS "givenName", patronymic, '
    'birth_date AS "birthDate", sex, document_kind AS "documentKind", document_number AS "documentNumber", '
    'document_issued_on AS "documentIssuedOn", enp AS "policyNumber", route, state, created_at AS "createdAt", '
    'verified_at AS "verifiedAt" FROM family_claim WHERE account_id = $1 ORDER BY id DESC',
    "requests": 'SELECT number, purpose, state, own, phone, right(enp, 4) AS "policyNumberEnd", created_at AS "createdAt", '
    'submitted_at AS "submittedAt", due_at AS "dueAt", decided_at AS "decidedAt", '
    "CASE WHEN state = 'REJECTED' THEN decision_reason END AS \"decisionReason\", "
    "CASE WHEN state = 'REJECTED' THEN decision_text END AS \"decisionText\", "
    'appealed_at AS "appealedAt", appeal_text AS "appealText", '
    'consent_version AS "consentVersion", consented_at AS "consentedAt", consent_address AS "consentAddress" '
    "FROM access_request WHERE account_id = $1 ORDER BY id DESC",
    "photos": 'SELECT q.number AS "requestNumber", h.uploaded_at AS "uploadedAt", h.width, h.height, '
    'h.delete_after AS "deletedAfter" FROM request_photo h JOIN access_request q ON q.id = h.request_id '
    "WHERE q.account_id = $1 ORDER BY h.id DESC",
    "grants": 'SELECT g.ground, g.patient_id = a.person_id AS own, g.granted_at AS "grantedAt", '
    'g.valid_until AS "validUntil", g.revoked_at AS "endedAt" FROM access_grant g JOIN account a ON a.id = g.grantee_id '
    "WHERE g.grantee_id = $1 ORDER BY g.id DESC",
    # What is told of a record belongs to the record.
    "notifications": 'SELECT kind, created_at AS "createdAt", read_at AS "readAt" FROM notification '
    "WHERE account_id = $1 AND patient_id IS NULL ORDER BY id DESC",
    "contacts": 'SELECT earlier AS contact, changed_at AS "changedAt" FROM contact_change '
    "WHERE account_id = $1 AND earlier IS NOT NULL ORDER BY id DESC",
    "cases": 'SELECT kind, state, opened_at AS "openedAt", due_at AS "dueAt", decided_at AS "decidedAt", reason '
    "FROM service_case WHERE account_id = $1 ORDER BY id DESC",
}
_STATEMENT = _KEPT.format(
    **{
        name: f"(SELECT coalesce(jsonb_agg(to_jsonb(one)), '[]') FROM ({rows} LIMIT {_MOST}) one)"
        for name, rows in _LISTS.items()
    }
)


async def export(pool: asyncpg.Pool, actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """All of it, the newest first. Raises Refused REAUTHENTICATION_REQUIRED: identifiers stand there whole."""
    actor.need_fresh(at)
    found: dict[str, Any] = orjson.loads(await pool.fetchval(_STATEMENT, actor.account_id))
    if found["account"] is None:
        raise Refused("UNAUTHENTICATED")
    return {"madeAt": at.isoformat(), **found}
