"""`pelita roster`: who is on duty when and why, when nobody is, and every change of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import roster_changing
from bot.duty import holidays, plan_csv, plan_ical, roster_told, rota
from bot.duty.moments import moment, told
from bot.house import House
from bot.opening import opened
from bot.settings import load_settings
from flows.errors import Refused
from flows.roster import Once, Roster, duties, explain, gaps, handovers, on_call
from storage import members, roster_changes
from storage.database import UnitOfWork

app = typer.Typer(no_args_is_help=True)
app.command("override", help="Seorang anggota mengambil alih piket untuk satu rentang waktu.")(roster_changing.override)
app.command("leave", help="Cuti: seorang anggota tidak piket di tim mana pun.")(roster_changing.leave)
app.command("swap", help="Mengusulkan tukar piket; berlaku setelah keduanya setuju.")(roster_changing.swap)
app.command("agree", help="Menyetujui tukar piket yang diusulkan orang lain.")(roster_changing.agree)
app.command("cancel", help="Membatalkan satu perubahan.")(roster_changing.cancel)
app.command("import", help="Memakai rencana piket dari CSV atau iCal.")(roster_changing.import_)

_From = Annotated[str, typer.Option("--from", help='Mulai, seperti "2026-12-24 07.00"; kosong: sekarang.')]
_At = Annotated[str, typer.Option("--at", help='Saatnya, seperti "2026-12-24 02.00"; kosong: sekarang.')]
_Days = Annotated[int, typer.Option(help="Berapa hari.", min=1, max=400)]
_Team = Annotated[str, typer.Option(help="Hanya tim ini.")]
_Role = Annotated[str, typer.Option(help="Hanya peran ini.")]


@app.command("show", help="Siapa piket kapan, dan perubahan yang berlaku.")
def show(from_: _From = "", days: _Days = 7, team: _Team = "", role: _Role = "") -> None:
    """Print each role's duties, its gaps, and the changes that count."""
    with opened(load_settings()) as house:
        zone, start, end = house.organisation.zone, *_range(house, from_, days)
        with house.database.look() as uow:
            roster, made = rota.in_force(house, uow, start, since=start), roster_changes.made(uow, start)
        for place in _posts(house, team, role):
            typer.echo(f"{_name(place)}")
            plan = duties(roster, zone=zone, start=start, end=end, team=place[0], role=place[1])
            empty = gaps(roster, zone=zone, start=start, end=end, team=place[0], role=place[1])
            lines = [(one.starts_at, one.ends_at, one.member) for one in plan]
            lines += [(one.starts_at, one.ends_at, "KOSONG") for one in empty]
            for starts_at, ends_at, who in sorted(lines):
                typer.echo(f"  {told(starts_at, zone)} – {told(ends_at, zone)}  {who}")
        if made:
            typer.echo("Perubahan:")
        for one in made:
            typer.echo(f"  {one.id}  {roster_told.change(one.change, zone)} (dicatat {one.made_by})")


@app.command("who", help="Siapa piket pada satu saat, dan sampai kapan.")
def who(at: _At = "", team: _Team = "", role: _Role = "") -> None:
    """Print who has each role at an instant."""
    with opened(load_settings()) as house:
        zone, when = house.organisation.zone, moment(at, house.organisation.zone) if at else house.clock.now()
        with house.database.look() as uow:
            roster = rota.in_force(house, uow, when)
            for place in _posts(house, team, role):
                names = on_call(roster, zone=zone, at=when, team=place[0], role=place[1])
                end = when + timedelta(days=14)
                ahead = handovers(roster, zone=zone, start=when, end=end, team=place[0], role=place[1])
                until = next((one.at for one in ahead if one.at > when), None)
                there = ", ".join(_callable(uow, name) for name in names) or "TIDAK ADA"
                typer.echo(f"{_name(place)}: {there}" + (f" (sampai {told(until, zone)})" if until else ""))


