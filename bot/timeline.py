"""The timeline of a case, to the second: who was called, whether it arrived, who had it when, and what was missed.

It is put together from rows that stay: the case, its pages, and what was noted of it. No word of a reporter is in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.house import House
from storage import audit, escalations, members, page_tries
from storage.database import UnitOfWork
from storage.rows import Row

_COLUMNS = ("opened", "forwarded", "replied", "withdrawn")
_ACTED = {
    "accepted": "accepted",
    "case_closed": "closed",
    "hand_over_offered": "offered",
    "kept": "kept",
    "number_shown": "number_shown",
    "called_again": "called_again",
    "handed_by": "handed_by",
}
"""What a member did, and how it is called here."""
_HAPPENED = frozenset(
    {
        *("alarm", "calls_stopped", "holder_lost", "not_brought", "passed_on", "passed_over", "reminded", "rung_empty"),
        *("came_back", "chat_silenced", "exhausted_told", "exhausted_untold", "left_out", "let_go", "widened"),
        *("hand_over_declined", "hand_over_lapsed", "hand_over_unreachable", "hand_over_withdrawn"),
    }
)
"""What happened by itself."""
_DETAILS = ("team", "reason", "why", "what")
"""Details of what was noted that are codes in words."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened to a case, in words; `answer` is what a member answered to a page, where she has."""

    at: datetime
    text: str
    answer: str = ""
    answered_at: datetime | None = None


def moments(house: House, uow: UnitOfWork, case: Row) -> list[Moment]:
    """Return all that happened to a case, the earliest first."""
    names = {row.id: row.name for row in members.everyone(uow)}
    found = [
        *(Moment(at, _told(house, what)) for what in _COLUMNS if (at := getattr(case, f"{what}_at")) is not None),
        *_pages(house, uow, case, names),
        *_noted(house, uow, case, names),
    ]
    return sorted(found, key=lambda moment: moment.at)


def _pages(house: House, uow: UnitOfWork, case: Row, names: dict[str, str]) -> Iterator[Moment]:
    for page in escalations.pages(uow, case.id):
        who = names.get(page.member_id, "")
        answer = house.wording.code(f"answer_{page.status}")
        yield Moment(page.at, _told(house, f"paged_{page.kind}", who), answer, page.answered_at)
        yield from _tries(house, uow, page, who)
        if page.sent_at is not None:
            yield Moment(page.sent_at, _told(house, "delivered", who))
        elif page.error:
            yield Moment(page.at, _told(house, "not_sent", who, house.wording.code(f"error_{page.error}")))


def _tries(house: House, uow: UnitOfWork, page: Row, who: str) -> Iterator[Moment]:
    """Yield the ways by which a page went beside its first chat, or later than it was made."""
    for place, one in enumerate(page_tries.of_page(uow, page.id)):
        if one.channel == members.TELEPHONE:
            ended = house.wording.code(f"call_{one.status}")
            yield Moment(one.at, _told(house, "rung", who), ended, one.ended_at)
        elif place or one.at > page.at:
            yield Moment(one.at, _told(house, "also_paged" if place else "held_paged", who))


def _noted(house: House, uow: UnitOfWork, case: Row, names: dict[str, str]) -> Iterator[Moment]:
    for row in audit.of(uow, case.code):
        detail = row.detail
        if row.action in _ACTED:
            what = "taken_over" if "former" in detail else _ACTED[row.action]
            yield Moment(row.at, _told(house, what, names.get(row.actor, ""), names.get(detail.get("to", ""), "")))
        elif row.action in _HAPPENED:
            unsent = row.action == "reminded" and not detail.get("told")
            codes = [house.wording.code(f"{detail[name]}") for name in _DETAILS if name in detail]
            what = "not_reminded" if unsent else row.action
            yield Moment(row.at, _told(house, what, names.get(detail.get("member", ""), ""), *codes))


def _told(house: House, what: str, who: str = "", *more: str) -> str:
    """Return what happened in words, with the member and the details behind it."""
    told = house.wording.code(f"moment_{what}")
    behind = ", ".join(filter(None, (who, *more)))
    return f"{told}: {behind}" if behind else told
