"""A reporter who left and comes back in danger: it is the same case, called anew, and never a second one.

She is not recognised on the chat: it shows word for word what a newcomer in danger is shown, since it may be somebody
else who holds the phone. Only duty learns that the case was there before (decision 0031).
"""

from collections.abc import Mapping
from datetime import datetime

from bot.channels.update import Update
from bot.duty import calls
from bot.house import House
from bot.talk import notices
from flows import escalation as ladder
from storage import audit, cases, escalations, hand_overs, held, left_out, outbox, overview, watches
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.rows import Row

_DANGER = "bahaya"
"""What a case is opened for that the one she left may take up; anything else may be somebody else's story."""
_LEVEL = "kritis"


def left_case(uow: UnitOfWork, stored: Stored, reason: str, update: Update | None) -> Row | None:
    """Return the case, not closed, that this danger belongs to: the newest of a chat that was left at this address."""
    return cases.left_open(uow, stored.id) if update is not None and reason == _DANGER else None


def take_up(house: House, uow: UnitOfWork, stored: Stored, case: Row, now: datetime) -> None:
    """Let `case` go on in the conversation `stored`, without a holder; where nobody had it, whoever is next is called.

    What was held for the chat that was left will not be sent any more; who had the case is told how much that was.
    """
    unsent = held.cancel(uow, case.conversation_id)
    outbox.cancel_reporter(uow, case.conversation_id)
    watches.end(uow, case.id)
    hand_overs.end(uow, case.id, "withdrawn", now)
    left_out.carry_on(uow, case.conversation_id, stored.id)
    if case.holder_id:
        escalations.stop_pages(uow, case.id, now)
        outbox.cancel_pages(uow, case.id)
    running = escalations.get(uow, case.id)
    if running is not None:
        shape = house.organisation.ladder(_LEVEL, calls.area(case), near=calls.allows_near(case))
        escalations.save(uow, case.id, ladder.call_anew(running, ladder=shape, level=_LEVEL, now=now))
    anew = dict.fromkeys(("holder_id", "accepted_at", "replied_at", "forwarded_at"))
    facts = {**case.facts, cases.AGAIN: [house.shown(now)]}
    cases.change(uow, case.id, conversation_id=stored.id, status="open", facts=facts, **anew)
    audit.note(uow, "came_back", actor="reporter", subject=case.code, now=now, former=case.holder_id or "")
    if case.holder_id:
        told = {"code": case.code, "unsent": unsent, "at": house.shown(now), "bounced": False}
        notices.to_member(house, uow, case.holder_id, "came_back", told, now, lane="page")


def was_hers(uow: UnitOfWork, member: Row, case: Row) -> bool:
    """Return whether `case`, which nobody has now, was `member`'s until its reporter came back, and may be again."""
    if case.status != "open" or not overview.may_open(uow, member.id, case.conversation_id):
        return False
    noted = [row for row in audit.of(uow, case.code) if row.action == "came_back"]
    return bool(noted) and noted[-1].detail["former"] == member.id


def writes_again(house: House, uow: UnitOfWork, stored: Stored, now: datetime) -> None:
    """Tell whoever has the case of a chat that was left that somebody writes there again, and no danger was heard yet.

    Who it is nobody knows: nothing can be answered there until a number, a word or danger shows it.
    """
    case = cases.left_open(uow, stored.id)
    if case is not None and case.holder_id:
        told = {"code": case.code, "at": house.shown(now)}
        notices.to_member(house, uow, case.holder_id, "writes_again", told, now)


def joined(known: Mapping[str, list[str]], told: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what duty may know of a case: what is `told` now, and what was `known` before where she came back."""
    if cases.AGAIN not in known:
        return dict(told)
    heard = [*dict.fromkeys((*known.get("heard", ()), *told.get("heard", ())))]
    facts = {**known, **told}
    return {**facts, "heard": heard} if heard else facts
