-- Links that show chosen sections of a record; every try to open one stays beside it.
ALTER TABLE share_link
  ADD CONSTRAINT share_link_language_known CHECK (language IN ('ru', 'en')),
  ADD CONSTRAINT share_link_sections_chosen CHECK (cardinality(sections) BETWEEN 1 AND 40),
  ADD CONSTRAINT share_link_address_is_sha256 CHECK (length(address_hash) = 32),
  ADD CONSTRAINT share_link_tries CHECK (tries_left BETWEEN 0 AND 5),
  ADD CONSTRAINT share_link_expires CHECK (expires_at > created_at AND expires_at <= created_at + interval '30 days');
CREATE UNIQUE INDEX share_link_address ON share_link (address_hash);
CREATE INDEX share_link_account ON share_link (account_id, patient_id, id);
CREATE INDEX share_link_patient ON share_link (patient_id);
ALTER TABLE share_opening
  ADD CONSTRAINT share_opening_outcome_known CHECK (outcome IN ('OPENED', 'WRONG_PASSCODE')),
  ADD CONSTRAINT share_opening_recipient_short CHECK (length(recipient) BETWEEN 1 AND 80),
  ADD CONSTRAINT share_opening_file_whole CHECK ((file_hash IS NULL) = (file_until IS NULL)),
  ADD CONSTRAINT share_opening_file_of_opened CHECK (file_hash IS NULL OR (length(file_hash) = 32 AND outcome = 'OPENED'));
CREATE UNIQUE INDEX share_opening_file ON share_opening (file_hash) WHERE file_hash IS NOT NULL;
CREATE INDEX share_opening_link ON share_opening (link_id, id);
CREATE UNIQUE INDEX share_opening_request ON share_opening (request_id);

ALTER TABLE notification DROP CONSTRAINT notification_kind_with_hidings;
ALTER TABLE notification ADD CONSTRAINT notification_kind_with_links CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'COMPLAINT_MOVED', 'ACCESS_OPENED', 'POLICY_NEEDED', 'IDENTITY_NEEDED', 'ACCESS_ENDING', 'ACCESS_ENDED',
  'TURNED_FIFTEEN', 'NEW_RESULT', 'BREAK_GLASS', 'APPOINTMENT', 'PAPER_MOVED', 'RECORD_CHANGED', 'HIDING_LIFTED', 'LINK_OPENED'));
