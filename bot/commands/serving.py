"""`pelita serve`: the service with the real channels."""

import socket
from datetime import datetime

import typer
import uvicorn
from starlette.applications import Starlette

from bot.channels import whatsapp_form
from bot.channels.telegram import TelegramChannel
from bot.channels.voice import NAME as VOICE
from bot.channels.voice import VoiceChannel
from bot.channels.whatsapp import WhatsAppChannel
from bot.duty import holidays, rota
from bot.house import Channel, House
from bot.opening import opened
from bot.organisation import Organisation
from bot.running import running_lock
from bot.service import Service, waking
from bot.settings import Settings, load_settings
from bot.web import voice as voice_hooks
from bot.web import webhooks
from bot.web.app import create_app
from flows.errors import Refused
from storage import members, telephones
from storage.meta import REAL

_GRACE = 5
"""Seconds in which open requests may end once the process is told to stop."""


def serve() -> None:
    """Serve until stopped. Refuses to start without a channel, or twice on the same data."""
    serve_with(load_settings())


def serve_with(settings: Settings) -> None:
    """Serve as `settings` say until stopped.

    Raises Refused without an office's own file or a channel, for data of the demo, and when running already.
    """
    must_name_office(settings)
    services: list[Service] = []
    with opened(settings, after_commit=waking(services), kind=REAL) as house:
        house.channels = real_channels(house)
        if not house.channels:
            raise Refused(
                "Belum ada saluran. Isi PELITA_TELEGRAM_TOKEN atau akun Twilio di .env, atau coba tanpa akun: make run"
            )
        with running_lock(settings.data_dir):
            _must_be_free(settings.host, settings.port)
            services.append(Service(house))
            _warn(house)
            uvicorn.Server(server_config(create_app(services[0]), settings)).run()


def server_config(app: Starlette, settings: Settings) -> uvicorn.Config:
    """Return how `app` is served: no log of who asked for what, and nobody's open request keeps it from ending."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )


def must_name_office(settings: Settings) -> None:
    """Raise Refused when no organisation file is named: the people and numbers of the example are nobody's."""
    if "organisation" not in settings.model_fields_set:
        raise Refused(
            "Berkas kantor belum disebut. Salin deploy/organisations/kota-mojokerto.toml, isi dengan kantor sendiri, "
            "lalu tulis tempatnya dalam PELITA_ORGANISATION. Untuk percobaan: kosongkan tokennya, lalu make run"
        )


def _must_be_free(host: str, port: int) -> None:
    """Raise Refused, with what to do, when somebody else listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refused(f"Alamat {host}:{port} sudah dipakai. Ganti PELITA_HOST atau PELITA_PORT.") from None


def real_channels(house: House) -> dict[str, Channel]:
    """Return the channels that the settings have tokens for."""
    settings = house.settings
    tokens = {"telegram": settings.telegram_token, "telegram-staff": settings.telegram_staff_token}
    channels: dict[str, Channel] = {
        name: TelegramChannel(token.get_secret_value(), settings.telegram_api_url, name)
        for name, token in tokens.items()
        if token.get_secret_value()
    }
    if settings.whatsapp_from:
        channels[whatsapp_form.NAME] = whatsapp(settings)
    if channels and settings.voice_from:
        channels[VOICE] = voice(settings)
    return channels


def voice(settings: Settings, timeout: float = 10.0) -> VoiceChannel:
    """Return the channel of telephone calls that the settings describe; `timeout` in seconds for each step."""
    return VoiceChannel(
        settings.twilio_account_sid,
        settings.twilio_auth_token.get_secret_value(),
        settings.voice_from,
        api_url=settings.twilio_api_url,
        answer_url=webhooks.address(settings, voice_hooks.ANSWER),
        status_url=webhooks.address(settings, voice_hooks.STATUS),
        timeout=timeout,
    )


def whatsapp(settings: Settings, timeout: float = 10.0) -> WhatsAppChannel:
    """Return the WhatsApp channel that the settings describe; `timeout` in seconds for each step."""
    return WhatsAppChannel(
        settings.twilio_account_sid,
        settings.twilio_auth_token.get_secret_value(),
        settings.whatsapp_from,
        api_url=settings.twilio_api_url,
        report_url=webhooks.address(settings, webhooks.WHATSAPP_STATUS),
        templates={"page": settings.whatsapp_template_page, "staff": settings.whatsapp_template_staff},
        timeout=timeout,
    )


def unreachable(house: House) -> list[str]:
    """Return the names on the roster that nobody could call now: no member, or no chat linked."""
    with house.database.look() as uow:
        known = {row.name for row in members.everyone(uow) if row.active and members.contacts(uow, row.id)}
        return [name for name in rota.expected(house, uow, house.clock.now()) if name not in known]


def _warn(house: House) -> None:
    """Tell the operator what would keep help away: people who cannot be called, numbers nobody has rung."""
    for name in unreachable(house):
        typer.echo(
            f"Peringatan: {name} ada di jadwal piket, tetapi belum menjadi anggota atau belum punya chat.", err=True
        )
    warn_of_holidays(house.organisation, house.clock.now())
    warn_of_silence(house)
    settings = house.settings
    if settings.whatsapp_from and not (settings.whatsapp_template_page and settings.whatsapp_template_staff):
        typer.echo(
            "Peringatan: templat WhatsApp belum lengkap (PELITA_WHATSAPP_TEMPLATE_PAGE dan …_STAFF). "
            "Petugas yang sehari tidak menulis di WhatsApp tidak dapat dipanggil lewat sana.",
            err=True,
        )
    office = house.organisation
    shown = (*office.emergency, *((office.crisis,) if office.crisis else ()), *office.services)
    lines = [line.label for line in shown if not line.verified]
    if lines:
        typer.echo(f"Peringatan: nomor ini belum diverifikasi kantor: {', '.join(lines)}.", err=True)


def warn_of_silence(house: House) -> None:
    """Tell the operator whom no telephone wakes: a chat that is silent at night wakes nobody."""
    if not house.settings.voice_from:
        typer.echo(
            "Peringatan: tidak ada nomor telepon yang menelepon petugas (PELITA_VOICE_FROM). Pesan yang senyap tidak "
            "membangunkan siapa pun: pastikan HP petugas malam berdering untuk chat ini.",
            err=True,
        )
        return
    for name in without_telephone(house):
        typer.echo(
            f"Peringatan: {name} ada di jadwal piket tanpa telepon yang dipastikan. pelita member phone {name} +62…",
            err=True,
        )


def without_telephone(house: House) -> list[str]:
    """Return the members on the roster who have no telephone that may be called."""
    with house.database.look() as uow:
        found = [members.by_name(uow, name) for name in rota.expected(house, uow, house.clock.now())]
        return [row.name for row in found if row is not None and telephones.of_member(uow, row.id) is None]


def warn_of_holidays(office: Organisation, now: datetime) -> None:
    """Tell the operator when this year or the next has no list of holidays."""
    for year in holidays.missing(office, now):
        typer.echo(
            f"Peringatan: daftar hari libur {year} belum lengkap. Pasang Pelita yang lebih baru, atau tulis sendiri di "
            "bagian [holidays] berkas kantor. Sampai itu piket hari libur tidak dapat dipercaya.",
            err=True,
        )
