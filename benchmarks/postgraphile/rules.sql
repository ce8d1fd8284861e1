-- The row rules as row-level security for D: the same standings, labels and start dates as the compiler's, for the
-- account in the setting medcard.viewer. The product's own role owns the tables and is not subject to them.
-- `rival_rule` holds the rules of backend/policy/rows.py and is filled by the benchmark.
CREATE TABLE IF NOT EXISTS rival_rule (standing int PRIMARY KEY, hidden int NOT NULL, starts date[] NOT NULL, starts_with_diary date[] NOT NULL);

CREATE OR REPLACE FUNCTION rival_standings() RETURNS TABLE (patient_id bigint, hidden int, starts date[])
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = public AS $$
  SELECT st.patient_id, r.hidden & ~st.shared, CASE WHEN st.diary THEN r.starts_with_diary ELSE r.starts END
  FROM standings(nullif(current_setting('medcard.viewer', true), '')::bigint, now(), ARRAY['77']) st
  JOIN rival_rule r ON r.standing = st.standing
$$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'medcard_rival') THEN CREATE ROLE medcard_rival LOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA public TO medcard_rival;
GRANT SELECT ON record_entry, lab_report, lab_result, vaccination, examination_protocol, organization, practitioner TO medcard_rival;

DO $$
DECLARE detail text;
BEGIN
  DROP POLICY IF EXISTS rival ON record_entry;
  ALTER TABLE record_entry ENABLE ROW LEVEL SECURITY;
  CREATE POLICY rival ON record_entry FOR SELECT TO medcard_rival USING (
    status = 0 AND only_practitioner_id IS NULL AND EXISTS (
      SELECT FROM rival_standings() s WHERE s.patient_id = record_entry.patient_id
        AND record_entry.mask & s.hidden = 0 AND record_entry.event_date >= s.starts[record_entry.start_key]));
  FOREACH detail IN ARRAY ARRAY['lab_report', 'lab_result', 'vaccination', 'examination_protocol'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS rival ON %I', detail);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', detail);
    -- An entry's rows are visible with their header, whose own policy holds inside.
    EXECUTE format('CREATE POLICY rival ON %1$I FOR SELECT TO medcard_rival USING (EXISTS (
      SELECT FROM record_entry e WHERE e.patient_id = %1$I.patient_id AND e.id = %1$I.entry_id))', detail);
  END LOOP;
END $$;
