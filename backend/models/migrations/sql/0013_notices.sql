-- What notifications tell of, what sweeps look through, and what ends open subscriptions.

CREATE UNIQUE INDEX notification_entry_once ON notification_entry (notification_id, set_id);
CREATE INDEX notification_entry_patient ON notification_entry (patient_id);

-- Daily sweeps find who is concerned by dates alone.
CREATE INDEX person_birth_date ON person (birth_date) WHERE birth_date IS NOT NULL;
CREATE INDEX person_emancipated ON person (emancipated_on) WHERE emancipated_on IS NOT NULL;
CREATE INDEX access_grant_valid_until ON access_grant (valid_until) WHERE valid_until IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX legal_representation_ends_on ON legal_representation (ends_on) WHERE ends_on IS NOT NULL AND state = 'VERIFIED';
CREATE INDEX access_request_draft_saved ON access_request (saved_at) WHERE state IN ('DRAFT', 'PHONE_CONFIRMED');

-- Open subscriptions of an account look again as soon as the change is kept: whatever path ended it. The payload is that
-- of backend/services/notifying.py: account, what, row.
CREATE FUNCTION session_end_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('medcard_changed', OLD.account_id || ':session:' || OLD.id);
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER UPDATE OF ended_at, expires_at ON session FOR EACH ROW
  WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at OR OLD.expires_at > NEW.expires_at) EXECUTE FUNCTION session_end_is_told();
CREATE TRIGGER session_deleted AFTER DELETE ON session FOR EACH ROW
  WHEN (OLD.ended_at IS NULL) EXECUTE FUNCTION session_end_is_told();
CREATE FUNCTION account_change_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('medcard_changed', NEW.id || ':account:' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER account_changed AFTER UPDATE OF disabled_at, level, roles, person_id ON account FOR EACH ROW
  WHEN ((OLD.disabled_at, OLD.level, OLD.roles, OLD.person_id) IS DISTINCT FROM (NEW.disabled_at, NEW.level, NEW.roles, NEW.person_id))
  EXECUTE FUNCTION account_change_is_told();
CREATE FUNCTION grant_end_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('medcard_changed', OLD.grantee_id || ':grant:' || OLD.id);
  RETURN NULL;
END $$;
CREATE TRIGGER access_grant_ended AFTER UPDATE OF revoked_at, valid_until ON access_grant FOR EACH ROW
  WHEN ((OLD.revoked_at, OLD.valid_until) IS DISTINCT FROM (NEW.revoked_at, NEW.valid_until)) EXECUTE FUNCTION grant_end_is_told();
CREATE FUNCTION representative_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('medcard_changed', a.id || ':representation:' || NEW.id) FROM account a WHERE a.person_id = NEW.representative_id;
  RETURN NULL;
END $$;
CREATE TRIGGER legal_representation_changed AFTER UPDATE OF state, starts_on, ends_on ON legal_representation FOR EACH ROW
  WHEN ((OLD.state, OLD.starts_on, OLD.ends_on) IS DISTINCT FROM (NEW.state, NEW.starts_on, NEW.ends_on))
  EXECUTE FUNCTION representative_is_told();
CREATE TRIGGER court_act_changed AFTER UPDATE OF state, starts_on, ends_on ON court_act FOR EACH ROW
  WHEN ((OLD.state, OLD.starts_on, OLD.ends_on) IS DISTINCT FROM (NEW.state, NEW.starts_on, NEW.ends_on))
  EXECUTE FUNCTION representative_is_told();
