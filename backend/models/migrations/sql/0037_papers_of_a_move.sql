-- Of moves before, those papers that each took out of force itself.
UPDATE misplaced_entries m SET papers = ARRAY(
  SELECT d.id FROM issued_document d WHERE d.patient_id = m.wrong_id AND d.revoked_at = m.moved_at ORDER BY d.id
) WHERE m.moved_at IS NOT NULL;
ALTER TABLE misplaced_entries ADD CONSTRAINT misplaced_papers_whole CHECK ((papers IS NULL) = (moved_at IS NULL));
