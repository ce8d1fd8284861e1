-- Duplicate records: one in force a duplicate; nobody comes to a record that is read as another's.
ALTER TABLE record_merge
  ADD CONSTRAINT record_merge_state_known CHECK (state IN ('PROPOSED', 'IN_FORCE', 'REFUSED', 'ENDED')),
  ADD CONSTRAINT record_merge_reason_known CHECK (reason IN
    ('REGISTERED_TWICE', 'RECEIVED_TWICE', 'NAME_CHANGED', 'DOCUMENT_CHANGED', 'OTHER')),
  ADD CONSTRAINT record_merge_of_two CHECK (survivor_id <> duplicate_id),
  ADD CONSTRAINT record_merge_four_eyes CHECK (confirmed_by_id <> proposed_by_id AND end_confirmed_by_id <> end_proposed_by_id),
  ADD CONSTRAINT record_merge_confirmed_whole CHECK ((state IN ('IN_FORCE', 'ENDED')) = (confirmed_at IS NOT NULL)
    AND (confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (confirmed_at IS NULL) = (kept IS NULL)),
  ADD CONSTRAINT record_merge_end_proposed_whole CHECK ((end_proposed_at IS NULL) = (end_proposed_by_id IS NULL)
    AND (end_proposed_at IS NULL) = (end_text IS NULL) AND (end_proposed_at IS NULL OR confirmed_at IS NOT NULL)),
  ADD CONSTRAINT record_merge_ended_whole CHECK ((state = 'ENDED') = (ended_at IS NOT NULL)
    AND (ended_at IS NULL) = (end_confirmed_by_id IS NULL) AND (ended_at IS NULL OR end_proposed_at IS NOT NULL));
CREATE UNIQUE INDEX record_merge_in_force ON record_merge (duplicate_id) WHERE state = 'IN_FORCE';
CREATE UNIQUE INDEX record_merge_proposed_once ON record_merge (survivor_id, duplicate_id) WHERE state = 'PROPOSED';
CREATE INDEX record_merge_survivor ON record_merge (survivor_id);
CREATE INDEX record_merge_waiting ON record_merge (id) WHERE state = 'PROPOSED' OR end_proposed_at IS NOT NULL;
CREATE INDEX record_move_merge ON record_move (merge_id, entry_id);
CREATE INDEX record_move_entry ON record_move (entry_id);
ALTER TABLE record_move ADD CONSTRAINT record_move_between_two CHECK (from_patient_id <> to_patient_id);
CREATE FUNCTION record_move_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'where an entry came from is never changed or removed'; END $$;
CREATE TRIGGER record_move_kept BEFORE UPDATE OR DELETE ON record_move FOR EACH ROW EXECUTE FUNCTION record_move_is_kept();

-- Whether the record is read as another's.
CREATE FUNCTION record_merged(patient bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM record_merge m WHERE m.duplicate_id = patient AND m.state = 'IN_FORCE')
$$;
-- After the foreign key to the person, which waits for whoever merges, so that neither can miss the other. Its name comes
-- after those of foreign keys in the order of triggers.
CREATE FUNCTION record_is_not_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF record_merged(NEW.patient_id) THEN
    RAISE EXCEPTION 'this record is read as another''s';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER record_not_merged AFTER INSERT ON access_grant FOR EACH ROW EXECUTE FUNCTION record_is_not_merged();
CREATE TRIGGER record_not_merged AFTER INSERT OR UPDATE OF state ON legal_representation FOR EACH ROW
  WHEN (NEW.state = 'VERIFIED') EXECUTE FUNCTION record_is_not_merged();
CREATE TRIGGER record_not_merged AFTER INSERT ON encounter FOR EACH ROW EXECUTE FUNCTION record_is_not_merged();
CREATE TRIGGER record_not_merged AFTER INSERT ON break_glass_access FOR EACH ROW EXECUTE FUNCTION record_is_not_merged();
CREATE TRIGGER record_not_merged AFTER INSERT ON appointment FOR EACH ROW EXECUTE FUNCTION record_is_not_merged();
CREATE TRIGGER record_not_merged AFTER INSERT ON admission FOR EACH ROW EXECUTE FUNCTION record_is_not_merged();
CREATE TRIGGER record_not_merged AFTER INSERT ON visit_code FOR EACH ROW EXECUTE FUNCTION record_is_not_merged();
CREATE TRIGGER record_not_merged AFTER INSERT ON complaint FOR EACH ROW EXECUTE FUNCTION record_is_not_merged();

-- What a doctor stated, and what a complainant showed, is kept as it was; it goes along with its visit or its entry.
DROP TRIGGER stated_reason_kept ON stated_reason;
CREATE TRIGGER stated_reason_kept BEFORE UPDATE OF encounter_id, reason, given_at OR DELETE ON stated_reason
  FOR EACH ROW EXECUTE FUNCTION doctor_act_is_kept();
DROP TRIGGER complaint_attachment_kept ON complaint_attachment;
CREATE TRIGGER complaint_attachment_kept
  BEFORE UPDATE OF complaint_id, set_id, entry_id, position, type_name, field_names, content ON complaint_attachment
  FOR EACH ROW EXECUTE FUNCTION complaint_history_is_kept();

-- Readers are told that their record holds other entries than before.
ALTER TABLE notification DROP CONSTRAINT notification_kind_with_paper;
ALTER TABLE notification ADD CONSTRAINT notification_kind_with_merges CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'COMPLAINT_MOVED', 'ACCESS_OPENED', 'POLICY_NEEDED', 'IDENTITY_NEEDED', 'ACCESS_ENDING', 'ACCESS_ENDED',
  'TURNED_FIFTEEN', 'NEW_RESULT', 'BREAK_GLASS', 'APPOINTMENT', 'PAPER_MOVED', 'RECORD_CHANGED'));
