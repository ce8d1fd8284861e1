"""Sentences of merging two records of one person, and of undoing it."""

MERGING: dict[str, tuple[str, str]] = {
    "NOT_SAME_PERSON": (
        "Этих данных мало, чтобы считать записи картами одного человека: сверьте дату рождения, пол, СНИЛС и имена "
        "или назовите ещё один документ.",
        "This is not enough to hold both records for one person's: compare birth date, sex, SNILS and names, or name "
        "another document.",
    ),
    "DUPLICATE_HAS_ACCOUNT": (
        "Ко второй карте привязана учётная запись. Сделайте основной её; если учётные записи есть у обеих, сначала "
        "владелец закрывает одну из них.",
        "An account is bound to the second record. Let that record stay instead; if both have one, the owner closes "
        "one of the accounts first.",
    ),
    "RECORDS_DIFFER": (
        "Вторая карта связана с решением или записью акта, которых нет у основной. Сначала внесите их к основной; "
        "если и так не выходит, объединить эти карты нельзя.",
        "The second record is bound by a court's act or a civil act that the first one has not. Enter it for the first "
        "one; if that does not help, these records cannot be merged.",
    ),
    "RECORD_IN_USE": (
        "Со второй картой сейчас работает врач или для неё занимают время приёма. Повторите, когда доступ врача "
        "закончится: не позже чем через 72 часа после приёма.",
        "A doctor is working with the second record, or a time is just being booked for it. Try again once the doctor's "
        "access is over: 72 hours after the visit at the latest.",
    ),
    "MERGED_FURTHER": (
        "Основная карта сама объединена с другой. Сначала разделите их.",
        "The surviving record has itself been merged with another one. Undo that first.",
    ),
}
