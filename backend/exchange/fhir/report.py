"""What became of a file: counts and reasons, and nothing of what it said."""

from collections import Counter
from dataclasses import dataclass, field

from backend.exchange.fhir.refusal import Refused


@dataclass(slots=True)
class Counts:
    """Resources of one type. `read` is the sum of `stored`, `renewed`, `unchanged` and `aside`.

    `stored` came for the first time, `renewed` with other content than before, `unchanged` as it was (wherever it went
    then); `aside` counts, by reason, what came first or changed and has no place in a section.
    """

    read: int = 0
    stored: int = 0
    renewed: int = 0
    unchanged: int = 0
    aside: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Counts") -> None:
        self.read += other.read
        self.stored += other.stored
        self.renewed += other.renewed
        self.unchanged += other.unchanged
        self.aside += other.aside


@dataclass(slots=True)
class FileReport:
    """One file: what was read of each type, or why all of it was refused."""

    types: dict[str, Counts] = field(default_factory=dict)
    refused: Refused | None = None

    def of(self, type_: str) -> Counts:
        return self.types.setdefault(type_, Counts())

    @property
    def total(self) -> Counts:
        """All types together."""
        total = Counts()
        for counts in self.types.values():
            total.add(counts)
        return total
