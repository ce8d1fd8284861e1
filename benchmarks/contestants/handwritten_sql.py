"""E's four statements: what somebody who knows the policy, the tables and PostgreSQL would write by hand.

Each finds the session by its token's hash, the standings, the visible rows, masks the guarded fields, writes the log
row with its number from the counter, and gives the whole response body as bytes. Parameters: $1 hash of the token,
$2 the clock, $3 regions of accepted policies, $4 request id, $5 the record, $6 what the operation needs besides.
"""

# The row rules by standing: hidden bits, and the start dates of the sections that an operation reads.
_HIDDEN = (
    "CASE st.standing WHEN 256 THEN 0 WHEN 128 THEN 3072 WHEN 8 THEN 4543 WHEN 64 THEN 4543 ELSE 256 END & ~st.shared"
)
_LAB_FROM = "CASE WHEN st.standing >= 128 THEN DATE '-infinity' ELSE DATE '2019-01-01' END AS lab_from"
_PROTOCOL_FROM = "CASE WHEN st.standing >= 128 THEN DATE '-infinity' ELSE DATE '2017-01-01' END AS protocol_from"
_PORTAL_FROM = {1: "2017-01-01", 2: "2019-01-01", 3: "2020-04-20", 5: "2019-01-01", 6: "2019-01-01"} | dict(
    zip(
        range(31, 41),
        ("2019-01-01", "2019-01-01", "2017-01-01", "2015-01-01", "2017-01-01", "2018-01-01", "2018-01-01", "2019-01-01",
         "2019-01-01", "2019-01-01"),
        strict=True,
    )
)  # fmt: skip


def _dates(known: dict[int, str], *never: int) -> str:
    """Start dates by start key, 1 to 40."""
    dates = ["infinity" if key in never else known.get(key, "-infinity") for key in range(1, 41)]
    return "'{" + ",".join(dates) + "}'::date[]"


_STARTS = (
    f"CASE WHEN st.standing = 256 THEN {_dates({}, 10, 12, 15)} WHEN st.standing = 128 THEN {_dates({}, 15)} "
    f"WHEN st.standing IN (8, 64) AND st.diary THEN {_dates(_PORTAL_FROM, 14)} "
    f"WHEN st.standing IN (8, 64) THEN {_dates(_PORTAL_FROM, 7, 14)} ELSE {_dates(_PORTAL_FROM)} END AS starts"
)


def _statement(records: str, rules: str, sections: str, body: str) -> str:
    """Session, standings and log before `body`; `records` chooses the standings' records, `rules` their columns."""
    return f"""
WITH viewer AS MATERIALIZED (
  SELECT a.id AS account_id, a.practitioner_id, se.card_until > $2 AND se.card_used_at > $2 - interval '15 minutes' AS card
  FROM session se JOIN account a ON a.id = se.account_id
  WHERE se.token_hash = $1 AND se.ended_at IS NULL AND se.expires_at > $2 AND a.disabled_at IS NULL
), acc AS MATERIALIZED (
  SELECT st.patient_id, st.standing, {_HIDDEN} AS hidden, {rules}
  FROM viewer v CROSS JOIN LATERAL standings(v.account_id, $2, $3) st
  WHERE st.patient_id {records} AND (v.card OR st.standing >= 128)
), opened AS MATERIALIZED (
  SELECT patient_id, bit_or(standing) AS bits FROM acc GROUP BY patient_id
), counted AS (
  INSERT INTO access_log_counter AS counter (patient_id, count) SELECT patient_id, 1 FROM opened ORDER BY patient_id
  ON CONFLICT (patient_id) DO UPDATE SET count = counter.count + 1 RETURNING counter.patient_id, counter.count
), logged AS (
  INSERT INTO access_log (patient_id, seq, at, account_id, standings, operation, sections, request_id)
  SELECT o.patient_id, c.count, $2, v.account_id, o.bits, NULL, '{{{sections}}}', $4
  FROM counted c JOIN opened o ON o.patient_id = c.patient_id CROSS JOIN viewer v
){body}"""


def _current(start: str) -> str:
    """A current header that some standing sees, where no guarded field needs to know which."""
    return (
        f"e.patient_id = o.patient_id AND e.status = 0 AND EXISTS (SELECT FROM acc s WHERE s.patient_id = e.patient_id "
        f"AND e.mask & s.hidden = 0 AND {start}) AND {_NOT_ANOTHERS}"
    )


