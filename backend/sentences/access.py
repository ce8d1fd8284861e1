"""Sentences of sign-in, card entry and access to a record."""

ACCESS: dict[str, tuple[str, str]] = {
    "ACCOUNT_LEVEL_TOO_LOW": (
        "Нужна стандартная или подтверждённая учётная запись. Укажите в профиле СНИЛС и паспорт: после проверки уровень повысится.",
        "A standard or confirmed account is needed. Fill in СНИЛС and passport in your profile: their check raises the level.",
    ),
    "POLICY_REGION": (
        "Полис ОМС зарегистрирован в другом регионе. Перерегистрировать его там, где работает сервис, поможет страховая компания.",
        "The insurance policy is registered in another region. The insurer can register it where this service works.",
    ),
    "POLICY_INVALID": (
        "Действующий полис ОМС неизвестен. Укажите его номер запросом на изменение доступа или проверьте полис у страховой.",
        "No insurance policy in force is known. Give its number in a request to change the access, or ask your insurer.",
    ),
    "UNDER_AGE": (
        "Своя карта открывается с 15 лет. До этого её открывает законный представитель: попросите его подать запрос.",
        "One's own record opens from the age of 15. Until then a legal representative opens it: ask them to request it.",
    ),
    "WARD_IS_ADULT": (
        "Ребёнку исполнилось 18 лет, и доступ законного представителя закончился. Теперь он открывает свою карту сам.",
        "Your child is 18, so a legal representative's access has ended. They open their record themselves now.",
    ),
    "ACCESS_NOT_OPEN": (
        "Доступ к карте ещё не открыт. Подайте запрос на доступ.",
        "Access to the record is not open yet. Request it.",
    ),
    "WRONG_CREDENTIALS": (
        "Логин или пароль не подходит. Проверьте раскладку и попробуйте ещё раз.",
        "The login or the password is wrong. Check the keyboard layout and try again.",
    ),
    "WRONG_CODE": (
        "Код не подходит или уже не действует. Проверьте его, запросите новый или дождитесь следующего в приложении-аутентификаторе.",
        "The code is wrong or no longer valid. Check it, ask for a new one, or wait for the next one in your authenticator app.",
    ),
    "NO_PHONE": (
        "К учётной записи не привязан телефон. Привяжите его и запросите код снова.",
        "The account has no phone. Add one and ask for the code again.",
    ),
    "TOO_SOON": (
        "Код уже отправлен. Подождите минуту; за час можно запросить не больше десяти.",
        "A code was sent already. Wait a minute; ten an hour are the most.",
    ),
    "ASKED_JUST_NOW": (
        "Ведомство уже спрошено только что. Ответ появится здесь сам; если его нет, попробуйте через минуту.",
        "The registry was asked just now. The answer will show here by itself; if it does not, try again in a minute.",
    ),
}
