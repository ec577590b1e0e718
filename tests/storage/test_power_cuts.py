"""Killed at any point of a turn and started again, the house has lost nothing and doubles nothing without a mark."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.telegram_form import read
from bot.commands.installation import prepare
from bot.enrolment import enrol
from bot.opening import close_house
from bot.receiving import Door
from bot.service import settle
from bot.talk.delivery import Delivery
from storage import audit, conversations, teams, transcript
from storage.failpoints import POINTS
from storage.tables import AuditRow, Case, Conversation, EscalationRow, Inbox, Outbox, Page
from tests.storage.power_cut import house_in, serve_once, settings_in, update_in
from tests.storage.things import prepared

NOW = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
LEASE = timedelta(seconds=61)
IBU, SARI, RATNA = 5001, 901, 900
CRY = "suami saya bawa parang"
ROOT = Path(__file__).parents[2]
IN_TURN = ("update_parsed", "turn_begun", "inbox_taken", "turn_stepped", "turn_performed")
IN_DELIVERY = ("outbox_claimed", "before_send", "after_send", "before_settle_commit", "after_settle_commit")
COMMITS = tuple(f"{point}:{count}" for point in ("before_commit", "after_commit") for count in range(1, 6))
"""The commits of opening the house, of the turn, of the claim and of noting what was sent."""
DANGER = (*IN_TURN, *COMMITS, *IN_DELIVERY, "after_send:2", "before_settle_commit:2")
ACCEPTANCE = ("turn_performed", "before_commit:3", "after_commit:3", "after_send:2", "before_settle_commit:2")
ACCEPTED_TWICE = ("after_send", "before_settle_commit")


def shared_out(points):
    """Return the points of a test: the first cut at each place, and all later ones for when there is time."""
    first = {point.partition(":")[0]: point for point in reversed(points)}.values()
    return [point if point in first else pytest.param(point, marks=pytest.mark.long) for point in points]


def message(number, chat, text):
    """Return an update of the Bot API in which somebody writes in her private chat."""
    sender = {"id": chat, "is_bot": False, "first_name": "Nama"}
    private = {"id": chat, "type": "private", "first_name": "Nama"}
    content = {"message_id": number, "from": sender, "chat": private, "date": int(NOW.timestamp()), "text": text}
    return {"update_id": number, "message": content}


def arrives(folder, channel, update):
    """Put an update before the door of a folder."""
    (folder / "update.json").write_text(json.dumps({"channel": channel, "update": update}))


async def _linked(house, names):
    door = Door(house)
    for number, (chat, (name, role, team)) in enumerate(names.items()):
        member = prepared(name, role)
        code = house.writer.do(lambda uow, member=member, team=team: enrol(uow, member, team, NOW, None))
        await door.take(read(message(number, chat, code), "telegram-staff"))
    await Delivery(house).drain()


@pytest.fixture(scope="module")
def before_danger(tmp_path_factory):
    """Return a folder with an office in which sari is on duty, and a cry for help before the door."""
    folder = tmp_path_factory.mktemp("power") / "house"
    folder.mkdir()
    prepare(settings_in(folder))
    house = house_in(folder, NOW)
    people = {RATNA: ("ratna", "koordinator", teams.COORDINATION), SARI: ("sari", "konselor", "kota")}
    asyncio.run(_linked(house, people))
    close_house(house)
    arrives(folder, "telegram", message(100, IBU, CRY))
    return folder


@pytest.fixture(scope="module")
def before_acceptance(before_danger, tmp_path_factory):
    """Return a folder in which sari was paged, and her answer is before the door."""
    folder = tmp_path_factory.mktemp("power") / "house"
    shutil.copytree(before_danger, folder)
    asyncio.run(serve_once(folder, NOW))
    (folder / "answered").unlink()
    arrives(folder, "telegram-staff", message(101, SARI, "1"))
    return folder


def cut(ground, folder, point):
    """Run the house on a copy of `ground` until the power fails at `point`; return how the process ended."""
    shutil.copytree(ground, folder)
    known = {name: value for name, value in os.environ.items() if not name.startswith("PELITA_")}
    command = [sys.executable, "-m", "tests.storage.power_cut", str(folder), NOW.isoformat()]
    given = known | {"PELITA_FAIL_AT": point, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, timeout=60, check=False)
    return folder, ended


@pytest.fixture(scope="module")
def cuts(request, before_danger, before_acceptance, tmp_path_factory):
    """Return what every power cut left, all of them under way at once: most of each is the start of a process."""
    root = tmp_path_factory.mktemp("cuts")
    asked = [item for item in request.session.items if "cuts" in getattr(item, "fixturenames", ())]
    wanted = {("danger" if "cry" in item.name else "accept", item.callspec.params["point"]) for item in asked}
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as threads:
        told = {}
        for name, ground, points in (("danger", before_danger, DANGER), ("accept", before_acceptance, ACCEPTANCE)):
            for point in points:
                if (name, point) in wanted:
                    told[name, point] = threads.submit(cut, ground, root / f"{name}-{point.replace(':', '-')}", point)
        yield {key: future.result for key, future in told.items()}


@contextmanager
def restarted(folder):
    """Start again on what is there: the provider repeats what it got no answer to, and leases run out by the clock.

    Yields the house, and how many messages the provider had accepted that we had not noted.
    """
    house = house_in(folder, NOW + timedelta(seconds=1))
    try:
        with house.database.look() as uow:
            noted = [row for row in all_of(uow, Outbox) if row.status == "sent"]
        unnoted = len(accepted(folder)) - len(noted)
        asyncio.run(_catch_up(house, folder))
        yield house, unnoted
    finally:
        close_house(house)


async def _catch_up(house, folder):
    door, delivery = Door(house), Delivery(house)
    if not (folder / "answered").exists():
        await door.take(update_in(folder))
    await settle(house, door, delivery)
    house.clock.move(LEASE)
    await settle(house, door, delivery)


def accepted(folder):
    """Return what the provider accepted, in its order."""
    lines = folder.joinpath("accepted.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def marks(house):
    """Return the words by which a repeated message is known."""
    return (house.wording.block("everywhere", "repeated", {}), "(kirim ulang)", house.wording.code("repeated"))


def same(first, second):
    return (first["to"], first["said"]) == (second["to"], second["said"])


def doubled_with_a_mark(house, lines):
    """Return how many messages went out twice; fails where one of them does not say so (I3)."""
    doubled = [line for number, line in enumerate(lines) if any(same(line, one) for one in lines[:number])]
    assert all(any(mark in line["text"] for mark in marks(house)) for line in doubled), doubled
    return len(doubled)


def all_of(uow, model):
    return uow.read(select(model.__table__)).all()


def test_every_point_of_a_turn_is_cut():
    assert {name.partition(":")[0] for name in DANGER} == set(POINTS)


@pytest.mark.parametrize("point", shared_out(DANGER))
def test_a_cry_for_help_survives_a_power_cut(cuts, point):
    folder, ended = cuts["danger", point]()
    assert ended.returncode == -signal.SIGKILL, f"{point} never came: {ended.stderr.decode()[-500:]}"
    with restarted(folder) as (house, unnoted), house.database.look() as uow:
        (stored,) = all_of(uow, Conversation)
        (case,) = all_of(uow, Case)
        (running,) = all_of(uow, EscalationRow)
        (page,) = all_of(uow, Page)
        assert (case.conversation_id, case.level, case.status) == (stored.id, "kritis", "open")
        assert (running.case_id, running.status, page.status) == (case.id, "climbing", "out")
        assert running.due_at > house.clock.now()
        pair = conversations.server_pair(uow, stored.id)
        assert [line.text for line in transcript.read(uow, stored.id, pair) if line.author == "reporter"] == [CRY]
        assert [row.provider_id for row in all_of(uow, Inbox) if row.channel == "telegram"] == ["100"]
        assert {row.status for row in all_of(uow, Outbox)} == {"sent"}
        actions = [row.action for row in all_of(uow, AuditRow)]
        assert [actions.count(name) for name in ("case_opened", "escalated", "paged")] == [1, 1, 1]
        assert audit.broken_at(uow) is None
        lines = accepted(folder)
        assert {(line["to"], *line["said"]) for line in lines} >= {(str(SARI), "page")}
        assert {line["to"] for line in lines} == {str(RATNA), str(SARI), str(IBU)}
        assert doubled_with_a_mark(house, lines) == unnoted
        assert unnoted > 0 or point.partition(":")[0] not in ACCEPTED_TWICE


@pytest.mark.parametrize("point", [pytest.param(point, marks=pytest.mark.long) for point in ACCEPTANCE])
def test_an_acceptance_survives_a_power_cut_and_the_text_is_handed_over(cuts, point):
    folder, ended = cuts["accept", point]()
    assert ended.returncode == -signal.SIGKILL, f"{point} never came: {ended.stderr.decode()[-500:]}"
    with restarted(folder) as (house, unnoted), house.database.look() as uow:
        sari = prepared("sari")
        (stored,) = all_of(uow, Conversation)
        (case,) = all_of(uow, Case)
        assert (case.status, case.holder_id) == ("held", sari.id)
        assert (stored.server_half, stored.handed_over_at is None) == (None, False)
        pair = teams.open_subject(uow, stored.id, sari.id, sari.pair)
        assert [line.text for line in transcript.read(uow, stored.id, pair) if line.author == "reporter"] == [CRY]
        assert [row.action for row in all_of(uow, AuditRow)].count("accepted") == 1
        assert audit.broken_at(uow) is None
        lines = accepted(folder)
        notices = {tuple(line["said"]): line["text"] for line in lines if line["to"] == str(SARI)}
        assert notices.keys() == {("linked",), ("page",), ("brief",), ("backlog",)}
        assert CRY in notices["backlog",]
        assert doubled_with_a_mark(house, lines) == unnoted
        assert unnoted > 0 or point.partition(":")[0] not in ACCEPTED_TWICE


def test_an_update_that_was_answered_and_comes_again_changes_nothing(before_acceptance, tmp_path):
    folder = tmp_path / "house"
    shutil.copytree(before_acceptance, folder)
    arrives(folder, "telegram", message(100, IBU, CRY))
    before = accepted(folder)
    with restarted(folder) as (house, unnoted), house.database.look() as uow:
        assert len(all_of(uow, Case)) == len(all_of(uow, Page)) == 1
        assert (accepted(folder), unnoted) == (before, 0)
