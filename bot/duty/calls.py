"""Calls people on duty: starts and climbs ladders, takes their answers, tells everybody else."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.duty import load, owed, paging, rota
from bot.duty.colours import colour as colour
from bot.house import House
from bot.log import logger
from bot.talk import notices
from flows import escalation as ladder
from flows import skills
from flows.escalation import Climb
from flows.levels import higher
from flows.paging import CALM
from flows.roster import on_call
from flows.rungs import Ladder, Rung
from storage import audit, cases, conversations, drills, escalations, left_out, members, outbox, teams, watches
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.rows import Row


def escalate(
    house: House, uow: UnitOfWork, stored: Stored, level: str, reasons: tuple[str, ...], now: datetime
) -> bool:
    """Call people for a conversation's case at `level`; a rise calls again, from the first rung.

    Returns True when the ladder is exhausted at once: the reporter must be told the truth.
    """
    drills.stop(uow, now)  # a real case always comes first
    case = cases.get(uow, stored.case_id or "")
    shape = house.organisation.ladder(level, area(case), near=allows_near(case))
    private = conversations.server_pair(uow, stored.id)
    if private is not None:
        let_in(uow, stored, private.private, shape, now)
    known = dict.fromkeys((*case.reasons, *reasons))
    stays = case.level if case.level and higher(case.level, level) else level
    cases.change(uow, case.id, level=stays, reasons=list(known), forwarded_at=case.forwarded_at or now)
    audit.note(uow, "escalated", actor="system", subject=case.code, now=now, level=level, reasons=list(reasons))
    running = escalations.get(uow, case.id)
    if running is None:
        running = ladder.begin(shape, level=level, now=now, start=_wakes(house, level, reasons, now))
    else:
        before, running = running, ladder.raise_level(running, ladder=shape, level=level, now=now)
        if running.holder:
            _tell_of_rise(house, uow, case.code, level, running.holder, now)
        if running != before:  # one that comes back in danger is called at its level already
            escalations.stop_pages(uow, case.id, now, kinds=("page",))
            outbox.cancel_pages(uow, case.id)
            owed.hurry(house, uow, case.id, level, now)
    escalations.save(uow, case.id, running)
    return climb(house, uow, case.id, now)


def area(case: Row) -> str:
    """Return the code of the kecamatan of a case, where it is known; where she is now counts before where it was."""
    facts: dict[str, Any] = case.facts
    return next(iter(facts.get("emergency_place") or facts.get("place") or ()), "")


def allows_near(case: Row) -> bool:
    """Return whether the reporter allowed that the team of her kecamatan is called too."""
    return "ya" in case.facts.get("nearby", ())


def widen(house: House, uow: UnitOfWork, stored: Stored, now: datetime) -> bool:
    """Let the team of the reporter's kecamatan be called too, as she allowed; its turn on the ladder may be now.

    Returns True when everybody has been called in vain all the same.
    """
    case = cases.get(uow, stored.case_id or "")
    running = escalations.get(uow, case.id)
    found = house.organisation.near_rung(case.level, area(case)) if case.level else None
    if found is None or running is None or not allows_near(case):
        return False
    place, rung = found
    wider = ladder.widen(running, rung=rung, place=place, now=now)
    if wider == running:
        return False
    pair = conversations.server_pair(uow, stored.id)
    if pair is not None:
        let_in(uow, stored, pair.private, wider.ladder, now)
    escalations.save(uow, case.id, wider)
    audit.note(uow, "widened", actor="reporter", subject=case.code, now=now, team=rung.team)
    return climb(house, uow, case.id, now)


def let_in(uow: UnitOfWork, stored: Stored, private: bytes, shape: Ladder, now: datetime) -> None:
    """Let the teams of a ladder open a conversation; where somebody is left out, the others of them one by one."""
    named, without = [rung.team for rung in shape.rungs], left_out.of(uow, stored.id)
    if not without or not teams.share_but(uow, stored.id, private, named, without, now):
        teams.share(uow, stored.id, private, named, now)


def take_away(uow: UnitOfWork, case: Row, why: str, now: datetime) -> None:
    """Take a case from its holder, and note `why` (a code): nobody has it, and its ladder begins again."""
    cases.change(uow, case.id, status="open", holder_id=None)
    watches.end(uow, case.id)
    audit.note(uow, why, actor="system", subject=case.code, now=now, member=case.holder_id)
    running = escalations.get(uow, case.id)
    if running is not None:
        escalations.save(uow, case.id, ladder.release(running, now=now))


def _wakes(house: House, level: str, reasons: Sequence[str], now: datetime) -> datetime:
    """Return when somebody may be called: at night only for what cannot wait (the priority table)."""
    if level == "kritis" or "recent_72h" in reasons:
        return now
    return house.organisation.day_begins(now)


def _tell_of_rise(house: House, uow: UnitOfWork, code: str, level: str, holder: str, now: datetime) -> None:
    facts = {"code": code, "colour": colour(level)}
    notices.to_member(house, uow, holder, "raised", facts, now, lane="page")
    alarm = {**facts, "reason": house.wording.code("naik"), "at": house.shown(now)}
    notices.to_coordinators(house, uow, "alarm", alarm, now)


def climb(house: House, uow: UnitOfWork, case_id: str, now: datetime) -> bool:
    """Call whoever is due for a case by `now`; harmless when nothing is.

    Returns True when everybody has been called in vain, once: the reporter must be told the truth.
    """
    running = escalations.get(uow, case_id)
    if running is None:
        return False
    case = cases.get(uow, case_id)
    rungs = load.Rungs(house, uow, running, reachable(house, uow, now, case))
    wakes = _wakes(house, case.level, case.reasons, now)
    awake = wakes <= now or (running.holder and case.level not in CALM)  # she is in the conversation
    if not awake and running.due is not None and running.due <= now:
        escalations.save(uow, case_id, ladder.sleep(running, until=wakes))
        return False
    result = ladder.climb(running, now=now, who=rungs.who)
    if result.escalation == running:
        return False
    escalations.save(uow, case_id, result.escalation)
    _page_all(house, uow, case_id, result, now)
    for member in rungs.passed_over:
        audit.note(uow, "passed_over", actor="system", subject=case.code, now=now, member=member)
    for rung in result.skipped:
        audit.note(uow, "rung_empty", actor="system", subject=case.code, now=now, rung=rung)
    if result.alarm == "empty_rung" and rungs.passed_over:
        alarm(house, uow, case_id, "passed_over", now)
    elif result.alarm:
        if result.alarm == "nobody":  # the coordinators may be as hard to reach: whoever runs the service must know
            logger().error("nobody can be called", case=case.code)
        alarm(house, uow, case_id, result.alarm, now)
    elif result.escalation.status == "exhausted" and not _is_known(uow, case.code):
        alarm(house, uow, case_id, "unanswered", now)
    return result.exhausted and not result.escalation.holder


def reachable(
    house: House, uow: UnitOfWork, now: datetime, case: Row | None = None
) -> Callable[[Rung], tuple[str, ...]]:
    """Return who holds the role of a rung at `now`: members on duty who can be paged now, by chat or by telephone.

    Never one who is left out of `case`; whoever suits it best comes first. A drill has none.
    """
    duty, without = rota.in_force(house, uow, now), left_out.of(uow, case.conversation_id) if case else frozenset()
    wants = skills.wanted(case.facts, case.reasons) if case else ()

    def who(rung: Rung) -> tuple[str, ...]:
        if rung.team in without:
            return ()
        names = on_call(duty, zone=house.organisation.zone, at=now, team=rung.team, role=rung.role)
        known = [row for row in (members.by_name(uow, name) for name in names) if row is not None]
        found = [row.id for row in known if row.id not in without and paging.reaches(house, uow, row.id, now)]
        return skills.first(found, {row.id: row.skills for row in known}, wants)

    return who


def _page_all(house: House, uow: UnitOfWork, case_id: str, result: Climb, now: datetime) -> None:
    case = cases.get(uow, case_id)
    generation = result.escalation.generation
    for call in result.pages:
        page = escalations.add_page(
            uow, case_id, call.member, rung=call.rung, round_=call.round, generation=generation, now=now
        )
        paging.begin(house, uow, page, now)
        audit.note(uow, "paged", actor="system", subject=case.code, now=now, member=call.member, rung=call.rung)


def alarm(house: House, uow: UnitOfWork, case_id: str, reason: str, now: datetime) -> None:
    """Tell the coordinators that a case has nobody who answers, and why (a code)."""
    notices.alarm(house, uow, cases.get(uow, case_id), reason, now)


def alarm_lost(uow: UnitOfWork, code: str, now: datetime) -> None:
    """Note that an alarm for the case `code` did not reach a coordinator: the next repeat of its ladder alarms again.

    An alarm about no case (`code` empty) is only in the log.
    """
    if code:
        audit.note(uow, "alarm_lost", actor="system", subject=code, now=now)


def _is_known(uow: UnitOfWork, code: str) -> bool:
    """Return whether the newest alarm for a case went to a coordinator, as far as is known."""
    alarms = [note for note in audit.of(uow, code) if note.action in {"alarm", "alarm_lost"}]
    return bool(alarms) and alarms[-1].action == "alarm" and alarms[-1].detail.get("told", 1) > 0


def people_called(uow: UnitOfWork, case_id: str) -> int:
    """Return how many people were called for a case so far."""
    return len({page.member_id for page in escalations.pages(uow, case_id)})
