"""Where the matrix asks a doctor for a stated reason, an entry is at least restricted, in Python as in the database."""

from backend.models.vocabulary import Confidentiality, Kind, Label
from backend.policy.rows import least_confidentiality
from tests.client import Site
from tests.world import World


async def test_the_database_refuses_what_the_rule_restricts(world: tuple[Site, World]) -> None:
    _, made = world
    definition = await made.database.fetchval(
        "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'record_entry_sensitive_restricted'"
    )
    restricted = 0
    for kind in Kind:
        for label in Label:
            taken = await made.database.fetchval(
                f"SELECT {definition} FROM (VALUES (0::smallint, $1::smallint, $2::int)) e(confidentiality, kind, labels)",
                int(kind),
                int(label),
            )
            wanted = least_confidentiality(kind, label)
            assert taken is (wanted == Confidentiality.N), (kind.name, label.name)
            restricted += wanted == Confidentiality.R
    assert restricted > len(Kind)