@app.command("gaps", help="Kapan tidak ada yang piket. Selesai dengan kode 1 bila ada yang kosong.")
def gaps_(from_: _From = "", days: _Days = 14, team: _Team = "", role: _Role = "") -> None:
    """Print when nobody has a role; end with status 1 where that happens, for whoever runs it every day."""
    with opened(load_settings()) as house:
        zone, start, end = house.organisation.zone, *_range(house, from_, days)
        with house.database.look() as uow:
            roster = rota.in_force(house, uow, start, since=start)
        found = [
            f"{_name(place)}: {told(one.starts_at, zone)} – {told(one.ends_at, zone)}"
            for place in _posts(house, team, role)
            for one in gaps(roster, zone=zone, start=start, end=end, team=place[0], role=place[1])
        ]
    for line in found or [f"Tidak ada jam kosong sampai {told(end, zone)}."]:
        typer.echo(line)
    if found:
        raise typer.Exit(1)


@app.command("explain", help="Siapa yang dipanggil pada satu saat, dan mengapa dia.")
def explain_(at: _At = "", team: _Team = "", role: _Role = "") -> None:
    """Print for each role who has it at an instant, and every rule and change that led there."""
    with opened(load_settings()) as house:
        zone = house.organisation.zone
        when = moment(at, zone) if at else house.clock.now()
        day = when.astimezone(zone).date()
        names = holidays.names(house.organisation, day.year)
        typer.echo(f"{told(when, zone)}" + (f" · {names[day]}" if day in names else ""))
        with house.database.look() as uow:
            roster = rota.in_force(house, uow, when)
            for place in _posts(house, team, role):
                found = explain(roster, zone=zone, at=when, team=place[0], role=place[1])
                there = ", ".join(_callable(uow, name) for name in found.on_duty) or "TIDAK ADA"
                typer.echo(f"{_name(place)}: {there}")
                for step in found.steps:
                    typer.echo(f"  {roster_told.step(step, zone, names, day)}")
                if not found.steps:
                    typer.echo("  tidak ada jadwal untuk saat ini")


@app.command("export", help="Menulis jadwal sebagai CSV atau iCal; hanya nama, peran, tim dan jam.")
def export(
    file: Annotated[Path | None, typer.Argument(help="Berkas .csv atau .ics; kosong: CSV ke layar.")] = None,
    from_: _From = "",
    days: _Days = 31,
    team: _Team = "",
    role: _Role = "",
) -> None:
    """Write the duties as they stand. Raises Refused for a file of another kind."""
    suffix = file.suffix.lower() if file is not None else ".csv"
    if suffix not in {".csv", ".ics"}:
        raise Refused("Nama berkas harus berakhiran .csv atau .ics.")
    with opened(load_settings()) as house:
        zone, start, end = house.organisation.zone, *_range(house, from_, days)
        with house.database.look() as uow:
            roster = rota.in_force(house, uow, start, since=start)
        plan = _plan(roster, house, start, end, team, role)
        text = plan_csv.to_csv(plan, zone) if suffix == ".csv" else plan_ical.to_ical(plan, house.clock.now())
    if file is None:
        typer.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError:
        raise Refused(f"Berkas {file} tidak dapat ditulis. Periksa folder dan izinnya.") from None
    typer.echo(f"{len(plan)} giliran ditulis ke {file}.")


def _plan(roster: Roster, house: House, start: datetime, end: datetime, team: str, role: str) -> list[Once]:
    zone = house.organisation.zone
    return [
        one
        for place in _posts(house, team, role)
        for one in duties(roster, zone=zone, start=start, end=end, team=place[0], role=place[1])
    ]


def _range(house: House, from_: str, days: int) -> tuple[datetime, datetime]:
    """Return from when until when is asked: whole local days after the beginning."""
    zone = house.organisation.zone
    start = moment(from_, zone) if from_ else house.clock.now()
    return start, (start.astimezone(zone) + timedelta(days=days)).astimezone(UTC)


def _posts(house: House, team: str, role: str) -> list[tuple[str, str]]:
    """Return the roles asked for. Raises Refused when the office has none like that."""
    found = [place for place in rota.posts(house) if team in ("", place[0]) and role in ("", place[1])]
    if not found:
        known = ", ".join(_name(place) for place in rota.posts(house))
        raise Refused(f"Tidak ada piket seperti itu. Yang ada: {known}.")
    return found


def _name(place: tuple[str, str]) -> str:
    return f"{place[1]} · {place[0]}"


def _callable(uow: UnitOfWork, name: str) -> str:
    """Return a name, with a remark when a page would not reach her."""
    row = members.by_name(uow, name)
    if row is None:
        return f"{name} (belum terdaftar)"
    return name if members.contacts(uow, row.id) else f"{name} (belum ada chat)"
