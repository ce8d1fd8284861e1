"""Sentences of refusals to write into a record: Russian, English."""

RECORD_KEEPING: dict[str, tuple[str, str]] = {
    "ENCOUNTER_CLOSED": (
        "Приём не открыт. Откройте приём этого пациента и повторите: введённое сохранится.",
        "No encounter is open. Open one with this patient and try again: what you typed is kept.",
    ),
}
