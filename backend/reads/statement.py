"""The whole statement: session, standings, log and every root's JSON in one (architecture.md, One read, end to end)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.models.card_session import CARD_IDLE, CARD_IDLE_STEP, card_open
from backend.models.share_link import link_lives
from backend.models.vocabulary import Kind
from backend.policy.row_rules import standing_rules
from backend.policy.rows import RowPolicy
from backend.policy.sharing import sharing_standing
from backend.policy.standing import DOCTORS, TEEN_REPRESENTATIVES, Standing
from backend.reads.compiler import Compiler
from backend.reads.session_use import is_stale


@dataclass(frozen=True, slots=True)
class Roots:
    """Compiled roots: SQL by response key; `patients` gives the record that a root opens, by its place.

    `rows` are CTEs that several roots share. `seen_by` is the representation through whose eyes the one root is read.
    `by_link`: a share link reads its creator's part of one record, and no session.
    """

    values: Mapping[str, str]
    patients: Mapping[int, str]
    every_record: bool
    rows: Sequence[str] = ()
    seen_by: str | None = None
    by_link: bool = False


def statement(c: Compiler, roots: Roots, policy: RowPolicy) -> str:
    """The statement of an operation. It gives one row: who asks, their standings, the roots' JSON."""
    reads = bool(roots.patients) or roots.every_record
    ctes = [_creator(c) if roots.by_link else _viewer(c)]
    if reads or c.listing:
        ctes.append(_held(c, roots))
    if c.listing:
        ctes.append(_LISTING)
    if reads:
        ctes.append(_acc(policy, roots))
        ctes.append("opened AS MATERIALIZED (SELECT patient_id, bit_or(standing) AS bits FROM acc GROUP BY patient_id)")
    if c.own_services:
        ctes.append(_own_acc(c, policy))
        ctes.append(
            "own_opened AS MATERIALIZED (SELECT patient_id, bit_or(standing) AS bits FROM own_acc GROUP BY patient_id)"
        )
    if reads or c.own_services:
        ctes.extend(_log(c, roots, reads))
    ctes.extend(roots.rows)
    columns = [
        "v.account_id",
        "v.person_id",
        "coalesce(v.card, false) AS card",
        "coalesce('CITIZEN' = ANY (v.roles), false) AS citizen",
    ]
    columns.append(f"{_standings(c, reads)} AS standings")
    columns.append(f"{_refused(roots)} AS refused")
    columns.append(f"{'EXISTS (SELECT FROM own_opened)' if c.own_services else 'true'} AS own_open")
    columns.append(f"{' OR '.join(c.lost_cursors) or 'false'} AS lost_cursor")
    columns.append(f"{_idle(c) if reads or c.own_services else 'NULL::bigint'} AS idle")
    columns.append("CASE WHEN v.stale THEN v.session_id END AS unnoted")
    # As bytes, the JSON goes to the client as it came: as text it would be decoded and encoded on the way.
    columns.extend(f"convert_to(({sql})::text, 'UTF8') AS r{place}" for place, sql in enumerate(roots.values.values()))
    return f"WITH {', '.join(ctes)} SELECT {', '.join(columns)} FROM (SELECT) one LEFT JOIN viewer v ON true"


def _viewer(c: Compiler) -> str:
    token = c.text.parameter(lambda inputs: inputs.token_hash, "bytea", "token")
    at = c.now()
    return (
        "viewer AS MATERIALIZED (SELECT se.id AS session_id, a.id AS account_id, a.person_id, a.practitioner_id, a.login, a.roles, "
        f"coalesce({card_open('se', at)}, false) AS card, "
        f"{is_stale('se', at)} AS stale, se.card_used_at, least(se.card_until, se.card_used_at + interval '{CARD_IDLE}') AS card_ends "
        f"FROM session se JOIN account a ON a.id = se.account_id WHERE se.token_hash = {token} AND se.ended_at IS NULL "
        f"AND se.expires_at > {at} AND a.disabled_at IS NULL)"
    )


