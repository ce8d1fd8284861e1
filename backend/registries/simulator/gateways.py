"""The simulated gateways: SMS and e-mail are kept in memory, and no longer than needed."""

import datetime as dt
from collections import deque
from dataclasses import dataclass

from backend.registries.email import EmailMessage
from backend.registries.simulator.desk import Desk, Fields
from backend.registries.simulator.ledger import Work
from backend.registries.simulator.scripts import Behaviour, Step
from backend.registries.sms import SmsMessage
from backend.registries.subjects import Personal

_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that a gateway took: `to` is a phone or an address, `subject` is an e-mail's."""

    to: str
    text: str
    at: dt.datetime
    subject: str | None = None


class GatewayDesk(Desk[Personal]):
    """Takes a message once a key."""

    faults = frozenset(Behaviour) - {Behaviour.OTHER_SUBJECT}

    def __init__(self, name: str, path: str, body: type[SmsMessage | EmailMessage]) -> None:
        super().__init__(name, path, body, frozenset({"REJECTED"}))
        self._sent: deque[Sent] = deque(maxlen=_KEPT)

    def answer(self, work: Work, body: Personal, step: Step | None) -> Fields:
        if work.answer is None:
            work.worked = 1
            work.answer = {"accepted": step is None}
            if step is None:
                self._sent.append(_sent(body, dt.datetime.now(dt.UTC)))
        return work.answer

    def contradiction(self, answer: Fields) -> Fields:
        return {**answer, "error": "not delivered"}

    def sent_to(self, to: str) -> list[Sent]:
        """Messages to a phone or an address, newest first."""
        return [message for message in reversed(self._sent) if message.to == to]

    def forget(self) -> None:
        self._sent.clear()


def _sent(body: Personal, at: dt.datetime) -> Sent:
    if isinstance(body, EmailMessage):
        return Sent(body.address, body.text, at, body.subject)
    assert isinstance(body, SmsMessage)
    return Sent(body.phone, body.text, at)
