"""Phones and e-mail addresses as they are stored: what a person types, in one form everywhere (identifiers.md)."""

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from backend.models import identifiers
from backend.models.account import Channel
from backend.services.one_time_codes import masked_email, masked_phone
from backend.services.refusal import Refused

# No login is longer (the database holds none).
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Contact:
    """Where messages go: a phone in E.164, or an e-mail address in small ASCII letters."""

    channel: Channel
    address: str

    @property
    def masked(self) -> str:
        return masked_phone(self.address) if self.channel is Channel.SMS else masked_email(self.address)


def phone(text: str, field: list[str]) -> Contact:
    """Raises Refused WRONG_FORMAT at the field."""
    try:
        return Contact(Channel.SMS, identifiers.phone(text[:_LONGEST]))
    except identifiers.IdentifierError:
        raise Refused("WRONG_FORMAT", field) from None


def email(text: str, field: list[str]) -> Contact:
    """Whether the address receives is told by the code that is sent there, by nothing else. Raises Refused WRONG_FORMAT."""
    try:
        found = validate_email(text.strip(), allow_smtputf8=False, check_deliverability=False)
    except EmailNotValidError:
        raise Refused("WRONG_FORMAT", field) from None
    address = (found.ascii_email or "").lower()
    if not 1 <= len(address) <= _LONGEST:
        raise Refused("WRONG_FORMAT", field)
    return Contact(Channel.EMAIL, address)


def contact(text: str, field: list[str]) -> Contact:
    """A phone or an e-mail address, told apart by the @. Raises Refused REQUIRED, WRONG_FORMAT."""
    if not text.strip():
        raise Refused("REQUIRED", field)
    return email(text, field) if "@" in text else phone(text, field)


def contact_or_none(text: str) -> Contact | None:
    """The phone or the e-mail address, None for what is neither."""
    try:
        return contact(text, [])
    except Refused:
        return None
