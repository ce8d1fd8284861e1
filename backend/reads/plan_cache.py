"""Plans kept between requests, bounded in number and in the characters of their statements."""

from collections import OrderedDict
from collections.abc import Hashable

from backend.reads.plan import Plan

# The page's own statements have 15,000 characters on average; a plan takes some times its statement.
_CHARACTERS_A_PLACE = 16_000


class PlanCache:
    """At most `places` plans, whose statements share so many times the characters of a place; the oldest go first."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._kept: OrderedDict[Hashable, Plan] = OrderedDict()
        self.characters = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Plan | None:
        """The plan of a key, which is now the one used last."""
        plan = self._kept.get(key)
        if plan is not None:
            self._kept.move_to_end(key)
        return plan

    def keep(self, key: Hashable, plan: Plan) -> Plan:
        """Keeps a plan that is not there yet, and gives it."""
        self._kept[key] = plan
        self.characters += len(plan.sql)
        while len(self._kept) > self._places or self.characters > self._places * _CHARACTERS_A_PLACE:
            _, gone = self._kept.popitem(last=False)
            self.characters -= len(gone.sql)
        return plan
