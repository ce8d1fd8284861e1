"""Sentences of how doctors come to a record: Russian, English."""

DOCTORS: dict[str, tuple[str, str]] = {
    "NO_WORKPLACE": (
        "В этой организации вы сейчас не работаете, поэтому приём здесь не открыть. Выберите место работы или обратитесь в кадры.",
        "You do not work at this organization now, so no encounter opens here. Choose where you work, or ask your personnel office.",
    ),
    "ENCOUNTER_OPEN": (
        "Приём этого пациента у вас уже открыт. Он в списке «Идут сейчас»; чтобы начать новый, закройте его.",
        "You have an open encounter with this patient. It is under way in your list; to begin a new one, close it.",
    ),
    "ALREADY_ADMITTED": (
        "Этот пациент уже ждёт этого врача. Врачу осталось открыть случай в своём дне.",
        "This patient waits for this doctor already. The doctor opens the encounter on their day.",
    ),
    "REASON_TOO_SHORT": (
        "Опишите причину своими словами: от 20 до 500 знаков. Она останется в журнале.",
        "State the reason in your own words, 20 to 500 characters. It stays in the log.",
    ),
    "NOT_ATTACHED_HERE": (
        "Карту открывает поликлиника, к которой прикреплён пациент, на первом приёме и только один раз. Попросите его обратиться туда.",
        "A record is opened once, at the first visit, by the clinic to which the patient is attached. Ask the patient to go there.",
    ),
}
