"""Sentences of officers' and administrators' work."""

OFFICERS: dict[str, tuple[str, str]] = {
    "PERSON_NOT_FOUND": (
        "По этому документу и дате рождения никто не найден. Сверьте номер и дату или назовите другой документ этого человека.",
        "Nobody is found by this document and birth date. Compare both, or name another document of the same person.",
    ),
    "NOT_AT_DESK": (
        "У вас этого дела нет: его решил или ведёт другой сотрудник, его отозвали, или адрес неверный. Вернитесь к очереди.",
        "You have no such case: another officer decided it or works on it, it was withdrawn, or the address is wrong. "
        "Go back to the queue.",
    ),
    "FOUR_EYES": (
        "Нужен другой сотрудник: не тот, кто предложил или решал раньше.",
        "Another officer is needed: not the one who proposed it or decided before.",
    ),
    "TAKEN": (
        "С этим запросом уже работает другой сотрудник. Через 30 минут без решения запрос освободится.",
        "Another officer works on this request. It is released after 30 minutes without a decision.",
    ),
    "PASSPORT_NOT_CONFIRMED": (
        "Паспорт не подтверждён для этой версии анкеты. Дождитесь ответа реестра или отклоните запрос.",
        "The passport is not confirmed for this version of the profile. Wait for the registry or reject the request.",
    ),
    "PHOTO_NOT_SEEN": (
        "Сначала откройте фотографию с паспортом: без неё запрос не одобряют.",
        "Open the photo with the passport first: a request is not approved without it.",
    ),
    "POLICY_NOT_CONFIRMED": (
        "Полис не подтверждён. Дождитесь ответа реестра или отклоните запрос.",
        "The policy is not confirmed. Wait for the registry or reject the request.",
    ),
    "CLAIM_NOT_VERIFIED": (
        "Законное представительство не подтверждено. Направьте заявителя в МФЦ или отклоните запрос.",
        "The representation is not verified. Send the applicant to an MFC or reject the request.",
    ),
    "CANDIDATE_NEEDED": (
        "Проверенным данным отвечают несколько карт, или одна с расхождением. Выберите карту или отклоните.",
        "Several records answer to the checked data, or one that disagrees. Choose the record or reject.",
    ),
    "NOT_A_CANDIDATE": (
        "Эта карта не отвечает проверенным данным. Выберите другую или отклоните.",
        "That record does not answer to the checked data. Choose another or reject.",
    ),
    "PROFILE_DISAGREES": (
        "Анкета расходится с картой, с которой связана учётная запись. Выясните причину или отклоните запрос.",
        "The profile disagrees with the record that the account is bound to. Find out why, or reject the request.",
    ),
    "NOT_TAKEN": (
        "Сначала возьмите запрос в работу: тогда его не решает никто другой.",
        "Take the request first: nobody else decides it then.",
    ),
    "DECISION_INCOMPLETE": (
        "Для отклонения нужны причина из списка и пояснение заявителю, до 2000 знаков.",
        "A rejection needs a reason from the list and a text for the applicant, up to 2000 characters.",
    ),
    "IDENTITY_TAKEN": (
        "Эта карта уже связана с другой учётной записью. Разберитесь, чья она, прежде чем решать.",
        "That record is bound to another account. Find out whose it is before deciding.",
    ),
    "LOGIN_TAKEN": (
        "Этот логин занят. Выберите другой; для сотрудника с учётной записью не указывайте данные нового.",
        "That login is taken. Choose another; for an employee with an account leave out the data of a new one.",
    ),
    "ACCOUNT_UNKNOWN": (
        "Такой учётной записи нет. Укажите данные нового сотрудника.",
        "There is no such account. Give the data of the new employee.",
    ),
    "LAST_ADMINISTRATORS": (
        "Администраторов должно остаться не меньше двух. Сначала назначьте ещё одного.",
        "At least two administrators have to remain. Appoint another one first.",
    ),
}
