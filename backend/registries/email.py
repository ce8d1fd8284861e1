"""E-mail: the port, and the client of a gateway that speaks HTTP."""

import uuid
from typing import Annotated, Protocol

from pydantic import StringConstraints

from backend.registries.client import RegistryClient
from backend.registries.subjects import Personal
from backend.registries.unavailable import RegistryUnavailable


class EmailUnavailable(RegistryUnavailable):
    """The gateway did not take the message; carries neither address nor text."""

    def __init__(self) -> None:
        super().__init__("email")


class EmailMessage(Personal):
    """Plain text to one address. A line break in address or subject would begin a header of its own."""

    address: Annotated[str, StringConstraints(pattern=r"^[^\s@]+@[^\s@]+$", max_length=254)]
    subject: Annotated[str, StringConstraints(pattern=r"^[^\r\n]+$", max_length=200)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class Email(Protocol):
    async def send(self, address: str, subject: str, text: str, key: str | None = None) -> None:
        """Sends one text to one address, once a key; no key is a key of its own. Raises EmailUnavailable."""
        ...


class HttpEmail:
    """`POST <url>` with `{address, subject, text}`, answered `{accepted: true}`."""

    def __init__(self, client: RegistryClient) -> None:
        self._client = client

    async def send(self, address: str, subject: str, text: str, key: str | None = None) -> None:
        message = EmailMessage(address=address, subject=subject, text=text)
        try:
            await self._client.tell(key or str(uuid.uuid4()), message)
        except RegistryUnavailable:
            raise EmailUnavailable from None
