"""One case as the desk shows it: head, coded brief, what happened when, and the transcript, opened with her own key."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot import timeline
from bot.duty import calls, offers
from bot.house import House
from bot.talk import answering
from bot.web.desk.access import Visitor
from bot.web.desk.authors import Authors
from bot.web.desk.holders import Holders
from flows.errors import NotFound
from storage import audit, cases, conversations, escalations, files, forgetting, members, overview, teams, transcript
from storage.database import UnitOfWork
from storage.rows import Row
from storage.vault import KeyPair

_SAME_OPENING = timedelta(minutes=5)
"""A page that refreshes itself is noted as read once in this time."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the transcript; `sent` says what became of words to the reporter, where that is still known.

    `by` is the name of who wrote it on the staff.
    `file` is what is known of a voice message or picture: it can be had when its size is not 0, later when it is due.
    """

    at: datetime
    author: str
    kind: str
    text: str
    sent: str = ""
    sent_at: datetime | None = None
    file: Row | None = None
    by: str = ""


def find(uow: UnitOfWork, visitor: Visitor, code: str) -> Row:
    """Return a case that the visitor may open. Raises NotFound, the same for another team's and for none."""
    case = cases.by_code(uow, code)
    if case is None or not overview.may_open(uow, visitor.row.id, case.conversation_id):
        raise NotFound("no such case for this member")
    return case


def opening(house: House, uow: UnitOfWork, visitor: Visitor, case: Row, now: datetime) -> None:
    """Note that the transcript is read; when its holder reads it, the server's own key to it is destroyed.

    Raises NotFound when the visitor's key does not open it; then nothing is destroyed.
    """
    teams.open_subject(uow, case.conversation_id, visitor.row.id, visitor.own)
    audit.note(uow, "transcript_read", actor=visitor.row.id, subject=case.code, now=now)
    hers = case.status == "held" and case.holder_id == visitor.row.id
    if hers and not conversations.load(uow, case.conversation_id).handed_over:
        forgetting.hand_over(uow, case.conversation_id, now, house.is_code)


def is_noted(uow: UnitOfWork, visitor: Visitor, case: Row, now: datetime) -> bool:
    """Return whether it was noted a moment ago that the visitor reads this case."""
    since = now - _SAME_OPENING
    return audit.noted_since(uow, "transcript_read", actor=visitor.row.id, subject=case.code, since=since)


def head(house: House, uow: UnitOfWork, visitor: Visitor, case: Row, now: datetime) -> dict[str, Any]:
    """Return what may be known of a case before it is opened: code, colour, status, times, and who has it."""
    holder = members.by_id(uow, case.holder_id) if case.holder_id else None
    page = escalations.newest_page(uow, visitor.row.id, case.id)
    hers = case.status == "held" and case.holder_id == visitor.row.id
    running = escalations.get(uow, case.id)
    sought = case.status == "held" and running is not None and running.due is not None
    called_from = case.forwarded_at or case.opened_at
    holders = Holders(overview.accepted(uow, [case.code]).get(case.code, ()), _names(uow))
    due = called_from + house.organisation.target(case.level) if case.level else None
    return {
        "case": case,
        "colour": calls.colour(case.level) if case.level else "",
        "holder": holder.name if holder else "",
        "hers": case.holder_id == visitor.row.id,
        "first": holders.first(case),
        "since": holders.since(case) if case.holder_id else None,
        "sought": sought,
        "called": page is not None and page.status == "out",
        "was_called": page is not None,
        "may_take": case.status == "open" or (not hers and (sought or offers.stands(uow, case, page))),
        "leaving": hers and offers.is_open(uow, case),
        "colleagues": [offers.ON_DUTY, *(row.name for row in offers.colleagues(uow, case))] if hers else [],
        "due": due,
        "late": due is not None and (case.accepted_at or now) > due,
    }


def _names(uow: UnitOfWork) -> dict[str, str]:
    return {row.id: row.name for row in members.everyone(uow)}


def opened(house: House, uow: UnitOfWork, visitor: Visitor, case: Row) -> dict[str, Any]:
    """Return what the visitor's key opens, and the times. Raises NotFound when she has no right to it."""
    stored = conversations.load(uow, case.conversation_id)
    lines: list[Said] = []
    authors = Authors(audit.of(uow, case.code), _names(uow))
    for conversation_id, pair in transcripts(uow, visitor, case):
        lines += _lines(house, uow, list(transcript.read(uow, conversation_id, pair)), conversation_id, authors)
    return {
        "brief": answering.brief(house, uow, stored),
        "moments": timeline.moments(house, uow, case),
        "lines": lines,
        "left": not stored.live,
        "outcome": next((line.text for line in reversed(lines) if line.kind == "outcome"), ""),
    }


def transcripts(uow: UnitOfWork, visitor: Visitor, case: Row) -> list[tuple[str, KeyPair]]:
    """Return the conversations of a case that the visitor's key opens, the oldest first, each with its opened pair.

    Raises NotFound when it does not open the one in which the case goes on.
    """
    found = {case.conversation_id: teams.open_subject(uow, case.conversation_id, visitor.row.id, visitor.own)}
    for conversation_id in cases.conversations_of(uow, case.id):
        with contextlib.suppress(NotFound):  # she may be of a team that was not called for what came before
            found[conversation_id] = teams.open_subject(uow, conversation_id, visitor.row.id, visitor.own)
    return [(key, found[key]) for key in cases.conversations_of(uow, case.id) if key in found]


def _lines(
    house: House, uow: UnitOfWork, lines: list[transcript.Line], conversation_id: str, authors: Authors
) -> list[Said]:
    """Return the lines, those to the reporter with what became of them, where that is still known."""
    rows = list(overview.words_sent(uow, conversation_id))
    complete = len(rows) == sum(line.author == "staff" for line in lines)
    attached = files.listed(uow, conversation_id)
    in_order, by_time = iter(rows), {row.made_at: row for row in rows}  # rows that are done go after some weeks
    told = []
    for line in lines:
        state = ("", None)
        if line.author == "staff":
            row = next(in_order) if complete else by_time.get(line.at)
            state = (row.status, row.sent_at) if row is not None else state
        file = attached.get(line.text.rpartition("\n")[2]) if line.author == "reporter" else None
        told.append(Said(line.at, line.author, line.kind, answering.told(house, line), *state, file, authors.of(line)))
    return told
