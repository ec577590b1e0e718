"""A page in one chat that nobody answers goes to the other chat too; an answer in either ends it."""

from datetime import timedelta

import pytest

from bot import timeline
from storage import cases, members
from tests.bot.whatsapp import ground as house_on_whatsapp
from tests.emulators.twilio import Refused

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def ground(tmp_path):
    async with house_on_whatsapp(tmp_path) as opened:
        yield opened


async def also_on_whatsapp(ground, name="sari", number="+6281230009001"):
    """Link a member's WhatsApp beside the phone that she has; it is the one linked last."""
    ground.clock.move(MINUTE)
    with ground.house.database.look() as uow:
        member = members.by_name(uow, name)
    code = ground.house.writer.do(lambda uow: members.issue_code(uow, member.id, ground.clock.now()))
    phone = ground.twilio.person(number)
    await ground.hears(phone, code)
    await phone.hears("Tersambung", within=0.1)
    return phone


def pages_of(ground, name="sari"):
    return [text for text in ground.others.of(name) if text.startswith("Tugas baru")]


def pages_on(phone):
    return [text for text in phone.inbox if text.startswith("Tugas baru")]


def times(ground):
    with ground.house.database.look() as uow:
        found = timeline.moments(ground.house, uow, cases.listed(uow)[0])
    return [one.text for one in found]


async def test_the_second_chat_is_tried_after_a_minute_and_only_once(ground):
    whatsapp = await also_on_whatsapp(ground)
    await ground.hears(ground.reporter(), "darurat")
    assert (len(pages_on(whatsapp)), pages_of(ground)) == (1, [])
    await ground.passes(MINUTE)
    assert len(pages_of(ground)) == 1
    assert "Dipanggil lewat chat lain: sari" in times(ground)
    await ground.passes(3 * MINUTE)
    assert (len(pages_on(whatsapp)), len(pages_of(ground))) == (1, 1)


@pytest.mark.parametrize("where", ["first", "second"])
async def test_an_answer_in_either_chat_ends_it(ground, where):
    whatsapp = await also_on_whatsapp(ground)
    ibu = ground.reporter()
    await ground.hears(ibu, "darurat")
    if where == "first":
        await ground.hears(whatsapp, "1")
        await ground.passes(2 * MINUTE)
        assert pages_of(ground) == []
    else:
        await ground.passes(MINUTE)
        await ground.says("sari", "1")
    await ibu.hears("diterima seorang petugas", within=0.1)


async def test_a_chat_that_fails_moves_the_other_forward_at_once(ground):
    whatsapp = await also_on_whatsapp(ground)
    ground.twilio.script("CreateMessage", faults=[Refused(400, 63024)], to=whatsapp)
    await ground.hears(ground.reporter(), "darurat")
    assert (pages_on(whatsapp), len(pages_of(ground))) == ([], 1)
    await ground.passes(2 * MINUTE)
    assert len(pages_of(ground)) == 1
    with ground.house.database.look() as uow:
        assert cases.listed(uow)[0].status == "open"


async def test_a_chat_that_blocks_us_hands_the_page_on_once(ground):
    whatsapp = await also_on_whatsapp(ground)
    whatsapp.opts_out()
    await ground.hears(ground.reporter(), "darurat")
    await ground.passes(2 * MINUTE)
    assert len(pages_of(ground)) == 1
