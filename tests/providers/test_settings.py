"""Providers are described in the settings, and a wrong description is told without its secret."""

from typing import Any

import orjson
import pytest
from pydantic import ValidationError

from backend.settings import Settings, load_settings

GOOD: dict[str, Any] = {
    "name": "portal",
    "title": "Портал",
    "issuer": "https://portal.example",
    "client_id": "medcard",
    "client_secret": "never printed",
}


def _with(monkeypatch: pytest.MonkeyPatch, *providers: dict[str, Any]) -> Settings:
    monkeypatch.setenv("MEDCARD_OIDC_PROVIDERS", orjson.dumps(providers).decode())
    return load_settings()


def test_a_provider_is_on_no_list_unless_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = _with(monkeypatch, GOOD, GOOD | {"name": "mail", "issuer": "http://localhost:8080/realms/one"})
    assert [provider.verified for provider in settings.oidc_providers] == [False, False]
    assert "never printed" not in repr(settings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Portal"},
        {"name": "../up"},
        {"name": ""},
        {"title": ""},
        {"issuer": "http://portal.example"},
        {"issuer": "https://portal.example?x=1"},
        {"issuer": "javascript:alert(1)"},
        {"client_id": ""},
        {"verified": "perhaps"},
        {"unknown": 1},
        {"issuer": None},
        {"claims": {"snils": 5}},
    ],
    ids=str,
)
def test_a_wrong_description_stops_the_start_and_prints_no_secret(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError) as refused:
        _with(monkeypatch, GOOD | wrong)
    assert "never printed" not in str(refused.value)


def test_a_provider_that_lacks_a_part_is_told_without_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("name", "title", "issuer", "client_id", "client_secret"):
        with pytest.raises(ValidationError, match=f"oidc_providers.0.{name}") as refused:
            _with(monkeypatch, {key: value for key, value in GOOD.items() if key != name})
        assert "never printed" not in str(refused.value)


@pytest.mark.parametrize("same", ["name", "issuer"])
def test_providers_have_names_and_issuers_of_their_own(monkeypatch: pytest.MonkeyPatch, same: str) -> None:
    other = GOOD | {"name": "other", "issuer": "https://other.example"}
    with pytest.raises(ValidationError, match="names and issuers of their own") as refused:
        _with(monkeypatch, GOOD, other | {same: GOOD[same]})
    assert "never printed" not in str(refused.value)
