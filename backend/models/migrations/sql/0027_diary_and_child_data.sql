ALTER TABLE health_diary_entry
  ADD CONSTRAINT health_diary_entry_context_known CHECK (context IN ('AT_REST', 'ON_EFFORT', 'FASTING', 'AFTER_MEAL')),
  ADD CONSTRAINT health_diary_entry_beside_plausible CHECK (pulse BETWEEN 20 AND 300
    AND minutes BETWEEN 0 AND 1440 AND intensity BETWEEN 0 AND 10);
ALTER TABLE child_data_entry ADD CONSTRAINT child_data_entry_entered_as_known
  CHECK (entered_as IN ('MOTHER', 'FATHER', 'PARENT', 'GUARDIAN', 'TRUSTEE'));

-- What an injury, an operation or anything else is stood in the title alone.
UPDATE child_data_entry SET name = regexp_replace(e.title, '^(Травма|Операция|Другое): ', '')
FROM record_entry e
WHERE e.patient_id = child_data_entry.patient_id AND e.id = child_data_entry.entry_id
  AND child_data_entry.kind IN ('INJURY', 'OPERATION', 'OTHER') AND child_data_entry.name IS NULL;

ALTER TABLE child_data_note DROP CONSTRAINT child_data_note_pkey, ADD PRIMARY KEY (patient_id, entry_id, id),
  ADD CONSTRAINT child_data_note_entry_fk FOREIGN KEY (patient_id, entry_id)
    REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;
