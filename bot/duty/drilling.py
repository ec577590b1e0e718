"""Drills: the real ladder, real people on real chats, and no case. A real case stops one, and always comes first."""

from dataclasses import asdict, dataclass
from datetime import datetime

from bot.duty import calls
from bot.duty.load import Rungs
from bot.house import House
from bot.talk import notices
from flows import escalation as ladder
from flows.errors import Refused
from flows.levels import LEVELS
from flows.rungs import Escalation
from storage import asks, audit, drills, members
from storage.asks import LANE, New
from storage.database import UnitOfWork
from storage.rows import Row

KIND = "drill"
_RED = LEVELS[-1]


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a drill: seconds until it arrived, what was answered (a phrase), seconds until that."""

    name: str
    arrived: int | None
    answer: str
    after: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a drill, with the pages of it; an empty rung has none."""

    post: str
    pages: list[Paged]


def start(house: House, uow: UnitOfWork, by: str, now: datetime) -> str:
    """Begin a drill, whose first rung is due at once; return its id.

    Raises Refused while another runs or a red case is open.
    """
    if drills.running(uow) is not None:
        raise Refused("Masih ada latihan yang berjalan.")
    if drills.red_is_open(uow):
        raise Refused("Ada tugas MERAH yang belum ditutup. Latihan menunggu sampai itu selesai.")
    begun = ladder.begin(house.organisation.ladder(_RED), level=_RED, now=now)
    drill = drills.begin(uow, begun, by, now)
    audit.note(uow, "drill_started", actor=by, subject=f"drill/{drill}", now=now)
    return drill


def work_off(house: House, uow: UnitOfWork, drill_id: str, now: datetime) -> None:
    """Page whoever is due, end what was in vain, or tell how a stopped drill went; harmless when nothing is due."""
    drill = drills.get(uow, drill_id)
    if drill is None or drill.due_at is None or drill.due_at > now:
        return
    if drill.ended_at is not None:
        _report(house, uow, drill, now)
        return
    running = Escalation.from_data(drill.data)
    rungs = Rungs(house, uow, running, calls.reachable(house, uow, now))
    climbed = ladder.climb(running, now=now, who=rungs.who)
    drills.save(uow, drill_id, climbed.escalation)
    for page in climbed.pages:
        _page(house, uow, drill, page.member, page.rung, now)
    if climbed.exhausted:
        _end(house, uow, drill_id, "nobody", now)


def _page(house: House, uow: UnitOfWork, drill: Row, member_id: str, rung: int, now: datetime) -> None:
    member = members.by_id(uow, member_id)
    ask = member and asks.add(uow, New(KIND, member.name, member_id, now, drill_id=drill.id, rung=rung), now)
    if ask:
        facts = {"code": drill.code, "at": house.shown(now)}
        notices.to_member(house, uow, member_id, "drill_page", facts, now, lane=LANE, page_id=ask)


def answer(house: House, uow: UnitOfWork, ask: Row, *, yes: bool, now: datetime) -> None:
    """Hear an answer: who accepts ends the drill; when the last who might has declined, the next rung is called."""
    drill = drills.get(uow, ask.drill_id)
    if drill is None or drill.ended_at is not None or ask.status != "out":
        facts = {"code": drill.code if drill is not None else "", "yes": yes, "over": True}
        notices.to_member(house, uow, ask.member_id, "drill_noted", facts, now)
        return
    facts = {"code": drill.code, "yes": yes, "over": False}
    notices.to_member(house, uow, ask.member_id, "drill_noted", facts, now)
    asks.settle(uow, ask.id, "ready" if yes else "unable", now)
    if yes:
        _end(house, uow, drill.id, "accepted", now)
    else:
        _cannot(house, uow, drill, ask, now)


def lost(house: House, uow: UnitOfWork, ask: Row, now: datetime) -> None:
    """Go on where a page of a drill could not be brought to anybody."""
    drill = drills.get(uow, ask.drill_id)
    if ask.status == "out" and drill is not None and drill.ended_at is None:
        asks.settle(uow, ask.id, "unreachable")
        _cannot(house, uow, drill, ask, now)


def _cannot(house: House, uow: UnitOfWork, drill: Row, ask: Row, now: datetime) -> None:
    declined = ladder.decline(Escalation.from_data(drill.data), member=ask.member_id, now=now)
    drills.save(uow, drill.id, declined)
    work_off(house, uow, drill.id, now)


def _end(house: House, uow: UnitOfWork, drill_id: str, outcome: str, now: datetime) -> None:
    out = [one for one in asks.of_drill(uow, drill_id) if one.status == "out"]
    if not drills.end(uow, drill_id, outcome, now):
        return
    audit.note(uow, "drill_ended", actor="system", subject=f"drill/{drill_id}", now=now, outcome=outcome)
    ended = drills.get(uow, drill_id)
    if ended is None:
        return
    for one in out:
        notices.to_member(house, uow, one.member_id, "drill_over", {"code": ended.code}, now)
    _report(house, uow, ended, now)


def _report(house: House, uow: UnitOfWork, drill: Row, now: datetime) -> None:
    """Tell the coordinators how it went: for each rung who was paged, when it arrived, and what she answered."""
    at, found = house.shown(drill.started_at), [asdict(one) for one in steps(house, uow, drill)]
    facts = {"code": drill.code, "at": at, "outcome": drill.outcome, "rungs": found}
    notices.to_coordinators(house, uow, "drill_report", facts, now, lane="staff")
    drills.told(uow, drill.id)


def steps(house: House, uow: UnitOfWork, drill: Row) -> list[Step]:
    """Return each rung that was due, with the pages of it."""
    running, pages = Escalation.from_data(drill.data), asks.of_drill(uow, drill.id)
    return [
        Step(
            f"{rung.role} · {rung.team}",
            [
                Paged(
                    one.member,
                    _seconds(one.asked_at, one.sent_at),
                    house.wording.code(f"ask_{one.status}"),
                    _seconds(one.asked_at, one.answered_at),
                )
                for one in pages
                if one.rung == index
            ],
        )
        for index, rung in enumerate(running.ladder.rungs[: running.rung])
    ]


def _seconds(start: datetime, end: datetime | None) -> int | None:
    return round((end - start).total_seconds()) if end is not None else None
