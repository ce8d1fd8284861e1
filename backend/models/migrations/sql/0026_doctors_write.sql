-- Words of the dictionary as Russian inflects them; ё is е, as people type it.
ALTER TABLE diagnosis_code ADD COLUMN words tsvector NOT NULL
  GENERATED ALWAYS AS (to_tsvector('russian'::regconfig, translate(lower(title), 'ё', 'е'))) STORED;
CREATE INDEX diagnosis_code_words ON diagnosis_code USING gin (words);
CREATE INDEX diagnosis_code_beginning ON diagnosis_code (code text_pattern_ops);
ALTER TABLE diagnosis_code ADD CONSTRAINT diagnosis_code_main_is_diagnosis CHECK (may_be_diagnosis OR NOT may_be_main);

ALTER TABLE protocol_draft ADD CONSTRAINT protocol_draft_encounter_fk
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounter (patient_id, id) ON DELETE CASCADE;
CREATE UNIQUE INDEX protocol_draft_once ON protocol_draft (account_id, encounter_id, coalesce(corrects_set_id, 0));
CREATE INDEX protocol_draft_patient ON protocol_draft (patient_id, account_id);
CREATE INDEX protocol_draft_encounter ON protocol_draft (patient_id, encounter_id);
CREATE INDEX protocol_draft_saved ON protocol_draft (saved_at);

CREATE INDEX entry_change_entry ON entry_change (patient_id, entry_id);
CREATE INDEX entry_release_entry ON entry_release (patient_id, entry_id);
ALTER TABLE entry_change ADD CONSTRAINT entry_change_said CHECK (length(btrim(reason)) > 0);
ALTER TABLE entry_release ADD CONSTRAINT entry_release_said CHECK (length(btrim(note)) > 0);
