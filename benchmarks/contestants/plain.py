"""Plain Strawberry: ordinary async resolvers over the same tables, one query a resolver, no DataLoader.

Row rules stand in each list's query, guarded fields have a permission class, a record's log row is written when the
record is resolved. It takes Medcard's own operation texts and gives Medcard's data (without `redactions`).
"""

import datetime as dt
import hashlib
import sys
import uuid
from typing import Any

import asyncpg
import strawberry
import uvicorn
import uvloop
from starlette.requests import Request
from strawberry.asgi import GraphQL
from strawberry.schema.config import StrawberryConfig

from backend.database import Database, open_read_pool
from backend.models.vocabulary import Kind
from backend.policy.rows import RowPolicy
from backend.policy.sealing import CursorSealer, IdSealer
from backend.settings import load_settings
from benchmarks.contestants.plain_entries import (
    ExaminationProtocol,
    ExaminationProtocolConnection,
    LabReport,
    LabReportConnection,
    PageInfo,
    Timeline,
    Vaccination,
    VaccinationConnection,
    one_row,
)

_TIMELINE = '["acc.timeline", {}]'
_VIEWER = (
    "SELECT a.id, a.practitioner_id FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1 "
    "AND s.ended_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL AND s.card_until > $2 "
    "AND s.card_used_at > $2 - interval '15 minutes'"
)
_LOG = (
    "WITH counted AS (INSERT INTO access_log_counter AS counter (patient_id, count) VALUES ($1, 1) "
    "ON CONFLICT (patient_id) DO UPDATE SET count = counter.count + 1 RETURNING count) "
    "INSERT INTO access_log (patient_id, seq, at, account_id, standings, sections, request_id) "
    "SELECT $1, count, $2, $3, $4, '{1,2,4}', $5 FROM counted"
)
_ENTRIES = (
    "SELECT e.* FROM record_entry e WHERE e.patient_id = $1 AND e.status = 0 AND (e.kind = $2 OR $2 = 0) AND e.kind <= 15 "
    "AND e.mask & $3 = 0 AND e.event_date >= ($4::date[])[e.start_key] AND e.only_practitioner_id IS NULL "
    "ORDER BY e.event_date DESC, e.id DESC LIMIT $5"
)


@strawberry.type
class MedicalRecord:
    patient: strawberry.Private[int]
    standing: strawberry.Private[int]
    hidden: strawberry.Private[int]
    starts: strawberry.Private[list[dt.date]]

    async def _entries(self, info: strawberry.Info, kind: int, most: int) -> list[asyncpg.Record]:
        return await info.context["pool"].fetch(_ENTRIES, self.patient, kind, self.hidden, self.starts, most)

    @strawberry.field
    async def lab_reports(self, info: strawberry.Info, first: int) -> LabReportConnection:
        rows = await self._entries(info, Kind.LAB_REPORTS, first)
        return LabReportConnection(nodes=[LabReport(row=row, record=self) for row in rows])

    @strawberry.field
    async def vaccinations(self, info: strawberry.Info, first: int) -> VaccinationConnection:
        rows = await self._entries(info, Kind.VACCINATIONS, first)
        return VaccinationConnection(nodes=[Vaccination(row=row, record=self) for row in rows])

    @strawberry.field
    async def examination_protocols(self, info: strawberry.Info, first: int) -> ExaminationProtocolConnection:
        rows = await self._entries(info, Kind.EXAMINATION_PROTOCOLS, first)
        return ExaminationProtocolConnection(nodes=[ExaminationProtocol(row=row, record=self) for row in rows])

    @strawberry.field
    async def timeline(self, info: strawberry.Info, first: int) -> Timeline:
        rows = await self._entries(info, 0, first + 1)
        types = {1: ExaminationProtocol, 2: LabReport, 4: Vaccination}
        nodes = [types[row["kind"]](row=row, record=self) for row in rows[:first]]
        last = CursorSealer.cursor(info.context["list_key"], nodes[-1].row["public_id"]) if nodes else None
        return Timeline(nodes=nodes, page_info=PageInfo(has_next_page=len(rows) > first, end_cursor=last))


@strawberry.type
class Query:
    @strawberry.field
    async def record(self, info: strawberry.Info, patient_id: strawberry.ID) -> MedicalRecord | None:
        context = info.context
        token = context["request"].headers.get("authorization", "")[7:]
        at = dt.datetime.now(dt.UTC)
        viewer = await one_row(info, _VIEWER, hashlib.sha256(token.encode()).digest(), at)
        opened = context["ids"].open(patient_id)
        if viewer is None or opened is None:
            return None
        held = await one_row(
            info,
            "SELECT standing, shared, diary FROM standings($1, $2, $3) WHERE patient_id = $4",
            viewer["id"],
            at,
            context["regions"],
            opened.patient,
        )
        if held is None:
            return None
        await context["pool"].execute(_LOG, opened.patient, at, viewer["id"], held["standing"], uuid.uuid4())
        rule = context["rules"][held["standing"]]
        starts = list(rule.starts_with_diary if held["diary"] else rule.starts)
        return MedicalRecord(
            patient=opened.patient, standing=held["standing"], hidden=rule.hidden & ~held["shared"], starts=starts
        )


class Application(GraphQL[Any, Any]):
    """The same context for every request."""

    shared: dict[str, Any]

    async def get_context(self, request: Request, response: Any) -> Any:  # type: ignore[override]
        return {"request": request, **self.shared}


async def serve(port: int) -> None:
    settings = load_settings()
    database = Database(settings)
    pool = await open_read_pool(database.address, settings.db_pool_size)
    starts = {row["key"]: row["starts_on"] for row in await pool.fetch("SELECT key, starts_on FROM section_start")}
    policy = RowPolicy(settings.sensitive_teen, settings.teen_hide, starts)
    schema = strawberry.Schema(Query, types=[LabReport, Vaccination, ExaminationProtocol], config=StrawberryConfig())
    application = Application(schema, graphql_ide=None)
    application.shared = {
        "pool": pool,
        "ids": IdSealer(settings.key("id")),
        "rules": {int(rule.standing): rule for rule in policy.rules()},
        "regions": settings.accepted_policy_regions,
        "list_key": CursorSealer(settings.key("cursor")).list_key(_TIMELINE),
    }
    config = uvicorn.Config(
        application, port=port, access_log=False, log_level="warning", http="httptools", lifespan="off"
    )
    await uvicorn.Server(config).serve()
    await pool.close()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))
