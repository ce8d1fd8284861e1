-- Numbers that applicants name at the counter, and questions found by the document that they are about.
UPDATE family_claim SET number = 'МС-' || lpad(id::text, 8, '0') WHERE number IS NULL;
CREATE UNIQUE INDEX family_claim_number ON family_claim (number);
CREATE INDEX family_claim_document ON family_claim (document_number);
ALTER TABLE family_claim ADD CONSTRAINT family_claim_refused_why CHECK (state <> 'REFUSED' OR refused_reason IS NOT NULL),
  ADD CONSTRAINT family_claim_dates_ordered CHECK (ends_on >= starts_on);
CREATE INDEX registry_check_document
  ON registry_check ((coalesce(question ->> 'certificate', question -> 'ward' ->> 'document_number')), created_at)
  WHERE kind IN ('CIVIL_ACT', 'GUARDIANSHIP');
