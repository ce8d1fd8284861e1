"""Starts the contestants, each as one server process, and makes their requests."""

import hashlib
import hmac
import json
import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from backend.database import Address
from benchmarks.contestants.rival_operations import TEXTS, reshaped
from benchmarks.operations import Operation
from benchmarks.people import Viewer

RIVAL = Path(__file__).parents[1] / "postgraphile"
RIVAL_ROLE = "medcard_rival"
_START_SECONDS = 60


@dataclass(slots=True)
class Contestant:
    """A running server. `request` makes a whole HTTP request; `data` brings an answer into Medcard's shape."""

    name: str
    port: int
    process: psutil.Process
    request: Callable[[Operation, Viewer, dict[str, int]], bytes]
    data: Callable[[Operation, dict[str, Any]], Any]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def medcard(folder: Path, port: int, name: str = "Medcard") -> Contestant:
    """The product, as `medcard serve` starts it: web and worker in one process."""
    command = [str(Path(sys.executable).parent / "medcard"), "serve"]
    environment = {"MEDCARD_DATA_DIR": str(folder), "MEDCARD_PORT": str(port)}
    return Contestant(name, port, _start(command, environment, port), _graphql(port), lambda _, answer: answer)


def handwritten(folder: Path, port: int) -> Contestant:
    command = [sys.executable, "-m", "benchmarks.contestants.handwritten", str(port)]
    process = _start(command, {"MEDCARD_DATA_DIR": str(folder)}, port)

    def request(operation: Operation, viewer: Viewer, patients: dict[str, int]) -> bytes:
        body = json.dumps([viewer.keys[patient] for patient in patients.values()])
        return http(f"/{operation.label}", port, viewer.token, body)

    return Contestant("E", port, process, request, lambda _, answer: answer)


def plain(folder: Path, port: int) -> Contestant:
    command = [sys.executable, "-m", "benchmarks.contestants.plain", str(port)]
    process = _start(command, {"MEDCARD_DATA_DIR": str(folder)}, port)
    return Contestant("plain Strawberry", port, process, _graphql(port), lambda _, answer: answer)


def postgraphile(address: Address, pool: int, port: int, *, logs: bool = False) -> Contestant:
    """D: the viewer from a signed token and no log, or with `logs` the session and the log rows as the others have."""
    key = secrets.token_bytes(32)
    environment = {
        "BENCH_HOST": address.host,
        "BENCH_PORT": str(address.port),
        "BENCH_USER": RIVAL_ROLE,
        "BENCH_DATABASE": address.database,
        "BENCH_KEY": key.hex(),
        "BENCH_LISTEN": str(port),
        "BENCH_POOL": str(pool),
        "BENCH_LOG": "1" if logs else "",
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
    }
    process = _start([str(node()), "server.mjs"], environment, port, RIVAL)

    def request(operation: Operation, viewer: Viewer, patients: dict[str, int]) -> bytes:
        account = str(viewer.account)
        token = viewer.token if logs else f"{account}.{hmac.digest(key, account.encode(), hashlib.sha256).hex()}"
        variables = {name: str(patient) for name, patient in patients.items()}
        return http("/graphql", port, token, json.dumps({"query": TEXTS[operation.label], "variables": variables}))

    name = "D with session and log" if logs else "D"
    return Contestant(name, port, process, request, lambda operation, answer: reshaped(operation.label, answer["data"]))


def node() -> Path:
    """Node 22 from its npm package."""
    return RIVAL / "node_modules" / "node" / "bin" / "node"


def http(path: str, port: int, token: str, body: str) -> bytes:
    data = body.encode()
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\nAccept-Language: en\r\n"
        f"Content-Type: application/json\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(data)}\r\n\r\n"
    ).encode() + data


def _graphql(port: int) -> Callable[[Operation, Viewer, dict[str, int]], bytes]:
    def request(operation: Operation, viewer: Viewer, patients: dict[str, int]) -> bytes:
        variables = {name: viewer.keys[patient] for name, patient in patients.items()}
        return http("/graphql", port, viewer.token, json.dumps({"query": operation.text, "variables": variables}))

    return request


def _start(command: list[str], environment: dict[str, str], port: int, folder: Path | None = None) -> psutil.Process:
    """Starts a server and waits until it answers anything at all."""
    process = psutil.Popen(command, env={**os.environ, **environment}, cwd=folder, stdout=subprocess.DEVNULL)
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{command[-2:]} ended with {process.returncode}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
            return process
        except urllib.error.HTTPError:
            return process
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"{command[-2:]} does not answer")
