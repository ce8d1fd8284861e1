"""Cursors are opaque: the reference only knows which row of which list the compiler has named by each."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """A row of one list: where the list stands, whose it is, what chose and ordered its rows, and the row's key."""

    patient: int
    list: str
    arguments: str
    row: object


class Token(str):
    """Stands in an expected answer where a cursor of this place has to be."""

    place: Place

    def __new__(cls, place: Place) -> "Token":
        token = super().__new__(cls, f"⟨{place}⟩")
        token.place = place
        return token


@dataclass
class CursorBook:
    """Every cursor that was given out. A place has one cursor and a cursor one place, for good."""

    places: dict[str, Place] = field(default_factory=dict)
    cursors: dict[Place, str] = field(default_factory=dict)

    def learn(self, place: Place, cursor: str) -> None:
        assert isinstance(cursor, str), f"{place} has no cursor"
        assert self.places.setdefault(cursor, place) == place, f"one cursor for {place} and {self.places[cursor]}"
        assert self.cursors.setdefault(place, cursor) == cursor, f"two cursors for {place}"
