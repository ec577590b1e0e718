"""What Twilio refuses, and what must still hold: each fault for a page, for a counselor's words and for a bubble."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.commands import serving
from bot.talk.delivery import Delivery
from storage import members
from tests.bot.whatsapp import MARK, Ground, ground
from tests.emulators.twilio import (
    DropConnection,
    FailsLater,
    Fault,
    Malformed,
    Person,
    Refused,
    ServerError,
    TimeoutAfter,
    TimeoutBefore,
    TooManyRequests,
    Unauthorized,
)

AGAIN = "kirim ulang"
SECONDS, MINUTES = timedelta(seconds=1), timedelta(minutes=1)
FAULTS: list[tuple[Fault, str]] = [
    (Refused(400, 63016), "outside"),
    (FailsLater(63016), "outside"),
    (Refused(400, 63049), "outside"),
    (FailsLater(63049), "outside"),
    (Refused(429, 63018), "later"),
    (FailsLater(63018), "later"),
    (TooManyRequests(), "later"),
    (ServerError(500), "later"),
    (ServerError(503), "later"),
    (FailsLater(30036, "failed"), "later"),
    (Refused(400, 63024), "lost"),
    (FailsLater(63024), "lost"),
    (FailsLater(63032), "lost"),
    (Unauthorized(), "later"),
    (Refused(400, 21610), "blocked"),
    (Refused(400, 63014), "blocked"),
    (FailsLater(63014), "blocked"),
    (FailsLater(30008), "unknown"),
    (Malformed(accepted=False), "unknown"),
    (DropConnection(), "unknown"),
    (TimeoutBefore(), "unknown"),
    (Malformed(), "taken"),
    (DropConnection(accepted=True), "taken"),
    (TimeoutAfter(), "taken"),
]
ALIKE = {Refused(400, 63049), FailsLater(63049), TooManyRequests(), ServerError(503), Malformed(accepted=False)}
ALIKE |= {FailsLater(63032), Refused(400, 63014), FailsLater(30036, "failed")}
"""Faults that a page need not meet: it has met one that the channel takes for the same."""
MET = [one for one in FAULTS if one[0] not in ALIKE]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Ground]:
    async with ground(tmp_path) as opened:
        yield opened


def pages(phone: Person) -> list[str]:
    return [text for text in phone.inbox if "Tugas baru" in text]


def alarms(house: Ground) -> list[str]:
    return [text for text in house.others.of("ratna") if "Perlu dilihat" in text]


@pytest.mark.parametrize(("fault", "fate"), MET, ids=[f"{fate}-{fault}" for fault, fate in MET])
async def test_a_page_reaches_the_counselor_or_the_next_one_is_called(tmp_path: Path, fault: Fault, fate: str) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        before = house.creations(sari)
        house.twilio.script("CreateMessage", faults=[fault], to=sari)
        await house.hears(house.reporter(), "darurat")
        match fate:
            case "outside":
                assert pages(sari)[0].startswith("Tugas baru MERAH #")  # the template's own words
            case "later":
                assert pages(sari) == []
                await house.passes(6 * SECONDS)
            case "unknown":
                await house.passes(19 * SECONDS)
                assert pages(sari) == []
                await house.passes(SECONDS)
        reached = fate not in {"lost", "blocked"}
        assert [AGAIN in text for text in pages(sari)] == [fate == "unknown"] * reached
        assert bool(alarms(house)) is (not reached)
        assert len(house.others.of("dewi")) == (not reached)
        await house.passes(4 * MINUTES)
        assert house.creations(sari) == before + {"taken": 1, "lost": 1, "blocked": 1}.get(fate, 2)
        await house.passes(MINUTES)
        assert "Tugas baru" in house.others.of("dewi")[0]


async def test_what_a_counselor_wrote_arrives_or_she_learns_that_it_did_not(house: Ground) -> None:
    for number, (fault, fate) in enumerate(FAULTS):
        ibu = await house.talk(f"+62812300050{number:02}")
        words, told = f"Saya di sini {number}", len(house.others.of("sari"))
        house.twilio.script("CreateMessage", faults=[fault], to=ibu)
        await house.says("sari", words)
        if fate == "outside":
            assert "ditahan" in house.others.of("sari")[-1], fault
            await house.hears(ibu, "halo")
        await house.passes(20 * SECONDS)
        heard = [text for text in ibu.inbox if words in text]
        reached = fate not in {"lost", "blocked"}
        assert [MARK in text for text in heard] == [fate == "unknown"] * reached, fault
        not_sent = [text for text in house.others.of("sari")[told:] if "tidak terkirim" in text]
        assert len(not_sent) == (not reached), fault
        assert ("menutup percakapan" in "".join(not_sent)) is (fate == "blocked"), fault
        await house.passes(MINUTES)
        assert len([text for text in ibu.inbox if words in text]) == reached, fault
        await house.says("sari", "#tutup sudah aman")
    assert house.twilio.unused_faults == []


async def test_a_reply_of_the_bot_arrives_once_or_goes_unsaid(house: Ground) -> None:
    for number, (fault, fate) in enumerate(FAULTS):
        ibu = house.reporter(f"+62812300050{number:02}")
        house.twilio.script("CreateMessage", faults=[fault], to=ibu)
        await house.hears(ibu, "halo")
        await house.passes(20 * SECONDS)
        reached = fate not in {"lost", "blocked", "outside"}
        assert [MARK in text for text in ibu.inbox] == [fate == "unknown"] * reached, fault
        await house.hears(ibu, "1")
        assert "aman untuk menulis" in ibu.inbox[-1], fault
        await house.passes(5 * MINUTES)
        assert len(ibu.inbox) == reached + 1, fault
    assert house.twilio.unused_faults == []


async def test_a_suspended_account_loses_no_report_and_whoever_can_be_reached_otherwise_is(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        house.twilio.account.suspend()
        await house.hears(ibu, "suami saya bawa parang")
        await house.passes(5 * MINUTES)
        await house.says("dewi", "1")
        assert "parang" in "".join(house.others.of("dewi"))
        house.twilio.account.resume()
        await house.hears(ibu, "masih ada")
        assert "masih ada" in house.others.of("dewi")[-1]
        assert pages(sari) == []


async def test_a_provider_that_cannot_be_reached_gets_the_page_as_soon_as_it_can_without_a_mark(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        working = house.house.channels["whatsapp"]
        nowhere = house.house.settings.model_copy(update={"twilio_api_url": "http://127.0.0.1:9"})
        broken = serving.whatsapp(nowhere, 0.25)
        house.house.channels = {**house.house.channels, "whatsapp": broken}
        await house.hears(house.reporter(), "darurat")
        for _ in range(3):
            await house.passes(30 * SECONDS)
        assert house.rows("page")[0].tries == 4
        house.house.channels = {**house.house.channels, "whatsapp": working}
        await house.passes(60 * SECONDS)
        assert AGAIN not in pages(sari)[0]
        assert len(pages(sari)) == 1
        await broken.close()


async def test_slow_replies_to_many_reporters_do_not_keep_a_page_waiting(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        await house.house.channels["whatsapp"].close()
        slow = serving.whatsapp(house.house.settings, 10)
        house.house.channels = {**house.house.channels, "whatsapp": slow}
        reporters = [house.reporter(f"+62812300051{number:02}") for number in range(32)]
        until = asyncio.Event()
        for ibu in reporters:
            await ibu.says("halo")
            house.twilio.script("CreateMessage", faults=[TimeoutBefore(until)], to=ibu)
        replies = asyncio.create_task(Delivery(house.house, ("staff", "reporter")).drain())
        await house.twilio.wait_for(lambda: len(house.twilio.calls("CreateMessage")) >= 16)
        await house.reporter().says("darurat")
        try:
            async with asyncio.timeout(2):
                await Delivery(house.house, ("page",)).drain()
        finally:
            until.set()
        await replies
        await house.twilio.settled()
        assert len(pages(sari)) == 1
        await slow.close()


async def test_a_counselor_who_stopped_us_is_called_on_her_other_chat(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        with house.house.database.look() as uow:
            member = members.by_name(uow, "sari")
        assert member is not None
        issue = partial(members.issue_code, member_id=member.id, now=house.clock.now())
        house.codes["sari"] = house.house.writer.do(issue)
        await house.stays_elsewhere("sari")
        sari.opts_out()
        await house.hears(house.reporter(), "darurat")
        assert "Tugas baru" in house.others.of("sari")[0]
        assert (alarms(house), house.others.of("dewi")) == ([], [])
