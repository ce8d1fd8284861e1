"""Sentences of access requests: refusals, states, checks, reasons of a decision, and what to do next."""

REFUSALS: dict[str, tuple[str, str]] = {
    "PROXY_NOT_ALLOWED": (
        "По доверенности запрос онлайн не подать. Пусть заявитель подаст его сам или придёт с вами в поликлинику с паспортом.",
        "A request cannot be filed online by power of attorney. The applicant may file it, or come to the clinic with you "
        "and a passport.",
    ),
    "WARD_NOT_VERIFIED": (
        "Родство или опека не подтверждены. Посмотрите в разделе «Моя семья», что делать дальше, и вернитесь к запросу.",
        "Your rights as a representative are not verified. See in My family what to do next, then come back.",
    ),
    "GRANTEE_NOT_ALLOWED": (
        "Доступ можно открыть себе или второму законному представителю с подтверждённой учётной записью. Выберите из списка.",
        "Access is given to yourself or to another verified representative with a confirmed account. Choose from the list.",
    ),
    "ALREADY_OPEN": (
        "Доступ к этой карте у вас уже открыт. Перейдите к карте.",
        "This record is open to you already. Go to the record.",
    ),
    "REQUEST_UNDER_WAY": (
        "Запрос об этой карте уже рассматривается. Дождитесь решения или отзовите его.",
        "A request about this record is under way. Wait for its decision or withdraw it.",
    ),
    "TOO_MANY_DRAFTS": (
        "У вас слишком много черновиков. Подайте или удалите лишние.",
        "You have too many drafts. Submit or withdraw some of them.",
    ),
    "PHONE_NOT_CONFIRMED": (
        "Телефон не подтверждён. Запросите код и введите его.",
        "The phone is not confirmed. Ask for a code and enter it.",
    ),
    "PHOTO_REQUIRED": (
        "Добавьте цветное фото, где видно вас с раскрытым паспортом в руках.",
        "Add a colour photo of yourself with your open passport in your hands.",
    ),
    "PASSPORT_REQUIRED": (
        "Заполните сведения о паспорте: серию, номер, дату выдачи, кем выдан и код подразделения.",
        "Fill in your passport: series, number, date of issue, issuer and department code.",
    ),
    "PASSPORT_EXPIRED": (
        "Срок действия паспорта вышел: его меняют в 20 и 45 лет. Укажите новый паспорт.",
        "The passport has expired: it is replaced at 20 and 45. Enter the new one.",
    ),
    "PASSPORT_TOO_EARLY": (
        "Паспорт выдают с 14 лет, а эта дата раньше. Проверьте дату выдачи и дату рождения.",
        "A passport is issued from the age of 14, and this date is earlier. Check the date of issue and the birth date.",
    ),
    "APPLICANT_REQUIRED": (
        "Сначала заполните сведения о себе в профиле.",
        "Fill in your data in the profile first.",
    ),
    "CONSENT_REQUIRED": (
        "Без согласия запрос не отправить. Прочитайте условия и отметьте согласие.",
        "A request needs your consent. Read the terms and tick the box.",
    ),
    "CONSENT_OUTDATED": (
        "Текст условий обновился. Прочитайте его ещё раз и отметьте согласие.",
        "The terms have changed. Read them again and tick the box.",
    ),
    "NOTHING_CHANGED": (
        "Вы ничего не изменили. Укажите, что нужно изменить.",
        "Nothing is changed. Say what has to change.",
    ),
    "ACCESS_ENDED": (
        "Этот доступ уже закончился. Если он нужен, подайте новый запрос.",
        "That access has ended. File a new request if you need it.",
    ),
    "APPEAL_TOO_LATE": (
        "Попросить пересмотреть решение можно в течение 30 дней. Подайте новый запрос.",
        "A decision can be appealed within 30 days. File a new request.",
    ),
    "WRONG_LENGTH": (
        "Напишите от 20 до 2000 знаков: что не так с решением.",
        "Write 20 to 2000 characters: what is wrong with the decision.",
    ),
    "PHOTO_NOT_NEEDED": (
        "Для этого запроса фото не нужно. Переходите к следующему шагу.",
        "This request needs no photo. Go on to the next step.",
    ),
    "ONLY_PHOTO_METHODS": (
        "Здесь фото загружают методом POST, смотрят методом GET и удаляют методом DELETE.",
        "Here a photo is uploaded by POST, looked at by GET and removed by DELETE.",
    ),
    "PHOTO_TYPE": (
        "Это не фотография JPEG, PNG или WebP. Сохраните её в одном из этих форматов и загрузите снова.",
        "This is no JPEG, PNG or WebP picture. Save it as one of these and upload it again.",
    ),
    "PHOTO_TOO_LARGE": (
        "Фото больше 10 МБ. Уменьшите его и загрузите снова.",
        "The photo is larger than 10 MB. Make it smaller and upload it again.",
    ),
    "PHOTO_TOO_MANY_PIXELS": (
        "В фото слишком много точек: больше 50 миллионов. Уменьшите его и загрузите снова.",
        "The photo has more than 50 million pixels. Make it smaller and upload it again.",
    ),
    "PHOTO_TOO_SMALL": (
        "Фото слишком маленькое: нужно не меньше 480 точек по каждой стороне. Снимите крупнее.",
        "The photo is too small: each side needs 480 pixels or more. Take a larger one.",
    ),
    "PHOTO_BROKEN": (
        "Фото не открывается: файл повреждён или передан не весь. Загрузите его снова.",
        "The photo does not open: it is damaged or incomplete. Upload it again.",
    ),
}

