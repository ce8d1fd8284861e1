"""An application to a clinic to go on writing on paper too (PAP-01): beside the electronic record, never in its place (PAP-03).

It is about the patient, not about who applied: from the 15th birthday the patient sees and takes back what a parent had
applied for, and nobody who represents them does. Two parents of a child apply each on their own.
"""

from backend.models.paper import PaperEvent
from backend.policy.sealing import OpenedId
from backend.policy.standing import OWN
from backend.services.complaints.seeing import of_the_past
from backend.services.doctors.clinics import treats
from backend.services.paper.moving import begin, hold, move
from backend.services.paper.rows import CLINIC, COLUMNS, Application, application_of, steps_of
from backend.services.paper.ways import APPLICATIONS, Side
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Refused

_MOST_SHOWN = 50


async def apply_for_paper(connection: Connection, right: Right, clinic_id: int) -> int:
    """Sends the application to the clinic; gives its row. `right` is one of MAY_HAVE_PAPER.

    Raises Refused NOT_FOUND for an organization where nobody is treated, PAPER_UNDER_WAY where an own one is alive there.
    """
    if not await treats(connection, clinic_id, right.at):
        raise Refused("NOT_FOUND", ["input", "organizationId"])
    # The account is held, so nobody applies for the same twice at once.
    if await connection.fetchval(
        "SELECT EXISTS (SELECT FROM paper_record_application WHERE account_id = $1 AND patient_id = $2 AND clinic_id = $3 "
        "AND state IN ('SUBMITTED', 'ACCEPTED'))",
        right.actor.account_id,
        right.patient_id,
        clinic_id,
    ):
        raise Refused("PAPER_UNDER_WAY", ["input", "organizationId"])
    made = await begin(connection, APPLICATIONS, PaperEvent.SUBMITTED, right, clinic_id=clinic_id)
    await log_act(connection, right, "submitPaperApplication", ())
    return made


async def withdraw_application(connection: Connection, right: Right, application: OpenedId) -> int:
    """Takes it back, accepted or not; gives its row. Raises Refused NOT_FOUND, WRONG_STATE."""
    held = await hold(connection, APPLICATIONS, application.entry)
    mine = held is not None and held["account_id"] == right.actor.account_id
    if held is None or held["patient_id"] != right.patient_id or not (mine or right.standings & OWN):
        raise Refused("NOT_FOUND", ["input", "id"])
    await move(connection, APPLICATIONS, held, PaperEvent.WITHDRAWN, Side.APPLICANT, right.actor.account_id, right.at)
    await log_act(connection, right, "withdrawPaperApplication", ())
    return int(held["id"])


async def applications_on(connection: Connection, right: Right, only: int | None = None) -> list[Application]:
    """Those on the record that the actor sees, the newest first; `only` one of them."""
    rows = await connection.fetch(
        f"SELECT {COLUMNS} FROM paper_record_application c {CLINIC} WHERE c.patient_id = $1 "
        f"AND (c.account_id = $2 OR $4 AND NOT {of_the_past('c')}) "
        f"AND ($3::bigint IS NULL OR c.id = $3) ORDER BY c.id DESC LIMIT {_MOST_SHOWN}",
        right.patient_id,
        right.actor.account_id,
        only,
        bool(right.standings & OWN),
    )
    if only is None:
        await log_act(connection, right, "paperApplications", ())
    steps = await steps_of(connection, APPLICATIONS, [row["id"] for row in rows])
    return [application_of(row, steps[row["id"]]) for row in rows]
