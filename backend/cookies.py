"""The service's cookies: of this host alone, out of reach of scripts, Secure where the public address is https."""

from collections.abc import Mapping


class Cookies:
    """Those that a page's browser keeps; "" as a value ends one."""

    def __init__(self, secure: bool) -> None:
        prefix, self._secure = ("__Host-", "; Secure") if secure else ("", "")
        self.session_name = f"{prefix}medcard"
        self.pending_name = f"{prefix}medcard-sign-in"
        self.leaving_name = f"{prefix}medcard-provider"
        self.known_name = f"{prefix}medcard-device"

    def session(self, token: str) -> bytes:
        """The session's token, never sent from other sites."""
        age = "; Max-Age=0" if token == "" else ""
        return f"{self.session_name}={token}; Path=/; HttpOnly; SameSite=Strict{self._secure}{age}".encode()

    def pending(self, token: str) -> bytes:
        """The sign-in that waits for its second factor in this browser, for its five minutes."""
        return self._brief(self.pending_name, token, "Strict", 300)

    def leaving(self, value: str) -> bytes:
        """What knows the browser again when it comes back from a provider; Lax, for it comes from another site."""
        return self._brief(self.leaving_name, value, "Lax", 600)

    def known(self, value: str) -> bytes:
        """What knows the browser again for a year: a sign-in from one without it is told. It opens nothing."""
        return self._brief(self.known_name, value, "Lax", 31_536_000)

    def _brief(self, name: str, value: str, same_site: str, seconds: int) -> bytes:
        age = 0 if value == "" else seconds
        return f"{name}={value}; Path=/; HttpOnly; SameSite={same_site}{self._secure}; Max-Age={age}".encode()


def cookie_value(headers: Mapping[bytes, bytes], name: str) -> str | None:
    """A cookie of a request; None for none and for an empty one."""
    for part in headers.get(b"cookie", b"").decode("latin-1").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value or None
    return None
