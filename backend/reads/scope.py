"""Where in the record a selection stands while it is compiled."""

from dataclasses import dataclass, replace

from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE, Standing


@dataclass(frozen=True, slots=True)
class Scope:
    """`row`, `entry` are aliases of SQL rows; `patient` and `bits` are expressions.

    `standings` names the CTE of standings that governs rows here. `kind` is None where an entry of any section may
    stand. `path` holds response keys from the operation's root; `readable` is the audience of everything above, so
    that nothing is reported as hidden twice. `root` is the place of the root field.
    """

    row: str
    entry: str
    patient: str
    bits: str
    standings: str
    kind: Kind | None
    root: int
    path: tuple[str, ...]
    readable: Standing = EVERYONE

    def at(self, key: str) -> "Scope":
        """The same row, one response key deeper."""
        return replace(self, path=(*self.path, key))

    def over(self, row: str) -> "Scope":
        """Another row at the same place."""
        return replace(self, row=row)

    def fill(self, sql: str) -> str:
        """Names the rows of a declaration's SQL."""
        return sql.replace("{row}", self.row).replace("{entry}", self.entry).replace("{patient}", self.patient)


@dataclass(frozen=True, slots=True)
class GuardedField:
    """A selected field that not every standing reads: hidden at `path` from viewers with no standing in `audience`.

    Under a hidden field nothing more is reported, so it counts only where `above` is readable. `own` stands below the
    viewer's own services (SVC-03): their record and the standing that needs no grant count there, and nothing else.
    """

    root: int
    path: tuple[str, ...]
    field: str
    audience: Standing
    above: Standing
    reason: str
    own: bool
