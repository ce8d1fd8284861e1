"""A web server of this process: a socket that is free, and signals that stop everything that was started."""

import contextlib
import ipaddress
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from types import FrameType

import uvicorn

# A closed terminal and a stopped service end like Ctrl-C.
_STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class CannotServe(Exception):
    """Why serving does not begin, and what to do."""


class Server(uvicorn.Server):
    """Stops at a signal without raising it again: what was started is stopped by who started it."""

    def __init__(
        self,
        config: uvicorn.Config,
        started: Callable[[], None],
        stopping: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(config)
        self._started, self._stopping = started, stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._stopping is not None:
            await self._stopping()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        with _handled(self.handle_exit):
            yield


def listen(host: str, port: int, *, address_advice: str, port_advice: str) -> socket.socket:
    """The listening socket. Raises CannotServe, with the advice."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except OSError:
        raise CannotServe(f"{host} is no address of this machine. {address_advice}") from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Listening at once tells of another server now, and not after the database has been started.
        listener.listen(2048)
    except (OSError, OverflowError):
        listener.close()
        raise CannotServe(
            f"port {port} of {host} is taken or not allowed. Stop what listens there, or {port_advice}"
        ) from None
    return listener


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Makes every stopping signal an exit that unwinds, before and after the server handles them itself."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    with _handled(leave):
        yield


@contextlib.contextmanager
def _handled(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Handles the stopping signals. A hang-up that was to be ignored (nohup) stays ignored.

    An interrupt does not: shells start what runs in the background with it ignored, and it has to stop all the same.
    """
    before = {number: signal.getsignal(number) for number in _STOPPING}
    taken = [
        number
        for number, old in before.items()
        if old is not signal.SIG_IGN or number in (signal.SIGINT, signal.SIGTERM)
    ]
    for number in taken:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])


@contextlib.contextmanager
def stopped_by_signals(stop: Callable[[], object]) -> Iterator[None]:
    """Makes every stopping signal a call of `stop`, from which what runs ends by itself."""

    def leave(number: int, frame: FrameType | None) -> None:
        stop()

    with _handled(leave):
        yield


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
