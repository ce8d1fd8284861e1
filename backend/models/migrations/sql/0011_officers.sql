-- Rules of officers' work: four eyes for ends too, appointments of people who have no account yet, barred representatives.

ALTER TABLE court_act
  ADD CONSTRAINT court_act_end_four_eyes CHECK (end_confirmed_by_id <> end_proposed_by_id),
  ADD CONSTRAINT court_act_ended_whole CHECK ((state = 'ENDED') = (ended_at IS NOT NULL)
    AND (state <> 'ENDED' OR (end_proposed_by_id IS NOT NULL AND end_confirmed_by_id IS NOT NULL))),
  ADD CONSTRAINT court_act_restriction_alone_has_days CHECK (kind = 'RESTRICTION' OR ends_on IS NULL),
  ADD CONSTRAINT court_act_adoption_said CHECK (kind <> 'ADOPTION' OR details IS NOT NULL);
CREATE INDEX court_act_waiting ON court_act (proposed_at, id) WHERE state = 'PROPOSED' OR end_proposed_at IS NOT NULL;
CREATE INDEX court_act_representative ON court_act (representative_id) WHERE representative_id IS NOT NULL;

ALTER TABLE staff_appointment
  ADD CONSTRAINT staff_appointment_has_account CHECK (state IN ('PROPOSED', 'REFUSED') OR account_id IS NOT NULL),
  ADD CONSTRAINT staff_appointment_who CHECK (account_id IS NOT NULL OR details IS NOT NULL),
  ADD CONSTRAINT staff_appointment_login_shape CHECK (login = lower(login) AND length(login) BETWEEN 1 AND 120);
CREATE UNIQUE INDEX staff_appointment_one_login ON staff_appointment (login, role, organization_id)
  WHERE state IN ('PROPOSED', 'IN_FORCE');
CREATE INDEX staff_appointment_practitioner_role ON staff_appointment (practitioner_role_id) WHERE practitioner_role_id IS NOT NULL;

-- Whether a court ended this representative's rights to this child: by a termination, or by an adoption by others.
CREATE FUNCTION representation_barred(patient bigint, representative bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM court_act c WHERE c.patient_id = patient AND c.state = 'IN_FORCE'
      AND ((c.kind = 'TERMINATION' AND c.representative_id = representative)
        OR (c.kind = 'ADOPTION' AND c.details -> 'former' @> to_jsonb(representative))))
$$;
-- Whatever path a claim comes by, a barred link is never verified.
CREATE FUNCTION representation_is_not_barred() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever confirms an act about the child holds this lock alone, so that neither can miss the other.
  PERFORM pg_advisory_xact_lock_shared(7253011, hashint8(NEW.patient_id));
  IF NEW.state = 'VERIFIED' AND representation_barred(NEW.patient_id, NEW.representative_id) THEN
    RAISE EXCEPTION 'a court has ended this representation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER legal_representation_not_barred BEFORE INSERT OR UPDATE OF state, patient_id, representative_id
  ON legal_representation FOR EACH ROW EXECUTE FUNCTION representation_is_not_barred();
