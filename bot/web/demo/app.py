"""The web application of the demo: the real one, with the pages of the three phones before it."""

import secrets

from starlette.applications import Starlette

from bot.clock import ShiftedClock
from bot.service import Service
from bot.web.app import create_app
from bot.web.demo.pages import Pages
from bot.web.demo.phones import Phones
from bot.web.demo.play import Play
from bot.web.demo.screen import Desk, Screen


def create_demo(service: Service, phones: Phones, clock: ShiftedClock, desk: Desk) -> Starlette:
    """Return the application that plays with `service`, whose channels end at `phones`."""
    app = create_app(service)
    play, word = Play(service, phones, clock), secrets.token_urlsafe(32)
    app.router.routes[:0] = Pages(play, Screen(play, word, desk), word).routes()
    return app