def _creator(c: Compiler) -> str:
    """Who made the share link, while it lives, as far as it speaks for them: no session, no work as a doctor."""
    link = c.text.parameter(lambda inputs: inputs.link, "bigint", "link")
    return (
        "viewer AS MATERIALIZED (SELECT NULL::bigint AS session_id, a.id AS account_id, a.person_id, "
        "NULL::bigint AS practitioner_id, a.login, a.roles, true AS card, false AS stale, NULL::timestamptz AS card_used_at, "
        "NULL::timestamptz AS card_ends, l.patient_id AS shared_patient, l.created_at AS shared_at "
        f"FROM share_link l JOIN account a ON a.id = l.account_id WHERE l.id = {link} AND {link_lives('l', c.now())} "
        "AND a.disabled_at IS NULL)"
    )


def _held_by_creator(c: Compiler, regions: str) -> str:
    """What of their standings on the one record the creator of a link may share, held since before it was made."""
    return (
        "held AS MATERIALIZED (SELECT st.* FROM viewer v "
        f"CROSS JOIN LATERAL standings(v.account_id, {c.now()}, {regions}) st "
        f"WHERE {sharing_standing('st', 'v.shared_patient', 'v.shared_at')})"
    )


def _held(c: Compiler, roots: Roots) -> str:
    regions = c.text.parameter(lambda inputs: inputs.regions, "text[]", "regions")
    if roots.seen_by is not None:
        return _held_by_another(c, roots.seen_by, regions, next(iter(roots.patients.values())))
    if roots.by_link:
        return _held_by_creator(c, regions)
    only = "" if c.listing or roots.every_record else f" WHERE st.patient_id IN ({', '.join(roots.patients.values())})"
    return (
        "held AS MATERIALIZED (SELECT st.* FROM viewer v "
        f"CROSS JOIN LATERAL standings(v.account_id, {c.now()}, {regions}) st{only})"
    )


def _held_by_another(c: Compiler, link: str, regions: str, patient: str) -> str:
    """The standing that one representative of the reading teenager has on the teenager's record now, and it alone."""
    at = c.now()
    return (
        f"held AS MATERIALIZED (SELECT st.* FROM viewer v CROSS JOIN LATERAL standings(v.account_id, {at}, {regions}) own "
        f"JOIN legal_representation r ON r.id = {link} AND r.patient_id = own.patient_id "
        "JOIN account a ON a.person_id = r.representative_id AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles) "
        f"CROSS JOIN LATERAL standings(a.id, {at}, {regions}) st "
        f"WHERE own.patient_id = {patient} AND own.standing = {int(Standing.SELF_TEEN)} AND st.patient_id = own.patient_id "
        f"AND st.standing & {int(TEEN_REPRESENTATIVES)} <> 0)"
    )


_LISTING = (
    "listing AS MATERIALIZED (SELECT h.*, p.patient_key, p.birth_date, "
    "concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) AS display_name, "
    "row_number() OVER (ORDER BY p.id <> coalesce(v.person_id, 0), p.birth_date, p.id, h.standing, h.since, h.until) - 1 AS place "
    "FROM held h JOIN person p ON p.id = h.patient_id CROSS JOIN viewer v)"
)


def _acc(policy: RowPolicy, roots: Roots) -> str:
    only = "" if roots.every_record else f" AND h.patient_id IN ({', '.join(roots.patients.values())})"
    return (
        "acc AS MATERIALIZED (SELECT h.patient_id, h.standing, rule.hidden & ~h.shared AS hidden, "
        "CASE WHEN h.diary THEN rule.starts_with_diary ELSE rule.starts END AS starts FROM held h CROSS JOIN viewer v "
        f"JOIN (VALUES {standing_rules(policy)}) rule(standing, hidden, starts, starts_with_diary) ON rule.standing = h.standing "
        f"WHERE (v.card OR h.standing & {int(DOCTORS)} <> 0){only})"
    )


def _own_acc(c: Compiler, policy: RowPolicy) -> str:
    return (
        "own_acc AS MATERIALIZED (SELECT st.patient_id, st.standing, rule.hidden, rule.starts FROM viewer v "
        f"CROSS JOIN LATERAL own_service_standing(v.account_id, {c.now()}) st "
        f"JOIN (VALUES {standing_rules(policy)}) rule(standing, hidden, starts, starts_with_diary) ON rule.standing = st.standing "
        "WHERE v.card)"
    )


