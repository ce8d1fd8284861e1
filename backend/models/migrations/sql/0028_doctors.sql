-- The row rules' mask (backend/policy/rows.py names its bits): very restricted entries of known classes get a bit a class,
-- 13 places above the label's, so that a matching specialty shows exactly those (policy.md 8); 2048 are the others.
ALTER TABLE record_entry DROP COLUMN mask;
ALTER TABLE record_entry ADD COLUMN mask int NOT NULL GENERATED ALWAYS AS (
  CASE WHEN kind IN (3, 4, 9, 16) THEN 0 ELSE labels & 255 END
  | CASE WHEN released_at IS NULL AND (
        (kind NOT IN (3, 4, 9, 16) AND labels & 67 <> 0) OR (kind = 2 AND labels & 60 <> 0)
        OR (confidentiality = 2 AND labels = 0)) THEN 256 ELSE 0 END
  | CASE WHEN hidden_by_patient AND kind IN (1, 2, 5, 6, 10, 11, 13, 15, 16, 17, 18, 19, 20, 21, 22) AND labels & 64 = 0
         THEN 512 ELSE 0 END
  | CASE confidentiality WHEN 1 THEN 1024
      WHEN 2 THEN CASE WHEN kind IN (3, 4, 9, 16) OR labels & 255 = 0 THEN 2048 ELSE (labels & 255) << 13 END
      ELSE 0 END
  | CASE WHEN confidentiality = 2 AND labels = 0 THEN 4096 ELSE 0 END
) STORED;

-- Specialties by their code in the staff register, as label bits (backend/models/vocabulary.py).
INSERT INTO specialty_class (code, reads, labels) VALUES
  ('57', 129, 1),   -- psychiatry
  ('58', 146, 2),   -- narcology
  ('2', 12, 4),     -- obstetrics and gynaecology
  ('9', 32, 32),    -- genetics
  ('16', 8, 0),     -- dermatovenereology
  ('23', 72, 0);    -- infectious diseases
ALTER TABLE specialty_class ADD CONSTRAINT specialty_class_bits CHECK (reads BETWEEN 0 AND 255 AND labels BETWEEN 0 AND 255);

-- A stated reason is kept as it was given.
ALTER TABLE stated_reason ADD CONSTRAINT stated_reason_encounter_fk FOREIGN KEY (patient_id, encounter_id) REFERENCES encounter (patient_id, id),
  ADD CONSTRAINT stated_reason_long_enough CHECK (length(btrim(reason)) >= 20);
CREATE INDEX stated_reason_encounter ON stated_reason (patient_id, encounter_id);
CREATE FUNCTION doctor_act_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what a doctor did to come to a record is never changed or removed'; END $$;
CREATE TRIGGER stated_reason_kept BEFORE UPDATE OR DELETE ON stated_reason FOR EACH ROW EXECUTE FUNCTION doctor_act_is_kept();
CREATE TRIGGER patient_search_kept BEFORE UPDATE OR DELETE ON patient_search FOR EACH ROW EXECUTE FUNCTION doctor_act_is_kept();
CREATE TRIGGER break_glass_access_kept BEFORE UPDATE OF reason, practitioner_id, started_at ON break_glass_access
  FOR EACH ROW EXECUTE FUNCTION doctor_act_is_kept();
ALTER TABLE patient_search ADD CONSTRAINT patient_search_kind_known
    CHECK (kind IN ('SNILS', 'ENP', 'PASSPORT', 'BIRTH_CERTIFICATE', 'FOREIGN_DOCUMENT')),
  ADD CONSTRAINT patient_search_hash_whole CHECK (length(identifier_hash) = 32);
CREATE INDEX patient_search_account ON patient_search (account_id, at);
CREATE INDEX patient_search_patient ON patient_search (patient_id) WHERE patient_id IS NOT NULL;

-- A search that named somebody stands in the log of their record though it gave no standing: 0.
ALTER TABLE access_log DROP CONSTRAINT access_log_standing_named;
ALTER TABLE access_log ADD CONSTRAINT access_log_standing_known CHECK (standings BETWEEN 0 AND 511);

