-- What a teenager hides: one hiding in force an entry; what a doctor lifts says who and why, for good.
CREATE UNIQUE INDEX entry_hiding_in_force ON entry_hiding (patient_id, set_id) WHERE ended_at IS NULL;
CREATE INDEX entry_hiding_entry ON entry_hiding (patient_id, set_id);
ALTER TABLE entry_hiding
  ADD CONSTRAINT entry_hiding_lifted_whole CHECK ((lifted_by_id IS NULL) = (reason IS NULL)
    AND (lifted_by_id IS NULL OR ended_at IS NOT NULL)),
  ADD CONSTRAINT entry_hiding_reason_long_enough CHECK (length(btrim(reason)) >= 20),
  ADD CONSTRAINT entry_hiding_ends_after CHECK (ended_at >= hidden_at);
CREATE FUNCTION entry_hiding_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was hidden and shown is never changed afterwards'; END $$;
CREATE TRIGGER entry_hiding_kept BEFORE UPDATE OF set_id, account_id, hidden_at, ended_at, lifted_by_id, reason ON entry_hiding
  FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL)
  EXECUTE FUNCTION entry_hiding_is_kept();

-- The teenager is told of it.
ALTER TABLE notification DROP CONSTRAINT notification_kind_with_merges;
ALTER TABLE notification ADD CONSTRAINT notification_kind_with_hidings CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'COMPLAINT_MOVED', 'ACCESS_OPENED', 'POLICY_NEEDED', 'IDENTITY_NEEDED', 'ACCESS_ENDING', 'ACCESS_ENDED',
  'TURNED_FIFTEEN', 'NEW_RESULT', 'BREAK_GLASS', 'APPOINTMENT', 'PAPER_MOVED', 'RECORD_CHANGED', 'HIDING_LIFTED'));

-- Makes the rows of whole records follow the hidings in force; gives the rows that changed. Whoever calls holds the people.
-- With an entry go all its versions, the clinical rows that belong to it, and its rendered services (kind 15): those of its
-- encounter, or, where either names none, those of its clinic and day. With a visit or a stay (1, 6) go the conditions, medicines
-- and measurements of its encounter (17-22), which stand in no list of their own to be hidden from; an allergy stays, for safety.
-- Entries are held by the first of their versions, as every change of an entry holds them: a version that is being written
-- meanwhile is waited for, and found.
CREATE FUNCTION hiding_apart(people bigint[]) RETURNS TABLE (of_patient bigint, of_set bigint, of_entry bigint, to_hide boolean)
LANGUAGE sql STABLE AS $$
  WITH kept AS (
    SELECT e.patient_id, e.id, e.set_id, e.kind, e.encounter_id, e.organization_id, e.event_date
    FROM entry_hiding g JOIN record_entry e ON e.patient_id = g.patient_id AND e.set_id = g.set_id
    WHERE g.patient_id = ANY (people) AND g.ended_at IS NULL
  ),
  going AS (
    SELECT patient_id, set_id FROM kept
    UNION SELECT r.patient_id, r.set_id FROM kept h JOIN record_entry r ON r.patient_id = h.patient_id AND r.parent_entry_id = h.id
    UNION SELECT r.patient_id, r.set_id FROM kept h JOIN record_entry r ON r.patient_id = h.patient_id AND r.kind = 15 AND h.kind <> 15
      AND (r.encounter_id = h.encounter_id OR ((r.encounter_id IS NULL OR h.encounter_id IS NULL)
        AND r.organization_id = h.organization_id AND r.event_date = h.event_date))
    UNION SELECT r.patient_id, r.set_id FROM kept h JOIN record_entry r ON r.patient_id = h.patient_id
      AND r.encounter_id = h.encounter_id AND r.kind BETWEEN 17 AND 22 AND h.kind IN (1, 6)
  )
  SELECT e.patient_id, e.set_id, e.id, g.set_id IS NOT NULL
  FROM record_entry e LEFT JOIN going g ON g.patient_id = e.patient_id AND g.set_id = e.set_id
  WHERE e.patient_id = ANY (people) AND e.hidden_by_patient <> (g.set_id IS NOT NULL)
$$;
CREATE FUNCTION follow_hidings(people bigint[]) RETURNS TABLE (changed_patient bigint, changed_entry bigint, changed_status int)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM record_entry f WHERE f.version = 1
    AND (f.patient_id, f.set_id) IN (SELECT a.of_patient, a.of_set FROM hiding_apart(people) a)
    ORDER BY f.patient_id, f.set_id FOR NO KEY UPDATE;
  RETURN QUERY UPDATE record_entry e SET hidden_by_patient = a.to_hide FROM hiding_apart(people) a
    WHERE e.patient_id = a.of_patient AND e.id = a.of_entry RETURNING e.patient_id, e.id, e.status::int;
END $$;
