-- A time is booked once: no two appointments of a practitioner overlap, and a slot of an organization's schedule is taken once.
-- A range of one number stands for the practitioner, so that no extension is needed beside the range operators.
ALTER TABLE appointment
  ADD CONSTRAINT appointment_no_double EXCLUDE USING gist (
    int8range(practitioner_id, practitioner_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (practitioner_id IS NOT NULL AND state IN ('BOOKED', 'ARRIVED')),
  ADD CONSTRAINT appointment_encounter_fk FOREIGN KEY (patient_id, encounter_id) REFERENCES encounter (patient_id, id),
  ADD CONSTRAINT appointment_state_known CHECK (state IN ('BOOKED', 'ARRIVED', 'CANCELLED', 'MISSED')),
  ADD CONSTRAINT appointment_times_ordered CHECK (ends_at > starts_at),
  ADD CONSTRAINT appointment_slot_named CHECK (length(btrim(slot)) > 0),
  ADD CONSTRAINT appointment_labels_known CHECK (labels BETWEEN 0 AND 255),
  ADD CONSTRAINT appointment_arrived_once CHECK ((state = 'ARRIVED') = (encounter_id IS NOT NULL));
CREATE UNIQUE INDEX appointment_slot ON appointment (organization_id, slot) WHERE state <> 'CANCELLED';
CREATE UNIQUE INDEX appointment_encounter ON appointment (patient_id, encounter_id) WHERE encounter_id IS NOT NULL;
CREATE INDEX appointment_day ON appointment (practitioner_id, starts_at) WHERE state IN ('BOOKED', 'ARRIVED');
CREATE INDEX appointment_patient ON appointment (patient_id, starts_at);
CREATE INDEX appointment_waiting ON appointment (starts_at) WHERE state = 'BOOKED';
