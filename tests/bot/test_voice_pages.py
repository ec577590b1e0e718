"""A page that nobody answers in a chat rings a telephone: with a code alone, and a digit that acts like the button."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import timeline
from bot.commands import serving
from storage import cases, escalations, members
from tests.bot.voice import OTHER, digits, ground_with_voice, proposes, proves
from tests.bot.whatsapp import AT
from tests.emulators.twilio import Refused

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def ground(tmp_path):
    async with ground_with_voice(tmp_path) as opened:
        yield opened


def case_of(ground):
    with ground.house.database.look() as uow:
        return cases.listed(uow)[0]


def holder_of(ground):
    with ground.house.database.look() as uow:
        row = members.by_id(uow, case_of(ground).holder_id)
    return row.name if row is not None else ""


def times(ground):
    with ground.house.database.look() as uow:
        found = timeline.moments(ground.house, uow, case_of(ground))
    return [f"{ground.house.local(one.at):%H.%M} {one.text} {one.answer}".strip() for one in found]


async def danger(ground, number="+6281230005001"):
    """Let somebody in danger write; sari is on duty."""
    ibu = ground.reporter(number)
    await ground.hears(ibu, "tolong suami saya bawa parang")
    return ibu


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


async def test_one_accepts_exactly_as_the_button_does(ground):
    phone = await proves(ground, "sari")
    ibu = await danger(ground)
    await ground.passes(2 * MINUTE)
    await phone.answers()
    heard = await phone.presses("1")
    await ground.settle()
    assert "milik Anda" in heard
    assert holder_of(ground) == "sari"
    assert any(text.startswith("Tugas") and "dibuka" in text for text in ground.others.of("sari"))
    await ibu.hears("diterima seorang petugas", within=0.1)
    await phone.hangs_up()
    await ground.passes(10 * MINUTE)
    assert len(phone.calls) == 2  # the one that proved the number, and this
    assert "22.12 Ditelepon: sari menerima lewat telepon" in times(ground)
    assert "22.12 Diterima: sari" in times(ground)


async def test_two_declines_and_the_next_rung_is_called_at_once(ground):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    await phone.answers()
    assert "tidak bisa" in await phone.presses("2")
    await ground.settle()
    assert any("Tugas baru" in text for text in ground.others.of("dewi"))
    assert holder_of(ground) == ""


async def test_who_answers_too_late_hears_that_somebody_has_it(ground):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    await ground.passes(3 * MINUTE)  # dewi is called besides
    await ground.says("dewi", "1")
    assert holder_of(ground) == "dewi"
    assert "sudah diambil" in await phone.answers()


async def test_who_presses_when_somebody_has_taken_it_meanwhile_gets_nothing(ground):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    await phone.answers()
    await ground.passes(3 * MINUTE)
    await ground.says("dewi", "1")
    assert "sudah diambil" in await phone.presses("1")
    assert holder_of(ground) == "dewi"


async def test_who_picks_up_a_call_that_a_newer_page_has_overtaken_answers_the_newer_one(ground):
    """The first call rang, then she wrote something worse, or others were called anew: the case is nobody's still."""
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    case = case_of(ground)

    def anew(uow):
        running = escalations.get(uow, case.id)
        escalations.stop_pages(uow, case.id, ground.clock.now())
        escalations.save(uow, case.id, replace(running, rung=0, due=ground.clock.now(), generation=1))

    ground.house.writer.do(anew)
    await ground.settle()
    assert "Tekan satu" in await phone.answers()
    assert "milik Anda" in await phone.presses("1")
    assert holder_of(ground) == "sari"


async def test_who_said_no_in_the_chat_can_still_take_it_by_telephone(ground):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    await ground.says("sari", "2")
    await phone.answers()
    assert "milik Anda" in await phone.presses("1")


async def test_an_answer_in_the_chat_keeps_the_telephone_silent(ground):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(MINUTE)
    await ground.says("sari", "1")
    await ground.passes(5 * MINUTE)
    assert len(phone.calls) == 1


async def test_a_machine_that_answers_and_presses_nothing_accepts_nothing_and_it_rings_once_more(ground):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    await phone.answers()
    await phone.hangs_up()
    await ground.settle()
    assert holder_of(ground) == ""
    await ground.passes(MINUTE)
    assert phone.rings
    await phone.ends("no-answer")
    await ground.passes(MINUTE)
    assert not phone.rings
    assert [one for one in times(ground) if "Ditelepon" in one] == [
        "22.12 Ditelepon: sari diangkat, tidak ada jawaban",
        "22.13 Ditelepon: sari tidak diangkat",
    ]


@pytest.mark.parametrize("digit", ["5", "#", "0"])
async def test_any_other_digit_asks_again(ground, digit):
    phone = await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    asked = await phone.answers()
    assert await phone.presses(digit) == asked
    assert "milik Anda" in await phone.presses("1")


async def test_a_digit_that_is_posted_again_later_does_nothing(ground):
    """A signature never expires: what was captured must not take a case back that was lost since."""
    phone = await proves(ground, "sari")
    ibu = await danger(ground)
    await ground.passes(2 * MINUTE)
    await phone.answers()
    await phone.presses("1")
    posted = next(one for one in ground.twilio.webhook_answers if "Digits" in one.form)
    ground.others.blocks = {"sari"}  # she can be brought nothing any more, so the case looks for somebody again
    await ground.hears(ibu, "masih di sini")
    assert holder_of(ground) == ""
    again = await ground.twilio._webhooks.post(posted.url, posted.form)
    assert again.status == 200
    assert "milik Anda" not in again.body
    assert holder_of(ground) == ""


async def test_unsigned_and_wrongly_signed_requests_are_refused(ground):
    await proves(ground, "sari")
    await danger(ground)
    await ground.passes(2 * MINUTE)
    row = ground.rows("call")[0]
    ground.twilio.account.auth_token = "another"  # signs what follows
    for path in ("", "/digit", "/status"):
        url = f"http://hotline.test/webhooks/voice{path}?call={row.id}"
        answer = await ground.twilio._webhooks.post(url, {"CallSid": "CA1", "Digits": "1", "CallStatus": "failed"})
        assert (answer.status, answer.body) == (403, "")
    assert holder_of(ground) == ""


async def test_a_call_that_names_nothing_we_know_is_told_nothing(ground):
    for path in ("", "/digit"):
        url = f"http://hotline.test/webhooks/voice{path}?call=unknown"
        answer = await ground.twilio._webhooks.post(url, {"CallSid": "CA1", "Digits": "1"})
        assert answer.status == 200
        assert "Tidak ada yang perlu dijawab" in answer.body
        assert "Gather" not in answer.body


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
