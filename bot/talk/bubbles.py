"""Words a claimed message at the moment at which it goes, with what is true of its case by then."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.channels.update import Button, Outgoing
from bot.duty import calls
from bot.house import House
from bot.log import logger
from bot.talk import buttons, settling
from bot.talk.wording import Wording
from storage import asks, cases, conversations, escalations, members, outbox
from storage.database import UnitOfWork
from storage.rows import Row


def worded(house: House, row: Row, body: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[Outgoing, str]:
    """Return what a message says, and which wordings stand in it."""
    wording = house.wording
    if row.kind == outbox.KNOCK:
        return Outgoing("", said=(row.kind,)), ""
    if row.kind == "words":
        again = wording.block("everywhere", "repeated", {}) if row.marked else ""
        text = "\n\n".join(part for part in (body["text"], again) if part)
        return Outgoing(text, protected=True, said=("words",)), ""
    if row.channel == members.TELEPHONE:
        return Outgoing(wording.speech(row.kind, body["facts"]), said=(row.kind,)), ""
    if "notice" in body:
        text = wording.notice(body["notice"], {"marked": row.marked, **body["facts"]})
        if row.marked and row.kind != "page":
            text = f"{text}\n{wording.code('repeated')}"
        pressed = _of_page(wording, row.page_id, body["facts"]) if row.kind == "page" else ()
        pressed = wording.ask_buttons(row.page_id, row.kind) if row.lane == asks.LANE and row.page_id else pressed
        return Outgoing(text, pressed, protected=True, said=(body["notice"],)), ""
    language = body.get("language", "id")
    text = wording.bubble(body, facts, language)
    if row.marked:
        text = f"{text}\n\n{wording.block('everywhere', 'repeated', {}, language)}"
    shown = tuple(
        buttons.button(wording.label(body["state"], key, language), row.conversation_id, body["turn"], key)
        for key in body["options"]
    )
    versions = dict.fromkeys(wording.version(state, language) for state, _ in body["blocks"])
    said = tuple(f"{state}.{block}" for state, block in body["blocks"])
    return Outgoing(text, shown, said=said), " ".join(versions)


def _of_page(wording: Wording, page_id: str, facts: Mapping[str, Any]) -> tuple[Button, ...]:
    return wording.answer_buttons(page_id, facts["code"], facts["colour"], facts.get("kind", ""))


def case_facts(
    house: House, uow: UnitOfWork, case_id: str | None, now: datetime, language: str = "id"
) -> dict[str, Any]:
    """Return what may be told at this moment: the local time `now`, and of a case its code, true times, how many were
    called, and whether the time in which somebody should have answered is over.
    """
    if case_id is None:
        nothing = dict.fromkeys(("code", "accepted_at", "calls_at", "target"), "")
        return {**nothing, "forwarded_at": house.shown(now), "people": 0, "now": house.local(now), "late": False}
    case = cases.get(uow, case_id)
    people = calls.people_called(uow, case_id)
    minutes = int(house.organisation.target(case.level).total_seconds() // 60) if case.level else 0
    return {
        "code": case.code,
        "forwarded_at": house.shown(case.forwarded_at or case.opened_at),
        "accepted_at": house.shown(case.accepted_at),
        "people": people,
        "calls_at": "" if people else house.shown(_calls_at(uow, case_id, now)),
        "target": house.wording.duration(minutes, language),
        "now": house.local(now),
        "late": case.accepted_at is None and now - (case.forwarded_at or case.opened_at) > timedelta(minutes=minutes),
    }


def keep_reported(house: House, uow: UnitOfWork, row: Row, now: datetime) -> str:
    """Put into the transcript what a message said whose sending was never answered, as a report tells that it was.

    Returns the wordings in it, empty where it stands there already or is nothing that is kept.
    """
    to = conversations.destination(uow, row.conversation_id) if row.lane == "reporter" and row.body else None
    if to is None or row.wording:
        return str(row.wording)
    try:
        body = outbox.body(uow, row, to.flight_key)
        if not body.get("kept"):
            return ""
        message, wording = worded(
            house, row, body, case_facts(house, uow, row.case_id, now, body.get("language", "id"))
        )
    except Exception as error:  # a mistake of ours in a wording must not lose the report
        logger().error("wording failed", kind=row.kind, error=type(error).__name__)
        return ""
    settling.keep(uow, row.conversation_id, to.public_key, message.text, wording, now)
    return wording


def _calls_at(uow: UnitOfWork, case_id: str, now: datetime) -> datetime | None:
    """Return when the first call for a case will go out, where it waits for the office's day to begin."""
    running = escalations.get(uow, case_id)
    waits = running is not None and running.status == "climbing" and running.due is not None and running.due > now
    return running.due if running is not None and waits else None
