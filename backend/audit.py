"""The access log's chain: sealed per record, anchored outside the database, verified as a whole (SCT-03).

Each row's mac is HMAC-SHA256, with a key that the database does not hold, over the previous mac of the record and the
row. A counter per record moves in the read's own statement, so a gap shows; heads go to a file outside the database,
each line chained to the one before, and the database keeps how many lines there are, so a cut file shows too. Each head
says from where it goes on: who takes seals off, so that altered rows are sealed anew, leaves the old head behind. What
an attacker with the database, the key and the file can do, no chain can tell. A row younger than the last sealing (two
seconds) is protected by the counter alone.
"""

import datetime as dt
import hmac
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import orjson

_BATCH = 500
ANCHOR_LINES = "audit_anchor_lines"
_ROW = "patient_id, seq, entry_key, at, account_id, standings, operation, sections, request_id"


@dataclass(slots=True)
class Verdict:
    """What verification found: `faults` name record numbers and kinds of damage, never contents."""

    records: int = 0
    rows: int = 0
    pending: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """A record's log as sealed in one batch: from the row it went on from, to its last row."""

    patient: int
    from_seq: int
    from_mac: bytes
    seq: int
    mac: bytes


async def seal(connection: asyncpg.Connection, key: bytes, folder: Path) -> int:
    """Seals a batch of records with new rows and anchors their heads; gives how many rows. Safe for many workers.

    The anchor is written and flushed before the transaction commits: a crash between the two leaves a line that the
    next batch repeats, and verification takes the last line of a record.
    """
    async with connection.transaction():
        # One sealer at a time writes the anchor file; others wait for nothing and try again later.
        if not await connection.fetchval("SELECT pg_try_advisory_xact_lock(7253001)"):
            return 0
        counters = await connection.fetch(
            "SELECT patient_id, sealed_seq, sealed_mac FROM access_log_counter WHERE count > sealed_seq "
            "ORDER BY patient_id LIMIT $1",
            _BATCH,
        )
        if not counters:
            return 0
        heads: list[Head] = []
        sealed: list[tuple[bytes, int, int]] = []
        for counter in counters:
            mac, seq = counter["sealed_mac"] or b"", counter["sealed_seq"]
            rows = await connection.fetch(
                f"SELECT {_ROW} FROM access_log WHERE patient_id = $1 AND seq > $2 ORDER BY seq LIMIT 1000",
                counter["patient_id"],
                seq,
            )
            for row in rows:
                if row["seq"] != seq + 1:
                    break
                mac, seq = _mac(key, mac, row), row["seq"]
                sealed.append((mac, row["patient_id"], seq))
            if seq > counter["sealed_seq"]:
                start = (counter["sealed_seq"], counter["sealed_mac"] or b"")
                heads.append(Head(counter["patient_id"], *start, seq, mac))
        if not heads:
            return 0
        await connection.executemany("UPDATE access_log SET mac = $1 WHERE patient_id = $2 AND seq = $3", sealed)
        await connection.executemany(
            "UPDATE access_log_counter SET sealed_seq = $2, sealed_mac = $3 WHERE patient_id = $1",
            [(head.patient, head.seq, head.mac) for head in heads],
        )
        lines = _append(folder, key, heads)
        await connection.execute(
            "INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value",
            ANCHOR_LINES,
            str(lines),
        )
        return len(sealed)


async def verify(connection: asyncpg.Connection, key: bytes, folder: Path) -> Verdict:
    """Walks the whole log with bounded memory a record; finds changed, removed, reordered and cut-off rows."""
    verdict = Verdict()
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        anchored = await _anchors(connection, key, folder, verdict)
        async for counter in _counters(connection):
            verdict.records += 1
            await _verify_record(connection, key, counter, anchored.pop(counter["patient_id"], {}), verdict)
        verdict.faults.extend(
            f"record {patient}: its counter and log are gone, the anchor remains" for patient in anchored
        )
        strays = await connection.fetchval(
            "SELECT count(DISTINCT patient_id) FROM access_log l WHERE NOT EXISTS "
            "(SELECT FROM access_log_counter c WHERE c.patient_id = l.patient_id)"
        )
        if strays:
            verdict.faults.append(f"{strays} records have log rows and no counter")
    return verdict


async def _counters(connection: asyncpg.Connection) -> AsyncIterator[asyncpg.Record]:
    async for row in connection.cursor(
        "SELECT patient_id, count, sealed_seq, sealed_mac FROM access_log_counter ORDER BY patient_id"
    ):
        yield row


