-- Entries in the wrong person's record: every step whole, and by another officer than the step before.
ALTER TABLE misplaced_entries
  ADD CONSTRAINT misplaced_state_known CHECK (state IN ('ASKED', 'ACCEPTED', 'MOVED', 'REFUSED', 'RETURNED')),
  ADD CONSTRAINT misplaced_reason_known CHECK (reason IN ('NAMESAKE', 'ANOTHER_RECORD_OPEN', 'WRONG_NUMBER', 'OTHER')),
  ADD CONSTRAINT misplaced_of_two CHECK (wrong_id <> right_id),
  ADD CONSTRAINT misplaced_names_some CHECK (cardinality(sets) > 0),
  ADD CONSTRAINT misplaced_four_eyes CHECK (accepted_by_id <> asked_by_id AND moved_by_id <> accepted_by_id
    AND moved_by_id <> asked_by_id AND end_confirmed_by_id <> end_proposed_by_id),
  ADD CONSTRAINT misplaced_accepted_whole CHECK ((accepted_at IS NULL) = (accepted_by_id IS NULL)
    AND (state <> 'ASKED' OR accepted_at IS NULL) AND (state IN ('ASKED', 'REFUSED') OR accepted_at IS NOT NULL)),
  ADD CONSTRAINT misplaced_moved_whole CHECK ((state IN ('MOVED', 'RETURNED')) = (moved_at IS NOT NULL)
    AND (moved_at IS NULL) = (moved_by_id IS NULL)),
  ADD CONSTRAINT misplaced_refused_whole CHECK ((state = 'REFUSED') = (refused_at IS NOT NULL)
    AND (refused_at IS NULL) = (refused_by_id IS NULL) AND (refused_at IS NULL) = (refusal IS NULL)),
  ADD CONSTRAINT misplaced_end_proposed_whole CHECK ((end_proposed_at IS NULL) = (end_proposed_by_id IS NULL)
    AND (end_proposed_at IS NULL) = (end_text IS NULL) AND (end_proposed_at IS NULL OR moved_at IS NOT NULL)),
  ADD CONSTRAINT misplaced_returned_whole CHECK ((state = 'RETURNED') = (ended_at IS NOT NULL)
    AND (ended_at IS NULL) = (end_confirmed_by_id IS NULL) AND (ended_at IS NULL OR end_proposed_at IS NOT NULL));
CREATE INDEX misplaced_wrong ON misplaced_entries (wrong_id);
CREATE INDEX misplaced_right ON misplaced_entries (right_id);
CREATE INDEX misplaced_asked_by ON misplaced_entries (asked_by_id, id DESC);
CREATE INDEX misplaced_waiting ON misplaced_entries (id) WHERE state IN ('ASKED', 'ACCEPTED') OR end_proposed_at IS NOT NULL;
CREATE UNIQUE INDEX misplaced_reading_once ON misplaced_reading (misplaced_id);
ALTER TABLE misplaced_reading
  ADD CONSTRAINT misplaced_reading_by_some CHECK (cardinality(accounts) > 0),
  ADD CONSTRAINT misplaced_reading_in_time CHECK (first_at <= last_at AND last_at <= found_at);
CREATE FUNCTION misplaced_reading_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'who may have read another''s entries is never changed or removed'; END $$;
CREATE TRIGGER misplaced_reading_kept BEFORE UPDATE OR DELETE ON misplaced_reading
  FOR EACH ROW EXECUTE FUNCTION misplaced_reading_is_kept();

-- The ledger names the one cause of each move.
ALTER TABLE record_move ADD CONSTRAINT record_move_of_one_cause CHECK (num_nonnulls(merge_id, misplaced_id) = 1);
CREATE INDEX record_move_misplaced ON record_move (misplaced_id, entry_id) WHERE misplaced_id IS NOT NULL;
