"""The queue's tasks: what runs in the background, each a use case of `backend/services`, given row ids alone.

Domain rows own the state; a job only moves it, so that running one twice changes nothing twice. A job that a dead worker
held is taken over by any other (`backend/worker.py`).
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import asyncpg
import structlog
from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy

from backend.database import Address
from backend.exports.making import ExportMaker
from backend.graphql_schema import graphql_schema
from backend.policy.rows import RowPolicy
from backend.policy.sealing import CursorSealer, IdSealer
from backend.reads.connections import ReadConnections
from backend.reads.reader import Reader
from backend.registries.registries import Registries
from backend.services import delivering, photos, registry_checks
from backend.services.access_requests import expiring
from backend.services.accounts import recovery_alert
from backend.services.accounts.closing import forget_closed
from backend.services.accounts.earlier_contact import tell_earlier
from backend.services.appointments import giving_back
from backend.services.check_owners import OWNERS
from backend.services.doctors import missed
from backend.services.exports.requesting import forget_expired
from backend.services.forgetting import forget_old
from backend.services.notices import appointments, ending, overdue, policy_ending, turned_fifteen
from backend.services.notices.rules import row_policy
from backend.services.officers import staff_messages, staff_starting
from backend.services.paper.expiring import expire_extracts
from backend.services.queue import QUEUE
from backend.services.vault import Vault
from backend.settings import Settings

_log = structlog.get_logger()
_PLANS = 32


@dataclass(frozen=True, slots=True)
class Work:
    """What tasks work with."""

    settings: Settings
    pool: asyncpg.Pool
    registries: Registries
    vault: Vault
    clock: Callable[[], dt.datetime]
    reads: ReadConnections

    async def policy(self) -> RowPolicy:
        """The row rules, as they are now."""
        settings = self.settings
        return await row_policy(self.pool, sensitive_teen=settings.sensitive_teen, teen_hide=settings.teen_hide)

    async def reader(self) -> Reader:
        """The compiled reads, under the row rules of now."""
        settings = self.settings
        ids, cursors = IdSealer(settings.key("id")), CursorSealer(settings.key("cursor"))
        policy, regions = await self.policy(), settings.accepted_policy_regions
        return Reader(self.reads, graphql_schema()[1], policy, ids, cursors, regions, _PLANS)


Task = Callable[..., Awaitable[None]]
TASKS: dict[str, Task] = {}
PERIODIC: dict[str, str] = {}


def task(run: Task) -> Task:
    """A task under its function's name: `(work, **ids)`."""
    TASKS[run.__name__] = run
    return run


def periodic(cron: str) -> Callable[[Task], Task]:
    """A task that runs by the clock, once however many workers there are: `(work)`."""

    def register(run: Task) -> Task:
        PERIODIC[run.__name__] = cron
        return task(run)

    return register


@task
async def deliver_notification(work: Work, delivery_id: int) -> None:
    policy, regions = await work.policy(), work.settings.accepted_policy_regions
    await delivering.deliver(work.pool, work.registries, policy, regions, delivery_id, work.clock())


@task
async def tell_earlier_contact(work: Work, change_id: int) -> None:
    await tell_earlier(work.pool, work.registries, change_id, work.clock())


@task
async def tell_of_recovery(work: Work, case_id: int) -> None:
    await recovery_alert.tell_of_recovery(work.pool, work.registries, case_id, work.clock())


@task
async def ask_registry(work: Work, check_id: int, attempt: int) -> None:
    await registry_checks.ask(work.pool, work.registries, OWNERS, check_id, attempt, work.clock())


@periodic("*/10 * * * *")
async def ask_forgotten_registries(work: Work) -> None:
    await registry_checks.ask_forgotten(work.pool, work.clock())


@task
async def give_back_time(work: Work, appointment_id: int) -> None:
    await giving_back.give_back(work.pool, work.registries, appointment_id, work.clock())


