-- Whoever has an account hears that its recovery was asked for.
ALTER TABLE notification DROP CONSTRAINT notification_kind_known;
ALTER TABLE notification ADD CONSTRAINT notification_kind_known_all CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'REQUEST_MOVED', 'REQUEST_OVERDUE', 'FAMILY_MOVED',
  'CASE_DECIDED', 'ACCESS_OPENED', 'ACCESS_ENDING', 'ACCESS_ENDED', 'TURNED_FIFTEEN', 'NEW_RESULT'));
-- These went with their table (0016); named here, so that nobody looks for them.
DROP INDEX IF EXISTS account_recovery_token;
DROP INDEX IF EXISTS account_recovery_login;
DROP INDEX IF EXISTS account_recovery_phone_at;
DROP INDEX IF EXISTS account_recovery_account;
ALTER TABLE IF EXISTS account_recovery DROP CONSTRAINT IF EXISTS account_recovery_kind_known,
  DROP CONSTRAINT IF EXISTS account_recovery_token_is_sha256, DROP CONSTRAINT IF EXISTS account_recovery_expires,
  DROP CONSTRAINT IF EXISTS account_recovery_phone;
