"""How an officer's screen names people: SQL for the names of a person, and of whoever proposed, confirmed or decided."""


def person_name(table: str) -> str:
    """The names of a row of `person` under this alias, in one text; '' where it has none, or there is no row."""
    parts = ", ".join(f"nullif({table}.{part}, '')" for part in ("family_name", "given_name", "patronymic"))
    return f"concat_ws(' ', {parts})"


def staff_name(account: str) -> str:
    """The name of the account in this column: its person's, else its login; null for no account."""
    return (
        f"(SELECT coalesce(nullif({person_name('sp')}, ''), sa.login) FROM account sa "
        f"LEFT JOIN person sp ON sp.id = sa.person_id WHERE sa.id = {account})"
    )
