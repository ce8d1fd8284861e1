-- A changed mailbox and a reopened account are told of.
ALTER TABLE notification DROP CONSTRAINT notification_kind_known_all;
ALTER TABLE notification ADD CONSTRAINT notification_kind_listed CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'ACCESS_OPENED', 'ACCESS_ENDING', 'ACCESS_ENDED', 'TURNED_FIFTEEN', 'NEW_RESULT'));
-- A recorded death holds until two officers take it back.
CREATE UNIQUE INDEX death_record_in_force ON death_record (person_id) WHERE state = 'IN_FORCE';
CREATE INDEX death_record_waiting ON death_record (id) WHERE state = 'IN_FORCE' AND end_proposed_at IS NOT NULL;
ALTER TABLE death_record ADD CONSTRAINT death_record_state_known CHECK (state IN ('IN_FORCE', 'ENDED')),
  ADD CONSTRAINT death_record_four_eyes CHECK (end_confirmed_by_id <> end_proposed_by_id),
  ADD CONSTRAINT death_record_ended_whole CHECK ((state = 'ENDED') = (ended_at IS NOT NULL)
    AND (state = 'IN_FORCE' OR (end_proposed_by_id IS NOT NULL AND end_confirmed_by_id IS NOT NULL)));