STATES: dict[str, tuple[str, str]] = {
    "STATE_DRAFT": ("Черновик", "Draft"),
    "STATE_PHONE_CONFIRMED": ("Черновик, телефон подтверждён", "Draft, phone confirmed"),
    "STATE_SUBMITTED": ("Отправлен", "Submitted"),
    "STATE_CHECKING": ("Проверяем сведения", "Checking your data"),
    "STATE_WAITING_EXTERNAL": ("Ждём ответа ведомства", "Waiting for a registry"),
    "STATE_MANUAL_REVIEW": ("Рассматривает сотрудник", "With an officer"),
    "STATE_GRANTED": ("Доступ открыт", "Access granted"),
    "STATE_REJECTED": ("Отказано", "Rejected"),
    "STATE_CHANGED": ("Изменения внесены", "Changed"),
    "STATE_CANCELLED": ("Доступ завершён", "Access ended"),
    "STATE_WITHDRAWN": ("Отозван вами", "Withdrawn by you"),
    "STATE_EXPIRED": ("Срок истёк", "Expired"),
}

EVENTS: dict[str, tuple[str, str]] = {
    "EVENT_CONFIRM_PHONE": ("Телефон подтверждён", "Phone confirmed"),
    "EVENT_SUBMIT": ("Запрос отправлен", "Request submitted"),
    "EVENT_START_CHECKS": ("Начали проверку сведений", "Checks began"),
    "EVENT_REGISTRY_OUT": (
        "Ведомство не отвечает. Приносим извинения: спросим ещё раз сами",
        "A registry does not answer. We apologise and ask again by ourselves",
    ),
    "EVENT_REGISTRY_BACK": ("Ведомство снова отвечает", "The registry answers again"),
    "EVENT_CHECK_FAILED": ("Проверка не пройдена", "A check failed"),
    "EVENT_CHECKS_PASSED": ("Проверки пройдены, запрос передан сотруднику", "Checks passed, now with an officer"),
    "EVENT_CARRY_OUT": ("Выполнено", "Carried out"),
    "EVENT_TAKE": ("Сотрудник начал рассмотрение", "An officer took it up"),
    "EVENT_RELEASE": ("Передан другому сотруднику", "Passed to another officer"),
    "EVENT_APPROVE": ("Одобрено", "Approved"),
    "EVENT_REJECT": ("Отказано", "Rejected"),
    "EVENT_APPEAL": ("Вы попросили пересмотреть решение", "You appealed the decision"),
    "EVENT_WITHDRAW": ("Вы отозвали запрос", "You withdrew the request"),
    "EVENT_CHANGE_ACCESS": ("Доступ изменён", "Access changed"),
    "EVENT_CANCEL_ACCESS": ("Доступ завершён", "Access ended"),
    "EVENT_EXPIRE": ("Срок истёк", "Expired"),
}