async def _verify_record(
    connection: asyncpg.Connection,
    key: bytes,
    counter: asyncpg.Record,
    anchors: dict[int, bytes],
    verdict: Verdict,
) -> None:
    patient, chain, sealed, seq = counter["patient_id"], b"", b"", 0
    fault: str | None = None
    reached = 0
    async for row in connection.cursor(
        f"SELECT {_ROW}, mac FROM access_log WHERE patient_id = $1 ORDER BY seq", patient
    ):
        verdict.rows += 1
        seq += 1
        if row["seq"] != seq:
            fault = fault or f"row {seq} is missing"
            seq = row["seq"]
        # A row that waits for its seal has one to come, and a crash may have anchored it already.
        chain = _mac(key, chain, row)
        if row["mac"] is None:
            if row["seq"] <= counter["sealed_seq"]:
                fault = fault or f"row {seq} lost its seal"
            verdict.pending += 1
        elif not hmac.compare_digest(chain, row["mac"]):
            fault = fault or f"row {seq} was changed or moved"
            chain = row["mac"]
        if seq in anchors and hmac.compare_digest(anchors[seq], chain):
            reached += 1
        if row["mac"] is not None:
            sealed = chain
    if seq != counter["count"]:
        fault = fault or f"rows end at {seq}, the counter says {counter['count']}"
    if counter["sealed_mac"] is not None and sealed != counter["sealed_mac"]:
        fault = fault or "the last seal is not the counter's"
    if reached != len(anchors):
        fault = fault or "the log is not the one that was anchored"
    if fault is not None:
        verdict.faults.append(f"record {patient}: {fault}")


def _mac(key: bytes, previous: bytes, row: asyncpg.Record) -> bytes:
    at: dt.datetime = row["at"]
    text = orjson.dumps(
        [
            row["patient_id"],
            row["seq"],
            str(row["entry_key"]),
            at.astimezone(dt.UTC).isoformat(),
            row["account_id"],
            row["standings"],
            row["operation"],
            list(row["sections"]),
            str(row["request_id"]),
        ]
    )
    return hmac.digest(key, previous + b"\0" + text, "sha256")


def _append(folder: Path, key: bytes, heads: list[Head]) -> int:
    """Adds one line with the heads of a batch, chained to the line before; gives the number of lines."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "heads.jsonl"
    last, number = _last_line(path)
    listed = [[head.patient, head.from_seq, head.from_mac.hex(), head.seq, head.mac.hex()] for head in heads]
    body = orjson.dumps({"n": number + 1, "heads": listed})
    link = hmac.digest(key, last + b"\n" + body, "sha256").hex().encode()
    with path.open("ab") as file:
        file.write(body + b" " + link + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return number + 1


def _last_line(path: Path) -> tuple[bytes, int]:
    """The link of the last whole line and its number; a half-written line of a crash is cut off."""
    if not path.exists():
        return b"", 0
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        start = max(0, size - 4_000_000)
        file.seek(start)
        tail = file.read()
        whole = tail.rfind(b"\n") + 1
        if whole < len(tail):
            file.truncate(start + whole)
        lines = tail[:whole].splitlines()
    if not lines:
        return b"", 0
    body, _, link = lines[-1].rpartition(b" ")
    return link, int(orjson.loads(body)["n"])


async def _anchors(
    connection: asyncpg.Connection, key: bytes, folder: Path, verdict: Verdict
) -> dict[int, dict[int, bytes]]:
    """Macs by row that each record must still have; faults where the file was cut or altered.

    That is a record's last head, and any earlier one that the next did not go on from: a batch that a crash took back
    is sealed again with the same macs, an altered row is not.
    """
    anchored: dict[int, dict[int, bytes]] = {}
    path, previous, number = folder / "heads.jsonl", b"", 0
    if path.exists():
        with path.open("rb") as file:
            for line in file:
                body, _, link = line.rstrip(b"\n").rpartition(b" ")
                if not hmac.compare_digest(hmac.digest(key, previous + b"\n" + body, "sha256").hex().encode(), link):
                    verdict.faults.append(f"the anchor file was altered at line {number + 1}")
                    break
                entry = orjson.loads(body)
                number += 1
                if entry["n"] != number:
                    verdict.faults.append(f"the anchor file has another line in place of {number}")
                    break
                for patient, from_seq, from_mac, seq, mac in entry["heads"]:
                    known = anchored.setdefault(patient, {})
                    if known.get(from_seq) == bytes.fromhex(from_mac):
                        del known[from_seq]
                    if known.setdefault(seq, bytes.fromhex(mac)) != bytes.fromhex(mac):
                        verdict.faults.append(f"record {patient}: row {seq} was sealed twice, differently")
                previous = link
    written = int(await connection.fetchval("SELECT value FROM installation WHERE key = $1", ANCHOR_LINES) or 0)
    if number < written:
        verdict.faults.append(f"the anchor file ends at line {number}, {written} were written")
    return anchored
