"""A refused file: which entry, which path inside it, and why. Never carries a value from the file."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refused(Exception):
    """Nothing of the file was stored. `entry` is a place such as `entry[3]`, `path` an element path, either may be ''."""

    entry: str
    path: str
    reason: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.entry, self.path, self.reason) if part)
