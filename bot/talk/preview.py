"""One page with all that a reporter may read, all languages side by side, with lengths against the channels' limits."""

from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.organisation import Organisation
from bot.talk.wording import Wording
from flows.diagram import mermaid
from flows.draft import EVERYWHERE
from flows.hotline import hotline_with
from flows.states import Flow, options_of
from flows.understanding.places import gazetteer
from flows.wordings import wordings

BODY, LABEL = 1024, 20
"""Characters of a message with buttons and of a button's label: WhatsApp's limits, which are below Telegram's.

https://www.twilio.com/docs/content/twilio-quick-reply
"""
_ASKING = ("ask", "shortly", "again", "ticked", "more", "closed")
_EXAMPLE: dict[str, Any] = {
    "code": "#K7Q4", "forwarded_at": "22.10", "accepted_at": "22.16", "calls_at": "", "people": 2, "count": 5,
    "receipt": "1234 5678 9012 3452", "who": "", "opened": True, "late": False, "guessed": False,
    "now": datetime(2026, 3, 2, 8, tzinfo=UTC), "day": 0, "at": "07.30", "today": False,
}  # fmt: skip


def page(organisation: Organisation) -> str:
    """Return the page for an office as HTML that needs no other file."""
    languages = organisation.office.languages
    places = gazetteer(organisation.office.areas)
    flow, wording = hotline_with(places, languages), Wording(organisation, places)
    known = wordings(flow)
    names = [*(name for name in flow.states if name in known), EVERYWHERE]
    states = [
        {"name": name, "blocks": [_block(flow, wording, name, block, languages) for block in _ordered(known[name])]}
        for name in names
    ]
    environment = Environment(
        loader=FileSystemLoader(str(files("templates"))), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    return environment.get_template("preview/page.html").render(
        office=organisation.office.name,
        states=states,
        limits={"body": BODY, "label": LABEL},
        diagram=mermaid(flow),
    )


def _ordered(blocks: frozenset[str]) -> list[str]:
    """Return the blocks of a template that are messages: what asks first, then the others; labels stand with those."""
    asking = [block for block in _ASKING if block in blocks]
    return asking or sorted(blocks)


def _block(flow: Flow, wording: Wording, name: str, block: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """Return one message in all languages, as it is sent: with its options and their digits."""
    options = options_of(flow.states[name]) if name in flow.states else ()
    ticked = options[:2] if block == "ticked" else ()
    cells = []
    for language in languages:
        summary = wording.summary(("who=korban", "kinds=fisik", "when=minggu"), language)
        told = dict.fromkeys(("summary", "noted", "corrected"), summary)
        facts = {**_EXAMPLE, "target": wording.duration(30, language), **told}
        text = wording.block(name, block, {**facts, "ticked": ticked}, language)
        labels = [wording.label(name, key, language) for key in options]
        body = {"state": name, "blocks": [(name, block)], "options": options, "facts": {"ticked": ticked}}
        size = len(wording.bubble(body, facts, language))
        cells.append({"language": language, "text": text, "options": labels, "size": size})
    return {"name": block, "cells": cells}
