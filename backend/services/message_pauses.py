"""How long a message waits for a gateway that is out: tries at growing distances, then none."""

import datetime as dt

# Eight hours in all.
TRIES = 12
_FIRST = dt.timedelta(seconds=30)
_LONGEST = dt.timedelta(hours=2)


def pause_after(attempts: int) -> dt.timedelta | None:
    """Until the next try, after so many; None where that was the last."""
    return min(_FIRST * 2 ** (attempts - 1), _LONGEST) if attempts < TRIES else None
