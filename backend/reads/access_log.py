"""The access log as its readers see it: who, when, by what right, which parts; never how many rows were found."""

import uuid

from graphql import FieldNode

from backend.models.share_link import LINK_OPERATION
from backend.models.vocabulary import SECTIONS
from backend.policy.notices import FULL_LOG, LOG_NOTICES
from backend.policy.standing import DOCTORS, Standing
from backend.reads.compiler import Compiler, type_below
from backend.reads.inputs import BadInput, Inputs
from backend.reads.model import FieldRead
from backend.reads.notices import notices
from backend.reads.paging import Order, Page, Rows, cursor_key, list_context
from backend.reads.scope import Scope
from backend.reads.selection import Fields
from backend.reads.sql import Column, literal

_WORDS = {
    "ru": (
        "Вы",
        "Пациент",
        "Законный представитель",
        "По вашей ссылке",
        "По ссылке пациента",
        "По ссылке законного представителя",
    ),
    "en": (
        "You",
        "The patient",
        "A legal representative",
        "By your link",
        "By a link of the patient",
        "By a link of a legal representative",
    ),
}


def access_log(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """The connection over the record's log: all of it, or own acts, as the matrix says."""
    arguments = c.arguments(read, nodes[0])
    context = list_context("access_log", arguments)
    row, connection = c.text.alias("l"), type_below(read.definition.type)
    order = Order(("{row}.seq",), True)
    paged = conditions = _readable(row, scope.patient, scope.bits)
    if cursor := arguments.get("after"):
        key = cursor_key(cursor, context)

        def anchor_key(inputs: Inputs) -> uuid.UUID | None:
            value = key(inputs)
            if value is not None and scope.root not in c.patients:
                raise BadInput("CURSOR")
            return uuid.UUID(value) if value else None

        value = c.text.parameter(anchor_key, "uuid")

        def anchor(inside: Scope) -> str:
            held = f"(SELECT bit_or(s.standing) FROM {inside.standings} s WHERE s.patient_id = {inside.patient})"
            return f"SELECT a.seq {_readable('a', inside.patient, held)} AND a.entry_key = {value}"

        c.text.checks.append(anchor_key)
        c.anchored(scope, value, anchor)
        paged += f" AND ({value} IS NULL OR {order.beyond(row, anchor(scope), True)})"
    columns = ", ".join(
        f"{row}.{name}"
        for name in (
            "patient_id",
            "seq",
            "entry_key",
            "at",
            "account_id",
            "standings",
            "operation",
            "sections",
            "request_id",
        )
    )
    page = Page(
        c.text,
        Rows(row, paged, columns, f"{row}.entry_key", order, ""),
        arguments,
        context,
        False,
        lambda found: _node(c, c.selector.below("AccessLogEntry", found), row, scope),
        connection,
    )

    def below(name: str, found: list[FieldNode]) -> Fields:
        return c.selector.below(type_below(c.model.field(connection, name).definition.type), found)

    extra = {
        "totalCount": lambda _: f"(SELECT count(*) {conditions})",
        "notices": lambda found: notices(below("notices", found), LOG_NOTICES, None, scope, c.language),
    }
    return page.connection(c.selector.below(connection, nodes), below, extra)


def _readable(row: str, patient: str, bits: str) -> str:
    """`FROM … WHERE …` of the rows that the viewer may read."""
    return (
        f"FROM access_log {row} WHERE {row}.patient_id = {patient} AND ({bits} & {int(FULL_LOG)} <> 0 "
        f"OR {row}.account_id = (SELECT account_id FROM viewer))"
    )


def _node(c: Compiler, fields: Fields, row: str, scope: Scope) -> list[Column]:
    you, patient, representative, own_link, patients_link, anothers_link = (
        literal(word) for word in _WORDS[c.language]
    )
    standings = ", ".join(f"({int(standing)}, {literal(str(standing.name))})" for standing in Standing)
    sections = ", ".join(f"({int(kind)}, {literal(kind.name)})" for kind in SECTIONS)
    # Who reads as a parent is a representative in the log, whatever their work is. Without a standing stand searches by doctors.
    staff = f"({row}.standings & {int(DOCTORS)} <> 0 OR {row}.standings = 0)"
    account = f"FROM account w LEFT JOIN practitioner pr ON pr.id = w.practitioner_id WHERE w.id = {row}.account_id"
    values = {
        "id": f"{row}.entry_key",
        "at": f"{row}.at",
        # Who came by a link gave a name that nobody checked: it is told to whom the link is of, and to nobody else.
        "who": f"(SELECT CASE WHEN {row}.operation = {literal(LINK_OPERATION)} THEN CASE WHEN w.id = (SELECT account_id FROM viewer) "
        f"THEN concat_ws(': ', {own_link}, (SELECT o.recipient FROM share_opening o WHERE o.request_id = {row}.request_id)) "
        f"WHEN w.person_id = {scope.patient} THEN {patients_link} ELSE {anothers_link} END "
        f"WHEN w.id = (SELECT account_id FROM viewer) THEN {you} WHEN {staff} AND pr.id IS NOT NULL THEN pr.full_name "
        f"WHEN w.person_id = {scope.patient} THEN {patient} ELSE {representative} END {account})",
        "organization": f"(SELECT o.name FROM account w JOIN practitioner_role k ON k.practitioner_id = w.practitioner_id "
        f"JOIN organization o ON o.id = k.organization_id WHERE {staff} AND w.id = {row}.account_id AND k.starts_on <= moscow_day({row}.at) "
        f"AND (k.ends_on IS NULL OR k.ends_on >= moscow_day({row}.at)) ORDER BY k.id LIMIT 1)",
        "standings": f"(SELECT coalesce(json_agg(n.name ORDER BY n.bit), '[]'::json) FROM (VALUES {standings}) n(bit, name) "
        f"WHERE {row}.standings & n.bit <> 0)",
        "sections": f"(SELECT coalesce(json_agg(n.name ORDER BY n.kind), '[]'::json) FROM (VALUES {sections}) n(kind, name) "
        f"WHERE n.kind = ANY ({row}.sections))",
        "operation": f"{row}.operation",
        "__typename": literal("AccessLogEntry"),
    }
    return [Column(key, values[found[0].name.value]) for key, found in fields.items()]