NEXT: dict[str, tuple[str, str]] = {
    "NEXT_RECORD": ("Выберите, чья карта нужна.", "Choose whose record you need."),
    "NEXT_POLICY": ("Укажите номер полиса ОМС.", "Enter the number of the insurance policy."),
    "NEXT_CHANGES": ("Укажите, что нужно изменить.", "Say what has to change."),
    "NEXT_PHONE": ("Подтвердите телефон кодом из СМС.", "Confirm the phone by an SMS code."),
    "NEXT_PHOTO": ("Добавьте фото с паспортом.", "Add the photo with your passport."),
    "NEXT_SUBMIT": ("Проверьте данные, дайте согласие и отправьте запрос.", "Check the data, agree and submit."),
    "NEXT_SUBMITTED": ("Ничего делать не нужно: мы начинаем проверку.", "Nothing to do: the checks begin."),
    "NEXT_CHECKING": (
        "Ничего делать не нужно. Ведомства отвечают не сразу, паспорт МВД проверяет дольше всего. Сообщим, когда придёт ответ.",
        "Nothing to do. Registries take a while to answer, the passport longest of all. We will tell you.",
    ),
    "NEXT_WAITING_EXTERNAL": (
        "Приносим извинения: ведомство не отвечает. Данные сохранены, мы повторим сами; можно повторить и сейчас.",
        "We apologise: a registry does not answer. Your data are kept and we ask again; you may also retry now.",
    ),
    "NEXT_MANUAL_REVIEW": (
        "Ничего делать не нужно. Решение будет в срок до 5 рабочих дней со дня отправки.",
        "Nothing to do. The decision comes within 5 working days of the submission.",
    ),
    "NEXT_GRANTED": ("Перейдите к медкарте: вход по коду из СМС.", "Go to the record: it opens by an SMS code."),
    "NEXT_REJECTED": (
        "Исправьте то, что указано в причине, и подайте новый запрос. Если не согласны, попросите пересмотреть решение.",
        "Put right what the reason says and file anew. If you disagree, appeal.",
    ),
    "NEXT_REJECTED_FOR_GOOD": (
        "Исправьте то, что указано в причине, и подайте новый запрос.",
        "Put right what the reason says and file a new request.",
    ),
    "NEXT_CHANGED": ("Ничего делать не нужно: изменения действуют.", "Nothing to do: the changes are in force."),
    "NEXT_CANCELLED": (
        "Если доступ снова понадобится, подайте новый запрос.",
        "File a new request if you need access again.",
    ),
    "NEXT_WITHDRAWN": ("Если доступ нужен, подайте новый запрос.", "File a new request if you need access."),
    "NEXT_EXPIRED": ("Если доступ нужен, подайте новый запрос.", "File a new request if you need access."),
}

