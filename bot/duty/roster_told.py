"""Says in Indonesian what a rule, a change or a step of an explanation is, for whoever plans duty."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.duty.moments import told
from flows.roster import (
    EVERY_DAY,
    EVERYBODY,
    Change,
    Leave,
    Once,
    Override,
    Rotation,
    Rule,
    Shift,
    Step,
    Swap,
    Temporary,
)

_DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_HOLDS = {"always": "", "workdays": ", hanya hari kerja", "holidays": ", hanya hari libur"}
_TURNS = {1: "harian", 7: "mingguan"}


def span(starts_and_ends: Once | Override | Leave | Temporary, zone: ZoneInfo) -> str:
    """Return from when until when."""
    return f"{told(starts_and_ends.starts_at, zone)} – {told(starts_and_ends.ends_at, zone)}"


def rule(one: Rule, zone: ZoneInfo) -> str:
    """Return what a rule of duty says."""
    match one:
        case Once():
            return f"rencana {span(one, zone)}"
        case Shift():
            clock = f"{one.starts:%H.%M}–{one.ends:%H.%M}"
            return f"jadwal tetap {_days(one.days)} {clock}{_HOLDS[one.holds]}"
        case Rotation():
            turn = _TURNS.get(one.every, f"{one.every} hari")
            clock = "" if one.starts is None else f", {one.hours[0]:%H.%M}–{one.hours[1]:%H.%M} {_days(one.days)}"
            who = ", ".join(one.members)
            return f"giliran {turn} ({who}), berganti {one.hand_over:%H.%M}{clock}{_HOLDS[one.holds]}"


def change(one: Change, zone: ZoneInfo) -> str:
    """Return what a change does, and when."""
    match one:
        case Override():
            how = {EVERYBODY: "mengambil alih", "": "ikut jaga"}.get(one.instead_of, f"menggantikan {one.instead_of}")
            return f"{one.member} {how} ({one.role} · {one.team}), {span(one, zone)}"
        case Leave():
            return f"{one.member} cuti, {span(one, zone)}"
        case Temporary():
            why = f' "{one.why}"' if one.why else ""
            return f"jadwal sementara{why} tim {one.team}, {span(one, zone)}"
        case Swap():
            first = f"{told(one.one_starts_at, zone)} – {told(one.one_ends_at, zone)}"
            second = f"{told(one.other_starts_at, zone)} – {told(one.other_ends_at, zone)}"
            gives = f"{one.one} memberi {first} kepada {one.other}, {one.other} memberi {second} kepada {one.one}"
            waiting = [
                name
                for name, agreed in ((one.one, one.one_agreed_at), (one.other, one.other_agreed_at))
                if agreed is None
            ]
            state = f"; belum berlaku: menunggu {', '.join(waiting)}" if waiting else ""
            return f"tukar piket ({one.role} · {one.team}): {gives}{state}"


def step(one: Step, zone: ZoneInfo, names: dict[date, str], day: date) -> str:
    """Return one step of an explanation; `names` are the holidays and `day` the local day asked about."""
    marks = " ".join([*(f"+{name}" for name in one.comes), *(f"-{name}" for name in one.goes)]) or "="
    if isinstance(one.source, (Shift, Rotation, Once)):
        because = rule(one.source, zone)
        if one.because == "holiday":
            because += f" (tidak berlaku; {names.get(day, 'bukan hari libur')})"
    else:
        because = change(one.source, zone)
    return f"{marks}  {because}"


def _days(days: frozenset[int]) -> str:
    return "setiap hari" if days == EVERY_DAY else ", ".join(_DAYS[day] for day in sorted(days))
