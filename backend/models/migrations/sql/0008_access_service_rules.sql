-- Rules of the access service's tables, and standings that know of court acts.

-- The table of card-entry codes is one of codes for every purpose now; codes live five minutes, so none is carried over.
DROP INDEX IF EXISTS card_entry_code_live;
DROP INDEX IF EXISTS card_entry_code_account;
ALTER TABLE IF EXISTS card_entry_code DROP CONSTRAINT IF EXISTS card_entry_code_tries;
ALTER TABLE IF EXISTS card_entry_code DROP CONSTRAINT IF EXISTS card_entry_code_expires;

-- Closed vocabularies.
ALTER TABLE one_time_code ADD CONSTRAINT one_time_code_purpose_known CHECK (purpose IN
  ('CARD_ENTRY', 'REGISTRATION', 'CONTACT', 'SIGN_IN', 'REAUTHENTICATION', 'PASSWORD_RESET', 'ACCESS_REQUEST'));
ALTER TABLE second_factor ADD CONSTRAINT second_factor_kind_known CHECK (kind IN ('SMS', 'TOTP', 'PASSKEY'));
ALTER TABLE identity_profile ADD CONSTRAINT identity_profile_sex_known CHECK (sex IN ('MALE', 'FEMALE'));
ALTER TABLE family_claim ADD CONSTRAINT family_claim_kind_known CHECK (kind IN ('PARENT', 'GUARDIAN')),
  ADD CONSTRAINT family_claim_relationship_known CHECK (relationship IN ('SON', 'DAUGHTER', 'WARD')),
  ADD CONSTRAINT family_claim_route_known CHECK (route IN ('CIVIL_REGISTRY', 'MFC', 'SOCIAL_PROTECTION')),
  ADD CONSTRAINT family_claim_state_known CHECK (state IN
    ('CHECKING', 'UNAVAILABLE', 'GO_TO_MFC', 'VERIFIED', 'REFUSED', 'WITHDRAWN', 'ENDED')),
  ADD CONSTRAINT family_claim_sex_known CHECK (sex IN ('MALE', 'FEMALE')),
  ADD CONSTRAINT family_claim_document_kind_known CHECK (document_kind IN ('BIRTH_CERTIFICATE', 'FOREIGN_DOCUMENT', 'PASSPORT'));
ALTER TABLE sighted_document ADD CONSTRAINT sighted_document_kind_known CHECK (kind IN
  ('IDENTITY_DOCUMENT', 'BIRTH_CERTIFICATE', 'FOREIGN_BIRTH_DOCUMENT', 'NAME_CHANGE_DOCUMENT', 'GUARDIANSHIP_ACT'));
ALTER TABLE access_request ADD CONSTRAINT access_request_purpose_known CHECK (purpose IN ('GRANT', 'CHANGE', 'CANCEL')),
  ADD CONSTRAINT access_request_state_known CHECK (state IN ('DRAFT', 'PHONE_CONFIRMED', 'SUBMITTED', 'CHECKING',
    'WAITING_EXTERNAL', 'MANUAL_REVIEW', 'GRANTED', 'REJECTED', 'CHANGED', 'CANCELLED', 'WITHDRAWN', 'EXPIRED')),
  ADD CONSTRAINT access_request_level_known CHECK (level IN ('BASIC', 'STANDARD', 'FULL'));
ALTER TABLE registry_check ADD CONSTRAINT registry_check_kind_known CHECK (kind IN ('PASSPORT', 'POLICY', 'CIVIL_ACT', 'GUARDIANSHIP')),
  ADD CONSTRAINT registry_check_state_known CHECK (state IN ('WAITING', 'ANSWERED', 'DROPPED')),
  ADD CONSTRAINT registry_check_outcome_known CHECK (outcome IN ('VALID', 'INVALID', 'MATCH', 'NO_MATCH', 'NOT_FOUND'));
