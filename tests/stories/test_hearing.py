"""What people write around an answer: it is heard, nothing of it is lost, and the transcript says what it answered."""

from tests.stories.scenes import walks_to


def _lines(hotline, name="ibu"):
    return [line.text for line in hotline.transcript(hotline.case_of(name).code) if line.author == "reporter"]


def test_words_that_tick_nothing_are_shown_without_an_answer_behind_them(hotline):
    victim = hotline.victim().says("Tiga minggu lalu saya ditampar mantan suami di Kranggan").skims()
    victim.says("tidak").skims().picks("setuju").stands_in("kinds").skims()

    victim.says("hmm bingung saya", "2", "selesai").skims().says("petugas").skims()

    told = _lines(hotline)
    assert "hmm bingung saya" in told
    assert "2 → Diancam atau dihina" in told
    assert "selesai → Disakiti badannya, Diancam atau dihina" in told


def test_a_number_that_stands_behind_the_wish_to_be_called_is_kept_apart(hotline):
    victim = walks_to(hotline, "ibu", "contact").skims().says("boleh telepon 0812 3456 7890").stands_in("hours")

    victim.says("kapan saja", "kirim").skims()

    assert "boleh telepon ••• → Telepon saya" in _lines(hotline)
    assert not [text for text in _lines(hotline) if "3456" in text]
    assert hotline.conversation_of("ibu").session.answers["number"] == ("081234567890",)


def test_what_she_wrote_about_a_place_is_kept_though_nobody_knows_that_place(hotline):
    victim = walks_to(hotline, "ibu", "place").skims().says("jl mawar gang 3 dekat pasar").hears("place.again")

    victim.says("lewati", "petugas").skims()

    assert "jl mawar gang 3 dekat pasar" in _lines(hotline)


def test_a_correction_is_shown_and_both_answers_stay_in_the_transcript(hotline):
    victim = walks_to(hotline, "ibu", "who").skims().says("saya").hears("story.ask")

    victim.says("eh bukan saya, adik saya").hears("everywhere.corrected", "story.ask")
    victim.says("petugas").skims()

    assert [text for text in _lines(hotline) if "saya" in text] == ["saya → Saya sendiri", "eh bukan saya, adik saya"]


def test_silence_after_what_may_be_danger_is_seen_by_duty_and_by_nobody_at_the_phone(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")
    victim = hotline.victim().says("saya takut sekali").hears("everywhere.greeted", "danger.ask")
    hotline.counselor("first").hears_nothing()

    hotline.wait(minutes=5)

    victim.hears_nothing()
    counselor = hotline.counselor("first").is_paged(colour="KUNING").accepts()
    counselor.is_briefed("menulis sesuatu yang mungkin bahaya", "JANGAN menghubungi")
    counselor.is_told("absent")
    victim.hears_nothing().says("halo").hears("welcome.ask")
    counselor.is_told("writes_again")


def test_silence_after_a_greeting_is_seen_by_nobody(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")
    hotline.victim().says("halo").picks("bantu", "aman").hears("danger.ask")

    hotline.wait(minutes=40)

    hotline.counselor("first").hears_nothing()
    assert not hotline.cases()
