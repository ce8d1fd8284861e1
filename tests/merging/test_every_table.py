"""Whatever belongs to a person goes along with a merge or stays, and somebody has decided which (docs/merging.md)."""

from backend.services.record_keeping import moving
from tests.client import Site

ALONG = {"record_entry", "document", "encounter", *moving._OF_ENTRY, *moving._OF_VISIT, *moving._OF_SET}
# Handed on or ended by backend/services/officers/merge_closing.py.
CLOSED = {
    "access_grant",
    "access_request",
    "family_claim",
    "imported_resource",
    "issued_document",
    "legal_representation",
    "person_identifier",
    "teen_share",
}
# Of the person as that record has them, of who looked, of what was told: the log and the notices read by standings.
STAY = {
    "access_log",
    "access_log_counter",
    "break_glass_access",
    "court_act",
    "emergency_contact",
    "insurance_policy",
    "notification",
    "notification_entry",
    "officer_act",
    "paper_extract_order",
    "paper_record_application",
    "patient_search",
    "record_export",
    "share_link",
}


async def test_every_table_of_people_is_decided_upon(site: Site) -> None:
    rows = await site.database.fetch(
        "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) "
        "WHERE c.table_schema = 'public' AND c.column_name = 'patient_id' AND t.table_type = 'BASE TABLE'"
    )
    found = {row["table_name"] for row in rows}
    assert found == ALONG | CLOSED | STAY
    assert not (ALONG & CLOSED or ALONG & STAY or CLOSED & STAY)