ALTER TABLE court_act ADD CONSTRAINT court_act_kind_known CHECK (kind IN ('RESTRICTION', 'TERMINATION', 'ADOPTION')),
  ADD CONSTRAINT court_act_state_known CHECK (state IN ('PROPOSED', 'IN_FORCE', 'REFUSED', 'ENDED'));
ALTER TABLE staff_appointment ADD CONSTRAINT staff_appointment_state_known CHECK (state IN ('PROPOSED', 'IN_FORCE', 'REFUSED', 'ENDED')),
  ADD CONSTRAINT staff_appointment_role_known CHECK (role IN
    ('DOCTOR', 'REGISTRAR', 'MFC_OFFICER', 'INSURER', 'ANALYST', 'AUDITOR', 'ADMINISTRATOR'));
ALTER TABLE service_case ADD CONSTRAINT service_case_kind_known CHECK (kind IN ('IDENTITY', 'RECOVERY', 'PERSONAL_DATA')),
  ADD CONSTRAINT service_case_state_known CHECK (state IN ('OPEN', 'APPROVED', 'REFUSED', 'WITHDRAWN'));
ALTER TABLE notification ADD CONSTRAINT notification_kind_known CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'ACCOUNT_CLOSED', 'REQUEST_MOVED', 'REQUEST_OVERDUE', 'FAMILY_MOVED', 'CASE_DECIDED',
  'ACCESS_OPENED', 'ACCESS_ENDING', 'ACCESS_ENDED', 'TURNED_FIFTEEN', 'NEW_RESULT'));
ALTER TABLE notification_delivery ADD CONSTRAINT notification_delivery_channel_known CHECK (channel IN ('SMS', 'EMAIL')),
  ADD CONSTRAINT notification_delivery_state_known CHECK (state IN ('WAITING', 'SENT', 'GIVEN_UP'));
ALTER TABLE account DROP CONSTRAINT account_roles_known;
ALTER TABLE account ADD CONSTRAINT account_roles_known_all CHECK (cardinality(roles) >= 1 AND roles <@ ARRAY[
    'CITIZEN', 'DOCTOR', 'REGISTRAR', 'MFC_OFFICER', 'INSURER', 'ANALYST', 'AUDITOR', 'ADMINISTRATOR']),
  ADD CONSTRAINT account_notify_by_known CHECK (notify_by <@ ARRAY['SMS', 'EMAIL']),
  ADD CONSTRAINT account_closed_is_disabled CHECK (closed_at IS NULL OR disabled_at IS NOT NULL);
UPDATE account SET phone_confirmed_at = created_at WHERE phone IS NOT NULL;

-- Codes, sign-ins, registrations, factors.
CREATE UNIQUE INDEX one_time_code_live ON one_time_code (purpose, subject) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX one_time_code_account ON one_time_code (account_id, sent_at);
CREATE INDEX one_time_code_subject ON one_time_code (purpose, subject, sent_at);
CREATE INDEX one_time_code_destination ON one_time_code (destination, sent_at);
ALTER TABLE one_time_code ADD CONSTRAINT one_time_code_tries CHECK (tries BETWEEN 0 AND 5),
  ADD CONSTRAINT one_time_code_expires CHECK (expires_at > sent_at);
CREATE UNIQUE INDEX pending_sign_in_token ON pending_sign_in (token_hash);
CREATE INDEX pending_sign_in_account ON pending_sign_in (account_id);
ALTER TABLE pending_sign_in ADD CONSTRAINT pending_sign_in_token_is_sha256 CHECK (length(token_hash) = 32),
  ADD CONSTRAINT pending_sign_in_tries CHECK (tries BETWEEN 0 AND 5),
  ADD CONSTRAINT pending_sign_in_expires CHECK (expires_at > created_at);
CREATE UNIQUE INDEX registration_token ON registration (token_hash);
ALTER TABLE registration ADD CONSTRAINT registration_token_is_sha256 CHECK (length(token_hash) = 32),
  ADD CONSTRAINT registration_expires CHECK (expires_at > created_at);