CHECKS: dict[str, tuple[str, str]] = {
    "CHECK_PASSPORT_WAITING": (
        "Паспорт проверяет МВД. Это может занять продолжительное время.",
        "The Ministry of the Interior checks the passport. This may take a while.",
    ),
    "CHECK_PASSPORT_UNAVAILABLE": (
        "Сервис проверки паспорта не отвечает. Приносим извинения, повторите попытку позже; мы тоже повторим.",
        "The passport service does not answer. We apologise; try again later, and so will we.",
    ),
    "CHECK_PASSPORT_VALID": ("Паспорт действителен.", "The passport is valid."),
    "CHECK_PASSPORT_INVALID": (
        "Паспорт недействителен или данные указаны с ошибкой. Сверьте их с документом.",
        "The passport is invalid or there is a mistake. Compare the data with the document.",
    ),
    "CHECK_POLICY_WAITING": ("Проверяем полис ОМС.", "We check the insurance policy."),
    "CHECK_POLICY_UNAVAILABLE": (
        "Сервис проверки полиса не отвечает. Приносим извинения, повторите попытку позже; мы тоже повторим.",
        "The policy service does not answer. We apologise; try again later, and so will we.",
    ),
    "CHECK_POLICY_VALID": (
        "Полис действует и зарегистрирован в нужном регионе.",
        "The policy is valid, in a region of this service.",
    ),
    "CHECK_POLICY_INVALID": (
        "Полис больше не действует. Обратитесь в страховую компанию.",
        "The policy is no longer valid. Ask the insurer.",
    ),
    "CHECK_POLICY_NOT_FOUND": (
        "Полис с таким номером на это имя не найден. Проверьте номер, имя и дату рождения.",
        "No policy of that number and name was found. Check number, name and birth date.",
    ),
    "CHECK_POLICY_REGION": (
        "Полис зарегистрирован в другом регионе. Перерегистрировать его там, где работает сервис, поможет страховая компания.",
        "The policy is registered in another region. The insurer can register it where this service works.",
    ),
}

REASONS: dict[str, tuple[str, str]] = {
    "REASON_PASSPORT_INVALID": CHECKS["CHECK_PASSPORT_INVALID"],
    "REASON_POLICY_INVALID": CHECKS["CHECK_POLICY_INVALID"],
    "REASON_POLICY_NOT_FOUND": CHECKS["CHECK_POLICY_NOT_FOUND"],
    "REASON_POLICY_REGION": CHECKS["CHECK_POLICY_REGION"],
    "REASON_PHOTO_UNREADABLE": (
        "На фото не читаются данные паспорта. Снимите при хорошем свете и подайте новый запрос.",
        "The passport cannot be read on the photo. Take it in good light and file a new request.",
    ),
    "REASON_PHOTO_NOT_IN_COLOUR": (
        "Фото не цветное. Сделайте цветное и подайте новый запрос.",
        "The photo is not in colour. Take one in colour and file a new request.",
    ),
    "REASON_PHOTO_NOT_APPLICANT": (
        "На фото и в паспорте разные люди. Сфотографируйтесь со своим паспортом.",
        "Photo and passport show different people. Take a photo of yourself with your own passport.",
    ),
    "REASON_PHOTO_NO_PASSPORT": (
        "На фото нет раскрытого паспорта. Держите его раскрытым на странице с фотографией.",
        "There is no open passport on the photo. Hold it open at the page with the picture.",
    ),
    "REASON_IDENTITY_NOT_MATCHED": (
        "Не удалось установить, чья это карта. Обратитесь в МФЦ или поликлинику с паспортом.",
        "It could not be established whose record it is. Go to an MFC or the clinic with your passport.",
    ),
    "REASON_NOT_REPRESENTATIVE": (
        "Права законного представителя не подтверждены. Обратитесь в МФЦ с оригиналами документов.",
        "Your rights as a representative are not confirmed. Go to an MFC with the originals.",
    ),
    "REASON_DATA_DISAGREES": (
        "Сведения в запросе и в документах расходятся. Сверьте их и подайте новый запрос.",
        "The request and the documents disagree. Compare them and file a new request.",
    ),
    "REASON_ACCESS_ENDED": (
        "Доступ, который нужно было изменить, закончился. Если он нужен, подайте новый запрос.",
        "The access that was to be changed has ended. File a new request if you need it.",
    ),
    "REASON_OTHER": (
        "Причина указана в пояснении сотрудника. Если не согласны, попросите пересмотреть решение.",
        "The officer's note says why. If you disagree, appeal.",
    ),
}

ACCESS_REQUESTS: dict[str, tuple[str, str]] = {**REFUSALS, **STATES, **EVENTS, **NEXT, **CHECKS, **REASONS}
