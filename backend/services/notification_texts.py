"""What notifications say: subjects and sentences by kind, Russian and English, without medical content."""

from backend.models.notification import NotificationKind

# Title and text, Russian then English. They name no person, no organization and no kind of result: a locked phone shows
# them to whoever stands beside it.
TEXTS: dict[NotificationKind, tuple[tuple[str, str], tuple[str, str]]] = {
    NotificationKind.NEW_SIGN_IN: (
        ("Новый вход", "В вашу учётную запись вошли. Если это были не вы, завершите сеанс и смените пароль."),
        (
            "New sign-in",
            "Somebody signed in to your account. If it was not you, end the session and change the password.",
        ),
    ),
    NotificationKind.PHONE_CHANGED: (
        ("Телефон изменён", "У учётной записи новый телефон. Если это сделали не вы, начните восстановление доступа."),
        ("Phone changed", "Your account has a new phone. If it was not you, start the recovery of your account."),
    ),
    NotificationKind.EMAIL_CHANGED: (
        (
            "Почта изменена",
            "У учётной записи новая почта. Если это сделали не вы, смените пароль или начните восстановление доступа.",
        ),
        (
            "E-mail changed",
            "Your account has a new e-mail address. If it was not you, change the password or start the recovery.",
        ),
    ),
    NotificationKind.PASSWORD_CHANGED: (
        ("Пароль изменён", "Пароль учётной записи изменён. Если это сделали не вы, начните восстановление доступа."),
        ("Password changed", "Your password has changed. If it was not you, start the recovery of your account."),
    ),
    NotificationKind.FACTOR_CHANGED: (
        (
            "Изменён способ входа",
            "Изменён способ входа в учётную запись. Если это сделали не вы, завершите сеансы и смените пароль.",
        ),
        (
            "Sign-in method changed",
            "A way to sign in to your account has changed. If it was not you, end the sessions and change the password.",
        ),
    ),
    NotificationKind.RECOVERY_STARTED: (
        (
            "Восстановление доступа",
            "Кто-то просит восстановить доступ к вашей учётной записи с другим телефоном. Если это не вы, войдите и сообщите об этом.",
        ),
        (
            "Recovery of the account",
            "Somebody asks to recover your account with another phone. If it is not you, sign in and say so.",
        ),
    ),
    NotificationKind.ACCOUNT_CLOSED: (
        ("Учётная запись закрыта", "Учётная запись закрыта. Медкарта остаётся в поликлинике."),
        ("Account closed", "Your account is closed. The medical record stays with the clinic."),
    ),
    NotificationKind.ACCOUNT_REOPENED: (
        (
            "Учётная запись снова открыта",
            "Учётную запись закрыли по ошибке, и она снова открыта. Приносим извинения. Войдите с прежним паролем.",
        ),
        (
            "Account open again",
            "Your account was closed by mistake and is open again. We apologise. Sign in with your earlier password.",
        ),
    ),
    NotificationKind.REQUEST_MOVED: (
        ("Запрос на доступ", "У вашего запроса на доступ новый статус. Подробности — в приложении."),
        ("Access request", "Your access request has a new status. See the app."),
    ),
    NotificationKind.REQUEST_OVERDUE: (
        ("Срок запроса прошёл", "Решение по запросу задерживается. Приносим извинения: мы уже напомнили о нём."),
        ("Request overdue", "The decision on your request is late. We apologise; the office has been reminded."),
    ),
    NotificationKind.FAMILY_MOVED: (
        ("Моя семья", "Проверка сведений о семье продвинулась. Подробности — в приложении."),
        ("My family", "The check of your family data has moved on. See the app."),
    ),
    NotificationKind.CASE_DECIDED: (
        (
            "Обращение рассмотрено",
            "Ваше обращение рассмотрено. Если вы восстанавливали доступ, задайте новый пароль на странице входа. Подробности — "
            "в приложении.",
        ),
        (
            "Case decided",
            "Your case has been decided. If you recover your account, set a new password at the sign-in page; "
            "else see the app.",
        ),
    ),
    NotificationKind.COMPLAINT_MOVED: (
        ("Жалоба в страховую", "У вашей жалобы новый статус. Подробности — в приложении."),
        ("Complaint to the insurer", "Your complaint has a new status. See the app."),
    ),
    NotificationKind.ACCESS_OPENED: (
        ("Доступ открыт", "Доступ к карте открыт. Войдите в приложение, чтобы посмотреть её."),
        ("Access opened", "Access to a record is open. Sign in to see it."),
    ),
    NotificationKind.POLICY_NEEDED: (
        (
            "Нужен полис",
            "Карта откроется, когда станет известен действующий полис ОМС. Укажите его номер в профиле или измените доступ в приложении.",
        ),
        (
            "Policy needed",
            "A record opens once an insurance policy in force is known. Enter its number in your profile, or change the access in the app.",
        ),
    ),
    NotificationKind.IDENTITY_NEEDED: (
        (
            "Личность не подтверждена",
            "Портал, через который вы вошли, передал не все сведения или с ошибкой. Проверьте СНИЛС и имя на портале и войдите "
            "снова, либо укажите СНИЛС и паспорт в профиле.",
        ),
        (
            "Identity not confirmed",
            "The portal that you signed in by left out some of your data, or sent it with a mistake. Check СНИЛС and name there "
            "and sign in again, or enter СНИЛС and passport in your profile.",
        ),
    ),
    NotificationKind.ACCESS_ENDING: (
        ("Доступ скоро закончится", "Через 30 дней или раньше закончится доступ к карте. Подробности — в приложении."),
        ("Access is about to end", "Access to a record ends within 30 days. See the app."),
    ),
    NotificationKind.ACCESS_ENDED: (
        ("Доступ закончился", "Доступ к карте закончился. Подробности — в приложении."),
        ("Access has ended", "Access to a record has ended. See the app."),
    ),
    NotificationKind.TURNED_FIFTEEN: (
        ("Теперь это ваше", "С 15 лет своя медкарта открывается вам самим. Посмотрите, кто и что в ней видит."),
        ("This is yours now", "From the age of 15 your own record opens to you. See who sees what of it."),
    ),
    NotificationKind.NEW_RESULT: (
        ("Новая запись", "В карте появилась новая запись. Войдите в приложение, чтобы посмотреть её."),
        ("New entry", "There is a new entry in a record. Sign in to see it."),
    ),
    NotificationKind.APPOINTMENT: (
        ("Приём", "Напоминаем о записи в клинику. Подробности — в приложении."),
        ("Appointment", "A reminder of a booked time. See the app."),
    ),
    NotificationKind.PAPER_MOVED: (
        ("Бумаги в клинике", "У ваших бумаг в клинике новый статус. Подробности — в приложении."),
        ("Papers at the clinic", "Your papers at the clinic have a new status. See the app."),
    ),
    NotificationKind.RECORD_CHANGED: (
        (
            "Карта изменилась",
            "Сотрудник регистратуры исправил, какие записи относятся к карте. Подробности — в приложении.",
        ),
        ("The record has changed", "The registry has put right which entries belong to a record. See the app."),
    ),
    NotificationKind.HIDING_LIFTED: (
        (
            "Скрытая запись показана",
            "Врач показал вашим представителям запись, которую вы скрыли: он счёл, что вашей жизни что-то угрожает. Какую и почему "
            "— в приложении.",
        ),
        (
            "A hidden entry is shown",
            "A doctor has shown your representatives an entry that you hid, finding a threat to your life. Which one and why, see "
            "the app.",
        ),
    ),
    NotificationKind.LINK_OPENED: (
        (
            "Вашу ссылку открыли",
            "Ссылку, которую вы создали, открыли в первый раз. Если вы никому её не давали, отзовите её в приложении.",
        ),
        (
            "Your link was opened",
            "A link that you made was opened for the first time. If you gave it to nobody, revoke it in the app.",
        ),
    ),
    NotificationKind.BREAK_GLASS: (
        (
            "Карту открыли экстренно",
            "Врач открыл карту в экстренном случае, без приёма. Кто и когда — в журнале карты. Доступ проверит офицер безопасности.",
        ),
        (
            "Emergency access",
            "A doctor opened a record in an emergency, without an encounter. The record's log says who and when. A security "
            "officer reviews the access.",
        ),
    ),
}


def title_and_text(kind: NotificationKind, language: str) -> tuple[str, str]:
    """The notification as the app shows it."""
    russian, english = TEXTS[kind]
    return english if language == "en" else russian


def message(kind: str, language: str = "ru") -> tuple[str, str]:
    """Subject and text that go to a phone or a mailbox."""
    title, text = title_and_text(NotificationKind(kind), language)
    return f"Медкарта: {title.lower()}", f"Медкарта. {text}"
