"""The outside systems as the settings name them; in demo mode the simulator beside the service."""

from backend.registries.registries import Registries
from backend.settings import Settings

SIMULATOR = "/demo/simulator"


def registries_of(settings: Settings) -> Registries:
    """Clients of every registry and gateway. What has no address is never available."""
    simulator = f"{settings.listening}{SIMULATOR}" if settings.demo else None

    def key(name: str) -> str | None:
        secret = getattr(settings, f"{name}_api_key")
        return secret.get_secret_value() if secret is not None else None

    return Registries.over_http(
        settings.registries_url or simulator,
        key("registries"),
        sms_url=settings.sms_url or (f"{simulator}/sms/messages" if simulator else None),
        sms_api_key=key("sms"),
        email_url=settings.email_url or (f"{simulator}/email/messages" if simulator else None),
        email_api_key=key("email"),
        providers=settings.oidc_providers,
    )
