"""Sentences of sign-in through outside providers: Russian, English."""

PROVIDERS: dict[str, tuple[str, str]] = {
    "PROVIDER_CANCELLED": (
        "Вход через внешний сервис отменён. Начните заново или войдите по паролю.",
        "The sign-in through the other service was cancelled. Begin again or sign in with your password.",
    ),
    "PROVIDER_REFUSED": (
        "Ответ внешнего сервиса не удалось проверить, поэтому вход не выполнен. Начните заново.",
        "The answer of the other service could not be verified, so nobody was signed in. Begin again.",
    ),
    "PROVIDER_TAKEN": (
        "Этот внешний вход уже связан с учётной записью. Сначала отключите его там.",
        "This sign-in is linked with an account already. Unlink it there first.",
    ),
    "ACCOUNT_BLOCKED": (
        "Учётная запись заблокирована. Обратитесь в поддержку сервиса.",
        "The account is blocked. Contact the service's support.",
    ),
    "IDENTITY_DIFFERS": (
        "Внешний сервис подтвердил личность другого человека. Войдите по паролю; сотрудник проверит, чья это учётная запись.",
        "The other service confirmed another person. Sign in with your password; an officer looks at whose account it is.",
    ),
    "PROVIDER_OF_ANOTHER": (
        "Внешний сервис подтвердил личность другого человека, поэтому вход через него не добавлен. Выйдите там и войдите под своим именем; если это вы, придите с паспортом и СНИЛС в МФЦ.",
        "The other service confirmed another person, so it was not added. Sign out there and sign in as yourself; if it is you, come to an MFC with your passport and СНИЛС.",
    ),
    "PAGE_ONLY": (
        "Такой вход возможен только на странице сервиса. Откройте её в браузере.",
        "This sign-in works on the service's page alone. Open it in a browser.",
    ),
    "LAST_WAY_IN": (
        "Это единственный способ войти в учётную запись. Сначала задайте пароль или добавьте другой вход.",
        "This is the only way into the account. Set a password or add another way first.",
    ),
}
