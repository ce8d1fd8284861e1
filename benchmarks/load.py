"""The load client: keep-alive connections that send the next request when an answer has come.

It runs in a process of its own (`python -m benchmarks.load`), reads finished requests from a file and prints what it
counted as JSON. Only the answer's status and length are looked at while it measures; contents are compared before.
"""

import asyncio
import json
import struct
import sys
import time
from pathlib import Path

import uvloop

_LENGTH = b"content-length:"


class Connection(asyncio.Protocol):
    """One keep-alive connection, one request at a time."""

    def __init__(self, run: "Run") -> None:
        self._run, self._buffer, self._wanted, self._sent = run, bytearray(), -1, 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._next()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._wanted < 0:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._buffer[:end]).lower()
            at = head.find(_LENGTH)
            if head[9:12] != b"200" or at < 0:
                self._run.fail(f"an answer without status 200 and length: {head[:200]!r}")
                return
            self._wanted = end + 4 + int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0])
        if len(self._buffer) >= self._wanted:
            self._run.answered(time.perf_counter() - self._sent, self._wanted)
            self._buffer.clear()
            self._wanted = -1
            self._next()

    def connection_lost(self, error: Exception | None) -> None:
        self._run.closed()

    def _next(self) -> None:
        request = self._run.request()
        if request is None:
            self._transport.close()
            return
        self._sent = time.perf_counter()
        self._transport.write(request)


class Run:
    """A time of load: hands out requests until its end, and counts the answers after the warming-up."""

    def __init__(self, requests: list[bytes], connections: int) -> None:
        self._requests, self._at, self._open = requests, 0, connections
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.stopping = False
        self.latencies: list[float] = []
        self.bytes = 0

    def request(self) -> bytes | None:
        if self.stopping:
            return None
        request = self._requests[self._at % len(self._requests)]
        self._at += 1
        return request

    def answered(self, seconds: float, size: int) -> None:
        self.latencies.append(seconds)
        self.bytes += size

    def closed(self) -> None:
        self._open -= 1
        if not self.stopping:
            self.fail("the server closed a connection")
        elif self._open == 0 and not self.done.done():
            self.done.set_result(None)

    def fail(self, what: str) -> None:
        if not self.done.done():
            self.done.set_exception(RuntimeError(what))


async def load(port: int, requests: list[bytes], connections: int, seconds: float) -> dict[str, object]:
    """Sends `requests` over and over for `seconds`; gives count, seconds, bytes and latencies in seconds."""
    loop = asyncio.get_running_loop()
    run = Run(requests, connections)
    started = time.perf_counter()
    for _ in range(connections):
        await loop.create_connection(lambda: Connection(run), "127.0.0.1", port)
    done, _ = await asyncio.wait([run.done], timeout=seconds)
    run.stopping = True
    if not done:
        await asyncio.wait_for(run.done, 60)
    await run.done
    return {
        "count": len(run.latencies),
        "seconds": time.perf_counter() - started,
        "bytes": run.bytes,
        "latencies": run.latencies,
    }


def write_requests(path: Path, requests: list[bytes]) -> None:
    """Each request with its length before it."""
    path.write_bytes(b"".join(struct.pack("<I", len(request)) + request for request in requests))


def _read_requests(path: Path) -> list[bytes]:
    data, at, requests = path.read_bytes(), 0, []
    while at < len(data):
        (length,) = struct.unpack_from("<I", data, at)
        requests.append(data[at + 4 : at + 4 + length])
        at += 4 + length
    return requests


if __name__ == "__main__":
    port, path, connections, seconds = sys.argv[1:]
    json.dump(uvloop.run(load(int(port), _read_requests(Path(path)), int(connections), float(seconds))), sys.stdout)
