-- Extracts on paper and paper keeping (PAP-01, PAP-02).
CREATE SEQUENCE paper_number_seq;
ALTER TABLE paper_extract_order
  ADD CONSTRAINT paper_extract_order_purpose_known CHECK (purpose IN ('RESEARCH_INSTITUTE', 'OTHER_CLINIC', 'WORK_OR_STUDY', 'AUTHORITY', 'OWN_USE')),
  ADD CONSTRAINT paper_extract_order_pickup_known CHECK (pickup IN ('SELF', 'REPRESENTATIVE')),
  ADD CONSTRAINT paper_extract_order_state_known CHECK (state IN ('ORDERED', 'IN_WORK', 'READY', 'HANDED_OUT', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
  ADD CONSTRAINT paper_extract_order_reason_known CHECK (reason IN ('NO_RECORDS_HERE', 'NOT_CLEAR', 'NOT_ENTITLED', 'OTHER')),
  ADD CONSTRAINT paper_extract_order_identity_known CHECK (identity_shown IN ('PASSPORT', 'TEMPORARY', 'FOREIGN_PASSPORT')),
  ADD CONSTRAINT paper_extract_order_sections_known CHECK (sections IS NULL OR (cardinality(sections) > 0 AND sections <@ ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]::smallint[])),
  ADD CONSTRAINT paper_extract_order_period CHECK (covers_until >= covers_from),
  ADD CONSTRAINT paper_extract_order_fetched_by_whom CHECK ((pickup = 'REPRESENTATIVE') = (fetched_by IS NOT NULL)),
  ADD CONSTRAINT paper_extract_order_waits CHECK ((state IN ('ORDERED', 'IN_WORK', 'READY')) = (due_at IS NOT NULL)),
  ADD CONSTRAINT paper_extract_order_declined_whole CHECK ((state = 'DECLINED') = (reason IS NOT NULL) AND (reason IS NULL) = (answer IS NULL)),
  -- Nothing is handed out unseen.
  ADD CONSTRAINT paper_extract_order_seen CHECK ((state = 'HANDED_OUT') = (identity_shown IS NOT NULL)
    AND (identity_shown IS NULL) = (proxy_shown IS NULL) AND (proxy_shown IS NULL OR proxy_shown = (pickup = 'REPRESENTATIVE')));
CREATE UNIQUE INDEX paper_extract_order_number ON paper_extract_order (number);
CREATE INDEX paper_extract_order_patient ON paper_extract_order (patient_id, account_id, id DESC);
CREATE INDEX paper_extract_order_clinic ON paper_extract_order (clinic_id, state, due_at);
CREATE INDEX paper_extract_order_under_way ON paper_extract_order (account_id) WHERE state IN ('ORDERED', 'IN_WORK', 'READY');
CREATE INDEX paper_extract_order_to_expire ON paper_extract_order (id, due_at) WHERE state = 'READY';
ALTER TABLE paper_record_application
  ADD CONSTRAINT paper_record_application_state_known CHECK (state IN ('SUBMITTED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  ADD CONSTRAINT paper_record_application_reason_known CHECK (reason IN ('NOT_OUR_PATIENT', 'KEPT_ALREADY', 'OTHER')),
  ADD CONSTRAINT paper_record_application_waits CHECK ((state = 'SUBMITTED') = (due_at IS NOT NULL)),
  ADD CONSTRAINT paper_record_application_declined_whole CHECK ((state = 'DECLINED') = (reason IS NOT NULL) AND (reason IS NULL) = (answer IS NULL));
CREATE UNIQUE INDEX paper_record_application_number ON paper_record_application (number);
CREATE UNIQUE INDEX paper_record_application_one_alive ON paper_record_application (account_id, patient_id, clinic_id) WHERE state IN ('SUBMITTED', 'ACCEPTED');
CREATE INDEX paper_record_application_patient ON paper_record_application (patient_id, id DESC);
CREATE INDEX paper_record_application_clinic ON paper_record_application (clinic_id, state, due_at);
ALTER TABLE paper_step
  ADD CONSTRAINT paper_step_of_one CHECK (num_nonnulls(extract_id, application_id) = 1),
  ADD CONSTRAINT paper_step_event_known CHECK (event IN ('ORDERED', 'TAKEN', 'MADE', 'HANDED_OUT', 'EXPIRED', 'SUBMITTED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  ADD CONSTRAINT paper_step_by_somebody CHECK ((account_id IS NULL) = (event = 'EXPIRED'));
CREATE INDEX paper_step_extract ON paper_step (extract_id, id) WHERE extract_id IS NOT NULL;
CREATE INDEX paper_step_application ON paper_step (application_id, id) WHERE application_id IS NOT NULL;
-- What was done when is never changed afterwards.
CREATE TRIGGER paper_step_kept BEFORE UPDATE ON paper_step FOR EACH ROW EXECUTE FUNCTION complaint_history_is_kept();

-- Policies that end soon are told of (PAP-09).
CREATE INDEX insurance_policy_last_day ON insurance_policy (valid_until) WHERE state = 'VALID' AND valid_until IS NOT NULL;

ALTER TABLE notification DROP CONSTRAINT notification_kind_with_appointments;
ALTER TABLE notification ADD CONSTRAINT notification_kind_with_paper CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'COMPLAINT_MOVED', 'ACCESS_OPENED', 'POLICY_NEEDED', 'IDENTITY_NEEDED', 'ACCESS_ENDING', 'ACCESS_ENDED',
  'TURNED_FIFTEEN', 'NEW_RESULT', 'BREAK_GLASS', 'APPOINTMENT', 'PAPER_MOVED'));
