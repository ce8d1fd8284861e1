"""For how long a record stays open to who entered it by a code (REQ-11): one home for what reads and writes ask."""

# Unused for so long it closes; the hard end is `session.card_until`.
CARD_IDLE = "15 minutes"
# A use inside this span of the last one does not move the idle clock again, so that reads rarely write the session.
CARD_IDLE_STEP = "15 seconds"
MOVE_IDLE_CLOCK = "UPDATE session SET card_used_at = $2 WHERE id = $1 AND card_used_at < $2"


def card_open(session: str, at: str) -> str:
    """SQL: whether the session's records are open; null where no code was ever entered."""
    return f"{session}.card_until > {at} AND {session}.card_used_at > {at} - interval '{CARD_IDLE}'"
