"""All outside systems in one bundle, as the service is given them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import httpx

from backend.registries.civil_acts import CIVIL_ACTS_PATH, CivilActsRegistry, HttpCivilActsRegistry
from backend.registries.client import PACE, Pace, RegistryClient
from backend.registries.email import Email, HttpEmail
from backend.registries.guardianship import GUARDIANSHIP_PATH, GuardianshipRegistry, HttpGuardianshipRegistry
from backend.registries.identity_provider import IdentityProvider
from backend.registries.insurance import INSURANCE_PATH, HttpInsuranceRegistry, InsuranceRegistry
from backend.registries.passport import PASSPORT_PATH, HttpPassportRegistry, PassportRegistry
from backend.registries.provider_settings import ProviderSettings
from backend.registries.schedule import (
    BOOKING_PATH,
    CANCELLATION_PATH,
    FREE_PATH,
    HttpScheduleRegistry,
    ScheduleRegistry,
)
from backend.registries.sms import SMS_PACE, HttpSms, Sms


@dataclass(frozen=True, slots=True)
class Registries:
    """Ports of the outside systems; `clients` are the connections behind them.

    `providers` are those that sign people in, by name.
    """

    passport: PassportRegistry
    insurance: InsuranceRegistry
    civil_acts: CivilActsRegistry
    guardianship: GuardianshipRegistry
    schedule: ScheduleRegistry
    sms: Sms
    email: Email
    clients: tuple[RegistryClient, ...] = ()
    providers: dict[str, IdentityProvider] = field(default_factory=dict)

    @classmethod
    def over_http(
        cls,
        url: str | None = None,
        api_key: str | None = None,
        *,
        sms_url: str | None = None,
        sms_api_key: str | None = None,
        email_url: str | None = None,
        email_api_key: str | None = None,
        providers: Sequence[ProviderSettings] = (),
        pace: Pace = PACE,
        sms_pace: Pace = SMS_PACE,
    ) -> Self:
        """Registries under one address, gateways at their own. What has no address is never available."""

        def at(registry: str, path: str) -> RegistryClient:
            return RegistryClient(registry, f"{url.rstrip('/')}{path}" if url else None, api_key, pace)

        passport, insurance = at("passport", PASSPORT_PATH), at("insurance", INSURANCE_PATH)
        civil_acts, guardianship = at("civil_acts", CIVIL_ACTS_PATH), at("guardianship", GUARDIANSHIP_PATH)
        schedule = (at("free_times", FREE_PATH), at("booking", BOOKING_PATH), at("cancellation", CANCELLATION_PATH))
        sms = RegistryClient("sms", sms_url or None, sms_api_key, sms_pace)
        email = RegistryClient("email", email_url or None, email_api_key, pace)
        return cls(
            HttpPassportRegistry(passport),
            HttpInsuranceRegistry(insurance),
            HttpCivilActsRegistry(civil_acts),
            HttpGuardianshipRegistry(guardianship),
            HttpScheduleRegistry(*schedule),
            HttpSms(sms),
            HttpEmail(email),
            (passport, insurance, civil_acts, guardianship, *schedule, sms, email),
            {provider.name: IdentityProvider(provider) for provider in providers},
        )

    def use(self, transport: httpx.AsyncBaseTransport, pace: Pace | None = None) -> None:
        """Sends everything through this transport, such as an application in the same process, with this patience."""
        for client in self.clients:
            client.use(transport, pace)

    async def close(self) -> None:
        for client in self.clients:
            await client.close()
        for provider in self.providers.values():
            await provider.close()
