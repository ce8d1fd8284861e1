"""People as officers name them and see them."""

import datetime as dt

import strawberry

from backend.models.vocabulary import IdentifierKind


@strawberry.input(description="One person by a whole identifier, as typed from a document, and the birth date.")
class PersonKeyInput:
    kind: IdentifierKind
    number: str
    birth_date: dt.date


@strawberry.type(description="Somebody as an officer sees them.")
class OfficerPerson:
    display_name: str
    birth_date: dt.date | None
