-- Complaints to the insurer (CMP-01…04).
CREATE SEQUENCE complaint_number_seq;
ALTER TABLE complaint
  ADD CONSTRAINT complaint_kind_known CHECK (kind IN ('SERVICE_NOT_RENDERED', 'WRONG_DIAGNOSIS', 'EXTRA_DATA', 'WRONG_DATE', 'WRONG_COST', 'OTHER')),
  ADD CONSTRAINT complaint_state_known CHECK (state IN ('RECEIVED', 'CLINIC_REQUESTED', 'EXPERTISE', 'DECIDED', 'WITHDRAWN')),
  ADD CONSTRAINT complaint_reason_known CHECK (reason IN ('NOT_RENDERED', 'DATA_WRONG', 'DATA_RIGHT', 'NOT_PROVEN')),
  ADD CONSTRAINT complaint_correction_known CHECK (correction IN ('NEW_VERSION', 'WITHDRAWN')),
  ADD CONSTRAINT complaint_text_written CHECK (length(text) BETWEEN 10 AND 2000),
  ADD CONSTRAINT complaint_asked_whole CHECK ((asked_at IS NULL) = (question IS NULL) AND (state <> 'RECEIVED' OR asked_at IS NULL)),
  ADD CONSTRAINT complaint_answered_whole CHECK ((answered_at IS NULL) = (clinic_answer IS NULL)
    AND (answered_at IS NULL) = (clinic_agrees IS NULL) AND (answered_at IS NULL OR asked_at IS NOT NULL)),
  ADD CONSTRAINT complaint_decided_whole CHECK ((state = 'DECIDED') = (decided_at IS NOT NULL)
    AND (decided_at IS NULL) = (upheld IS NULL) AND (decided_at IS NULL) = (reason IS NULL)
    AND (decided_at IS NULL) = (decision_text IS NULL)
    AND upheld = (reason IN ('NOT_RENDERED', 'DATA_WRONG'))),
  ADD CONSTRAINT complaint_corrected_by_order CHECK ((corrected_at IS NULL) = (correction IS NULL) AND (corrected_at IS NULL OR upheld));
CREATE UNIQUE INDEX complaint_number ON complaint (number);
CREATE UNIQUE INDEX complaint_one_under_way ON complaint (account_id, patient_id, set_id) WHERE state NOT IN ('DECIDED', 'WITHDRAWN');
CREATE INDEX complaint_patient ON complaint (patient_id, id DESC);
CREATE INDEX complaint_insurer ON complaint (insurer_id, state);
CREATE INDEX complaint_clinic ON complaint (clinic_id, state) WHERE asked_at IS NOT NULL;
ALTER TABLE complaint_step ADD CONSTRAINT complaint_step_event_known CHECK (event IN ('FILED', 'CLINIC_ASKED', 'CLINIC_AGREED',
  'CLINIC_OBJECTED', 'CLINIC_SILENT', 'UPHELD', 'REJECTED', 'CORRECTED', 'WITHDRAWN'));
CREATE INDEX complaint_step_complaint ON complaint_step (complaint_id, id);
CREATE UNIQUE INDEX complaint_attachment_place ON complaint_attachment (complaint_id, position);
-- What the insurer and the clinic were shown is never changed afterwards, nor what was done when.
CREATE FUNCTION complaint_history_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was shown or done is kept as it was';
END $$;
CREATE TRIGGER complaint_attachment_kept BEFORE UPDATE ON complaint_attachment FOR EACH ROW EXECUTE FUNCTION complaint_history_is_kept();
CREATE TRIGGER complaint_step_kept BEFORE UPDATE ON complaint_step FOR EACH ROW EXECUTE FUNCTION complaint_history_is_kept();

-- The complainant is told of each step.
CREATE INDEX notification_complaint ON notification (complaint_id) WHERE complaint_id IS NOT NULL;
ALTER TABLE notification DROP CONSTRAINT notification_kind_of_all;
ALTER TABLE notification ADD CONSTRAINT notification_complaint_named CHECK ((kind = 'COMPLAINT_MOVED') = (complaint_id IS NOT NULL)),
  ADD CONSTRAINT notification_kind_with_complaints CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'COMPLAINT_MOVED', 'ACCESS_OPENED', 'POLICY_NEEDED', 'IDENTITY_NEEDED', 'ACCESS_ENDING', 'ACCESS_ENDED',
  'TURNED_FIFTEEN', 'NEW_RESULT'));
