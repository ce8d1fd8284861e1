-- Ways back into an account, and what the earlier contact is told.
ALTER TABLE one_time_code DROP CONSTRAINT one_time_code_purpose_known;
ALTER TABLE one_time_code ADD CONSTRAINT one_time_code_purpose_known CHECK (purpose IN
  ('CARD_ENTRY', 'REGISTRATION', 'CONTACT', 'SIGN_IN', 'REAUTHENTICATION', 'PASSWORD_RESET', 'RECOVERY', 'ACCESS_REQUEST'));
ALTER TABLE account_recovery ADD CONSTRAINT account_recovery_kind_known CHECK (kind IN ('PASSWORD', 'IDENTITY')),
  ADD CONSTRAINT account_recovery_token_is_sha256 CHECK (length(token_hash) = 32),
  ADD CONSTRAINT account_recovery_expires CHECK (expires_at > created_at),
  ADD CONSTRAINT account_recovery_phone CHECK ((kind = 'IDENTITY') = (phone IS NOT NULL) AND phone ~ '^\+[1-9]\d{6,14}$');
CREATE UNIQUE INDEX account_recovery_token ON account_recovery (token_hash);
CREATE INDEX account_recovery_login ON account_recovery (login, created_at);
CREATE INDEX account_recovery_phone_at ON account_recovery (phone, created_at) WHERE phone IS NOT NULL;
CREATE INDEX account_recovery_account ON account_recovery (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX registration_login ON registration (login, created_at);
CREATE UNIQUE INDEX contact_change_key ON contact_change (key);
CREATE INDEX contact_change_account ON contact_change (account_id);
