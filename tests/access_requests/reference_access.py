"""A small reference model of who reads what: grounds as the requirements state them, kept as plain sets."""

from dataclasses import dataclass, field

# Login to the given name of the own record; children of anna and sergey.
OWN = {"anna": "Анна", "sergey": "Сергей", "pavel": "Павел"}
CHILDREN = ("Вера", "Павел")
PARENTS = ("anna", "sergey")
RECORDS = ("Анна", "Сергей", "Вера", "Павел")

Pair = tuple[str, str]


@dataclass(slots=True)
class Access:
    """What is so now. A pair is (login, given name of whose record)."""

    levels: dict[str, str] = field(default_factory=lambda: {"anna": "FULL", "sergey": "STANDARD", "pavel": "FULL"})
    links: set[Pair] = field(default_factory=lambda: {(parent, child) for parent in PARENTS for child in CHILDREN})
    restricted: set[Pair] = field(default_factory=set)
    grown_up: set[str] = field(default_factory=set)
    uninsured: set[str] = field(default_factory=set)
    grants: set[Pair] = field(
        default_factory=lambda: {("anna", "Анна"), ("anna", "Вера"), ("anna", "Павел"), ("pavel", "Павел")}
    )
    ever: set[Pair] = field(
        default_factory=lambda: {("anna", "Анна"), ("anna", "Вера"), ("anna", "Павел"), ("pavel", "Павел")}
    )

    def may_hold(self, pair: Pair) -> bool:
        """The ground: one's own record from 15, or a verified link that no court suspends, to a child under 18."""
        login, name = pair
        if self.levels[login] == "BASIC":
            return False
        if OWN[login] == name:
            return True
        return pair in self.links and pair not in self.restricted and name not in self.grown_up

    def reads(self, login: str) -> set[str]:
        """Whose records are open to the account: a grant, its ground, and a valid policy (ACC-02…06, REQ-15)."""
        return {
            name
            for name in RECORDS
            if (login, name) in self.grants and self.may_hold((login, name)) and name not in self.uninsured
        }

    def opens_by_itself(self, pair: Pair) -> bool:
        """Whether the next sign-in of a full account opens it: only what was never open (ACC-02, ACC-03)."""
        login, name = pair
        ground = OWN[login] == name or (pair in self.links and name not in self.grown_up)
        return self.levels[login] == "FULL" and ground and pair not in self.ever

    def open(self, pair: Pair) -> None:
        self.grants.add(pair)
        self.ever.add(pair)
