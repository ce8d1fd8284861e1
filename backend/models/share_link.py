"""Share links (SMART Health Links): chosen sections of a record for who has the link and its PIN, for a while (PAP-04)."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from backend.models.account import Account
from backend.models.person import Person

# Wrong PINs that a link bears in its whole life.
TRIES = 5
# Name under which readings by a link stand in the access log; no document of the page has it.
LINK_OPERATION = "OpenShareLink"


class OpeningOutcome(StrEnum):
    OPENED = "OPENED"
    WRONG_PASSCODE = "WRONG_PASSCODE"


class ShareLinkState(StrEnum):
    """ENDED: the right of its creator ended; LOCKED: the PIN was wrong too often."""

    OPEN = "OPEN"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"
    LOCKED = "LOCKED"
    ENDED = "ENDED"


class ShareLink(Model):
    """What a link opens, never what it shows: the record is read anew, as its creator sees it, at each opening.

    `address_hash` is the SHA-256 of the secret part of its address; `sealed` that part and the key of its files, sealed for
    this row. `tries_left` is moved before a PIN is compared. `ended_at` is when its creator was found to have lost the right
    to it: what comes back later does not bring it back.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    sections = ArrayField(element_type="smallint")
    language = fields.CharField(max_length=2)
    address_hash = fields.BinaryField()
    sealed = fields.BinaryField()
    passcode_hash = fields.TextField()
    tries_left = fields.SmallIntField(default=TRIES)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "share_link"


class ShareOpening(Model):
    """One try to open a link. `recipient` is who they said they are: nobody checked it.

    `request_id` is that of the readings in the access log; `file_hash` the SHA-256 of the secret part of the address where
    the file may be fetched until `file_until`.
    """

    id = fields.BigIntField(primary_key=True)
    link: fields.ForeignKeyRelation[ShareLink] = fields.ForeignKeyField(
        "models.ShareLink", related_name=False, on_delete=fields.CASCADE
    )
    at = fields.DatetimeField()
    recipient = fields.TextField()
    outcome = fields.CharEnumField(OpeningOutcome, max_length=14)
    request_id = fields.UUIDField()
    file_hash = fields.BinaryField(null=True)
    file_until = fields.DatetimeField(null=True)

    class Meta:
        table = "share_opening"


def link_lives(link: str, at: str) -> str:
    """SQL: whether the link is neither taken back nor over; its PINs and its creator's standing are another matter."""
    return f"({link}.revoked_at IS NULL AND {link}.ended_at IS NULL AND {link}.expires_at > {at})"
