"""The settings, read from the environment and `.env`: names that operators rely on."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from flows.errors import Refused

PREFIX = "PELITA_"
_Text = Annotated[str, NoDecode]


class Settings(BaseSettings):
    """All settings. An empty value in `.env` counts as not given."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    data_dir: Path = Field(Path("var/data"), description="Folder of the database, its log and the ledger of erasures.")
    organisation: Path = Field(
        Path("deploy/organisations/kota-mojokerto.toml"),
        description="The office: names, numbers, areas, shifts, ladders.",
    )
    database_url: str = Field("", description="sqlite:///FILE (encrypted); empty: pelita.db in the data directory.")
    master_key_file: Path = Field(
        Path("var/keys/master.key"), description="The server's key. Outside the data directory, in no backup."
    )
    host: str = Field("127.0.0.1", description="Address to listen on; a proxy with TLS stands before it.")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on.")
    public_url: str = Field("", description="Address under which the providers reach us; empty: Telegram is polled.")
    telegram_token: SecretStr = Field(SecretStr(""), description="Token of the reporters' bot, from BotFather.")
    telegram_staff_token: SecretStr = Field(
        SecretStr(""), description="Token of a second bot for people on duty (optional, advised)."
    )
    telegram_webhook_secret: SecretStr = Field(
        SecretStr(""), description="Secret that Telegram sends with each webhook: 16 to 256 of A-Z a-z 0-9 _ -."
    )
    telegram_api_url: str = Field("https://api.telegram.org", description="Base address of Telegram's Bot API.")
    twilio_account_sid: str = Field("", description="Twilio account for WhatsApp.")
    twilio_auth_token: SecretStr = Field(SecretStr(""), description="Its auth token, which also signs webhooks.")
    whatsapp_from: str = Field("", description="Our WhatsApp sender, such as whatsapp:+62….")
    twilio_api_url: str = Field("https://api.twilio.com", description="Base address of Twilio's API.")
    heartbeat_url: str = Field("", description="Outside monitor that is pinged while all is well.")

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _secret_is_allowed(cls, value: SecretStr) -> SecretStr:
        secret = value.get_secret_value()
        good = all(mark.isascii() and (mark.isalnum() or mark in "_-") for mark in secret)
        if secret and not (good and 16 <= len(secret) <= 256):
            raise ValueError("16 sampai 256 tanda dari A-Z a-z 0-9 _ -")
        return value

    @model_validator(mode="after")
    def _belongs_together(self) -> "Settings":
        data, key = self.data_dir.resolve(), self.master_key_file.resolve()
        if key.is_relative_to(data):
            raise ValueError("PELITA_MASTER_KEY_FILE harus di luar PELITA_DATA_DIR")
        if (
            self.public_url
            and self.telegram_token.get_secret_value()
            and not self.telegram_webhook_secret.get_secret_value()
        ):
            raise ValueError("PELITA_PUBLIC_URL memerlukan PELITA_TELEGRAM_WEBHOOK_SECRET")
        return self

    @property
    def url(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'pelita.db'}"


def load_settings(env_file: str | None = ".env") -> Settings:
    """Read the settings. Raises Refused, naming what to mend, when they contradict themselves."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as wrong:
        told = "; ".join(
            f"{_name(error['loc'])}{error['msg'].removeprefix('Value error, ')}" for error in wrong.errors()
        )
        raise Refused(f"Pengaturan belum benar. {told}. Lihat .env.example.") from None


def _name(where: tuple[int | str, ...]) -> str:
    return f"{PREFIX}{str(where[0]).upper()}: " if where else ""
