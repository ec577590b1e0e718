"""Changes of the roster from the command line: each with a member's own password, checked and audited."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.commands.members import found
from bot.commands.secrets import password_of
from bot.duty import plan_csv, plan_ical, planning, roster_told, rota
from bot.duty.moments import moment, told
from bot.house import House
from bot.opening import opened
from bot.reading import reader
from bot.settings import load_settings
from flows.errors import NotFound, Refused
from flows.roster import EVERYBODY, Change, Leave, Once, Override, Swap, Temporary
from storage import roster_changes
from storage.database import UnitOfWork

_Member = Annotated[str, typer.Argument(help="Nama anggota.")]
_Team = Annotated[str, typer.Option(help="Timnya.")]
_Role = Annotated[str, typer.Option(help="Perannya.")]
_From = Annotated[str, typer.Option("--from", help='Mulai, seperti "2026-12-24 07.00".')]
_To = Annotated[str, typer.Option("--to", help="Selesai; tanggal saja berarti sampai akhir hari itu.")]
_By = Annotated[str, typer.Option("--by", help="Koordinator yang mencatat; kata sandinya ditanyakan.")]
_As = Annotated[str, typer.Option("--as", help="Anggota yang menukar piketnya sendiri; kata sandinya ditanyakan.")]
_Id = Annotated[str, typer.Argument(help="Kode perubahan, seperti pada pelita roster show.")]


def override(
    member: _Member,
    team: _Team,
    role: _Role,
    from_: _From,
    to: _To,
    by: _By,
    instead_of: Annotated[str, typer.Option(help="Hanya menggantikan orang ini; kosong: semua yang piket.")] = "",
    on_top: Annotated[bool, typer.Option("--on-top", help="Ikut jaga, tidak menggantikan siapa pun.")] = False,
) -> None:
    """Let a member take over a role for a span, instead of one person, or on top of whoever is there."""
    with opened(load_settings()) as house:
        by, starts_at, ends_at = _coordinator(house, by), *_span(house, from_, to)
        member, instead_of = _called(house, member), instead_of and _called(house, instead_of)
        if member == instead_of:
            raise Refused(f"{member} tidak dapat menggantikan dirinya sendiri.")
        change = Override(
            team=team,
            role=role,
            member=member,
            starts_at=starts_at,
            ends_at=ends_at,
            instead_of="" if on_top else instead_of or EVERYBODY,
        )
        _make(house, [change], by)


def leave(member: _Member, from_: _From, to: _To, by: _By) -> None:
    """Take a member off duty in every team for a span."""
    with opened(load_settings()) as house:
        by, starts_at, ends_at = _coordinator(house, by), *_span(house, from_, to)
        _make(house, [Leave(member=_called(house, member), starts_at=starts_at, ends_at=ends_at)], by)


def swap(
    other: Annotated[str, typer.Argument(help="Dengan siapa.")],
    team: _Team,
    role: _Role,
    from_: _From,
    to: _To,
    other_from: Annotated[str, typer.Option("--other-from", help="Mulai giliran orang itu.")],
    other_to: Annotated[str, typer.Option("--other-to", help="Selesainya.")],
    as_: _As,
) -> None:
    """Offer one's own duties of a span for another's; it counts when the other agrees."""
    with opened(load_settings()) as house:
        as_, other = _herself(house, as_)[0], _called(house, other)
        hers, theirs = _span(house, from_, to), _span(house, other_from, other_to)
        if other == as_:
            raise Refused("Tukar piket perlu dua orang.")
        change = Swap(
            team=team,
            role=role,
            one=as_,
            one_starts_at=hers[0],
            one_ends_at=hers[1],
            other=other,
            other_starts_at=theirs[0],
            other_ends_at=theirs[1],
            proposed_by=as_,
            one_agreed_at=house.clock.now(),
        )
        [change_id] = _make(house, [change], as_)
    typer.echo(f"Belum berlaku sampai {other} setuju: pelita roster agree {change_id} --as {other}")


def agree(change_id: _Id, as_: _As) -> None:
    """Agree to a swap that somebody else offered. Raises Refused when it is none of hers."""
    with opened(load_settings()) as house:
        as_, now = _herself(house, as_)[0], house.clock.now()
        try:
            new = house.writer.do(lambda uow: planning.agree(house, uow, change_id, as_, now))
        except NotFound:
            raise Refused(f"Tidak ada tukar piket {change_id} untuk {as_}. Lihat: pelita roster show") from None
    typer.echo("Tukar piket berlaku." if new else f"{as_} sudah menyetujuinya.")


def cancel(change_id: _Id, by: _By) -> None:
    """Withdraw a change: a coordinator any, a member a swap of her own."""
    with opened(load_settings()) as house:
        by, role = _herself(house, by)
        try:
            house.writer.do(lambda uow: planning.withdraw(uow, change_id, by, role, house.clock.now()))
        except NotFound:
            raise Refused(f"Tidak ada perubahan {change_id}. Lihat: pelita roster show") from None
    typer.echo(f"Perubahan {change_id} dibatalkan.")


def import_(
    file: Annotated[Path, typer.Argument(help="Berkas .csv atau .ics.")],
    by: _By,
    from_: Annotated[str, typer.Option("--from", help="Rencana berlaku mulai; kosong: giliran pertamanya.")] = "",
    to: Annotated[str, typer.Option("--to", help="Sampai kapan; kosong: giliran terakhirnya.")] = "",
    why: Annotated[str, typer.Option(help='Namanya, seperti "Ramadan".')] = "",
) -> None:
    """Follow a written plan: in its span it replaces all rules of each team that is in it."""
    with opened(load_settings()) as house:
        by, zone = _coordinator(house, by), house.organisation.zone
        plan = tuple(replace(one, member=_called(house, one.member)) for one in _read(file, zone))
        _make(
            house, [_schedule(team, plan, zone, (from_, to), why) for team in dict.fromkeys(o.team for o in plan)], by
        )


def _read(file: Path, zone: ZoneInfo) -> tuple[Once, ...]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"Berkas {file} tidak dapat dibaca. Simpan sebagai teks UTF-8.") from None
    plan = plan_ical.from_ical(text, zone) if file.suffix.lower() == ".ics" else plan_csv.from_csv(text, zone)
    if not plan:
        raise Refused(f"Berkas {file} tidak berisi satu giliran pun.")
    return plan


def _schedule(team: str, plan: tuple[Once, ...], zone: ZoneInfo, asked: tuple[str, str], why: str) -> Temporary:
    rules = tuple(one for one in plan if one.team == team)
    starts_at = moment(asked[0], zone) if asked[0] else min(one.starts_at for one in rules)
    ends_at = moment(asked[1], zone, end=True) if asked[1] else max(one.ends_at for one in rules)
    if starts_at >= ends_at:
        raise Refused("--to harus sesudah --from.")
    return Temporary(team=team, starts_at=starts_at, ends_at=ends_at, rules=rules, why=why)


def _make(house: House, changes: list[Change], by: str) -> list[str]:
    """Check and keep changes together, print what they do and where nobody is left; return their ids."""
    zone, now = house.organisation.zone, house.clock.now()

    def make(uow: UnitOfWork) -> list[str]:
        ids = []
        for change in changes:
            planning.must_fit(house, uow, change, now)
            ids.append(roster_changes.add(uow, change, by, now))
        return ids

    ids = house.writer.do(make)
    for change_id, change in zip(ids, changes, strict=True):
        typer.echo(f"{change_id}  {roster_told.change(change, zone)}")
        _warn_of_gaps(house, change, now)
    return ids


def _warn_of_gaps(house: House, change: Change, now: datetime) -> None:
    """Say where nobody is on duty in the span of a change, now that it counts."""
    zone = house.organisation.zone
    with house.database.look() as uow:
        empty = planning.left_empty(house, uow, change, now)
    for (team, role), gap in empty:
        when = f"{told(gap.starts_at, zone)} – {told(gap.ends_at, zone)}"
        typer.echo(f"Perhatikan, kosong: {role} · {team}, {when}", err=True)


def _herself(house: House, name: str) -> tuple[str, str]:
    """Ask for a member's password and return her name and role. Raises Refused when it is wrong."""
    with house.database.look() as uow:
        row = reader(uow, name, password_of(name)).row
    return rota.as_written(house, row.name), row.role


def _coordinator(house: House, name: str) -> str:
    found, role = _herself(house, name)
    if role != "koordinator":
        raise Refused(f"{name} bukan koordinator.")
    return found


def _called(house: House, name: str) -> str:
    """Return the name of a member as the roster writes it. Raises Refused when nobody is called that."""
    return rota.as_written(house, found(house, name).name)


def _span(house: House, from_: str, to: str) -> tuple[datetime, datetime]:
    zone = house.organisation.zone
    starts_at, ends_at = moment(from_, zone), moment(to, zone, end=True)
    if starts_at >= ends_at:
        raise Refused("--to harus sesudah --from.")
    return starts_at, ends_at
