"""The bot never writes first: what a counselor writes is sent while she is there, and kept for her otherwise."""

from tests.stories.scenes import reports, with_someone


def test_within_the_exchange_a_reply_is_delivered(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(minutes=9, seconds=59)

    counselor.says("Saya Dewi. Ibu aman?")

    victim.hears_words("Ibu aman?", at="22:19")


def test_after_ten_minutes_a_reply_is_held_and_the_one_dull_line_goes_once(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(minutes=10)

    counselor.says("Saya Dewi.").is_told("held")
    victim.hears("everywhere.ready", at="22:20")
    counselor.says("Ibu aman?").is_told("held")
    victim.hears_nothing()

    victim.says("ya").hears_words("Saya Dewi.").hears_words("Ibu aman?").hears_nothing()
    counselor.reads("ya")


def test_after_an_hour_not_even_the_dull_line_is_sent(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(minutes=60)

    counselor.says("Ibu aman?").is_told("held")
    victim.hears_nothing()

    victim.says("maaf tadi tidur").hears("everywhere.moment").hears_nothing()
    counselor.reads("maaf tadi tidur").is_told("held_back")


def test_the_dull_line_may_go_again_only_after_she_was_heard(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(minutes=11)
    counselor.says("satu").is_told("held")
    victim.hears("everywhere.ready").says("ya").hears_words("satu")
    counselor.reads("ya")
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(minutes=11)

    counselor.says("dua").is_told("held")

    victim.hears("everywhere.ready")


def test_somebody_who_accepts_later_than_the_exchange_sends_the_dull_line_only(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.wait(minutes=4)
    hotline.counselor("first").is_paged(at="22:10")
    hotline.wait(minutes=7)
    hotline.coordinator().is_paged(at="22:15").is_alarmed("empty_rung").is_alarmed("unanswered")

    hotline.counselor("first").accepts().is_briefed()
    hotline.coordinator().is_told("taken")

    victim.hears("everywhere.ready", at="22:21").stands_in("person")
    hotline.counselor("first").says("Saya Dewi.").is_told("held")
    victim.says("ya?").hears("person.ask").hears_words("Saya Dewi.").hears_nothing()
    hotline.counselor("first").reads("ya?")


def test_who_allowed_a_message_in_the_morning_gets_it_in_the_morning_and_not_at_night(hotline):
    hotline.on_duty("first").at("2026-11-23 08:00")
    victim = reports(hotline, contact="chat", hours="pagi").hears("receipt.ask").picks("simpan").hears("waiting.ask")
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed("Lewat chat", "Pagi")
    victim.hears("person.ask")
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.at("2026-11-23 14:00")

    counselor.says("selamat siang").is_told("held")
    victim.hears_nothing()
    hotline.at("2026-11-24 09:00")
    counselor.says("selamat pagi")

    victim.hears_words("selamat pagi")


def test_who_asked_not_to_be_written_to_is_not_written_to(hotline):
    hotline.on_duty("first").at("2026-11-23 08:00")
    victim = reports(hotline, contact="sendiri").hears("receipt.ask").picks("simpan").hears("waiting.ask")
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed("JANGAN menghubungi lebih dulu")
    victim.hears("person.ask")
    hotline.at("2026-11-23 12:00")

    counselor.says("selamat siang").is_told("held")

    victim.hears_nothing()


def test_closing_long_after_she_was_there_says_nothing_to_her(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(hours=2)

    counselor.says("#tutup tidak menjawab").is_told("closed")

    victim.hears_nothing()


def test_she_can_send_several_messages_and_each_arrives_once_in_its_order(hotline):
    victim, counselor = with_someone(hotline)

    victim.says_at_once("satu", "dua", "tiga").hears_nothing()

    counselor.reads("satu").reads("dua").reads("tiga").hears_nothing()


def test_what_she_sends_that_is_no_text_is_announced_to_the_counselor(hotline):
    victim, counselor = with_someone(hotline)

    victim.sends("voice").sends("photo").sends("sticker").shares(-7.47, 112.43).hears_nothing()

    counselor.is_told("media", "media", "media").reads("-7.47")


def test_an_edit_reaches_the_counselor_as_an_edit(hotline):
    victim, counselor = with_someone(hotline)

    victim.says("dia di dapur").edits("dia di depan")

    counselor.reads("dia di dapur").reads("(diubah)", "dia di depan")
