"""What people take away: words of documents on paper, and why one is not given. Russian, English."""

EXPORTS: dict[str, tuple[str, str]] = {
    "RECORD": ("Электронная медицинская карта", "Electronic medical record"),
    "CERTIFICATE": ("Прививочный сертификат", "Vaccination certificate"),
    "EMERGENCY": ("Карточка на экстренный случай", "Emergency card"),
    "SERVICE": ("Медкарта", "Medcard"),
    "PATIENT": ("Пациент", "Patient"),
    "NONE": ("Записей нет.", "No entries."),
    "LEAD_RECORD": (
        "Выгружено {at} (Москва) человеком, у которого есть доступ к карте: {who}. В документе то, что этот человек видит на "
        "странице карты, и ничего больше.",
        "Downloaded on {at} (Moscow) by a person with access to the record: {who}. It holds what this person sees on the "
        "record's pages, and nothing else.",
    ),
    "LEAD_SECTIONS": ("Выбранные разделы: {sections}.", "Chosen sections: {sections}."),
    "HIDDEN": ("Чего в этом документе нет и почему", "What this document leaves out, and why"),
    "LEAD_CERTIFICATE": (
        "Прививки, которые записаны в электронной медицинской карте на {at} (Москва). Сертификат действует по {until}.",
        "The vaccinations in the electronic medical record on {at} (Moscow). The certificate is valid until {until}.",
    ),
    "LEAD_EMERGENCY": (
        "Что нужно знать врачу в первые минуты. Составлено {at} (Москва) по записям карты; записи могли измениться с тех пор.",
        "What a doctor needs to know in the first minutes. Made on {at} (Moscow) from the record; it may have changed since.",
    ),
    "BLOOD_UNKNOWN": ("в карте не указана", "not in the record"),
    "NO_ALLERGIES": (
        "В карте нет записей об аллергиях. Это не значит, что аллергий нет.",
        "The record holds no allergies. That does not mean that there are none.",
    ),
    "NO_CONTACTS": ("Не указаны.", "Not given."),
    "CONTACTS": ("Кому позвонить", "Whom to call"),
    "BLOOD": ("Группа крови", "Blood group"),
    "VACCINATION_DAY": ("Дата", "Date"),
}

EXPORT_REFUSALS: dict[str, tuple[str, str]] = {
    "EXPORT_CHANGED": (
        "С тех пор доступ к карте или её записи изменились, поэтому этот файл больше не выдаётся. Закажите его заново.",
        "Access to the record or its entries have changed since, so this file is no longer given. Order it anew.",
    ),
    "EXPORT_NOT_READY": (
        "Файла ещё нет или он уже удалён. Обновите страницу: на ней видно, готов ли он, и можно заказать его заново.",
        "The file is not there yet, or is gone already. Reload the page: it shows whether it is ready, and lets you order it anew.",
    ),
}
