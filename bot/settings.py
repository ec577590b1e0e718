"""The settings, read from the environment and `.env`: names that operators rely on."""

import re
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.mistakes import Where, told
from flows.errors import Refused

PREFIX = "PELITA_"


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

    data_dir: Path = Field(
        Path("var/data"), description="Folder basis data, catatan jalannya, dan daftar percakapan yang sudah dihapus."
    )
    organisation: Path = Field(
        Path("deploy/organisations/kota-mojokerto.toml"),
        description="Berkas kantor sendiri: nama, nomor penting, wilayah, jadwal piket, urutan pemanggilan. "
        "Wajib untuk layanan sungguhan; contohnya deploy/organisations/kota-mojokerto.toml.",
    )
    database_url: str = Field(
        "", description="sqlite:///BERKAS (terenkripsi). Kosong: pelita.db di dalam PELITA_DATA_DIR."
    )
    master_key_file: Path = Field(
        Path("var/keys/master.key"),
        description="Kunci server. Harus di luar PELITA_DATA_DIR dan tidak ikut dalam cadangan data.",
    )
    host: str = Field("127.0.0.1", description="Alamat tempat layanan mendengarkan, di belakang proksi dengan TLS.")
    port: int = Field(8080, ge=0, le=65535, description="Porta tempat layanan mendengarkan.")
    public_url: str = Field(
        "",
        description="Alamat tempat penyedia menghubungi kami, misalnya https://bot.contoh.go.id. "
        "Kosong: Telegram ditanya terus-menerus.",
    )
    desk_url: str = Field(
        "",
        description="Alamat https tempat kantor membuka meja petugas, misalnya https://meja.contoh.go.id. "
        "Kosong: PELITA_PUBLIC_URL bila https; bila itu pun kosong, hanya dari komputer ini sendiri.",
    )
    telegram_token: SecretStr = Field(SecretStr(""), description="Token bot untuk pelapor, dari BotFather.")
    telegram_staff_token: SecretStr = Field(
        SecretStr(""), description="Token bot kedua, khusus petugas (tidak wajib, tetapi dianjurkan)."
    )
    telegram_webhook_secret: SecretStr = Field(
        SecretStr(""),
        description="Rahasia yang dikirim Telegram bersama setiap pesan: 16 sampai 256 tanda dari A-Z a-z 0-9 _ -. "
        "Wajib bila PELITA_PUBLIC_URL diisi.",
    )
    telegram_api_url: str = Field("https://api.telegram.org", description="Alamat dasar Bot API Telegram.")
    twilio_account_sid: str = Field("", description="Akun Twilio untuk WhatsApp.")
    twilio_auth_token: SecretStr = Field(
        SecretStr(""), description="Token akun Twilio itu; juga dipakai memeriksa tanda tangan setiap pesan."
    )
    twilio_auth_token_secondary: SecretStr = Field(
        SecretStr(""), description="Token kedua akun itu, hanya selama token diganti: tanda tangan keduanya diterima."
    )
    whatsapp_from: str = Field("", description="Nomor WhatsApp kantor, misalnya whatsapp:+62…")
    whatsapp_template_page: str = Field(
        "",
        description="ContentSid templat untuk memanggil petugas sesudah 24 jam tidak menulis: {{1}} warna, {{2}} kode, "
        "{{3}} jam.",
    )
    whatsapp_template_staff: str = Field(
        "",
        description="ContentSid templat yang meminta petugas membalas supaya pemberitahuan terkirim: {{1}} kode tugas.",
    )
    voice_from: str = Field(
        "",
        description="Nomor telepon Twilio yang menelepon petugas, misalnya +62… Kosong: tidak ada yang ditelepon, "
        "dan pesan yang senyap tidak membangunkan siapa pun.",
    )
    twilio_api_url: str = Field("https://api.twilio.com", description="Alamat dasar API Twilio.")
    heartbeat_url: SecretStr = Field(
        SecretStr(""),
        description="Alamat https pemantau di luar yang disapa (GET) setengah menit sekali selama semuanya baik. "
        "Kalau sapaan berhenti, pemantau itulah yang membangunkan orang.",
    )
    alarm_url: SecretStr = Field(
        SecretStr(""),
        description="Alamat https yang dikirimi (POST, JSON) apa yang tidak beres: kode, jumlah, dan jam, tanpa isi.",
    )

    @field_validator("desk_url")
    @classmethod
    def _desk_is_encrypted(cls, value: str) -> str:
        if value and not re.fullmatch(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?", value):
            raise ValueError("tulis seperti https://meja.contoh.go.id, tanpa apa pun di belakangnya")
        return value

    @field_validator("heartbeat_url", "alarm_url")
    @classmethod
    def _goes_out_encrypted(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not re.match(
            r"https://[^/\s]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?(/|$)", value.get_secret_value()
        ):
            raise ValueError("harus diawali https://")
        return value

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
        token, staff = self.telegram_token.get_secret_value(), self.telegram_staff_token.get_secret_value()
        if self.public_url and (token or staff) and not self.telegram_webhook_secret.get_secret_value():
            raise ValueError("PELITA_PUBLIC_URL memerlukan PELITA_TELEGRAM_WEBHOOK_SECRET")
        account = (self.twilio_account_sid, self.twilio_auth_token.get_secret_value())
        twilio = (*account, self.whatsapp_from)
        if any(twilio) and not all(twilio) and not (all(account) and self.voice_from):
            raise ValueError(
                "PELITA_TWILIO_ACCOUNT_SID, PELITA_TWILIO_AUTH_TOKEN dan PELITA_WHATSAPP_FROM harus diisi bersama"
            )
        if self.voice_from and not all((*account, self.public_url)):
            raise ValueError("PELITA_VOICE_FROM memerlukan akun Twilio dan PELITA_PUBLIC_URL")
        if self.voice_from and not re.fullmatch(r"\+[1-9][0-9]{6,14}", self.voice_from):
            raise ValueError('PELITA_VOICE_FROM ditulis seperti "+62…", angka saja')
        if all(twilio) and not self.whatsapp_from.startswith("whatsapp:"):
            raise ValueError('PELITA_WHATSAPP_FROM harus diawali "whatsapp:"')
        if all(twilio) and not self.public_url:
            raise ValueError("WhatsApp memerlukan PELITA_PUBLIC_URL: Twilio mengirim setiap pesan ke alamat itu")
        if token and token == staff:
            raise ValueError("PELITA_TELEGRAM_STAFF_TOKEN harus token bot lain daripada PELITA_TELEGRAM_TOKEN")
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
        raise Refused(f"Pengaturan belum benar. {told(wrong, _name)}. Lihat .env.example.") from None


def env_example() -> str:
    """Return the text of `.env.example`: every setting with what it is for and the value it has when left alone."""
    parts = [
        "# Pengaturan Pelita. Salin menjadi .env, lalu isi seperlunya; yang dibiarkan kosong memakai nilai bawaan."
    ]
    for name, field in Settings.model_fields.items():
        usual = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = "" if name == "organisation" else usual  # an office must name its own
        parts.append(f"# {field.description}\n{PREFIX}{name.upper()}={shown}")
    return "\n\n".join(parts) + "\n"


def _name(where: Where) -> str:
    return f"{PREFIX}{str(where[0]).upper()}" if where else ""
