"""Whether anybody waits for what somebody else holds, asked of the database."""

from tests.client import Site


async def somebody_waits(site: Site) -> bool:
    """Whether a transaction of this database waits for rows that another holds."""
    found = await site.database.fetchval(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
    )
    return bool(found)
