"""Plain Strawberry's types: every nested object and every section's own row is a query of its resolver."""

# Strawberry reads annotations at run time, so they are not postponed here.
import datetime as dt
from typing import Any

import asyncpg
import strawberry

from backend.models.vocabulary import Kind
from backend.policy.standing import NOT_TEEN_REPRESENTATIVES


class NotForTeenRepresentatives(strawberry.BasePermission):
    """A guarded field: the standing of the record decides."""

    message = "hidden"

    def has_permission(self, source: Any, info: strawberry.Info, **kwargs: Any) -> bool:
        return bool(source.record.standing & int(NOT_TEEN_REPRESENTATIVES))

    def on_unauthorized(self) -> None:
        return None


async def one_row(info: strawberry.Info, sql: str, *arguments: Any) -> asyncpg.Record:
    return await info.context["pool"].fetchrow(sql, *arguments)


async def _detail(entry: Any, info: strawberry.Info, table: str, column: str) -> Any:
    """One field of the section's own row, read once an entry."""
    if entry.detail is None:
        sql = f"SELECT * FROM {table} WHERE patient_id = $1 AND entry_id = $2"
        entry.detail = await one_row(info, sql, entry.row["patient_id"], entry.row["id"])
    return entry.detail[column]


@strawberry.type
class Coding:
    code: str | None


@strawberry.type
class Organization:
    name: str


@strawberry.type
class Practitioner:
    full_name: str


@strawberry.type
class LabResult:
    row: strawberry.Private[Any]

    @strawberry.field
    def code(self) -> Coding | None:
        return Coding(code=self.row["code"]) if self.row["code"] or self.row["code_display"] else None

    @strawberry.field
    def name(self) -> str | None:
        return self.row["name"]

    @strawberry.field
    def value(self) -> float | None:
        return self.row["value"]

    @strawberry.field
    def value_text(self) -> str | None:
        return self.row["value_text"]

    @strawberry.field
    def unit(self) -> str | None:
        return self.row["unit"]

    @strawberry.field
    def reference_low(self) -> float | None:
        return self.row["reference_low"]

    @strawberry.field
    def reference_high(self) -> float | None:
        return self.row["reference_high"]

    @strawberry.field
    def reference_text(self) -> str | None:
        return self.row["reference_text"]

    @strawberry.field
    def interpretation(self) -> str | None:
        return self.row["interpretation"]

    @strawberry.field
    def method(self) -> str | None:
        return self.row["method"]


@strawberry.interface
class Entry:
    row: strawberry.Private[Any]
    record: strawberry.Private[Any]
    detail: strawberry.Private[Any] = None

    @strawberry.field
    def id(self) -> str:
        return self.row["public_id"]

    @strawberry.field
    def section(self) -> str:
        return Kind(self.row["kind"]).name

    @strawberry.field
    def date(self) -> dt.date:
        return self.row["event_date"]

    @strawberry.field
    def title(self) -> str | None:
        return self.row["title"]

    @strawberry.field
    async def organization(self, info: strawberry.Info) -> Organization | None:
        row = await one_row(info, "SELECT name FROM organization WHERE id = $1", self.row["organization_id"])
        return Organization(name=row["name"]) if row else None

    @strawberry.field
    async def author(self, info: strawberry.Info) -> Practitioner | None:
        row = await one_row(info, "SELECT full_name FROM practitioner WHERE id = $1", self.row["author_id"])
        return Practitioner(full_name=row["full_name"]) if row else None


@strawberry.type
class LabReport(Entry):
    @strawberry.field
    async def status(self, info: strawberry.Info) -> str | None:
        return await _detail(self, info, "lab_report", "status")

    @strawberry.field
    async def results(self, info: strawberry.Info) -> list[LabResult] | None:
        rows = await info.context["pool"].fetch(
            "SELECT * FROM lab_result WHERE patient_id = $1 AND entry_id = $2 ORDER BY position, id",
            self.row["patient_id"],
            self.row["id"],
        )
        return [LabResult(row=row) for row in rows]


@strawberry.type
class Vaccination(Entry):
    @strawberry.field
    async def vaccine_name(self, info: strawberry.Info) -> str | None:
        return await _detail(self, info, "vaccination", "vaccine_name")

    @strawberry.field
    async def dose_label(self, info: strawberry.Info) -> str | None:
        return await _detail(self, info, "vaccination", "dose_label")

    @strawberry.field
    async def status(self, info: strawberry.Info) -> str:
        return await _detail(self, info, "vaccination", "status")

    @strawberry.field(permission_classes=[NotForTeenRepresentatives])
    async def exemption_reason(self, info: strawberry.Info) -> str | None:
        return await _detail(self, info, "vaccination", "exemption_reason")


@strawberry.type
class ExaminationProtocol(Entry):
    @strawberry.field
    async def specialty(self, info: strawberry.Info) -> str | None:
        return await _detail(self, info, "examination_protocol", "specialty")

    @strawberry.field(permission_classes=[NotForTeenRepresentatives])
    async def social_history(self, info: strawberry.Info) -> str | None:
        return await _detail(self, info, "examination_protocol", "social_history")


@strawberry.type
class LabReportConnection:
    nodes: list[LabReport]


@strawberry.type
class VaccinationConnection:
    nodes: list[Vaccination]


@strawberry.type
class ExaminationProtocolConnection:
    nodes: list[ExaminationProtocol]


@strawberry.type
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class Timeline:
    nodes: list[Entry]
    page_info: PageInfo
