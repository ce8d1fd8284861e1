"""`medcard simulator`: a server of its own that stops when told to."""

import contextlib
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.nest import Hatched, environment, nest
from tests.process import free_port, medcard
from tests.registries.conftest import registries_at
from tests.registries.questions import passport


@contextlib.contextmanager
def _running(folder: Path, port: int, **more: str) -> Iterator[Hatched]:
    """The simulator, once it answers; in a group of its own, which is ended whatever happens."""
    process = nest().hatch("simulator", "--port", str(port), **environment(folder, **more))
    try:
        for _ in range(600):
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"http://127.0.0.1:{port}/simulator", trust_env=False).status_code == 200:
                    break
            assert process.poll() is None, process.log.read_text()
            time.sleep(0.05)
        yield process
    finally:
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_answers_until_it_is_stopped_and_says_nothing_of_what_it_was_asked(
    tmp_path: Path, number: signal.Signals
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with _running(tmp_path, port, MEDCARD_REGISTRIES_API_KEY="secret") as process:
        script = {"registry": "passport", "steps": [{"behaviour": "drop_connection"}, {"behaviour": "outage"}]}
        assert httpx.post(f"{url}/simulator/scripts", json=script, trust_env=False).status_code == 204
        registries = registries_at(url, api_key="secret")
        assert (await registries.passport.check("key", passport())).status == "VALID"
        await registries.sms.send("+79000000001", "код 123456")
        await registries.close()
        assert httpx.post(f"{url}/sms/messages", json={}, trust_env=False).status_code == 401
        process.send_signal(number)
        assert (process.wait(30), process.log.read_text()) == (0, f"Simulator: {url}/simulator\n")
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)
    assert list(tmp_path.iterdir()) == [], "it keeps nothing"


def test_it_says_why_it_does_not_start(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port} of 127.0.0.1 is taken" in medcard(tmp_path, "simulator", "--port", str(port), expect=1)
    assert "no address of this machine" in medcard(tmp_path, "simulator", "--host", "no.such.host.invalid", expect=1)


def test_its_help_lists_what_the_numbers_mean(tmp_path: Path) -> None:
    printed = medcard(tmp_path, "simulator", "--help")
    for line in ("number ends in 9 PENDING twice, then VALID", "certificate ends in 2 NOT_FOUND"):
        assert line in " ".join(printed.split())
