"""SMS: the port, and the client of a gateway that speaks HTTP."""

import uuid
from typing import Annotated, Protocol

from pydantic import StringConstraints

from backend.registries.client import Pace, RegistryClient
from backend.registries.subjects import Personal
from backend.registries.unavailable import RegistryUnavailable

# Somebody sits before the screen and waits for a code.
SMS_PACE = Pace(attempt_seconds=3.0, attempts=2)


class SmsUnavailable(RegistryUnavailable):
    """The gateway did not take the message; carries neither number nor text."""

    def __init__(self) -> None:
        super().__init__("sms")


class SmsMessage(Personal):
    phone: Annotated[str, StringConstraints(pattern=r"^\+[0-9]{5,15}$")]
    text: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class Sms(Protocol):
    async def send(self, phone: str, text: str, key: str | None = None) -> None:
        """Sends one text to one number (E.164), once a key; no key is a key of its own. Raises SmsUnavailable."""
        ...


class HttpSms:
    """`POST <url>` with `{phone, text}`, answered `{accepted: true}`."""

    def __init__(self, client: RegistryClient) -> None:
        self._client = client

    async def send(self, phone: str, text: str, key: str | None = None) -> None:
        message = SmsMessage(phone=phone, text=text)
        try:
            await self._client.tell(key or str(uuid.uuid4()), message)
        except RegistryUnavailable:
            raise SmsUnavailable from None