def _seen_by(start: str) -> str:
    """The standings that see the header, for guarded fields."""
    return (
        f"CROSS JOIN LATERAL (SELECT bit_or(s.standing) AS bits FROM acc s WHERE s.patient_id = e.patient_id "
        f"AND e.mask & s.hidden = 0 AND {start}) seen"
    )


_NOT_ANOTHERS = "(e.only_practitioner_id IS NULL OR e.only_practitioner_id = (SELECT practitioner_id FROM viewer))"
_ORGANIZATION = "(SELECT row_to_json(k) FROM (SELECT g.name FROM organization g WHERE g.id = e.organization_id) k)"
_AUTHOR = (
    '(SELECT row_to_json(k) FROM (SELECT w.full_name AS "fullName" FROM practitioner w WHERE w.id = e.author_id) k)'
)


def _redacted(section: str, name: str, field: str) -> str:
    return (
        f"""'{{"patientId":"' || p.patient_key || '","path":["ward","{section}","nodes","{name}"],"field":"{field}","""
        """"reason":"WITH_THE_TEENAGER"}'"""
    )


# Both records have the same selection, so one subquery serves both. $5 is the own record, $6 the ward's.
DASHBOARD = _statement(
    "IN ($5, $6)",
    f"{_LAB_FROM}, {_PROTOCOL_FROM}",
    "1,2,4",
    f""", record AS MATERIALIZED (
  SELECT o.patient_id, CASE WHEN o.bits & 439 = 0 THEN {_redacted("vaccinations", "exemptionReason", "Vaccination.exemptionReason")}
      || ',' || {_redacted("examinationProtocols", "socialHistory", "ExaminationProtocol.socialHistory")} END AS redacted,
    '{{"labReports":{{"nodes":[' || coalesce((SELECT string_agg(row_to_json(x)::text, ',') FROM (
      SELECT e.public_id AS id, e.event_date AS date, e.title, d.status, {_ORGANIZATION} AS organization
      FROM record_entry e LEFT JOIN lab_report d ON d.patient_id = e.patient_id AND d.entry_id = e.id
      WHERE {_current("e.event_date >= s.lab_from")} AND e.kind = 2
      ORDER BY e.event_date DESC, e.id DESC LIMIT 20) x), '')
    || ']}},"vaccinations":{{"nodes":[' || coalesce((SELECT string_agg(row_to_json(x)::text, ',') FROM (
      SELECT e.public_id AS id, e.event_date AS date, d.vaccine_name AS "vaccineName", d.dose_label AS "doseLabel", d.status,
        CASE WHEN seen.bits & 439 <> 0 THEN d.exemption_reason END AS "exemptionReason"
      FROM record_entry e {_seen_by("true")} LEFT JOIN vaccination d ON d.patient_id = e.patient_id AND d.entry_id = e.id
      WHERE e.patient_id = o.patient_id AND e.status = 0 AND e.kind = 4 AND seen.bits IS NOT NULL AND {_NOT_ANOTHERS}
      ORDER BY e.event_date DESC, e.id DESC LIMIT 10) x), '')
    || ']}},"examinationProtocols":{{"nodes":[' || coalesce((SELECT string_agg(row_to_json(x)::text, ',') FROM (
      SELECT e.public_id AS id, e.event_date AS date, e.title, d.specialty, {_AUTHOR} AS author,
        CASE WHEN seen.bits & 439 <> 0 THEN d.social_history END AS "socialHistory"
      FROM record_entry e {_seen_by("e.event_date >= s.protocol_from")}
      LEFT JOIN examination_protocol d ON d.patient_id = e.patient_id AND d.entry_id = e.id
      WHERE e.patient_id = o.patient_id AND e.status = 0 AND e.kind = 1 AND seen.bits IS NOT NULL AND {_NOT_ANOTHERS}
      ORDER BY e.event_date DESC, e.id DESC LIMIT 10) x), '')
    || ']}}}}' AS sections
  FROM opened o JOIN person p ON p.id = o.patient_id
)
SELECT convert_to('{{"data":{{"own":' || coalesce((SELECT r.sections FROM record r WHERE r.patient_id = $5), 'null')
  || ',"ward":' || coalesce((SELECT r.sections FROM record r WHERE r.patient_id = $6), 'null') || '}}'
  || coalesce((SELECT ',"extensions":{{"redactions":[' || r.redacted || ']}}' FROM record r WHERE r.patient_id = $6), '')
  || '}}', 'UTF8')
FROM viewer""",
)