-- Grounds of encounters.
ALTER TABLE admission ADD CONSTRAINT admission_encounter_fk FOREIGN KEY (patient_id, encounter_id) REFERENCES encounter (patient_id, id);
ALTER TABLE visit_code ADD CONSTRAINT visit_code_encounter_fk FOREIGN KEY (patient_id, encounter_id) REFERENCES encounter (patient_id, id);
CREATE UNIQUE INDEX admission_encounter ON admission (patient_id, encounter_id) WHERE encounter_id IS NOT NULL;
CREATE INDEX admission_waiting ON admission (practitioner_id, admitted_at) WHERE encounter_id IS NULL;
CREATE INDEX admission_patient ON admission (patient_id);
CREATE UNIQUE INDEX visit_code_text ON visit_code (code_hash);
CREATE UNIQUE INDEX visit_code_live ON visit_code (patient_id, made_by_id) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX visit_code_old ON visit_code (expires_at);
ALTER TABLE visit_code ADD CONSTRAINT visit_code_hash_whole CHECK (length(code_hash) = 32),
  ADD CONSTRAINT visit_code_expires CHECK (expires_at > made_at);

-- Emergency accesses are reviewed once, by somebody else than the doctor.
ALTER TABLE break_glass_access ADD CONSTRAINT break_glass_access_verdict_known CHECK (verdict IN ('JUSTIFIED', 'NOT_JUSTIFIED')),
  ADD CONSTRAINT break_glass_access_reviewed_whole CHECK ((verdict IS NULL) = (reviewed_at IS NULL)
    AND (verdict IS NULL) = (review IS NULL) AND (verdict IS NULL) = (reviewed_by_id IS NULL));
CREATE INDEX break_glass_access_waiting ON break_glass_access (started_at, id) WHERE reviewed_at IS NULL;
CREATE INDEX break_glass_access_patient ON break_glass_access (patient_id);

-- The first visit.
ALTER TABLE record_opening ADD CONSTRAINT record_opening_encounter_fk FOREIGN KEY (patient_id, encounter_id) REFERENCES encounter (patient_id, id);
CREATE UNIQUE INDEX record_opening_once ON record_opening (patient_id);
CREATE UNIQUE INDEX emergency_contact_place ON emergency_contact (patient_id, position);
ALTER TABLE emergency_contact ADD CONSTRAINT emergency_contact_phone_e164 CHECK (phone ~ '^\+[1-9]\d{6,14}$'),
  ADD CONSTRAINT emergency_contact_named CHECK (length(btrim(name)) > 0);

-- Emergency accesses are told of.
ALTER TABLE notification DROP CONSTRAINT notification_kind_with_complaints;
ALTER TABLE notification ADD CONSTRAINT notification_kind_with_glass CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'COMPLAINT_MOVED', 'ACCESS_OPENED', 'POLICY_NEEDED', 'IDENTITY_NEEDED', 'ACCESS_ENDING', 'ACCESS_ENDED',
  'TURNED_FIFTEEN', 'NEW_RESULT', 'BREAK_GLASS'));

-- The standings of one account, at one moment (policy.md, principle 1): a row a record and standing.
-- standing: bit of backend/policy/standing.py. regions: subject codes in which an insurance policy opens the service (ACC-06).
-- shared: bits of the mask that are not hidden though the standing's rule hides them: classes that a teenager shows to this
-- representative; for a doctor who stated a reason in this encounter, restricted rows and very restricted ones of the specialty.
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
  SELECT e.patient_id, 128, e.opened_at, e.shut_at + interval '72 hours',
         CASE WHEN EXISTS (SELECT FROM stated_reason r WHERE r.patient_id = e.patient_id AND r.encounter_id = e.id AND r.given_at <= at)
              THEN 1024 | (SELECT coalesce(bit_or(k.reads), 0) << 13 FROM practitioner_role w
                           JOIN specialty_class k ON k.code = w.specialty_code
                           WHERE w.practitioner_id = e.practitioner_id AND w.organization_id = e.organization_id
                             AND w.starts_on <= moscow_day(at) AND (w.ends_on IS NULL OR w.ends_on >= moscow_day(at)))
              ELSE 0 END, true
  FROM (
    SELECT c.id, c.patient_id, c.opened_at, c.practitioner_id, c.organization_id,
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
