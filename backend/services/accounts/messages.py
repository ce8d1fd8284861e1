"""Messages of the account service: a text to a phone, or with a subject to an e-mail address."""

from backend.models.account import Channel
from backend.registries.registries import Registries
from backend.registries.unavailable import RegistryUnavailable
from backend.services.accounts.contact import Contact
from backend.services.refusal import Refused


async def send(registries: Registries, to: Contact, subject: str, text: str) -> None:
    """Sends it once. Raises Refused UNAVAILABLE."""
    try:
        if to.channel is Channel.SMS:
            await registries.sms.send(to.address, text)
        else:
            await registries.email.send(to.address, subject, text)
    except RegistryUnavailable:
        raise Refused("UNAVAILABLE") from None