RESULTS = _statement(
    "= $5",
    _LAB_FROM,
    "2",
    f"""
SELECT convert_to('{{"data":{{"record":{{"labReports":{{"nodes":[' || coalesce((SELECT string_agg('{{"results":[' || coalesce((
      SELECT string_agg(row_to_json(x)::text, ',') FROM (SELECT m.name, m.value, m.unit FROM lab_result m
        WHERE m.patient_id = e.patient_id AND m.entry_id = e.id ORDER BY m.position, m.id) x), '') || ']}}', ',')
    FROM (SELECT e.patient_id, e.id FROM record_entry e WHERE {_current("e.event_date >= s.lab_from")} AND e.kind = 2
      ORDER BY e.event_date DESC, e.id DESC LIMIT 1) e), '') || ']}}}}}}}}', 'UTF8')
FROM opened o""",
)

REPORTS = _statement(
    "= $5",
    _LAB_FROM,
    "2",
    f"""
SELECT convert_to('{{"data":{{"record":{{"labReports":{{"nodes":[' || coalesce((SELECT string_agg(row_to_json(y)::text, ',') FROM (
    SELECT e.public_id AS id, e.event_date AS date, e.title, (
      SELECT coalesce(json_agg(row_to_json(x)), '[]') FROM (
        SELECT CASE WHEN m.code IS NOT NULL OR m.code_display IS NOT NULL THEN
            (SELECT row_to_json(k) FROM (SELECT m.code) k) END AS code,
          m.name, m.value, m.value_text AS "valueText", m.unit, m.reference_low AS "referenceLow",
          m.reference_high AS "referenceHigh", m.reference_text AS "referenceText", m.interpretation, m.method
        FROM lab_result m WHERE m.patient_id = e.patient_id AND m.entry_id = e.id ORDER BY m.position, m.id) x) AS results
    FROM record_entry e WHERE {_current("e.event_date >= s.lab_from")} AND e.kind = 2
    ORDER BY e.event_date DESC, e.id DESC LIMIT 100) y), '') || ']}}}}}}}}', 'UTF8')
FROM opened o""",
)

_SECTIONS = (
    "(ARRAY['EXAMINATION_PROTOCOLS','LAB_REPORTS','COVID_TESTS','VACCINATIONS','INSTRUMENTAL_STUDIES','DISCHARGE_SUMMARIES',"
    "'HEALTH_DIARY','CHILD_DATA','AMBULANCE_CALLS','SICK_LEAVES','PRESCRIPTIONS','CERTIFICATES','CHECK_UPS','PREGNANCY_CARE',"
    "'RENDERED_SERVICES'])[e.kind]"
)
# $6 is the key that binds a cursor to this list; only the last row of the page needs its cursor.
TIMELINE = _statement(
    "= $5",
    _STARTS,
    "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15",
    f"""
SELECT convert_to('{{"data":{{"record":{{"timeline":{{"nodes":[' || coalesce(page.nodes, '') || '],"pageInfo":{{"hasNextPage":'
  || (page.found > 50)::text || ',"endCursor":'
  || coalesce('"' || page.last || left(encode(sha256($6::bytea || convert_to(page.last, 'UTF8')), 'hex'), 24) || '"', 'null')
  || '}}}}}}}}}}', 'UTF8')
FROM opened o CROSS JOIN LATERAL (
  SELECT string_agg(
      (SELECT row_to_json(x)::text FROM (SELECT e.public_id AS id, {_SECTIONS} AS section, e.event_date AS date, e.title,
        {_ORGANIZATION} AS organization, {_AUTHOR} AS author) x), ',') FILTER (WHERE e.n <= 50) AS nodes,
    count(*) AS found, max(e.public_id) FILTER (WHERE e.n = least(50, e.total)) AS last
  FROM (
    SELECT e.*, row_number() OVER (ORDER BY e.event_date DESC, e.id DESC) AS n, count(*) OVER () AS total FROM (
      SELECT e.id, e.public_id, e.kind, e.event_date, e.title, e.organization_id, e.author_id
      FROM record_entry e WHERE {_current("e.event_date >= s.starts[e.start_key]")} AND e.kind <= 15
      ORDER BY e.event_date DESC, e.id DESC LIMIT 51) e) e
) page""",
)

STATEMENTS = {"a": DASHBOARD, "b": RESULTS, "c": REPORTS, "d": TIMELINE}