def _log(c: Compiler, roots: Roots, reads: bool) -> list[str]:
    """One log row a record, its number from a counter moved here: no log row, no answer."""
    text = c.text
    parts: list[str] = []
    if reads:
        parts.extend(
            f"SELECT o.patient_id, o.bits, {_sections_of(c, roots, root)} AS sections FROM opened o"
            for root in sorted({*roots.patients, *c.sections}) or [-1]
        )
    if c.own_services:
        services = f"'{{{int(Kind.RENDERED_SERVICES)}}}'::smallint[]"
        parts.append(f"SELECT o.patient_id, o.bits, {services} AS sections FROM own_opened o")
    shown = f"shown AS MATERIALIZED ({parts[0]})"
    if len(parts) > 1:
        # Roots may meet on one record: one row for it, with the sections of them all.
        shown = (
            f"asked AS MATERIALIZED ({' UNION ALL '.join(parts)}), "
            "shown AS MATERIALIZED (SELECT u.patient_id, bit_or(u.bits) AS bits, ARRAY(SELECT DISTINCT n FROM asked each, "
            "unnest(each.sections) AS n WHERE each.patient_id = u.patient_id ORDER BY n) AS sections FROM asked u GROUP BY u.patient_id)"
        )
    # It is the teenager who looks, whoever's eyes they look through.
    bits = str(int(Standing.SELF_TEEN)) if roots.seen_by is not None else "shown.bits"
    operation = text.parameter(lambda inputs: inputs.operation, "text")
    request = text.parameter(lambda inputs: inputs.request_id, "uuid")
    at = c.now()
    return [
        shown,
        "counted AS (INSERT INTO access_log_counter AS counter (patient_id, count) SELECT patient_id, 1 FROM shown ORDER BY patient_id "
        "ON CONFLICT (patient_id) DO UPDATE SET count = counter.count + 1 RETURNING counter.patient_id, counter.count)",
        "logged AS (INSERT INTO access_log (patient_id, seq, at, account_id, standings, operation, sections, request_id) "
        f"SELECT shown.patient_id, counted.count, {at}, v.account_id, {bits}, {operation}, shown.sections, {request} "
        "FROM counted JOIN shown ON shown.patient_id = counted.patient_id CROSS JOIN viewer v)",
    ]


def _idle(c: Compiler) -> str:
    """The session, where this read has to move its idle clock: it showed a record, and the last move is some time ago."""
    extends = c.text.parameter(lambda inputs: inputs.extends_card, "boolean")
    return (
        f"CASE WHEN v.card AND {extends} AND v.card_used_at < {c.now()} - interval '{CARD_IDLE_STEP}' "
        "AND EXISTS (SELECT FROM shown) THEN v.session_id END"
    )


def _sections_of(c: Compiler, roots: Roots, root: int) -> str:
    kinds = "'{" + ",".join(str(kind) for kind in sorted(c.sections.get(root, ()))) + "}'::smallint[]"
    patient = roots.patients.get(root)
    return kinds if patient is None else f"CASE WHEN o.patient_id = {patient} THEN {kinds} ELSE '{{}}'::smallint[] END"


def _standings(c: Compiler, reads: bool) -> str:
    """Public id and bits of each record opened and, apart, of the viewer's own, where a guarded field is selected there."""
    if not c.guarded:
        return "NULL::json"
    opened = _records_of("opened") if reads and not all(each.own for each in c.guarded) else "NULL::json"
    own = _records_of("own_opened") if any(each.own for each in c.guarded) else "NULL::json"
    return f"json_build_array({opened}, {own})"


def _records_of(opened: str) -> str:
    return (
        "(SELECT json_agg(json_build_array(o.patient_id, p.patient_key, o.bits) ORDER BY o.patient_id) "
        f"FROM {opened} o JOIN person p ON p.id = o.patient_id)"
    )


def _refused(roots: Roots) -> str:
    """Places in `viewer.records` whose record waits for a card-entry code."""
    if not roots.every_record:
        return "NULL::json"
    return (
        "(SELECT json_agg(l.place ORDER BY l.place) FROM listing l "
        "WHERE NOT EXISTS (SELECT FROM opened o WHERE o.patient_id = l.patient_id))"
    )
