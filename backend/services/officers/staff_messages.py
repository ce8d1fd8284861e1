"""What a new employee is told: that there is an account, and how its first password is set. No code is in it."""

import uuid

import asyncpg

from backend.registries.registries import Registries

_SUBJECT = "Медкарта: учётная запись сотрудника"
# A message's key: a try that was cut off after sending sends nothing twice.
_KEYS = uuid.UUID("0c3b7c1e-6a64-4a0e-9d0b-9f0a5a2d1b77")


async def tell_employee(pool: asyncpg.Pool, registries: Registries, appointment_id: int) -> None:
    """Sends it to the mailbox, else to the phone, of an appointment in force. Raises RegistryUnavailable.

    The password is set by a code to the same place, asked for at the sign-in page: so nobody ever knows a first password,
    and a code is not older than five minutes.
    """
    account = await pool.fetchrow(
        "SELECT a.login, a.email, a.phone FROM staff_appointment s JOIN account a ON a.id = s.account_id "
        "WHERE s.id = $1 AND s.state = 'IN_FORCE'",
        appointment_id,
    )
    if account is None:
        return
    key = str(uuid.uuid5(_KEYS, str(appointment_id)))
    text = (
        f"Для вас открыта учётная запись сотрудника Медкарты, логин {account['login']}. "
        "Чтобы задать пароль, выберите «Забыли пароль?» на странице входа и введите код, который придёт сюда же."
    )
    if account["email"]:
        await registries.email.send(account["email"], _SUBJECT, text, key)
    else:
        await registries.sms.send(account["phone"], text, key)
