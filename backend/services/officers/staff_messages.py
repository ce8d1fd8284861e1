"""What a new employee is told: that there is an account, and how its first password is set. No code is in it."""

import asyncpg

from backend.models.account import Channel
from backend.registries.registries import Registries
from backend.services.accounts.contact import Contact
from backend.services.accounts.messages import send

_SUBJECT = "Медкарта: учётная запись сотрудника"


async def tell_employee(pool: asyncpg.Pool, registries: Registries, account_id: int) -> None:
    """Sends it to the mailbox, else to the phone. Raises Refused UNAVAILABLE.

    The password is set by a code to the same place, asked for at the sign-in page: so nobody ever knows a first password,
    and a code is not older than five minutes.
    """
    account = await pool.fetchrow("SELECT login, email, phone FROM account WHERE id = $1", account_id)
    assert account is not None
    to = Contact(Channel.EMAIL, account["email"]) if account["email"] else Contact(Channel.SMS, account["phone"])
    text = (
        f"Для вас открыта учётная запись сотрудника Медкарты, логин {account['login']}. "
        "Чтобы задать пароль, выберите «Забыли пароль?» на странице входа и введите код, который придёт сюда же."
    )
    await send(registries, to, _SUBJECT, text)
