"""Whose business it is who opened a record: theirs who read its whole log (policy.md, Access log)."""

import datetime as dt

from backend.policy.standing import CHILD_REPRESENTATIVES, OWN
from backend.services.record_keeping.right import Connection, RecordRules

_READERS = """
SELECT a.id FROM account a WHERE a.person_id = $1 AND 'CITIZEN' = ANY (a.roles) AND a.disabled_at IS NULL
UNION SELECT g.grantee_id FROM access_grant g CROSS JOIN LATERAL standings(g.grantee_id, $2, $3) st
WHERE g.patient_id = $1 AND g.revoked_at IS NULL AND st.patient_id = $1 AND st.standing & $4 <> 0
"""


async def log_readers(connection: Connection, rules: RecordRules, patient_id: int, at: dt.datetime) -> list[int]:
    """Accounts: the patient's, open or not to the portal, and before the 15th birthday of who represents the child now."""
    whole = int(OWN | CHILD_REPRESENTATIVES)
    return [row["id"] for row in await connection.fetch(_READERS, patient_id, at, list(rules.regions), whole)]
