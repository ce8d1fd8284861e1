-- What people take away, and how it is checked.
ALTER TABLE issued_document
  ADD CONSTRAINT issued_document_form_known CHECK (form IN
    ('RECORD_PDF', 'RECORD_FHIR', 'SUMMARY_FHIR', 'VACCINATION_CERTIFICATE', 'EMERGENCY_CARD')),
  ADD CONSTRAINT issued_document_code_is_sha256 CHECK (length(code_hash) = 32);
CREATE UNIQUE INDEX issued_document_code ON issued_document (code_hash);
CREATE INDEX issued_document_patient ON issued_document (patient_id, account_id, id);
CREATE INDEX issued_document_account ON issued_document (account_id) WHERE account_id IS NOT NULL;
ALTER TABLE record_export
  ADD CONSTRAINT record_export_form_known CHECK (form IN
    ('RECORD_PDF', 'RECORD_FHIR', 'SUMMARY_FHIR', 'VACCINATION_CERTIFICATE', 'EMERGENCY_CARD')),
  ADD CONSTRAINT record_export_state_known CHECK (state IN
    ('WAITING', 'RUNNING', 'READY', 'FAILED', 'REFUSED', 'CANCELLED')),
  ADD CONSTRAINT record_export_language_known CHECK (language IN ('ru', 'en')),
  ADD CONSTRAINT record_export_ready_is_whole CHECK
    ((state = 'READY') = (sealed IS NOT NULL AND marks IS NOT NULL AND size IS NOT NULL)),
  ADD CONSTRAINT record_export_ended_at CHECK ((state IN ('WAITING', 'RUNNING')) = (finished_at IS NULL));
CREATE INDEX record_export_account ON record_export (account_id, patient_id, id);
CREATE INDEX record_export_patient ON record_export (patient_id);
CREATE INDEX record_export_expires ON record_export (expires_at);
CREATE INDEX record_export_document ON record_export (document_id) WHERE document_id IS NOT NULL;