CREATE INDEX second_factor_account ON second_factor (account_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX second_factor_one ON second_factor (account_id, kind)
  WHERE kind IN ('SMS', 'TOTP') AND confirmed_at IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX second_factor_credential ON second_factor (credential_id) WHERE ended_at IS NULL;
ALTER TABLE second_factor ADD CONSTRAINT second_factor_whole CHECK (confirmed_at IS NULL OR CASE kind
  WHEN 'TOTP' THEN sealed_secret IS NOT NULL
  WHEN 'PASSKEY' THEN credential_id IS NOT NULL AND public_key IS NOT NULL AND sign_count IS NOT NULL
  ELSE true END);

-- Identity.
CREATE UNIQUE INDEX identity_profile_account ON identity_profile (account_id);
ALTER TABLE identity_profile ADD CONSTRAINT identity_profile_identifiers CHECK (snils_valid(snils)
    AND passport ~ '^\d{4} \d{6}$' AND passport_department ~ '^\d{3}-\d{3}$'
    AND (enp IS NULL OR (enp ~ '^\d{16}$' AND luhn_valid(enp)))),
  ADD CONSTRAINT identity_profile_dates_ordered CHECK (passport_issued_on > birth_date),
  ADD CONSTRAINT identity_profile_version_positive CHECK (version >= 1);
CREATE UNIQUE INDEX external_identity_once ON external_identity (issuer, subject) WHERE ended_at IS NULL;
CREATE INDEX external_identity_account ON external_identity (account_id);
CREATE UNIQUE INDEX provider_sign_in_state ON provider_sign_in (state_hash);
CREATE INDEX provider_sign_in_account ON provider_sign_in (account_id) WHERE account_id IS NOT NULL;
ALTER TABLE provider_sign_in ADD CONSTRAINT provider_sign_in_expires CHECK (expires_at > created_at);

-- My family.
CREATE UNIQUE INDEX family_claim_once ON family_claim (account_id, document_kind, document_number)
  WHERE state NOT IN ('WITHDRAWN', 'REFUSED', 'ENDED');
CREATE INDEX family_claim_patient ON family_claim (patient_id) WHERE patient_id IS NOT NULL;
CREATE INDEX family_claim_representation ON family_claim (representation_id) WHERE representation_id IS NOT NULL;
CREATE INDEX family_claim_waiting ON family_claim (created_at) WHERE state IN ('CHECKING', 'UNAVAILABLE', 'GO_TO_MFC');
ALTER TABLE family_claim ADD CONSTRAINT family_claim_verified_when CHECK (state <> 'VERIFIED' OR verified_at IS NOT NULL),
  ADD CONSTRAINT family_claim_relationship_fits CHECK (CASE relationship WHEN 'SON' THEN sex = 'MALE' AND kind = 'PARENT'
    WHEN 'DAUGHTER' THEN sex = 'FEMALE' AND kind = 'PARENT' ELSE kind = 'GUARDIAN' END),
  ADD CONSTRAINT family_claim_guardians_route CHECK (route <> 'CIVIL_REGISTRY' OR kind = 'PARENT'),
  ADD CONSTRAINT family_claim_parents_route CHECK (route <> 'SOCIAL_PROTECTION' OR kind = 'GUARDIAN'),
  ADD CONSTRAINT family_claim_identifiers CHECK ((enp IS NULL OR (enp ~ '^\d{16}$' AND luhn_valid(enp)))
    AND CASE document_kind WHEN 'BIRTH_CERTIFICATE' THEN document_number ~ '^[IVXLC]+-[А-ЯЁ]{2} \d{6}$'
      WHEN 'PASSPORT' THEN document_number ~ '^\d{4} \d{6}$' ELSE length(document_number) BETWEEN 1 AND 50 END);
CREATE INDEX sighted_document_claim ON sighted_document (claim_id);

-- Access requests.
CREATE UNIQUE INDEX access_request_number ON access_request (number) WHERE number IS NOT NULL;
CREATE INDEX access_request_account ON access_request (account_id, id DESC);
CREATE INDEX access_request_queue ON access_request (due_at, id) WHERE state = 'MANUAL_REVIEW';
CREATE INDEX access_request_open ON access_request (due_at) WHERE state IN ('SUBMITTED', 'CHECKING', 'WAITING_EXTERNAL', 'MANUAL_REVIEW');
CREATE INDEX access_request_patient ON access_request (patient_id) WHERE patient_id IS NOT NULL;
CREATE INDEX access_request_claim ON access_request (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX access_request_grant ON access_request (access_grant_id) WHERE access_grant_id IS NOT NULL;
CREATE UNIQUE INDEX access_request_one_cancel ON access_request (access_grant_id, purpose)
  WHERE purpose = 'CANCEL' AND state IN ('SUBMITTED', 'CHECKING', 'WAITING_EXTERNAL', 'MANUAL_REVIEW');
ALTER TABLE access_request
  ADD CONSTRAINT access_request_submitted_whole CHECK (state IN ('DRAFT', 'PHONE_CONFIRMED', 'WITHDRAWN', 'EXPIRED')
    OR (number IS NOT NULL AND submitted_at IS NOT NULL AND due_at > submitted_at AND level IS NOT NULL)),
  ADD CONSTRAINT access_request_consented_whole CHECK ((consented_at IS NULL) = (consent_version IS NULL)),
  ADD CONSTRAINT access_request_consent_given CHECK (purpose <> 'GRANT' OR submitted_at IS NULL OR consented_at IS NOT NULL),
  ADD CONSTRAINT access_request_phone_e164 CHECK (phone ~ '^\+[1-9]\d{6,14}$'),
  ADD CONSTRAINT access_request_phone_confirmed CHECK (purpose <> 'GRANT' OR submitted_at IS NULL OR phone_confirmed_at IS NOT NULL),
  ADD CONSTRAINT access_request_policy_number CHECK (enp IS NULL OR (enp ~ '^\d{16}$' AND luhn_valid(enp))),
  ADD CONSTRAINT access_request_rejected_why CHECK (state <> 'REJECTED' OR decision_reason IS NOT NULL),
  ADD CONSTRAINT access_request_granted_what CHECK (state <> 'GRANTED' OR access_grant_id IS NOT NULL),
  ADD CONSTRAINT access_request_own_or_claim CHECK (own IS NOT TRUE OR claim_id IS NULL);
CREATE SEQUENCE access_request_number_seq;
CREATE INDEX access_request_event_request ON access_request_event (request_id, id);
CREATE UNIQUE INDEX request_photo_one ON request_photo (request_id);
CREATE INDEX request_photo_delete ON request_photo (delete_after) WHERE delete_after IS NOT NULL;
ALTER TABLE request_photo ADD CONSTRAINT request_photo_size CHECK (width BETWEEN 1 AND 20000 AND height BETWEEN 1 AND 20000);

-- Registry checks.
CREATE UNIQUE INDEX registry_check_key ON registry_check (key);
CREATE INDEX registry_check_waiting ON registry_check (next_try_at) WHERE state = 'WAITING';
CREATE INDEX registry_check_account ON registry_check (account_id, kind, created_at);
CREATE UNIQUE INDEX registry_check_of_request ON registry_check (request_id, kind) WHERE request_id IS NOT NULL AND state <> 'DROPPED';
CREATE UNIQUE INDEX registry_check_of_claim ON registry_check (claim_id, kind) WHERE claim_id IS NOT NULL AND state = 'WAITING';
ALTER TABLE registry_check ADD CONSTRAINT registry_check_answered_whole
    CHECK ((state = 'ANSWERED') = (outcome IS NOT NULL) AND (state <> 'ANSWERED' OR answered_at IS NOT NULL)),
  ADD CONSTRAINT registry_check_outcome_fits CHECK (outcome IS NULL OR CASE kind WHEN 'PASSPORT' THEN outcome IN ('VALID', 'INVALID')
    WHEN 'POLICY' THEN outcome IN ('VALID', 'INVALID', 'NOT_FOUND') ELSE outcome IN ('MATCH', 'NO_MATCH', 'NOT_FOUND') END);

-- Court acts, officers, staff, cases.
CREATE INDEX court_act_patient ON court_act (patient_id, representative_id);
ALTER TABLE court_act ADD CONSTRAINT court_act_four_eyes CHECK (confirmed_by_id <> proposed_by_id),
  ADD CONSTRAINT court_act_confirmed_whole CHECK (state NOT IN ('IN_FORCE', 'ENDED') OR (confirmed_by_id IS NOT NULL AND confirmed_at IS NOT NULL)),
  ADD CONSTRAINT court_act_dates_ordered CHECK (ends_on >= starts_on AND starts_on >= decided_on),
  ADD CONSTRAINT court_act_names_representative CHECK (kind = 'ADOPTION' OR representative_id IS NOT NULL),
  ADD CONSTRAINT court_act_of_another CHECK (representative_id <> patient_id);
CREATE INDEX officer_act_account ON officer_act (account_id, at);
CREATE INDEX officer_act_patient ON officer_act (patient_id, at) WHERE patient_id IS NOT NULL;
CREATE FUNCTION officer_act_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what an officer did is never changed or removed'; END $$;
CREATE TRIGGER officer_act_kept BEFORE UPDATE OR DELETE ON officer_act FOR EACH ROW EXECUTE FUNCTION officer_act_is_kept();
CREATE INDEX staff_appointment_account ON staff_appointment (account_id);
CREATE UNIQUE INDEX staff_appointment_one ON staff_appointment (account_id, role, organization_id) WHERE state IN ('PROPOSED', 'IN_FORCE');
ALTER TABLE staff_appointment ADD CONSTRAINT staff_appointment_four_eyes CHECK (confirmed_by_id <> proposed_by_id),
  ADD CONSTRAINT staff_appointment_confirmed_whole CHECK (state NOT IN ('IN_FORCE', 'ENDED') OR (confirmed_by_id IS NOT NULL AND confirmed_at IS NOT NULL)),
  ADD CONSTRAINT staff_appointment_dates_ordered CHECK (ends_on >= starts_on);
CREATE INDEX service_case_queue ON service_case (due_at, id) WHERE state = 'OPEN';
CREATE UNIQUE INDEX service_case_one_open ON service_case (account_id, kind) WHERE state = 'OPEN';

-- Notifications, repeated calls.
CREATE UNIQUE INDEX notification_once ON notification (account_id, once);
CREATE INDEX notification_account ON notification (account_id, id DESC);
CREATE INDEX notification_patient ON notification (patient_id) WHERE patient_id IS NOT NULL;
CREATE UNIQUE INDEX notification_delivery_once ON notification_delivery (notification_id, channel);
CREATE INDEX notification_delivery_waiting ON notification_delivery (next_try_at) WHERE state = 'WAITING';
CREATE UNIQUE INDEX mutation_call_once ON mutation_call (account_id, mutation, client_mutation_id);

-- The standings of one account, at one moment (policy.md, principle 1): a row a record and standing.
-- standing: bit of backend/policy/standing.py. shared: label bits that a teenager shows to this representative.
-- regions: subject codes in which an insurance policy opens the service (ACC-06).
-- A restriction by a court closes the record to its representative by date alone.
-- One plain SELECT, so that it is inlined into the statement that reads.
CREATE OR REPLACE FUNCTION standings(viewer bigint, at timestamptz, regions text[])
RETURNS TABLE (patient_id bigint, standing int, since timestamptz, until timestamptz, shared int, diary boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT own.patient_id, own.standing, own.since, own.until, 0, true
  FROM (
    SELECT p.id AS patient_id,
           CASE WHEN age_on(p.birth_date, moscow_day(at)) >= 18 THEN 2
                WHEN age_on(p.birth_date, moscow_day(at)) >= 15 THEN 1 END AS standing,
           g.granted_at AS since, g.valid_until AS until
    FROM account a
    JOIN person p ON p.id = a.person_id
    JOIN access_grant g ON g.patient_id = p.id AND g.grantee_id = a.id
    WHERE a.id = viewer AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles) AND a.level <> 'BASIC'
      AND g.granted_at <= at AND (g.revoked_at IS NULL OR g.revoked_at > at)
      AND (g.valid_until IS NULL OR g.valid_until > at)
      AND p.deceased_on IS NULL
      AND EXISTS (SELECT FROM insurance_policy i WHERE i.patient_id = p.id AND i.state = 'VALID' AND i.region = ANY (regions)
                  AND (i.valid_from IS NULL OR i.valid_from <= moscow_day(at))
                  AND (i.valid_until IS NULL OR i.valid_until >= moscow_day(at)))
  ) own WHERE own.standing IS NOT NULL
  UNION ALL
  SELECT ward.patient_id, ward.standing, ward.since, ward.until, ward.shared, ward.diary
  FROM (
    SELECT p.id AS patient_id,
           CASE WHEN age_on(p.birth_date, moscow_day(at)) >= 18 THEN NULL
                WHEN r.kind = 'PARENT' AND age_on(p.birth_date, moscow_day(at)) >= 15 THEN 8
                WHEN r.kind = 'PARENT' THEN 4
                WHEN age_on(p.birth_date, moscow_day(at)) >= 15 THEN 64
                WHEN age_on(p.birth_date, moscow_day(at)) >= 14 THEN 32
                ELSE 16 END AS standing,
           greatest(g.granted_at, r.verified_at) AS since,
           least(g.valid_until, moscow_midnight(birthday(p.birth_date, 18)), moscow_midnight(r.ends_on + 1),
                 moscow_midnight(p.emancipated_on)) AS until,
           coalesce(t.labels, 0) AS shared, coalesce(t.diary, false) AS diary
    FROM account a
    JOIN person viewing ON viewing.id = a.person_id
    JOIN access_grant g ON g.grantee_id = a.id AND g.patient_id <> a.person_id
    JOIN person p ON p.id = g.patient_id
    JOIN legal_representation r ON r.patient_id = p.id AND r.representative_id = a.person_id
    LEFT JOIN teen_share t ON t.patient_id = p.id AND t.representative_id = a.person_id
      AND t.created_at <= at AND (t.ended_at IS NULL OR t.ended_at > at)
    WHERE a.id = viewer AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles) AND a.level <> 'BASIC'
      AND g.granted_at <= at AND (g.revoked_at IS NULL OR g.revoked_at > at)
      AND (g.valid_until IS NULL OR g.valid_until > at)
      AND r.state = 'VERIFIED' AND r.verified_at <= at
      AND (r.starts_on IS NULL OR r.starts_on <= moscow_day(at)) AND (r.ends_on IS NULL OR r.ends_on >= moscow_day(at))
      AND NOT EXISTS (SELECT FROM court_act c WHERE c.patient_id = p.id AND c.representative_id = r.representative_id
                      AND c.kind = 'RESTRICTION' AND c.state = 'IN_FORCE' AND c.starts_on <= moscow_day(at)
                      AND (c.ends_on IS NULL OR c.ends_on >= moscow_day(at)))
      AND p.deceased_on IS NULL AND viewing.deceased_on IS NULL
      AND (p.emancipated_on IS NULL OR p.emancipated_on > moscow_day(at))
      AND age_on(viewing.birth_date, moscow_day(at)) >= CASE r.kind WHEN 'PARENT' THEN 16 ELSE 18 END
      AND EXISTS (SELECT FROM insurance_policy i WHERE i.patient_id = p.id AND i.state = 'VALID' AND i.region = ANY (regions)
                  AND (i.valid_from IS NULL OR i.valid_from <= moscow_day(at))
                  AND (i.valid_until IS NULL OR i.valid_until >= moscow_day(at)))
  ) ward WHERE ward.standing IS NOT NULL
  UNION ALL
  SELECT e.patient_id, 128, e.opened_at, e.shut_at + interval '72 hours', 0, true
  FROM (
    SELECT c.patient_id, c.opened_at, c.practitioner_id, c.organization_id,
           least(c.closed_at, CASE WHEN c.encounter_class IN ('AMB', 'VR', 'HH') THEN c.opened_at + interval '24 hours' END)
             AS shut_at
    FROM account a
    JOIN encounter c ON c.practitioner_id = a.practitioner_id
    WHERE a.id = viewer AND a.disabled_at IS NULL AND 'DOCTOR' = ANY (a.roles)
      AND c.source_id IS NULL AND c.opened_at <= at
  ) e
  WHERE (e.shut_at IS NULL OR e.shut_at + interval '72 hours' > at)
    AND EXISTS (SELECT FROM practitioner_role w WHERE w.practitioner_id = e.practitioner_id
                AND w.organization_id = e.organization_id AND w.starts_on <= moscow_day(at)
                AND (w.ends_on IS NULL OR w.ends_on >= moscow_day(at)))
  UNION ALL
  SELECT b.patient_id, 256, b.started_at, least(b.ended_at, b.started_at + interval '4 hours'), 0, true
  FROM account a
  JOIN break_glass_access b ON b.practitioner_id = a.practitioner_id
  WHERE a.id = viewer AND a.disabled_at IS NULL AND 'DOCTOR' = ANY (a.roles)
    AND b.started_at <= at AND b.started_at + interval '4 hours' > at AND (b.ended_at IS NULL OR b.ended_at > at)
$$;

-- Why the viewer has no portal standing on a record that is theirs or a verified ward's; null for anyone else's.
CREATE OR REPLACE FUNCTION refusal_reason(viewer bigint, patient bigint, at timestamptz, regions text[])
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p.deceased_on IS NOT NULL THEN NULL
    WHEN a.level = 'BASIC' THEN 'ACCOUNT_LEVEL_TOO_LOW'
    WHEN p.id = a.person_id AND (p.birth_date IS NULL OR age_on(p.birth_date, moscow_day(at)) < 15) THEN 'UNDER_AGE'
    WHEN p.id <> a.person_id AND (p.birth_date IS NULL OR age_on(p.birth_date, moscow_day(at)) >= 18) THEN 'WARD_IS_ADULT'
    WHEN NOT EXISTS (SELECT FROM insurance_policy i WHERE i.patient_id = p.id AND i.state = 'VALID'
                     AND (i.valid_from IS NULL OR i.valid_from <= moscow_day(at))
                     AND (i.valid_until IS NULL OR i.valid_until >= moscow_day(at))) THEN 'POLICY_INVALID'
    WHEN NOT EXISTS (SELECT FROM insurance_policy i WHERE i.patient_id = p.id AND i.state = 'VALID' AND i.region = ANY (regions)
                     AND (i.valid_from IS NULL OR i.valid_from <= moscow_day(at))
                     AND (i.valid_until IS NULL OR i.valid_until >= moscow_day(at))) THEN 'POLICY_REGION'
    ELSE 'ACCESS_NOT_OPEN' END
  FROM account a JOIN person p ON p.id = patient
  WHERE a.id = viewer AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles)
    AND (p.id = a.person_id OR EXISTS (
      SELECT FROM legal_representation r WHERE r.patient_id = p.id AND r.representative_id = a.person_id
        AND r.state = 'VERIFIED' AND r.verified_at <= at
        AND (r.starts_on IS NULL OR r.starts_on <= moscow_day(at))
        AND (r.ends_on IS NULL OR r.ends_on >= moscow_day(at))
        AND NOT EXISTS (SELECT FROM court_act c WHERE c.patient_id = p.id AND c.representative_id = r.representative_id
                        AND c.kind = 'RESTRICTION' AND c.state = 'IN_FORCE' AND c.starts_on <= moscow_day(at)
                        AND (c.ends_on IS NULL OR c.ends_on >= moscow_day(at)))))
$$;
