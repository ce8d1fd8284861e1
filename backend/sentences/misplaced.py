"""Sentences of entries written into the wrong person's record."""

MISPLACED: dict[str, tuple[str, str]] = {
    "ENTRY_RECEIVED": (
        "Эта запись получена из другой системы. Её исправляет тот, кто её прислал: обратитесь к нему.",
        "This entry was received from another system. Its sender puts it right: turn to them.",
    ),
    "ENTRIES_APART": (
        "Записи — из карт разных людей или из разных клиник. Подайте отдельный запрос по каждой.",
        "These entries are of different people or of different clinics. Ask for each of them apart.",
    ),
    "ENTRIES_MOVED_ON": (
        "Этих записей уже нет в карте, из которой их переносят: карту объединили, или записи перенесли раньше. Откажите в "
        "запросе; если ошибка осталась, клиника попросит снова.",
        "These entries are no longer in the record that they are to leave: it was merged, or they were moved before. Refuse "
        "the request; if the mistake is still there, the clinic asks again.",
    ),
    "SAME_RECORD": (
        "Эти документы — того же человека, в чьей карте запись. Укажите документ того, к кому она относится.",
        "These documents are of the person in whose record the entry is. Give a document of the one whom it is about.",
    ),
    "ENTRY_BEFORE_BIRTH": (
        "Дата записи раньше дня рождения этого человека. Проверьте документ; если верна дата рождения, сначала исправьте "
        "дату записи.",
        "The entry's date is before this person's birth. Check the document; if the birth date is right, correct the "
        "entry's date first.",
    ),
}
