"""Three providers: two real ones over HTTP (one on the allow-list), and one that forges; the demo's people use them."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
from oidc_provider_mock import User, run_server_in_thread
from pydantic import SecretStr

from backend.registries.provider_settings import ClaimNames, ProviderSettings
from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site
from tests.providers.browser import Browser
from tests.providers.hostile import CLIENT, ISSUER, Hostile

CLAIMS = ClaimNames(snils="snils", level="assurance")


@dataclass
class Portal:
    """A real provider in a thread of its own."""

    issuer: str

    async def agree(self, url: str, subject: str) -> str:
        """The person signs in there; gives the address to which the browser is sent back."""
        async with httpx.AsyncClient(trust_env=False) as client:
            response = await client.post(url, data={"sub": subject})
        assert response.status_code == 302, response.text
        return response.headers["location"]

    async def deny(self, url: str) -> str:
        async with httpx.AsyncClient(trust_env=False) as client:
            response = await client.post(url, data={"action": "deny"})
        return response.headers["location"]

    async def knows(self, subject: str, **claims: object) -> None:
        """A person of the provider, with what it states of them."""
        async with httpx.AsyncClient(trust_env=False) as client:
            response = await client.put(f"{self.issuer}/users/{subject}", json=claims)
        assert response.is_success, response.text


@pytest.fixture(scope="package")
def portal() -> Iterator[Portal]:
    """On the allow-list."""
    with run_server_in_thread(require_nonce=True, user_claims=[User(sub="nobody")]) as server:
        yield Portal(f"http://localhost:{server.server_port}")


@pytest.fixture(scope="package")
def mail() -> Iterator[Portal]:
    """On no list: it tells people apart and vouches for nobody."""
    with run_server_in_thread() as server:
        yield Portal(f"http://localhost:{server.server_port}")


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, new_database: NewDatabase, portal: Portal, mail: Portal) -> AsyncIterator[Site]:
    secret = SecretStr("kept between the two")

    def provider(name: str, issuer: str, verified: bool) -> ProviderSettings:
        return ProviderSettings(
            name=name,
            title=name.title(),
            issuer=issuer,
            client_id=CLIENT,
            client_secret=secret,
            scopes=["openid", "profile"],
            verified=verified,
            claims=CLAIMS,
        )

    providers = [
        provider("portal", portal.issuer, True),
        provider("mail", mail.issuer, False),
        provider("hostile", ISSUER, True),
    ]
    async with cast_site(settings.model_copy(update={"oidc_providers": providers}), new_database) as site:
        yield site


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    await running.forget("provider_sign_in")
    await running.database.execute("UPDATE external_identity SET ended_at = now() WHERE ended_at IS NULL")
    return running


@pytest.fixture
def browser(site: Site) -> Browser:
    return Browser(site)


@pytest.fixture
def hostile(site: Site) -> Hostile:
    made = Hostile()
    site.registries.providers["hostile"].use(made.transport())
    return made
