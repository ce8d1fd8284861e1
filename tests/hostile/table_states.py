"""What was written, whichever table it went to."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from tests.client import Site

_TABLES = (
    "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1"
)


async def digests(site: Site, but: Collection[str]) -> dict[str, str]:
    """Of each table: another one where a row was added, changed or removed."""
    names = [table["name"] for table in await site.database.fetch(_TABLES) if table["name"] not in but]
    # Who wrote last, of how many rows: what is added or changed is of a newer transaction, what is removed is one less.
    digests = ", ".join(f"(SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM \"{name}\")" for name in names)
    return dict(zip(names, await site.database.fetchrow(f"SELECT {digests}"), strict=True))


@asynccontextmanager
async def changed_tables(site: Site, but: Collection[str]) -> AsyncIterator[list[str]]:
    """Fills the list, at the end, with the tables that were written to meanwhile, `but` for some."""
    before = await digests(site, but)
    changed: list[str] = []
    yield changed
    after = await digests(site, but)
    changed += [name for name in after if after[name] != before[name]]
