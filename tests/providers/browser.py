"""A browser: keeps cookies, and sends the Strict ones only where its own page asks."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.client import Site

START = "mutation($input: StartProviderSignInInput!) { startProviderSignIn(input: $input) { authorizationUrl userErrors { code } } }"
SIGN_IN = (
    "mutation($input: SignInInput!) { signIn(input: $input) { userErrors { code } viewer { account { login } } } }"
)
WHO = "{ viewer { account { login level } person { familyName } records { displayName } } }"
OWN = "{ viewer { signInProviders { name linkedAt } } }"
UNLINK = (
    "mutation($input: UnlinkProviderInput!) { unlinkProvider(input: $input) { signInProviders { name linkedAt } "
    "userErrors { code } } }"
)


@dataclass
class Browser:
    """`cookies`: name to (value, attributes)."""

    site: Site
    cookies: dict[str, tuple[str, str]] = field(default_factory=dict)
    agent: str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The page's own request."""
        headers = self._headers(cross_site=False) | {"Origin": self.site.settings.origin}
        response = await self.site.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
        self._keep(response)
        answer: dict[str, Any] = response.json()
        return answer

    async def start(self, provider: str, *, add: bool = False) -> dict[str, Any]:
        answer = await self.ask(START, input={"provider": provider, "add": add})
        payload: dict[str, Any] = answer["data"]["startProviderSignIn"]
        return payload

    async def leave(self, provider: str, *, add: bool = False) -> str:
        """Where the page sends this browser."""
        payload = await self.start(provider, add=add)
        assert payload["userErrors"] == [], payload
        return str(payload["authorizationUrl"])

    async def sign_in(self, login: str, password: str = "medcard-demo") -> None:
        answer = await self.ask(SIGN_IN, input={"login": login, "password": password})
        assert answer["data"]["signIn"]["userErrors"] == [], answer

    async def follow(self, url: str) -> httpx.Response:
        """Comes back from another site, by its redirect."""
        parts = urlsplit(url)
        response = await self.site.http.get(f"{parts.path}?{parts.query}", headers=self._headers(cross_site=True))
        self._keep(response)
        return response

    async def back(self, url: str) -> str:
        """Where the service sends the browser on to."""
        response = await self.follow(url)
        assert response.status_code == 303, response.text
        return response.headers["location"]

    async def who(self) -> Any:
        return (await self.ask(WHO))["data"]["viewer"]

    def _headers(self, *, cross_site: bool) -> dict[str, str]:
        sent = [f"{k}={v}" for k, (v, how) in self.cookies.items() if not (cross_site and "SameSite=Strict" in how)]
        site = "cross-site" if cross_site else "same-origin"
        cookie = {"Cookie": "; ".join(sent)} if sent else {}
        return {"Sec-Fetch-Site": site, "User-Agent": self.agent} | cookie

    def _keep(self, response: httpx.Response) -> None:
        self.site.http.cookies.clear()
        for line in response.headers.get_list("set-cookie"):
            pair, _, attributes = line.partition(";")
            name, _, value = pair.partition("=")
            if "Max-Age=0" in attributes:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = (value, attributes)


def asked(url: str) -> dict[str, str]:
    """The parameters of an address, each of which is there once."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True, strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)
