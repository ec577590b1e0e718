"""What is due and when: deadlines are rows, and whoever looks (a tick, a command, a test) works them off."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import partial

from bot.duty import asking, calls, drilling, offers, paging, routine, unseen, watching
from bot.house import House
from bot.log import logger
from bot.talk import settling
from bot.talk.conversation import be_silent, tell_exhausted
from flows import escalation as ladder
from flows.levels import LEVELS
from flows.retention import Limits, limits
from storage import (
    asks,
    cases,
    conversations,
    desk_sessions,
    drills,
    erasures,
    escalations,
    forgetting,
    outbox,
    page_tries,
    retention,
    routines,
    watches,
)
from storage.database import UnitOfWork

_FEW = 16
"""Deadlines that are worked off in one transaction."""


def climb_due(house: House, now: datetime) -> int:
    """Climb every ladder that is due by `now`, the most urgent first, each undone alone where it fails."""
    with house.database.look() as uow:
        beyond = _due_beyond(house, uow, LEVELS[-1], now)  # the others may sleep until morning
        waiting = escalations.due(uow, now)
    _each(house, beyond, lambda uow, case_id: _put_right(uow, case_id, now))
    return _each(house, waiting, lambda uow, case_id: _climb(house, uow, case_id, now))


def pages_due(house: House, now: datetime) -> int:
    """Bring every page that nobody has answered the next way that is due by `now`, or what was held back."""
    with house.database.look() as uow:
        waiting = page_tries.due(uow, now)
    return _each(house, waiting, lambda uow, page_id: _bring(house, uow, page_id, now))


def _due_beyond(house: House, uow: UnitOfWork, level: str, now: datetime) -> list[str]:
    """Return the cases whose ladder waits longer than the file's own longest wait: the clock may have been put back."""
    shape = house.organisation.ladder(level)
    return escalations.due_beyond(uow, level, now + max(shape.repeat, *(rung.delay for rung in shape.rungs)))


def _put_right(uow: UnitOfWork, case_id: str, now: datetime) -> None:
    running = escalations.get(uow, case_id)
    righted = ladder.put_right(running, now=now) if running is not None else None
    if righted is not None and righted != running:
        escalations.save(uow, case_id, righted)


def watches_due(house: House, now: datetime) -> int:
    """Do what is due by `now` for what the holders of cases owe, the most urgent first."""
    with house.database.look() as uow:
        waiting = watching.due(uow, now)
    by_key = {f"{case_id} {what}": (case_id, what) for case_id, what in waiting}

    def work_off(uow: UnitOfWork, key: str) -> None:
        case_id, what = by_key[key]
        if what == "offer":
            offers.lapse(house, uow, case_id, now)
        else:
            watching.work_off(house, uow, case_id, what, now)

    return _each(house, list(by_key), work_off)


def silences_due(house: House, now: datetime) -> int:
    """Let every silence that is due by `now` be an event."""
    with house.database.look() as uow:
        waiting = conversations.silent(uow, now)
    return _each(house, waiting, lambda uow, key: be_silent(house, uow, key, now))


def unseen_due(house: House, now: datetime) -> int:
    """Alarm the coordinators of every case whose holder works at the desk alone and has left it, as it seems."""
    with house.database.look() as uow:
        waiting = [case_id for case_id, due_at in unseen.waiting(uow) if due_at <= now]
    return _each(house, waiting, lambda uow, case_id: unseen.alarm(house, uow, case_id, now))


def routines_due(house: House, now: datetime) -> int:
    """Do what is due by `now` at set times, and what questions and drills that concern no case ask for then."""
    with house.database.look() as uow:
        planned, asked, drilled = list(routines.due(uow, now)), asks.due(uow, now), drills.due(uow, now)
    done = _each(house, asked, lambda uow, key: asking.over(house, uow, key, now))
    done += _each(house, drilled, lambda uow, key: drilling.work_off(house, uow, key, now))
    return done + _each(house, planned, lambda uow, name: routine.work_off(house, uow, name, now))


def let_go_due(house: House, now: datetime) -> int:
    """Let go of what must be gone by `now`, and end the hand-over window of what nobody was sent in time."""
    limit = limits(house.organisation.kept.periods(), now)
    return house.writer.do(lambda uow: _let_go(house, uow, limit, now))


def _let_go(house: House, uow: UnitOfWork, limit: Limits, now: datetime) -> int:
    unread = conversations.unread(uow, limit.readable)
    for conversation_id in unread:
        forgetting.hand_over(uow, conversation_id, now, house.is_code)
    unfinished = retention.unfinished(uow, limit.unfinished)
    erasures.write(house.settings.data_dir, unfinished)
    gone = retention.routing(uow, limit.routing) + retention.traffic(uow, limit.traffic)
    return len(unread) + len(unfinished) + gone + desk_sessions.expired(uow, now)


def next_due(house: House) -> datetime | None:
    """Return the earliest instant at which anything is due, or None."""
    with house.database.look() as uow:
        found = [escalations.next_due(uow), conversations.next_silence(uow), outbox.next_due(uow)]
        found += [watches.next_due(uow), page_tries.next_due(uow)]
        found += [asks.next_due(uow), drills.next_due(uow), routines.next_due(uow)]
        found += [due_at for _, due_at in unseen.waiting(uow)]
    return min((at for at in found if at is not None), default=None)


def _climb(house: House, uow: UnitOfWork, case_id: str, now: datetime) -> None:
    if calls.climb(house, uow, case_id, now):
        tell_exhausted(house, uow, cases.get(uow, case_id).conversation_id, now)


def _bring(house: House, uow: UnitOfWork, page_id: str, now: datetime) -> None:
    if not paging.release(house, uow, page_id, now):
        settling.another_way(house, uow, page_id, now)


def _on(work: Callable[[UnitOfWork, str], None], key: str, uow: UnitOfWork) -> None:
    work(uow, key)


def _each(house: House, keys: list[str], work: Callable[[UnitOfWork, str], None]) -> int:
    """Work off each of `keys` in this order; one that is damaged is said loudly, and the others go on.

    A few are handed in at a time, which share a commit: what is heard meanwhile need not wait for all of them.
    """
    done = 0
    for few in (keys[start : start + _FEW] for start in range(0, len(keys), _FEW)):
        done += sum(map(_ended_well, [house.writer.submit(partial(_on, work, key)) for key in few]))
    return done


def _ended_well(work: Future[None]) -> bool:
    try:
        work.result()
    except Exception as error:
        logger().error("sweep failed", error=type(error).__name__)
        return False
    return True
