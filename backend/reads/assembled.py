"""Values assembled from visible rows: sections, facts, trend, plan, and what an entry's header gives."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from graphql import FieldNode

from backend.models.vocabulary import LAST_SECTION, SECTIONS, Kind
from backend.policy.section_titles import SECTION_TITLES
from backend.policy.sources import Embedded
from backend.policy.standing import DOCTORS, EVERYONE, Standing
from backend.reads.compiler import Assembler, Compiler, type_below
from backend.reads.model import FieldRead
from backend.reads.rows import visible, visible_where
from backend.reads.scope import Scope
from backend.reads.sql import Column, literal, mentions, select_list, select_object


def section(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """The entry's section by name."""
    if scope.kind is not None:
        return literal(scope.kind.name)
    return f"(ARRAY[{', '.join(literal(kind.name) for kind in SECTIONS)}])[{scope.entry}.kind]"


def document_original(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """Whether one standing that sees the entry reads every field of its type (the rule for originals)."""
    if scope.kind is not None:
        return f"({scope.bits} & {int(c.model.original_audience[scope.kind])} <> 0)"
    masks = ", ".join(str(int(c.model.original_audience.get(kind, EVERYONE))) for kind in SECTIONS)
    return f"({scope.bits} & (ARRAY[{masks}])[{scope.entry}.kind] <> 0)"


def document_path(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    return f"'/files/' || {scope.row}.public_id"


def available_sections(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """Sections with visible entries."""
    entry, rows = c.text.alias("e"), c.text.alias("v")
    titles = ", ".join(literal(SECTION_TITLES[kind][1 if c.language == "en" else 0]) for kind in SECTIONS)
    names = ", ".join(literal(kind.name) for kind in SECTIONS)
    values = {
        "section": f"(ARRAY[{names}])[found.kind]",
        "title": f"(ARRAY[{titles}])[found.kind]",
        "count": "found.count",
        "firstDate": "found.first_date",
        "lastDate": "found.last_date",
    }
    grouped = (
        f"SELECT {entry}.kind, count(*) AS count, min({entry}.event_date) AS first_date, max({entry}.event_date) AS last_date "
        f"FROM {visible(entry, scope, rows)} "
        f"WHERE {visible_where(entry, scope.patient, rows)} AND {entry}.kind <= {int(LAST_SECTION)} GROUP BY {entry}.kind"
    )
    return select_list(_named(c, read, nodes, values), f"FROM ({grouped}) found ORDER BY found.kind")


def _facts(union: Callable[[Callable[[str, Kind | None], str]], str], order: str, kinds: tuple[Kind, ...]) -> Assembler:
    """An assembler over a union of visible rows; `order` sorts alias `{fact}`."""

    def assemble(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
        c.sections.setdefault(scope.root, set()).update(int(kind) for kind in kinds)
        fact = c.text.alias("fact")

        def source(table: str, kind: Kind | None) -> str:
            entry, rows = "e", "v"
            of_kind = f" AND e.kind = {int(kind)}" if kind else f" AND e.kind <= {int(LAST_SECTION)}"
            return (
                f"FROM {visible(entry, scope, rows)} "
                f"JOIN {table} d ON d.patient_id = e.patient_id AND d.entry_id = e.id "
                f"WHERE {visible_where(entry, scope.patient, rows)}{of_kind}"
            )

        below = type_below(read.definition.type)
        columns = c.columns(below, c.selector.below(below, nodes), scope.over(fact))
        return select_list(columns, f"FROM ({union(source)}) {fact} ORDER BY {order.replace('{fact}', fact)}")

    return assemble


allergies = _facts(
    lambda source: (
        "SELECT 'CLINIC' AS source, d.code_system, d.code, d.code_display, coalesce(d.substance, d.code_display) AS substance, "
        "d.reaction, d.severity, d.clinical_status AS status, e.event_date AS recorded_on, e.organization_id, e.id AS place "
        f"{source('allergy_item', Kind.ALLERGY)} UNION ALL "
        "SELECT 'REPRESENTATIVE', NULL, NULL, NULL, d.substance, d.reaction, d.severity, NULL, e.event_date, "
        f"e.organization_id, e.id {source('child_data_entry', Kind.CHILD_DATA)} AND d.kind = 'ALLERGY'"
    ),
    "{fact}.recorded_on DESC, {fact}.place DESC",
    (Kind.ALLERGY, Kind.CHILD_DATA),
)

conditions = _facts(
    lambda source: (
        "SELECT * FROM (SELECT u.*, row_number() OVER (PARTITION BY coalesce(u.code, u.wording, u.place::text) "
        "ORDER BY u.rank, u.recorded_on DESC, u.place DESC, u.part) AS again FROM ("
        "SELECT 'CLINIC' AS source, d.code_system, d.code, d.code_display, coalesce(d.wording, d.code_display) AS wording, "
        "d.clinical_status AS status, e.event_date AS recorded_on, d.onset_on, d.abated_on, e.organization_id, "
        f"e.id AS place, 0 AS rank, 0::bigint AS part {source('condition_item', Kind.CONDITION)} UNION ALL "
        "SELECT 'CLINIC', d.code_system, d.code, d.code_display, coalesce(d.wording, d.code_display), NULL, e.event_date, "
        f"NULL, NULL, e.organization_id, e.id, 1, d.id {source('diagnosis', None)} AND d.kind = 'MAIN') u) each WHERE again = 1"
    ),
    "{fact}.recorded_on DESC, {fact}.place DESC, {fact}.part",
    (Kind.CONDITION, Kind.EXAMINATION_PROTOCOLS, Kind.DISCHARGE_SUMMARIES, Kind.AMBULANCE_CALLS),
)

medications = _facts(
    lambda source: (
        "SELECT 'CLINIC' AS source, d.code_system, d.code, d.code_display, coalesce(d.name, d.code_display) AS name, d.dose, "
        "d.status, e.event_date AS recorded_on, d.period_from, d.period_until, e.organization_id, e.id AS place "
        f"{source('medication_item', Kind.MEDICATION)} UNION ALL "
        "SELECT 'CLINIC', d.medicine_code_system, d.medicine_code, d.medicine_code_display, "
        "coalesce(d.trade_name, d.inn, d.medicine_code_display), d.dose, d.status, e.event_date, e.event_date, d.valid_until, "
        f"e.organization_id, e.id {source('prescription', Kind.PRESCRIPTIONS)} UNION ALL "
        "SELECT 'REPRESENTATIVE', NULL, NULL, NULL, d.substance, d.dose, NULL, e.event_date, d.period_from, d.period_until, "
        f"e.organization_id, e.id {source('child_data_entry', Kind.CHILD_DATA)} AND d.kind = 'MEDICATION'"
    ),
    "{fact}.recorded_on DESC, {fact}.place DESC",
    (Kind.MEDICATION, Kind.PRESCRIPTIONS, Kind.CHILD_DATA),
)


def named_representatives(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """Representatives whom visible documents name, each once."""
    entry, rows = "e", "v"
    union = " UNION ".join(
        f"SELECT d.guardian_name AS name, d.guardian_relationship AS relationship, d.guardian_document AS document "
        f"FROM {visible(entry, scope, rows)} "
        f"JOIN {table} d ON d.patient_id = e.patient_id AND d.entry_id = e.id "
        f"WHERE {visible_where(entry, scope.patient, rows)} AND d.guardian_name IS NOT NULL"
        for table in _guardian_tables(c)
    )
    named = c.text.alias("named")
    below = type_below(read.definition.type)
    columns = c.columns(below, c.selector.below(below, nodes), scope.over(named))
    order = ", ".join(f'{named}.{column} COLLATE "C"' for column in ("name", "relationship", "document"))
    return select_list(columns, f"FROM ({union}) {named} ORDER BY {order}")


def _guardian_tables(c: Compiler) -> list[str]:
    """Tables of the entry types that carry a guardian block."""
    return sorted(
        entry.table
        for name, entry in c.model.entry_types.items()
        if any(
            isinstance(each.declared.source, Embedded) and "guardian_name" in each.declared.source.present
            for each in c.model.fields[name].values()
        )
    )


def access(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """The viewer's standings on one record."""
    return standings_list(c, nodes, scope, f"WHERE held_record.patient_id = {scope.patient}")


def standings_list(c: Compiler, nodes: list[FieldNode], scope: Scope, where: str) -> str:
    """Standings as `RecordAccess`, own record first, then wards by birth date."""
    c.listing = True
    inside = replace(scope, row="held_record", patient="held_record.patient_id")
    columns = []
    for key, found in c.selector.below("RecordAccess", nodes).items():
        name = found[0].name.value
        if name == "record":
            columns.append(Column(key, c.value("RecordAccess", key, found, inside.at(key))))
        else:
            columns.append(Column(key, _ACCESS_VALUES[name]))
    return select_list(columns, f"FROM listing held_record {where} ORDER BY held_record.place")


def record_of_access(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """The record that a standing opens; null while a card-entry code is needed."""
    return record_object(c, nodes, scope, scope.patient)


def record_object(c: Compiler, nodes: list[FieldNode], scope: Scope, patient: str, *, abstract: bool = False) -> str:
    """A medical record as the object of the patient, where the viewer has a standing in force."""
    columns, rows, own = _record(c, nodes, scope)
    return select_object(c.typed("MedicalRecord", columns) if abstract else columns, f"{rows} WHERE {own} = {patient}")


@dataclass(frozen=True, slots=True)
class RecordRow:
    """Records as rows: `rows` is `FROM …`, `patient` and `value` are expressions over it."""

    rows: str
    patient: str
    value: str


def record_row(c: Compiler, nodes: list[FieldNode], scope: Scope) -> RecordRow:
    """The same object for whichever open records are chosen."""
    columns, rows, own = _record(c, nodes, scope)
    return RecordRow(rows, own, select_object(columns, ""))


def _record(c: Compiler, nodes: list[FieldNode], scope: Scope) -> tuple[list[Column], str, str]:
    """A record's columns, `FROM …` and the patient's number."""
    opened, person = c.text.alias("opened"), c.text.alias("p")
    own = f"{opened}.patient_id"
    inside = replace(scope, row=person, patient=own, bits=f"{opened}.bits", standings="acc", kind=None)
    columns = c.columns("MedicalRecord", c.selector.below("MedicalRecord", nodes), inside)
    # Most of a record is read by the patient's number alone; the person's row is joined where a column needs it.
    joined = f" JOIN person {person} ON {person}.id = {own}" if mentions(columns, person) else ""
    return columns, f"FROM opened {opened}{joined}", own


_STANDING_NAME = (
    "CASE held_record.standing "
    + " ".join(f"WHEN {int(standing)} THEN {literal(str(standing.name))}" for standing in Standing)
    + " END"
)
_ACCESS_VALUES = {
    "standing": _STANDING_NAME,
    "patientId": "held_record.patient_key",
    "displayName": "held_record.display_name",
    "birthDate": "held_record.birth_date",
    "since": "held_record.since",
    "until": "held_record.until",
    "cardEntryRequired": f"(held_record.standing & {int(DOCTORS)} = 0 AND NOT (SELECT card FROM viewer))",
    "__typename": literal("RecordAccess"),
}


def _named(c: Compiler, read: FieldRead, nodes: list[FieldNode], values: dict[str, str]) -> list[Column]:
    """Columns of a type whose every field is given by the read."""
    below = type_below(read.definition.type)
    fields = c.selector.below(below, nodes)
    return [Column(key, values.get(found[0].name.value) or literal(below)) for key, found in fields.items()]
