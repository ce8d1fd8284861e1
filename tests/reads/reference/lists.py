"""Lists: what they hold, in which order, and the page between two cursors."""

from typing import Any

from backend.policy.notices import SENTENCES
from tests.reads.reference.columns import COLUMN_OF_FILTER, TABLE_OF_KIND, snake
from tests.reads.reference.cursors import Place, Token
from tests.reads.reference.hiding import hidden_for
from tests.reads.reference.operation import BadInput, page_size, place_of
from tests.reads.reference.policy import NAMES, notices
from tests.reads.reference.reader import Reading
from tests.reads.reference.rows import Row
from tests.reads.reference.things import Connection, Thing, entries_of, entry_of


def kind_list(
    reading: Reading, thing: Thing, parent: str, name: str, kind: str, arguments: dict[str, Any]
) -> Connection:
    entries = [
        entry
        for entry in entries_of(reading, thing.patient, thing.held, kind)
        if _matches(reading, entry, arguments) and (not arguments.get("waitsForRelease") or _waits(reading, entry))
    ]
    return _paged(reading, thing, parent, name, kind, entries, arguments)


def timeline(reading: Reading, thing: Thing, arguments: dict[str, Any]) -> Connection:
    asked, search = arguments.get("sections"), (arguments.get("search") or "").strip().lower()
    entries = [
        entry
        for entry in entries_of(reading, thing.patient, thing.held)
        if (asked is None or NAMES[entry["kind"]] in asked)
        and search in entry["search_text"]
        and (not arguments.get("hasDocument") or _has_document(reading, entry))
        and (not arguments.get("waitsForRelease") or _waits(reading, entry))
        and (not arguments.get("hiddenByPatient") or hidden_for(reading, entry, thing.held))
        and _matches(reading, entry, arguments)
    ]
    return _paged(reading, thing, "MedicalRecord", "timeline", None, entries, arguments)


def _has_document(reading: Reading, entry: Row) -> bool:
    return bool(reading.rows.where("document", patient_id=entry["patient_id"], entry_id=entry["id"]))


def _waits(reading: Reading, entry: Row) -> bool:
    """Held back from the patient, and the reading doctor may show it: psychiatry and narcology their author alone.
    What belongs to another entry is shown with that one."""
    held = (
        entry["released_at"] is None
        and entry["parent_entry_id"] is None
        and (
            (entry["kind"] not in (3, 4, 9, 16) and entry["labels"] & (1 | 2 | 64))
            or (entry["kind"] == 2 and entry["labels"] & (4 | 8 | 16 | 32))
            or (entry["confidentiality"] == 2 and not entry["labels"])
        )
    )
    return bool(held) and (not entry["labels"] & 3 or entry["author_id"] == reading.practitioner)


def _matches(reading: Reading, entry: Row, arguments: dict[str, Any]) -> bool:
    since, until = arguments.get("from"), arguments.get("to")
    if (since is not None and entry["event_date"] < since) or (until is not None and entry["event_date"] > until):
        return False
    table, _ = TABLE_OF_KIND[NAMES[entry["kind"]]]
    detail = reading.rows.one(table, patient_id=entry["patient_id"], entry_id=entry["id"]) or {}
    for name, value in (arguments.get("filter") or {}).items():
        if value is None:
            continue
        if name == "titleContains":
            if value.lower() not in (entry["title"] or "").lower():
                return False
        elif name in COLUMN_OF_FILTER:
            part, column = COLUMN_OF_FILTER[name]
            if not reading.rows.where(part, patient_id=entry["patient_id"], entry_id=entry["id"], **{column: value}):
                return False
        elif name == "infection":
            if value not in detail["infections"]:
                return False
        elif name == "inn":
            if detail["inn"] is None or detail["inn"].lower() != value.lower():
                return False
        elif detail[snake(name)] is None or detail[snake(name)] != value:
            return False
    return True


def _paged(
    reading: Reading,
    thing: Thing,
    parent: str,
    name: str,
    kind: str | None,
    entries: list[Row],
    arguments: dict[str, Any],
) -> Connection:
    key, descending = _order(arguments.get("orderBy") or "DATE_DESC")
    entries.sort(key=key, reverse=descending)
    things = [
        (place_of(thing.patient, parent, name, arguments, entry["public_id"]), each)
        for entry in entries
        if (each := entry_of(reading, entry, thing.held))
    ]

    def known(place: Place) -> bool:
        entry = reading.rows.one("record_entry", public_id=place.row)
        return entry is not None and place.patient == thing.patient and bool(reading.visible(entry, thing.held))

    def position(place: Place) -> Any:
        entry = reading.rows.one("record_entry", public_id=place.row)
        assert entry is not None
        return key(entry)

    codes = notices(reading.policy, kind, thing.held)
    return page_of(reading, name, things, len(entries), arguments, codes, position, known, descending)


def _order(order: str) -> tuple[Any, bool]:
    by, direction = order.split("_")
    if by == "DATE":
        return (lambda entry: (entry["event_date"], entry["id"])), direction == "DESC"
    return (lambda entry: ((entry["title"] or "").lower().encode(), entry["id"])), direction == "DESC"


def page_of(
    reading: Reading,
    name: str,
    things: list[tuple[Place, Thing]],
    total: int,
    arguments: dict[str, Any],
    codes: list[str],
    position: Any,
    known: Any,
    descending: bool,
) -> Connection:
    """The page between the cursors, from the front or from the back."""
    size, window = page_size(arguments), things
    for end in ("after", "before"):
        cursor = arguments.get(end)
        if cursor is None:
            continue
        place = reading.cursors.places.get(cursor)
        if place is None or not known(place):
            raise BadInput("cursor")
        at = position(place)
        wanted = (end == "after") != descending
        window = [(each, thing) for each, thing in window if position(each) != at and (position(each) > at) == wanted]
    page = window[len(window) - min(size, len(window)) :] if arguments.get("last") is not None else window[:size]
    return Connection(name, total, page, len(window) > size, arguments, codes)


def connection_field(connection: Connection, name: str, reading: Reading) -> Any:
    if name == "nodes":
        return [thing for _, thing in connection.page]
    if name == "edges":
        return [{"cursor": Token(place), "node": thing} for place, thing in connection.page]
    if name == "totalCount":
        return connection.total
    if name == "notices":
        language = 1 if reading.language == "en" else 0
        return [{"code": code, "message": SENTENCES[code][language]} for code in connection.notices]
    backwards = connection.given.get("last") is not None
    behind = connection.given.get("before" if backwards else "after") is not None
    return {
        "hasNextPage": behind if backwards else connection.more,
        "hasPreviousPage": connection.more if backwards else behind,
        "startCursor": Token(connection.page[0][0]) if connection.page else None,
        "endCursor": Token(connection.page[-1][0]) if connection.page else None,
    }
