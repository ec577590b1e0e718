"""A digit that is pressed acts like the button in the chat, and nothing else on the line does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import escalations
from tests.bot.voice import case_of, danger, ground_with_voice, holder_of, proves, times

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def ground(tmp_path):
    async with ground_with_voice(tmp_path) as opened:
        yield opened


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
