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
    """What is so now. A pair is (login, given name of whose record).

    `barred`: pairs whose link a court has ended for good. `gone`: logins of the dead and of those who closed their account.
    """

    levels: dict[str, str] = field(default_factory=lambda: {"anna": "FULL", "sergey": "STANDARD", "pavel": "FULL"})
    ages: dict[str, int] = field(default_factory=lambda: {"Анна": 38, "Сергей": 41, "Вера": 11, "Павел": 16})
    links: set[Pair] = field(default_factory=lambda: {(parent, child) for parent in PARENTS for child in CHILDREN})
    restricted: set[Pair] = field(default_factory=set)
    barred: set[Pair] = field(default_factory=set)
    emancipated: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    uninsured: set[str] = field(default_factory=set)
    grants: set[Pair] = field(
        default_factory=lambda: {("anna", "Анна"), ("anna", "Вера"), ("anna", "Павел"), ("pavel", "Павел")}
    )
    ever: set[Pair] = field(
        default_factory=lambda: {("anna", "Анна"), ("anna", "Вера"), ("anna", "Павел"), ("pavel", "Павел")}
    )

    def may_hold(self, pair: Pair) -> bool:
        """The ground: one's own record from 15, or a verified link that no court suspends, to a child who is no adult."""
        login, name = pair
        if login in self.gone or name in self.dead or self.levels[login] == "BASIC":
            return False
        if OWN[login] == name:
            return self.ages[name] >= 15
        return pair in self.links and pair not in self.restricted and self.is_ward(name)

    def is_ward(self, name: str) -> bool:
        return self.ages[name] < 18 and name not in self.emancipated

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
        ground = self.ages[name] >= 15 if OWN[login] == name else pair in self.links and self.ages[name] < 18
        return self.levels[login] == "FULL" and ground and name not in self.dead and pair not in self.ever

    def open(self, pair: Pair) -> None:
        self.grants.add(pair)
        self.ever.add(pair)

    def end_rights(self, pair: Pair) -> None:
        """A court has ended them: link and access are over, and no later confirmation brings them back."""
        self.links.discard(pair)
        self.grants.discard(pair)
        self.barred.add(pair)

    def leave(self, login: str) -> None:
        """Whoever dies or closes the account reads nothing from then on."""
        self.gone.add(login)
        self.grants = {pair for pair in self.grants if pair[0] != login}
