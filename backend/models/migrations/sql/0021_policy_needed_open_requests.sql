-- An account whose record waits for a policy alone is told so.
ALTER TABLE notification DROP CONSTRAINT notification_kind_listed;
ALTER TABLE notification ADD CONSTRAINT notification_kind_known_now CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'ACCESS_OPENED', 'POLICY_NEEDED', 'ACCESS_ENDING', 'ACCESS_ENDED', 'TURNED_FIFTEEN', 'NEW_RESULT'));
-- What the hourly sweep looks through: accesses that have not ended in their requests yet, and no request of the past.
CREATE INDEX access_request_in_force ON access_request (id) INCLUDE (access_grant_id, own)
  WHERE purpose = 'GRANT' AND state IN ('GRANTED', 'CHANGED');
