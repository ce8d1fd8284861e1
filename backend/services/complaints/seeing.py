"""Who sees a complaint on the portal: who may read the row that it is about, on every request (policy.md, principle 8).

One standing has to see both the version that was disputed and the newest one: a complaint goes with its row, whatever
made the row invisible. One that the clinic withdrew by the insurer's order is judged by the labels that it bore.
"""

from backend.models.vocabulary import Kind
from backend.policy.row_rules import held, own_services
from backend.policy.rows import RowPolicy
from backend.policy.standing import PORTAL


def of_the_past(complaint: str) -> str:
    """Whether the complaint was filed before the child's adoption, which is never visible: it names the earlier parents, and
    beside their names would stand the new one of the child."""
    return (
        f"EXISTS (SELECT FROM court_act past WHERE past.patient_id = {complaint}.patient_id AND past.kind = 'ADOPTION' "
        f"AND past.state = 'IN_FORCE' AND {complaint}.filed_at < past.confirmed_at)"
    )


def portal(policy: RowPolicy, arguments: str) -> str:
    """CTE `portal`: the standings by which the account reads records or, without a grant, own services (SVC-03).

    `arguments` are those of `standings()`: account, moment, regions.
    """
    account, at, _ = (each.strip() for each in arguments.split(","))
    return (
        f"portal AS MATERIALIZED (SELECT h.patient_id, h.standing, h.hidden, h.starts, false AS services "
        f"FROM ({held(policy, arguments)}) h WHERE h.standing & {int(PORTAL)} <> 0 "
        f"UNION ALL SELECT o.patient_id, o.standing, o.hidden, o.starts, true FROM ({own_services(policy, f'{account}, {at}')}) o)"
    )


def row_seen(entry: str) -> str:
    """Whether the standing `h` of `portal` sees the row."""
    return (
        f"{entry}.patient_id = h.patient_id AND {entry}.only_practitioner_id IS NULL "
        f"AND (NOT h.services OR {entry}.kind = {int(Kind.RENDERED_SERVICES)}) "
        f"AND {entry}.mask & h.hidden = 0 AND {entry}.event_date >= h.starts[{entry}.start_key]"
    )


def complaint_seen(complaint: str, account: str) -> str:
    """Whether the account sees the complaint; the statement has the CTE `portal`."""
    return (
        f"EXISTS (SELECT FROM portal h JOIN record_entry disputed ON disputed.patient_id = {complaint}.patient_id "
        f"AND disputed.id = {complaint}.entry_id JOIN record_entry newest ON newest.patient_id = {complaint}.patient_id "
        f"AND newest.set_id = {complaint}.set_id AND NOT EXISTS (SELECT FROM record_entry later "
        "WHERE later.patient_id = newest.patient_id AND later.set_id = newest.set_id AND later.version > newest.version) "
        f"WHERE h.patient_id = {complaint}.patient_id AND {row_seen('disputed')} AND {row_seen('newest')}) "
        f"AND ({complaint}.account_id = {account} OR NOT {of_the_past(complaint)})"
    )
