"""SMS: the port, and the client of a gateway that speaks HTTP."""

import uuid
from typing import Protocol

import httpx


class SmsUnavailable(Exception):
    """The gateway did not take the message; carries neither number nor text."""


class Sms(Protocol):
    """Sends one text to one number (E.164). Raises SmsUnavailable."""

    async def send(self, phone: str, text: str) -> None: ...


class HttpSms:
    """`POST <url>` with `{phone, text}`; an idempotency key lets a retry send once."""

    def __init__(self, url: str, api_key: str | None) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self.use(httpx.AsyncHTTPTransport(retries=1))

    def use(self, transport: httpx.AsyncBaseTransport) -> None:
        """Sends through another transport, such as an application in the same process."""
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(3.0), headers=self._headers, transport=transport, trust_env=False
        )

    async def send(self, phone: str, text: str) -> None:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        for attempt in (1, 2):
            try:
                response = await self._client.post(self._url, json={"phone": phone, "text": text}, headers=key)
            except httpx.HTTPError:
                if attempt == 2:
                    raise SmsUnavailable from None
                continue
            if response.status_code < 300:
                return
            if response.status_code < 500 or attempt == 2:
                raise SmsUnavailable

    async def close(self) -> None:
        await self._client.aclose()


class NoSms:
    """No gateway is configured: every message is refused."""

    async def send(self, phone: str, text: str) -> None:
        raise SmsUnavailable
