"""`pelita member`: who works here, and the code with which each links a chat."""

from typing import Annotated

import typer

from bot.commands.secrets import new_password, password_of
from bot.enrolment import enrol, opener
from bot.enrolment_phone import dialled_as, forget_telephone, propose_telephone
from bot.house import House
from bot.opening import opened
from bot.settings import load_settings
from flows.errors import Refused
from flows.skills import SKILLS
from storage import audit, codes, desk_sessions, members, teams, telephones
from storage.database import UnitOfWork
from storage.rows import Row

app = typer.Typer(no_args_is_help=True)


@app.command("add", help="Menambah orang, dan mencetak kode untuk menyambungkan chatnya.")
def add(
    name: Annotated[str, typer.Argument(help="Nama pendek, seperti di jadwal piket.")],
    role: Annotated[str, typer.Option(help="konselor atau koordinator")] = "konselor",
    team: Annotated[str, typer.Option(help="Tim yang kasusnya boleh dibaca.")] = "",
    by: Annotated[str, typer.Option(help="Anggota yang membuka tim itu (kata sandinya ditanyakan).")] = "",
) -> None:
    """Enrol a person and print the code with which she links her chat."""
    if role not in members.ROLES:
        raise Refused(f"Peran {role} tidak dikenal. Pilih: {', '.join(members.ROLES)}.")
    team = team or (teams.COORDINATION if role == "koordinator" else "")
    if not team:
        raise Refused("Sebutkan timnya: --team NAMA")
    with opened(load_settings()) as house:
        now = house.clock.now()
        let_in = None
        if by:
            with house.database.look() as uow:
                let_in = opener(by, password_of(by, "PELITA_PASSWORD_BY"), uow)
        member = members.prepare(name, role, new_password(name))
        code = house.writer.do(lambda uow: enrol(uow, member, team, now, let_in))
    typer.echo(f"{name} ditambahkan ke tim {team}.")
    if name not in house.organisation.people():
        typer.echo(f"Perhatikan: {name} belum ada di jadwal piket dalam berkas kantor.", err=True)
    if team not in house.organisation.teams():
        typer.echo(f"Perhatikan: tim {team} belum ada di tangga mana pun dalam berkas kantor.", err=True)
    typer.echo(
        f"Kirim kode ini dari chat {name} (Telegram atau WhatsApp) ke nomor atau bot kantor dalam 24 jam: {code}"
    )


@app.command("link", help="Mencetak kode baru untuk menyambungkan chat.")
def link(name: Annotated[str, typer.Argument(help="Nama anggota.")]) -> None:
    """Print a new code for linking a chat."""
    with opened(load_settings()) as house:
        now = house.clock.now()
        row = found(house, name)
        code = house.writer.do(lambda uow: members.issue_code(uow, row.id, now))
    typer.echo(f"Kirim kode ini dari chat {name} ke bot dalam 24 jam: {code}")


@app.command("phone", help="Nomor telepon untuk dipanggil: ditelepon sekali, lalu angkanya diketik di chat petugas.")
def phone(
    name: Annotated[str, typer.Argument(help="Nama anggota.")],
    number: Annotated[str, typer.Argument(help='Nomornya, seperti "+62812…" atau "0812…".')] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Hapus nomornya.")] = False,
) -> None:
    """Let a number be called that speaks a code, which its member then types in her own chat; or forget it."""
    with opened(load_settings()) as house:
        now, row = house.clock.now(), found(house, name)
        if remove:
            gone = house.writer.do(lambda uow: forget_telephone(uow, row, now))
            typer.echo(f"Nomor {name} dihapus." if gone else f"{name} tidak punya nomor.")
            return
        if not house.settings.voice_from:
            raise Refused("Belum ada nomor yang menelepon. Isi PELITA_VOICE_FROM di .env.")
        dialled = dialled_as(number)
        house.writer.do(lambda uow: propose_telephone(uow, row, dialled, now))
    typer.echo(
        f"Telepon {name} berdering sebentar lagi, asal layanan berjalan, dan menyebut 8 angka dua kali. "
        f"{name} mengetik di chat petugasnya, dalam 24 jam: pelita-ANGKA. Sebelum itu nomornya tidak dipakai."
    )


@app.command("codes", help="HP hilang: kode masuk meja dipasang ulang saat masuk berikutnya; semua sesinya berakhir.")
def codes_(name: Annotated[str, typer.Argument(help="Nama anggota.")]) -> None:
    """Let a member set up the one-time codes of the desk anew, and end all her logins there."""
    with opened(load_settings()) as house:
        now = house.clock.now()
        row = found(house, name)

        def forget(uow: UnitOfWork) -> None:
            codes.forget(uow, row.id)
            desk_sessions.end_all(uow, row.id)
            audit.note(uow, "codes_reset", actor="operator", subject=row.id, now=now)

        house.writer.do(forget)
    typer.echo(f"Saat {name} masuk ke meja lagi, ia memasang kode di HP barunya. Pastikan dulu bahwa itu benar dia.")


@app.command(
    "skills", help="Keahlian seorang anggota; siapa yang paling cocok dipanggil lebih dulu. Tanpa kode: dihapus."
)
def skills_(
    name: Annotated[str, typer.Argument(help="Nama anggota.")],
    codes_: Annotated[list[str] | None, typer.Argument(metavar="[KODE]...", help=", ".join(SKILLS))] = None,
) -> None:
    """Note what a member is good at, in place of what was noted before."""
    named = list(dict.fromkeys(codes_ or ()))
    unknown = [code for code in named if code not in SKILLS]
    if unknown:
        raise Refused(f"Keahlian tidak dikenal: {', '.join(unknown)}. Pilih: {', '.join(SKILLS)}.")
    with opened(load_settings()) as house:
        now = house.clock.now()
        row = found(house, name)

        def note(uow: UnitOfWork) -> None:
            members.set_skills(uow, row.id, named)
            audit.note(uow, "skills_noted", actor="operator", subject=row.id, now=now, skills=named)

        house.writer.do(note)
    typer.echo(f"{row.name}: {', '.join(SKILLS[code] for code in named) or 'tidak ada keahlian tercatat'}.")


@app.command("list", help="Siapa bekerja di sini, di tim mana, dan lewat apa dapat dihubungi.")
def list_() -> None:
    """Print who works here, in which teams, and whether each can be reached."""
    with opened(load_settings()) as house, house.database.look() as uow:
        for row in members.everyone(uow):
            chats = ", ".join(contact.channel for contact in members.contacts(uow, row.id)) or "belum ada chat"
            if telephones.of_member(uow, row.id) is not None:
                chats = f"{chats}, telepon"
            good_at = f" · {', '.join(row.skills)}" if row.skills else ""
            active = "" if row.active else " (tidak aktif)"
            typer.echo(f"{row.name}{active} · {row.role} · {', '.join(teams.teams_of(uow, row.id))} · {chats}{good_at}")


def found(house: House, name: str) -> Row:
    """Return the active member called `name`. Raises Refused, with where to look."""
    with house.database.look() as uow:
        row = members.by_name(uow, name)
    if row is None:
        raise Refused(f"Tidak ada anggota bernama {name}. Lihat: pelita member list")
    return row
