"""The page of all wordings holds every message in every language, and tells what is too long."""

import re
from html import unescape
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from bot.organisation import load_organisation
from bot.talk.preview import BODY, page
from flows.hotline import hotline
from flows.wordings import wordings
from tests.bot.whole import OFFICE


def test_every_state_stands_on_it_with_its_question_in_every_language():
    shown = page(load_organisation(OFFICE))
    for state in wordings(hotline(["35.76"])):
        assert f'<section id="{state}">' in shown
    for words in ("Apakah ada bahaya di dekatmu sekarang?", "stateDiagram-v2", "id-mudah ·", "jv ·", "en ·"):
        assert words in unescape(shown)
    assert 'class="size over"' not in shown


def test_what_is_too_long_is_marked():
    organisation = load_organisation(OFFICE)
    office = organisation.office.model_copy(update={"greeting": "Layanan " * (BODY // 8)})
    shown = page(organisation.model_copy(update={"office": office}))
    over = re.findall(r'<p class="size over">([\w-]+) ', shown)
    assert set(over) == set(office.languages)


def test_the_command_writes_the_page_and_says_where(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PELITA_ORGANISATION", str(OFFICE))
    path = tmp_path / "kata.html"
    ended = CliRunner().invoke(app, ["preview", str(path)], catch_exceptions=False)
    assert str(path) in ended.stdout
    assert "<h2>welcome</h2>" in path.read_text(encoding="utf-8")
