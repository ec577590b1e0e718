"""A page that nobody answers in a chat rings a telephone: when, how often, and with a code alone."""

from datetime import timedelta

import pytest

from bot.commands import serving
from storage import members
from tests.bot.voice import OTHER, case_of, danger, digits, ground_with_voice, holder_of, proposes, proves, times
from tests.bot.whatsapp import AT
from tests.emulators.twilio import Refused

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def ground(tmp_path):
    async with ground_with_voice(tmp_path) as opened:
        yield opened


async def test_a_red_page_that_nobody_answers_rings_after_two_minutes_and_says_a_code_alone(ground):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE - timedelta(seconds=1))
    assert not phone.rings
    await ground.passes(timedelta(seconds=1))
    assert phone.rings
    heard = await phone.answers()
    code = case_of(ground).code
    told = heard.splitlines()
    assert told == [told[0]] * 2
    assert ", ".join(code[1:]) in told[0]
    for word in ("MERAH", "parang", "suami", "Kranggan", "kekerasan", "Pelita"):
        assert word.lower() not in heard.lower()


async def test_an_answer_in_the_chat_keeps_the_telephone_silent(ground):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(MINUTE)
    await ground.says("sari", "1")
    await ground.passes(5 * MINUTE)
    assert len(phone.calls) == 1


async def test_a_number_that_cannot_be_called_is_noted_and_the_chat_stays(ground):
    phone = await proves(ground, "sari")
    ground.twilio.script("CreateCall", faults=[Refused(400, 21215)], to=phone)
    await danger(ground)
    await ground.passes(2 * MINUTE)
    assert not phone.rings
    assert "22.12 Ditelepon: sari tidak tersambung" in times(ground)
    await ground.says("sari", "1")
    assert holder_of(ground) == "sari"


async def test_a_provider_that_fails_for_a_moment_calls_a_little_later(ground):
    phone = await proves(ground, "sari")
    ground.twilio.script("CreateCall", faults=[Refused(500, 20500)], to=phone)
    await danger(ground)
    await ground.passes(2 * MINUTE)
    assert not phone.rings
    await ground.passes(timedelta(seconds=5))
    assert phone.rings


async def test_a_call_that_waits_for_another_try_is_left_out_once_she_has_answered(ground):
    phone = await proves(ground, "sari")
    ground.twilio.script("CreateCall", faults=[Refused(500, 20500)], to=phone)
    await danger(ground)
    await ground.passes(2 * MINUTE)
    await ground.says("sari", "2")
    await ground.passes(MINUTE)
    assert len(phone.calls) == 1


async def test_red_pages_beyond_the_limit_are_named_together_and_ring_all_the_same(ground):
    part = ground.house.organisation.paging.model_copy(update={"pages_per_hour": 2})
    ground.house.organisation = ground.house.organisation.model_copy(update={"paging": part})
    phone = await proves(ground, "ratna")
    for place in range(2):
        await danger(ground, f"+62812300060{place:02}")
    for _ in range(40):
        await ground.passes(MINUTE)
    told = ground.others.of("ratna")
    assert [text for text in told if text.startswith("2 tugas menunggu") and text.count("MERAH") == 2]
    assert len([text for text in told if text.startswith("Tugas baru")]) == 2  # the first of each case, at once
    assert len(phone.calls) > 3


async def test_a_telephone_is_the_last_way_where_no_chat_takes_the_page(ground):
    phone = await proves(ground, "sari")
    ground.others.blocks = {"sari"}
    await danger(ground)
    assert phone.rings  # at once, not after two minutes
    await phone.ends("failed")
    await ground.settle()
    assert any("Tugas baru" in text for text in ground.others.of("dewi"))  # nor after five


async def test_a_number_is_called_for_pages_only_when_its_member_has_typed_the_digits_herself(ground):
    phone = await proposes(ground, "sari")
    heard = await phone.answers()
    await phone.hangs_up()
    assert len(digits(heard)) == 8
    await ground.hears(ground.reporter("+6281230005009"), f"pelita-{digits(heard)}")
    await ground.says("dewi", f"pelita-{digits(heard)}")  # whoever else types them proves nothing, and links nothing
    with ground.house.database.look() as uow:
        assert members.at_address(uow, "whatsapp", "whatsapp:+6281230005009") is None
        assert members.at_address(uow, OTHER, "dewi").name == "dewi"
    await danger(ground)
    await ground.passes(3 * MINUTE)
    assert len(phone.calls) == 1


async def test_calls_of_one_hour_are_limited_but_the_first_of_a_case_always_rings(ground):
    part = ground.house.organisation.paging.model_copy(update={"calls_per_hour": 1})
    ground.house.organisation = ground.house.organisation.model_copy(update={"paging": part})
    phone = await proves(ground, "sari")
    for place in range(2):
        await danger(ground, f"+62812300060{place:02}")
        await ground.passes(2 * MINUTE)
        await phone.ends("no-answer")
        await ground.passes(MINUTE)
        assert not phone.rings
    assert len(phone.calls) == 3
    assert any("batas telepon per jam" in one for one in times(ground))


async def test_without_a_voice_account_everything_is_as_before(ground):
    phone = await proves(ground, "sari")
    ground.house.channels = {name: one for name, one in ground.house.channels.items() if name != "voice"}
    await danger(ground)
    await ground.passes(4 * MINUTE)
    assert len(phone.calls) == 1
    await ground.passes(MINUTE)
    assert any("Tugas baru" in text for text in ground.others.of("dewi"))


async def test_the_number_is_nowhere_in_the_clear(ground, tmp_path):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    await phone.answers()
    await phone.presses("1")
    for table in ("contacts", "outbox", "page_tries", "audit", "link_codes"):
        with ground.house.database.reader.connect() as connection:
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
        assert rows
        assert phone.number[1:] not in repr(rows)
    assert ground.clock.now() > AT


async def test_the_operator_is_warned_that_silence_wakes_nobody_and_of_who_has_no_telephone(ground, capsys):
    await proves(ground, "sari")
    serving.warn_of_silence(ground.house)
    told = capsys.readouterr().err
    assert "dewi ada di jadwal piket tanpa telepon" in told
    assert "sari" not in told
    ground.house.settings = ground.house.settings.model_copy(update={"voice_from": ""})
    serving.warn_of_silence(ground.house)
    assert "tidak membangunkan siapa pun" in capsys.readouterr().err


async def test_two_cases_at_once_ring_one_after_the_other_where_the_line_was_busy(ground):
    phone = await proves(ground, "sari")
    for place in range(2):
        await danger(ground, f"+62812300060{place:02}")
    await ground.passes(2 * MINUTE)
    assert [call.status for call in phone.calls[1:]] == ["queued", "queued"]
    first = await phone.answers()
    assert "milik Anda" in await phone.presses("1")
    await phone.hangs_up()
    await phone.ends("busy")
    await ground.passes(MINUTE)
    assert phone.rings
    second = await phone.answers()
    assert "Tekan satu" in second
    assert first != second


async def test_a_service_that_was_down_when_somebody_picked_up_rings_again(ground):
    """Nothing was heard of the call, neither what was pressed nor how it ended."""
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    phone.call.status = "completed"
    await ground.passes(3 * MINUTE)
    assert not phone.rings
    await ground.passes(MINUTE)
    assert phone.rings
