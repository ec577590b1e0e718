"""Watches over cases that somebody has: whoever stays silent is reminded, then others are called, and it is alarmed.

Every deadline is a row; what is done about it stands in the same transaction as the row that says that it was done.
"""

from datetime import datetime, timedelta

from bot.duty import calls, owed, paging, rota
from bot.house import House
from bot.talk import notices
from flows import escalation as ladder
from flows import watch as watching
from flows.escalation import SILENT
from flows.levels import LEVELS
from flows.roster import duty_ends, is_on_duty
from flows.watch import Watch, What
from storage import audit, cases, escalations, held, members, outbox, watches
from storage.database import UnitOfWork
from storage.rows import Row

_AHEAD = timedelta(days=14)


def begin(house: House, uow: UnitOfWork, case: Row, now: datetime) -> None:
    """Watch a case that somebody has just taken: she owes its reporter an answer, and a word when her shift ends."""
    watches.end(uow, case.id)
    patience = house.organisation.target(case.level)
    watches.put(
        uow, case.id, watching.begin("reply", since=now, patience=patience, awake=owed.awake(house, case.level))
    )
    plan_shift(house, uow, case, now)


def plan_shift(house: House, uow: UnitOfWork, case: Row, now: datetime) -> None:
    """Watch for the end of the holder's shift, where she has one that ends."""
    holder = members.by_id(uow, case.holder_id)
    roster, zone = rota.in_force(house, uow, now), house.organisation.zone
    ends = holder and duty_ends(roster, zone=zone, member=holder.name, start=now, end=now + _AHEAD)
    watches.end(uow, case.id, "shift")
    if ends:
        keep = house.organisation.duty.keep
        watches.put(uow, case.id, watching.begin_shift(ends, patience=keep, awake=owed.awake(house, case.level)))


def plan_shifts_anew(house: House, uow: UnitOfWork, now: datetime) -> None:
    """Watch for the ends of shifts as a changed roster has them; who was asked already is not asked anew."""
    for case in cases.held(uow):
        watch, holder = watches.get(uow, case.id, "shift"), members.by_id(uow, case.holder_id)
        asked = watch is not None and watch.stage > 0
        roster, zone = rota.in_force(house, uow, now), house.organisation.zone
        if not asked and holder and (not watch or is_on_duty(roster, zone=zone, member=holder.name, at=now)):
            plan_shift(house, uow, case, now)


def answered(house: House, uow: UnitOfWork, case: Row, now: datetime) -> None:
    """Note that the holder wrote to the reporter: nothing is owed, and nobody is called any more for her silence."""
    watches.end(uow, case.id, "reply", "note")
    running = escalations.get(uow, case.id)
    if running is not None and running.why == SILENT:
        alone(house, uow, case, now)


def noted(house: House, uow: UnitOfWork, case: Row, now: datetime) -> None:
    """Note that the holder wrote a note: enough where nobody may write to the reporter, and only there."""
    if watches.get(uow, case.id, "note") is not None or owed.reporter_left(house, uow, case, now):
        answered(house, uow, case, now)


def alone(house: House, uow: UnitOfWork, case: Row, now: datetime) -> None:
    """Let the holder have the case alone again: whoever was called besides is told."""
    running = escalations.get(uow, case.id)
    if running is None or running.due is None or running.holder != case.holder_id:
        return
    escalations.save(uow, case.id, ladder.acknowledge(running, member=case.holder_id, now=now)[0])
    outbox.cancel_pages(uow, case.id)
    for other in escalations.stop_pages(uow, case.id, now, kinds=("page",)):
        notices.to_member(house, uow, other, "taken", {"code": case.code}, now)
    audit.note(uow, "calls_stopped", actor=case.holder_id, subject=case.code, now=now)


def pass_on(house: House, uow: UnitOfWork, case: Row, why: str, now: datetime) -> None:
    """Call others for a case, which stays its holder's until one of them accepts."""
    running = escalations.get(uow, case.id)
    passed = running and ladder.pass_on(running, why=why, now=now)
    if running is None or passed is None or passed == running:
        return
    escalations.save(uow, case.id, passed)
    audit.note(uow, "passed_on", actor="system", subject=case.code, now=now, why=why)
    calls.climb(house, uow, case.id, now)


def due(uow: UnitOfWork, now: datetime) -> list[tuple[str, What]]:
    """Return what is due by `now`, the most urgent case first."""
    found = [(cases.get(uow, row.case_id), row.what) for row in watches.due(uow, now)]
    found.sort(key=lambda one: -LEVELS.index(one[0].level))
    return [(case.id, what) for case, what in found]


def work_off(house: House, uow: UnitOfWork, case_id: str, what: What, now: datetime) -> None:
    """Do what is due by `now` for one thing that is owed; harmless when nothing is."""
    case, watch = cases.get(uow, case_id), watches.get(uow, case_id, what)
    if watch is None or case.status != "held":
        watches.end(uow, case_id, what)
        return
    awake = owed.awake(house, case.level)
    if what == "reply" and watch.due and watch.due <= now and owed.reporter_left(house, uow, case, now):
        watches.end(uow, case_id, "reply")
        watches.put(uow, case_id, watching.to_note(watch, awake=awake))
        return
    holder, roster = members.by_id(uow, case.holder_id), rota.in_force(house, uow, now)
    on_duty = holder and is_on_duty(roster, zone=house.organisation.zone, member=holder.name, at=now)
    if what == "shift" and not watch.stage and on_duty:  # the roster was changed since
        plan_shift(house, uow, case, now)
        return
    left, acts = watching.look(watch, now=now, awake=awake)
    if left is None:
        watches.end(uow, case_id, what)
    else:
        watches.put(uow, case_id, left)
    if "remind" in acts:
        _remind(house, uow, case, watch, now)
    if "pass_on" in acts:
        why = SILENT if what != "shift" else what
        calls.alarm(house, uow, case_id, f"{why}_holder", now)
        pass_on(house, uow, case, why, now)


def _remind(house: House, uow: UnitOfWork, case: Row, watch: Watch, now: datetime) -> None:
    """Remind the holder, in the lane of pages; at the end of her shift she is asked as by a page, by two buttons.

    Who has no chat is not told: what she has not seen at the desk is looked after by `unseen`, and others are called.
    """
    if watch.what == "shift":
        running = escalations.get(uow, case.id)
        turn = running.generation if running else 0
        page = escalations.add_page(
            uow, case.id, case.holder_id, rung=0, round_=0, generation=turn, now=now, kind="keep"
        )
        told = paging.begin(house, uow, page, now)
    else:
        facts = {
            "code": case.code,
            "colour": calls.colour(case.level),
            "since": house.shown(watch.since),
            "left": watch.what == "note",
            "first": case.replied_at is None and not held.waits(uow, case.conversation_id),
        }
        columns = {"lane": "page", "case_id": case.id}
        told = bool(notices.to_member(house, uow, case.holder_id, "reminded", facts, now, **columns))
    audit.note(
        uow, "reminded", actor="system", subject=case.code, now=now, member=case.holder_id, what=watch.what, told=told
    )
