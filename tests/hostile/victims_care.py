"""What care leaves of a victim: a visit and a stay with a doctor who is no attacker, and what was taken away of the record."""

from tests.client import Site

DOCTOR = "ivanov"
# $1 is the victim's login, $2 the doctor's; each is of the doctor's own workplace, and of this very moment.
_WHERE = (
    "FROM account v, account d JOIN practitioner_role w ON w.practitioner_id = d.practitioner_id "
    "WHERE v.login = $1 AND d.login = $2 ORDER BY w.id LIMIT 1"
)
_STATEMENTS = (
    "INSERT INTO appointment (patient_id, practitioner_id, organization_id, specialty, starts_at, ends_at, state, slot, labels, "
    "created_at, changed_at) SELECT v.person_id, d.practitioner_id, w.organization_id, 'Терапия', now(), now() + interval '1 minute', "
    f"'BOOKED', 'victim', 0, now(), now() {_WHERE}",
    "INSERT INTO admission (patient_id, practitioner_id, organization_id, admitted_at) "
    f"SELECT v.person_id, d.practitioner_id, w.organization_id, now() {_WHERE}",
    "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, labels) "
    f"SELECT v.person_id, 'IMP', 'ADMISSION', d.practitioner_id, w.organization_id, now(), 0 {_WHERE}",
    "INSERT INTO protocol_draft (account_id, patient_id, encounter_id, typed, revision, created_at, saved_at) "
    'SELECT d.id, e.patient_id, e.id, \'{"title": ["Осмотр", 1]}\', 1, now(), now() FROM account v, account d '
    "JOIN encounter e ON e.practitioner_id = d.practitioner_id WHERE v.login = $1 AND d.login = $2 AND e.patient_id = v.person_id "
    "AND e.source_id IS NULL ORDER BY e.id DESC LIMIT 1",
    "INSERT INTO paper_extract_order (number, patient_id, account_id, clinic_id, purpose, pickup, state, filed_at, due_at) "
    f"SELECT 'В-1', v.person_id, v.id, w.organization_id, 'OWN_USE', 'SELF', 'ORDERED', now(), now() + interval '5 days' {_WHERE}",
    "INSERT INTO paper_record_application (number, patient_id, account_id, clinic_id, state, filed_at, due_at) "
    f"SELECT 'Б-1', v.person_id, v.id, w.organization_id, 'SUBMITTED', now(), now() + interval '5 days' {_WHERE}",
    "INSERT INTO break_glass_access (patient_id, practitioner_id, organization_id, reason, started_at) "
    f"SELECT v.person_id, d.practitioner_id, w.organization_id, 'Без сознания, нужен анамнез', now() {_WHERE}",
)
_TAKEN_AWAY = (
    "INSERT INTO record_export (account_id, session_id, patient_id, form, language, request_id, state, done, sealed, marks, size, "
    "requested_at, finished_at, expires_at) SELECT id, 0, person_id, 'RECORD_PDF', 'ru', gen_random_uuid(), 'READY', 1, '\\x00', "
    "'\\x00', 1, now(), now(), now() + interval '1 day' FROM account WHERE login = $1",
    "INSERT INTO issued_document (code_hash, form, patient_id, account_id, holder, issued_at) SELECT sha256('victim'), "
    "'VACCINATION_CERTIFICATE', person_id, id, 'А. С., 1990', now() FROM account WHERE login = $1",
    "INSERT INTO share_link (account_id, patient_id, sections, language, address_hash, sealed, passcode_hash, tries_left, created_at, "
    "expires_at) SELECT id, person_id, '{4}', 'ru', sha256('victim'), '\\x00', '', 5, now(), now() + interval '1 day' "
    "FROM account WHERE login = $1",
    "INSERT INTO share_opening (link_id, at, recipient, outcome, request_id) SELECT l.id, now(), 'Врач', 'OPENED', gen_random_uuid() "
    "FROM share_link l JOIN account a ON a.id = l.account_id WHERE a.login = $1",
)


async def care_for(site: Site, login: str) -> None:
    """One of each thing; nothing of it is an attacker's."""
    for statement in _STATEMENTS:
        assert await site.database.execute(statement, login, DOCTOR) == "INSERT 0 1", statement
    for statement in _TAKEN_AWAY:
        assert await site.database.execute(statement, login) == "INSERT 0 1", statement
