"""The short name by which an owner knows a device again in the list of sessions; the header itself is never kept."""

# In this order: browsers name those that they descend from besides themselves.
_BROWSERS = (
    ("YaBrowser/", "Yandex Browser"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("python-httpx/", "HTTPX"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str | None:
    """Browser and system of a User-Agent header, such as `Firefox, Linux`; None where neither is known."""
    names = [next((name for mark, name in known if mark in user_agent[:500]), None) for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in names if name is not None) or None