@periodic("*/10 * * * *")
async def give_back_times(work: Work) -> None:
    await giving_back.give_back_all(work.pool, work.registries, work.clock())


@periodic("50 4 * * *")
async def forget_closed_accounts(work: Work) -> None:
    await forget_closed(work.pool, work.clock())


@periodic("20 5 * * *")
async def forget_old_devices_and_calls(work: Work) -> None:
    await forget_old(work.pool, work.clock())


@periodic("20 * * * *")
async def delete_old_photos(work: Work) -> None:
    await photos.delete_old_photos(work.pool, dt.timedelta(days=work.settings.photo_days), work.clock())


@periodic("40 * * * *")
async def expire_requests(work: Work) -> None:
    await expiring.expire_requests(work.pool, work.clock())


# Shortly after midnight in Moscow, when birthdays begin, and three times more, were no worker there at midnight.
@periodic("5 3,9,15,21 * * *")
async def tell_of_dates(work: Work) -> None:
    regions = work.settings.accepted_policy_regions
    await ending.tell_of_ends(work.pool, regions, work.clock())
    await policy_ending.tell_of_ending_policies(work.pool, regions, work.clock())
    await turned_fifteen.tell_of_fifteenth_birthdays(work.pool, regions, work.clock())


# In the morning of the day before, and twice more for what is booked later that day.
@periodic("15 7,12,17 * * *")
async def tell_of_appointments(work: Work) -> None:
    regions = work.settings.accepted_policy_regions
    await appointments.tell_of_appointments(work.pool, await work.policy(), regions, work.clock())


@periodic("10 * * * *")
async def tell_of_overdue_requests(work: Work) -> None:
    await overdue.tell_of_overdue_requests(work.pool, work.clock())


@periodic("25 * * * *")
async def note_missed_appointments(work: Work) -> None:
    await missed.note_missed_appointments(work.pool, work.clock())


@periodic("35 * * * *")
async def expire_paper_extracts(work: Work) -> None:
    await expire_extracts(work.pool, work.clock())


@task
async def start_staff_appointment(work: Work, appointment_id: int) -> None:
    async with work.pool.acquire() as connection, connection.transaction():
        await staff_starting.start(connection, appointment_id, work.clock())


@task
async def tell_new_employee(work: Work, appointment_id: int) -> None:
    await staff_messages.tell_employee(work.pool, work.registries, appointment_id)


@task
async def make_export(work: Work, export_id: int) -> None:
    maker = ExportMaker(work.pool, work.vault, await work.reader(), work.settings.origin)
    await maker.make(export_id, work.clock())


@periodic("*/15 * * * *")
async def forget_expired_exports(work: Work) -> None:
    await forget_expired(work.pool, work.clock())


def job_queue(address: Address) -> App:
    """The queue over one database, closed; `async with queue.open_async()` opens it."""
    reach: dict[str, Any] = {
        "host": address.host,
        "port": address.port,
        "user": address.user,
        "password": address.password,
        "dbname": address.database,
        "application_name": "medcard-jobs",
    }
    queue = App(connector=PsycopgConnector(kwargs=reach, min_size=1, max_size=4))
    for name, run in TASKS.items():
        # For faults of ours and of the database; what an outage needs stands in the domain's own rows.
        again = RetryStrategy(max_attempts=20, wait=1, exponential_wait=2)
        registered = queue.task(name=name, queue=QUEUE, pass_context=True, retry=again)(_with_work(run))
        if name in PERIODIC:
            queue.periodic(cron=PERIODIC[name])(registered)
    return queue


def _with_work(run: Task) -> Callable[..., Awaitable[None]]:
    async def carry_out(context: JobContext, timestamp: int | None = None, **ids: int) -> None:
        try:
            await run(context.additional_context["work"], **ids)
        except Exception as fault:
            _log.warning("a job failed and is tried again", task=run.__name__, fault=type(fault).__name__)
            raise

    return carry_out
