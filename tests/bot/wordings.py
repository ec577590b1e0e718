"""The wordings that are tested: those of the example office by state and block, and the limits of both channels."""

from datetime import datetime
from pathlib import Path

import templates
from bot.organisation import load_organisation
from bot.talk.wording import Wording
from flows.hotline import hotline_with
from flows.states import Several, options_of
from flows.understanding.places import gazetteer
from flows.wordings import wordings
from tests.bot.whole import OFFICE

FOLDER = Path(templates.__file__).parent
ORGANISATION = load_organisation(OFFICE)
PLACES = gazetteer(ORGANISATION.office.areas)
LANGUAGES = ORGANISATION.office.languages
FLOW = hotline_with(PLACES, LANGUAGES)
WORDING = Wording(ORGANISATION, PLACES)
KNOWN = wordings(FLOW)
BUTTON, BODY, PLAIN_BODY = 20, 1024, 1600
"""Characters: WhatsApp's quick reply, its body with buttons, its plain message. Telegram takes 4,096 in each."""
FACTS = {
    "code": "#K7Q4",
    "forwarded_at": "22.10",
    "accepted_at": "22.16",
    "calls_at": "07.00",
    "people": 12,
    "target": "30 menit",
    "late": True,
    "receipt": "1234 5678 9012 3452",
    "count": 12,
    "likely": "35.76.01",
    "who": "",
    "opened": True,
    "guessed": False,
    "now": datetime(2026, 3, 2, 20, tzinfo=ORGANISATION.zone),
    "day": 2,
    "at": "07.30",
    "today": False,
    "noted": [("Yang dialami", "kata " * 9)] * 6,
    "corrected": [("Yang dialami", "kata " * 9)] * 2,
    "summary": [("Apa yang terjadi", "kata " * 12)] * 7,
}
"""All that the code ever gives a message, as long as it may become."""


def said(state, block, language="id", **facts):
    """Return a block of a message in which all facts are known."""
    return WORDING.block(state, block, {**FACTS, **ticked(state), **facts}, language)


def ticked(state):
    """Return what is ticked when all is, where a question has several answers."""
    asked = FLOW.states.get(state)
    return {"ticked": asked.options} if isinstance(asked, Several) else {}


def bubble(state, *blocks, language="id"):
    """Return a bubble of `state` with its options, as it is sent."""
    body = {"state": state, "blocks": blocks, "options": options_of(FLOW.states[state]), "facts": {}}
    return WORDING.bubble(body, {**FACTS, **ticked(state)}, language)
