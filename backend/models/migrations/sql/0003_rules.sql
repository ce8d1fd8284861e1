-- Check digits (identifiers.md).
-- Luhn doubles every second digit from the right: position 1 is the check digit, so even positions double.
CREATE FUNCTION luhn_valid(digits text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT digits ~ '^\d+$' AND sum(CASE WHEN i % 2 = 1 THEN d WHEN d > 4 THEN d * 2 - 9 ELSE d * 2 END) % 10 = 0
  FROM (SELECT i, substr(reverse(digits), i::int, 1)::int AS d
        FROM generate_series(1, length(digits)) AS i) AS each_digit
$$;
CREATE FUNCTION snils_valid(digits text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT digits ~ '^\d{11}$' AND (left(digits, 9)::int <= 1001998 OR
    (SELECT CASE WHEN total % 101 = 100 THEN 0 ELSE total % 101 END
     FROM (SELECT sum(substr(digits, i, 1)::int * (10 - i)) AS total FROM generate_series(1, 9) AS i) AS weighed)
    = right(digits, 2)::int)
$$;

-- Ages by date: born on 29 February, a year older on 1 March in common years.
CREATE FUNCTION age_on(birth date, day date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (extract(year FROM day) - extract(year FROM birth))::int
    - CASE WHEN (extract(month FROM day), extract(day FROM day)) < (extract(month FROM birth), extract(day FROM birth))
           THEN 1 ELSE 0 END
$$;
CREATE FUNCTION birthday(birth date, years int) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (birth + make_interval(years => years))::date
    + CASE WHEN extract(day FROM birth + make_interval(years => years)) <> extract(day FROM birth) THEN 1 ELSE 0 END
$$;
CREATE FUNCTION moscow_day(at timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (at AT TIME ZONE 'Europe/Moscow')::date
$$;
CREATE FUNCTION moscow_midnight(day date) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT day::timestamp AT TIME ZONE 'Europe/Moscow'
$$;

-- The row rules' mask (backend/policy/rows.py names its bits).
--   kinds 3 COVID_TESTS, 4 VACCINATIONS, 9 AMBULANCE_CALLS, 16 ALLERGY are never of a sensitive class;
--   256 UNRELEASED: psychiatry, narcology, HIV anywhere else, any class in a laboratory report, or V of no known class;
--   512 HIDDEN_BY_PATIENT: ordinary entries only, never HIV; 1024 R; 2048 V; 4096 V of no known class.
ALTER TABLE record_entry ADD COLUMN mask int NOT NULL GENERATED ALWAYS AS (
  CASE WHEN kind IN (3, 4, 9, 16) THEN 0 ELSE labels & 255 END
  | CASE WHEN released_at IS NULL AND (
        (kind NOT IN (3, 4, 9, 16) AND labels & 67 <> 0) OR (kind = 2 AND labels & 60 <> 0)
        OR (confidentiality = 2 AND labels = 0)) THEN 256 ELSE 0 END
  | CASE WHEN hidden_by_patient AND kind IN (1, 2, 5, 6, 10, 11, 13, 15, 17, 18, 19, 20, 21, 22) AND labels & 64 = 0
         THEN 512 ELSE 0 END
  | CASE confidentiality WHEN 1 THEN 1024 WHEN 2 THEN 2048 ELSE 0 END
  | CASE WHEN confidentiality = 2 AND labels = 0 THEN 4096 ELSE 0 END
) STORED;

ALTER TABLE record_entry
  ADD CONSTRAINT record_entry_labels_known CHECK (labels BETWEEN 0 AND 255),
  ADD CONSTRAINT record_entry_sensitive_restricted CHECK (confidentiality >= 1 OR NOT (
    (kind NOT IN (3, 4, 9, 16) AND labels & 67 <> 0) OR (kind = 2 AND labels & 60 <> 0) OR (kind = 11 AND labels & 252 <> 0))),
  ADD CONSTRAINT record_entry_start_key_known CHECK (start_key = kind OR (kind = 5 AND start_key BETWEEN 31 AND 40)
    OR (kind >= 16 AND parent_entry_id IS NOT NULL AND (start_key BETWEEN 1 AND 15 OR start_key BETWEEN 31 AND 40))),
  ADD CONSTRAINT record_entry_version_positive CHECK (version >= 1),
  ADD CONSTRAINT record_entry_private_note_owned CHECK (kind <> 23 OR only_practitioner_id IS NOT NULL),
  ADD CONSTRAINT record_entry_public_id_whole CHECK (length(public_id) = 22),
  ADD CONSTRAINT record_entry_not_own_parent CHECK (parent_entry_id <> id),
  ADD CONSTRAINT record_entry_version_once UNIQUE (patient_id, set_id, version);
CREATE UNIQUE INDEX record_entry_one_current ON record_entry (patient_id, set_id) WHERE status = 0;
CREATE INDEX record_entry_section ON record_entry (patient_id, kind, event_date DESC, id DESC) WHERE status = 0;
CREATE INDEX record_entry_timeline ON record_entry (patient_id, event_date DESC, id DESC) WHERE status = 0 AND kind <= 15;
CREATE INDEX record_entry_parts ON record_entry (patient_id, parent_entry_id) WHERE parent_entry_id IS NOT NULL;
CREATE INDEX record_entry_encounter ON record_entry (patient_id, encounter_id) WHERE encounter_id IS NOT NULL;
CREATE INDEX lab_result_code ON lab_result (patient_id, code, entry_id);
CREATE INDEX document_entry ON document (patient_id, entry_id);
CREATE INDEX access_log_unsealed ON access_log (patient_id, seq) WHERE mac IS NULL;
CREATE INDEX access_log_key ON access_log (patient_id, entry_key);
ALTER TABLE access_log ADD CONSTRAINT access_log_seq_positive CHECK (seq >= 1),
  ADD CONSTRAINT access_log_standing_named CHECK (standings BETWEEN 1 AND 511);
ALTER TABLE access_log_counter ADD CONSTRAINT access_log_counter_moves_up
  CHECK (count >= 0 AND sealed_seq BETWEEN 0 AND count);

-- People, identifiers, policies.
CREATE UNIQUE INDEX person_patient_key ON person (patient_key);
ALTER TABLE person ADD CONSTRAINT person_keys_whole CHECK (length(patient_key) = 22 AND length(record_key) = 22),
  ADD CONSTRAINT person_phone_e164 CHECK (phone ~ '^\+[1-9]\d{6,14}$'),
  ADD CONSTRAINT person_dates_ordered CHECK (deceased_on >= birth_date AND emancipated_on >= birth_date);
ALTER TABLE person_identifier
  ADD CONSTRAINT person_identifier_well_formed CHECK (CASE kind
    WHEN 'SNILS' THEN snils_valid(value)
    WHEN 'ENP' THEN value ~ '^\d{16}$' AND luhn_valid(value)
    WHEN 'PASSPORT' THEN value ~ '^\d{4} \d{6}$'
    WHEN 'BIRTH_CERTIFICATE' THEN value ~ '^[IVXLC]+-[А-ЯЁ]{2} \d{6}$'
    ELSE length(value) BETWEEN 1 AND 50 END),
  ADD CONSTRAINT person_identifier_department CHECK (issuer_code ~ '^\d{3}-\d{3}$');
CREATE UNIQUE INDEX person_identifier_once ON person_identifier (kind, value)
  WHERE checked AND ended_on IS NULL AND kind IN ('SNILS', 'ENP');
CREATE UNIQUE INDEX person_identifier_one_in_force ON person_identifier (patient_id, kind)
  WHERE ended_on IS NULL AND kind IN ('SNILS', 'ENP');
CREATE INDEX person_identifier_patient ON person_identifier (patient_id, kind);
CREATE INDEX insurance_policy_patient ON insurance_policy (patient_id, state);
ALTER TABLE insurance_policy ADD CONSTRAINT insurance_policy_region_code CHECK (region ~ '^\d{2}$'),
  ADD CONSTRAINT insurance_policy_dates_ordered CHECK (valid_until >= valid_from);
CREATE UNIQUE INDEX organization_oid ON organization (oid) WHERE oid IS NOT NULL;
ALTER TABLE practitioner_role ADD CONSTRAINT practitioner_role_dates_ordered CHECK (ends_on >= starts_on);
CREATE INDEX practitioner_role_practitioner ON practitioner_role (practitioner_id, organization_id);

-- Accounts and sessions.
CREATE UNIQUE INDEX account_login ON account (lower(login));
CREATE UNIQUE INDEX account_person ON account (person_id) WHERE 'CITIZEN' = ANY (roles) AND disabled_at IS NULL;
CREATE UNIQUE INDEX account_practitioner ON account (practitioner_id) WHERE disabled_at IS NULL;
ALTER TABLE account ADD CONSTRAINT account_login_shape CHECK (login = lower(login) AND length(login) BETWEEN 1 AND 120),
  ADD CONSTRAINT account_phone_e164 CHECK (phone ~ '^\+[1-9]\d{6,14}$'),
  ADD CONSTRAINT account_roles_known CHECK (cardinality(roles) >= 1 AND roles <@ ARRAY[
    'CITIZEN', 'DOCTOR', 'REGISTRAR', 'MFC_OFFICER', 'INSURER', 'ANALYST', 'AUDITOR']),
  ADD CONSTRAINT account_doctor_is_practitioner CHECK (practitioner_id IS NOT NULL OR NOT 'DOCTOR' = ANY (roles));
CREATE UNIQUE INDEX session_token ON session (token_hash);
CREATE INDEX session_account ON session (account_id);
ALTER TABLE session ADD CONSTRAINT session_token_is_sha256 CHECK (length(token_hash) = 32),
  ADD CONSTRAINT session_expires CHECK (expires_at > created_at),
  ADD CONSTRAINT session_card_whole CHECK ((card_until IS NULL) = (card_used_at IS NULL));
CREATE UNIQUE INDEX card_entry_code_live ON card_entry_code (session_id) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX card_entry_code_account ON card_entry_code (account_id, sent_at);
ALTER TABLE card_entry_code ADD CONSTRAINT card_entry_code_tries CHECK (tries BETWEEN 0 AND 5),
  ADD CONSTRAINT card_entry_code_expires CHECK (expires_at > sent_at);
CREATE INDEX sign_in_attempt_login ON sign_in_attempt (login_hash, at);
CREATE INDEX sign_in_attempt_address ON sign_in_attempt (address_hash, at);

-- Representations and grants.
CREATE UNIQUE INDEX legal_representation_once ON legal_representation (patient_id, representative_id, kind)
  WHERE state IN ('PENDING', 'VERIFIED');
CREATE INDEX legal_representation_representative ON legal_representation (representative_id, patient_id);
ALTER TABLE legal_representation ADD CONSTRAINT legal_representation_of_another CHECK (patient_id <> representative_id),
  ADD CONSTRAINT legal_representation_dates_ordered CHECK (ends_on >= starts_on),
  ADD CONSTRAINT legal_representation_verified_when CHECK (state <> 'VERIFIED' OR verified_at IS NOT NULL);
CREATE UNIQUE INDEX access_grant_once ON access_grant (patient_id, grantee_id) WHERE revoked_at IS NULL;
CREATE INDEX access_grant_grantee ON access_grant (grantee_id, patient_id);
ALTER TABLE access_grant ADD CONSTRAINT access_grant_dates_ordered
  CHECK (valid_until > granted_at AND revoked_at >= granted_at);
CREATE UNIQUE INDEX teen_share_once ON teen_share (patient_id, representative_id) WHERE ended_at IS NULL;
ALTER TABLE teen_share ADD CONSTRAINT teen_share_labels_known CHECK (labels BETWEEN 0 AND 255 AND labels & 64 = 0);

-- Encounters.
CREATE INDEX encounter_practitioner ON encounter (practitioner_id, patient_id) WHERE source_id IS NULL;
ALTER TABLE encounter ADD CONSTRAINT encounter_dates_ordered CHECK (closed_at >= opened_at),
  ADD CONSTRAINT encounter_opened_on_ground CHECK (source_id IS NOT NULL
    OR (ground IS NOT NULL AND practitioner_id IS NOT NULL AND organization_id IS NOT NULL)),
  ADD CONSTRAINT encounter_labels_known CHECK (labels BETWEEN 0 AND 255);
CREATE INDEX break_glass_access_practitioner ON break_glass_access (practitioner_id, patient_id);
ALTER TABLE break_glass_access ADD CONSTRAINT break_glass_access_reason CHECK (length(btrim(reason)) >= 20);

-- Imported resources.
CREATE UNIQUE INDEX import_source_name ON import_source (name);
CREATE UNIQUE INDEX imported_resource_identity ON imported_resource (source_id, resource_type, resource_id);
CREATE INDEX imported_resource_patient ON imported_resource (patient_id) WHERE patient_id IS NOT NULL;
ALTER TABLE imported_resource ADD CONSTRAINT imported_resource_outcome CHECK (
  (outcome = 'STORED' AND target_table IS NOT NULL) OR (outcome = 'KEPT_ASIDE' AND reason IS NOT NULL));

-- Sections.
ALTER TABLE sick_leave ADD CONSTRAINT sick_leave_number CHECK (number ~ '^\d{12}$'),
  ADD CONSTRAINT sick_leave_dates_ordered CHECK (ends_on >= starts_on);
ALTER TABLE lab_result ADD CONSTRAINT lab_result_band CHECK (reference_high >= reference_low);
ALTER TABLE check_up ADD CONSTRAINT check_up_stage CHECK (stage IN (1, 2));
ALTER TABLE discharge_summary ADD CONSTRAINT discharge_summary_dates_ordered CHECK (discharged_at >= admitted_at);
ALTER TABLE health_diary_entry ADD CONSTRAINT health_diary_entry_plausible CHECK (CASE measure
    WHEN 'BLOOD_PRESSURE' THEN value BETWEEN 40 AND 300 AND value_second BETWEEN 20 AND 200 AND value_second < value
    WHEN 'PULSE' THEN value BETWEEN 20 AND 300
    WHEN 'GLUCOSE' THEN value BETWEEN 0.5 AND 50
    WHEN 'WEIGHT' THEN value BETWEEN 0.3 AND 400
    WHEN 'HEIGHT' THEN value BETWEEN 20 AND 250
    WHEN 'TEMPERATURE' THEN value BETWEEN 30 AND 45
    WHEN 'OXYGEN_SATURATION' THEN value BETWEEN 50 AND 100
    WHEN 'RESPIRATION' THEN value BETWEEN 4 AND 100
    WHEN 'ANGINA' THEN value BETWEEN 0 AND 50
    WHEN 'WELLBEING' THEN value BETWEEN 1 AND 5 END);

-- Start dates of sections for portal readers (SEC-01…06); studies have a key for each modality (SEC-05).
INSERT INTO section_start (key, starts_on) VALUES
  (1, '2017-01-01'), (2, '2019-01-01'), (3, '2020-04-20'), (4, NULL), (5, '2019-01-01'), (6, '2019-01-01'),
  (7, NULL), (8, NULL), (9, NULL), (10, NULL), (11, NULL), (12, NULL), (13, NULL), (14, NULL), (15, NULL),
  (16, NULL), (17, NULL), (18, NULL), (19, NULL), (20, NULL), (21, NULL), (22, NULL), (23, NULL),
  (31, '2019-01-01'), (32, '2019-01-01'), (33, '2017-01-01'), (34, '2015-01-01'), (35, '2017-01-01'),
  (36, '2018-01-01'), (37, '2018-01-01'), (38, '2019-01-01'), (39, '2019-01-01'), (40, '2019-01-01');
