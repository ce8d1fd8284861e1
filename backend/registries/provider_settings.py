"""How the installation describes an OpenID Connect provider (`MEDCARD_OIDC_PROVIDERS`)."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class ClaimNames(BaseModel):
    """Under which names the provider states what; without `level` every account of it counts as confirmed in person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    snils: str | None = None
    family_name: str = "family_name"
    given_name: str = "given_name"
    patronymic: str = "middle_name"
    birth_date: str = "birthdate"
    sex: str = "gender"
    level: str | None = None
    full: list[str] = Field(["full"], description="Values of the claim `level` that mean: confirmed in person")


class ProviderSettings(BaseModel):
    """One provider as the installation knows it. Claims of a `verified` issuer are trusted: it is on the allow-list."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")
    title: str = Field(min_length=1, max_length=60)
    # What it says of itself is read under TLS, or on this machine.
    issuer: str = Field(pattern=r"^(https://[^?#\s@]+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/[^?#\s@]*)?)$")
    client_id: str = Field(min_length=1)
    client_secret: SecretStr
    scopes: list[str] = ["openid"]
    verified: bool = False
    claims: ClaimNames = ClaimNames()
