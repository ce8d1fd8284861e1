"""Sentences of what people state about themselves and of their contacts: refusals, and how far a check has come."""

PROFILE: dict[str, tuple[str, str]] = {
    "ONE_CONTACT": (
        "Укажите что-то одно: телефон или почту.",
        "Give one of the two: a phone or an e-mail address.",
    ),
    "SAME_CONTACT": (
        "Это уже ваш подтверждённый контакт. Делать ничего не нужно.",
        "This is your confirmed contact already. There is nothing to do.",
    ),
    "NO_EMAIL": (
        "К учётной записи не привязана почта. Добавьте её и выберите этот способ снова.",
        "The account has no e-mail address. Add one and choose this channel again.",
    ),
    "VERIFIED_FIELD": (
        "Эти сведения подтверждены, и здесь их не изменить. Если они изменились, придите в любой МФЦ с паспортом.",
        "This has been verified and cannot be changed here. If it has changed, come to any MFC with your passport.",
    ),
    # The profile's check (ACC-09, ACC-10).
    "PROFILE_CHECKING": (
        "Проверяем паспорт в МВД. Это может занять время: ждать на странице не нужно.",
        "The passport is being checked with the registry of passports. It may take a while; no need to wait on the page.",
    ),
    "PROFILE_VALID": ("Паспорт подтверждён.", "The passport is confirmed."),
    "PROFILE_INVALID": (
        "МВД не подтвердило паспорт. Сверьте каждое поле с документом, исправьте и сохраните ещё раз.",
        "The registry did not confirm the passport. Compare each field with the document, correct it and save again.",
    ),
    "PROFILE_UNAVAILABLE": (
        "МВД временно не отвечает. Приносим извинения: сведения сохранены, мы повторим проверку сами. Можно повторить её и сейчас.",
        "The registry of passports does not answer for now. We apologise: your data is kept and the check is repeated by "
        "itself. You may also repeat it now.",
    ),
}
