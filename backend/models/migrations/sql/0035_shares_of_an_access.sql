-- The standings of one account, at one moment (policy.md, principle 1): a row a record and standing.
-- standing: bit of backend/policy/standing.py. regions: subject codes in which an insurance policy opens the service (ACC-06).
-- shared: bits of the mask that are not hidden though the standing's rule hides them: classes that a teenager shows to this
-- representative; for a doctor who stated a reason in this encounter, restricted rows and very restricted ones of the specialty.
-- What was shared counts within the access that it was shared in: who is let in anew is shown what the teenager shows anew.
-- A restriction by a court closes the record to its representative by date alone.
-- One plain SELECT, so that it is inlined into the statement that reads.
CREATE OR REPLACE FUNCTION standings(viewer bigint, at timestamptz, regions text[])
RETURNS TABLE (patient_id bigint, standing int, since timestamptz, until timestamptz, shared int, diary boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT own.patient_id, own.standing, own.since, own.until, 0, true
  FROM (
    SELECT p.id AS patient_id,
           CASE WHEN age_on(p.birth_date, moscow_day(at)) >= 18 THEN 2
                WHEN age_on(p.birth_date, moscow_day(at)) >= 15 THEN 1 END AS standing,
           g.granted_at AS since, g.valid_until AS until
    FROM account a
    JOIN person p ON p.id = a.person_id
    JOIN access_grant g ON g.patient_id = p.id AND g.grantee_id = a.id
    WHERE a.id = viewer AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles) AND a.level <> 'BASIC'
      AND g.granted_at <= at AND (g.revoked_at IS NULL OR g.revoked_at > at)
      AND (g.valid_until IS NULL OR g.valid_until > at)
      AND p.deceased_on IS NULL
      AND EXISTS (SELECT FROM insurance_policy i WHERE i.patient_id = p.id AND i.state = 'VALID' AND i.region = ANY (regions)
                  AND (i.valid_from IS NULL OR i.valid_from <= moscow_day(at))
                  AND (i.valid_until IS NULL OR i.valid_until >= moscow_day(at)))
  ) own WHERE own.standing IS NOT NULL
  UNION ALL
  SELECT ward.patient_id, ward.standing, ward.since, ward.until, ward.shared, ward.diary
  FROM (
    SELECT p.id AS patient_id,
           CASE WHEN age_on(p.birth_date, moscow_day(at)) >= 18 THEN NULL
                WHEN r.kind = 'PARENT' AND age_on(p.birth_date, moscow_day(at)) >= 15 THEN 8
                WHEN r.kind = 'PARENT' THEN 4
                WHEN age_on(p.birth_date, moscow_day(at)) >= 15 THEN 64
                WHEN age_on(p.birth_date, moscow_day(at)) >= 14 THEN 32
                ELSE 16 END AS standing,
           greatest(g.granted_at, r.verified_at) AS since,
           least(g.valid_until, moscow_midnight(birthday(p.birth_date, 18)), moscow_midnight(r.ends_on + 1),
                 moscow_midnight(p.emancipated_on)) AS until,
           coalesce(t.labels, 0) AS shared, coalesce(t.diary, false) AS diary
    FROM account a
    JOIN person viewing ON viewing.id = a.person_id
    JOIN access_grant g ON g.grantee_id = a.id AND g.patient_id <> a.person_id
    JOIN person p ON p.id = g.patient_id
    JOIN legal_representation r ON r.patient_id = p.id AND r.representative_id = a.person_id
    LEFT JOIN teen_share t ON t.patient_id = p.id AND t.representative_id = a.person_id
      AND t.created_at >= g.granted_at AND t.created_at <= at AND (t.ended_at IS NULL OR t.ended_at > at)
    WHERE a.id = viewer AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles) AND a.level <> 'BASIC'
      AND g.granted_at <= at AND (g.revoked_at IS NULL OR g.revoked_at > at)
      AND (g.valid_until IS NULL OR g.valid_until > at)
      AND r.state = 'VERIFIED' AND r.verified_at <= at
      AND (r.starts_on IS NULL OR r.starts_on <= moscow_day(at)) AND (r.ends_on IS NULL OR r.ends_on >= moscow_day(at))
      AND NOT EXISTS (SELECT FROM court_act c WHERE c.patient_id = p.id AND c.representative_id = r.representative_id
                      AND c.kind = 'RESTRICTION' AND c.state = 'IN_FORCE' AND c.starts_on <= moscow_day(at)
                      AND (c.ends_on IS NULL OR c.ends_on >= moscow_day(at)))
      AND p.deceased_on IS NULL AND viewing.deceased_on IS NULL
      AND (p.emancipated_on IS NULL OR p.emancipated_on > moscow_day(at))
      AND age_on(viewing.birth_date, moscow_day(at)) >= CASE r.kind WHEN 'PARENT' THEN 16 ELSE 18 END
      AND EXISTS (SELECT FROM insurance_policy i WHERE i.patient_id = p.id AND i.state = 'VALID' AND i.region = ANY (regions)
                  AND (i.valid_from IS NULL OR i.valid_from <= moscow_day(at))
                  AND (i.valid_until IS NULL OR i.valid_until >= moscow_day(at)))
  ) ward WHERE ward.standing IS NOT NULL
  UNION ALL
  SELECT e.patient_id, 128, e.opened_at, e.shut_at + interval '72 hours',
         CASE WHEN EXISTS (SELECT FROM stated_reason r WHERE r.patient_id = e.patient_id AND r.encounter_id = e.id AND r.given_at <= at)
              THEN 1024 | (SELECT coalesce(bit_or(k.reads), 0) << 13 FROM practitioner_role w
                           JOIN specialty_class k ON k.code = w.specialty_code
                           WHERE w.practitioner_id = e.practitioner_id AND w.organization_id = e.organization_id
                             AND w.starts_on <= moscow_day(at) AND (w.ends_on IS NULL OR w.ends_on >= moscow_day(at)))
              ELSE 0 END, true
  FROM (
    SELECT c.id, c.patient_id, c.opened_at, c.practitioner_id, c.organization_id,
           least(c.closed_at, CASE WHEN c.encounter_class IN ('AMB', 'VR', 'HH') THEN c.opened_at + interval '24 hours' END)
             AS shut_at
    FROM account a
    JOIN encounter c ON c.practitioner_id = a.practitioner_id
    WHERE a.id = viewer AND a.disabled_at IS NULL AND 'DOCTOR' = ANY (a.roles)
      AND c.source_id IS NULL AND c.opened_at <= at
  ) e
  WHERE (e.shut_at IS NULL OR e.shut_at + interval '72 hours' > at)
    AND EXISTS (SELECT FROM practitioner_role w WHERE w.practitioner_id = e.practitioner_id
                AND w.organization_id = e.organization_id AND w.starts_on <= moscow_day(at)
                AND (w.ends_on IS NULL OR w.ends_on >= moscow_day(at)))
  UNION ALL
  SELECT b.patient_id, 256, b.started_at, least(b.ended_at, b.started_at + interval '4 hours'), 0, true
  FROM account a
  JOIN break_glass_access b ON b.practitioner_id = a.practitioner_id
  WHERE a.id = viewer AND a.disabled_at IS NULL AND 'DOCTOR' = ANY (a.roles)
    AND b.started_at <= at AND b.started_at + interval '4 hours' > at AND (b.ended_at IS NULL OR b.ended_at > at)
$$;
