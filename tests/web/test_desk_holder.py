"""Who holds a case and works at the desk: when the server's key goes, and when the coordinators must be told."""

from tests.harness import Counselor
from tests.web.desk import Desk
from tests.web.working import does, holds, opens, skims_all


def _server_reads(desk: Desk) -> bool:
    return desk.hotline.rows("SELECT server_half FROM conversations")[0]["server_half"] is not None


def _works_at_the_desk_alone(desk: Desk, name: str) -> None:
    desk.write("DELETE FROM contacts WHERE member_id = ?", desk.member(name).id)


def _is_not_told_of_words_unseen(desk: Desk, ratna: Counselor) -> None:
    """Assert that no alarm says so; that nobody answers them is another alarm, and told all the same."""
    unseen = desk.house.wording.code("unreachable")
    assert not [message.text for message in ratna.phone.take_unheard() if unseen in message.text]


def test_when_the_holder_opens_it_the_server_can_read_it_no_more(desk: Desk) -> None:
    code = desk.case()
    ratna = opens(desk, "ratna", code, "pengawasan")
    sari = opens(desk, "sari", code)
    assert _server_reads(desk)  # nobody has it yet: whoever accepts on her phone must be sent what was written
    sari.posts(f"/desk/cases/{code}/accept")
    ratna.gets(f"/desk/cases/{code}")
    assert _server_reads(desk)

    sari.gets(f"/desk/cases/{code}")

    assert not _server_reads(desk)
    assert "suami saya bawa parang" in sari.text
    desk.hotline.settles()
    desk.hotline.counselor("sari").is_briefed("parang")  # the bubbles that were queued still reach her phone


def test_who_has_no_chat_works_at_the_desk_alone_and_nobody_is_alarmed(desk: Desk) -> None:
    _works_at_the_desk_alone(desk, "dewi")
    dewi, code = holds(desk, "dewi")
    victim = desk.hotline.victim().skims()
    desk.hotline.counselor("ratna").skims()

    assert not _server_reads(desk)
    victim.says("dia pergi")
    does(dewi, code, "answer", text="Ibu aman?", once="a")
    victim.hears_words("Ibu aman?")

    assert "dia pergi" in dewi.text
    desk.hotline.counselor("ratna").hears_nothing()


def test_when_she_has_left_the_desk_the_coordinators_are_alarmed_as_before(desk: Desk) -> None:
    _works_at_the_desk_alone(desk, "dewi")
    dewi, _ = holds(desk, "dewi")
    desk.hotline.counselor("ratna").skims()

    desk.hotline.sleeps(minutes=4)
    desk.hotline.victim().says("dia pergi")
    desk.hotline.counselor("ratna").hears_nothing()
    desk.hotline.sleeps(minutes=2)
    desk.hotline.victim().says("dia kembali")

    desk.hotline.counselor("ratna").is_alarmed("unreachable")
    dewi.gets("/desk")
    dewi.posts("/desk/logout")
    desk.hotline.victim().says("tolong")
    desk.hotline.counselor("ratna").is_alarmed("unreachable")


def test_what_was_not_sent_is_told_where_it_was_written(desk: Desk) -> None:
    sari, code = holds(desk)
    desk.hotline.victim().says("x")
    does(sari, code, "answer", text="Saya di sini.", once="a")
    desk.write("UPDATE outbox SET status = 'failed' WHERE kind = 'words'")

    assert "! TIDAK TERKIRIM" in sari.gets(f"/desk/cases/{code}").text


def test_words_that_nobody_saw_are_told_to_the_coordinators_once_when_she_left_a_moment_before(desk: Desk) -> None:
    _works_at_the_desk_alone(desk, "dewi")
    dewi, code = holds(desk, "dewi")
    does(dewi, code, "answer", text="Saya di sini.", once="a")
    ratna = desk.hotline.counselor("ratna").skims()
    desk.hotline.sleeps(minutes=4)
    desk.hotline.victim().says("dia datang lagi, tolong")
    ratna.hears_nothing()

    desk.hotline.wait(minutes=9)
    ratna.is_alarmed("unreachable", at="22:20").hears_nothing()

    desk.hotline.wait(minutes=300)
    ratna.is_alarmed("silent_holder", at="22:24")
    _is_not_told_of_words_unseen(desk, ratna)


def test_words_that_she_saw_at_the_desk_or_answered_alarm_nobody(desk: Desk) -> None:
    _works_at_the_desk_alone(desk, "dewi")
    dewi, code = holds(desk, "dewi")
    ratna, victim = desk.hotline.counselor("ratna").skims(), desk.hotline.victim().skims()
    for words in ("dia pergi", "dia kembali"):
        desk.hotline.sleeps(minutes=4)
        victim.says(words)
        desk.hotline.sleeps(minutes=2)
        dewi.gets(f"/desk/cases/{code}")
    desk.hotline.wait(minutes=20)
    _is_not_told_of_words_unseen(desk, ratna)

    dewi.gets(f"/desk/cases/{code}")
    victim.says("halo?")
    does(dewi, code, "answer", text="Saya di sini.", once="a")
    victim.skims()
    ratna.is_told("taken")  # she had been called, since nobody answered
    desk.hotline.wait(minutes=20)
    ratna.hears_nothing()


def test_a_page_of_the_case_that_stands_open_counts_as_being_at_the_desk(desk: Desk) -> None:
    _works_at_the_desk_alone(desk, "dewi")
    dewi, code = holds(desk, "dewi")
    ratna = desk.hotline.counselor("ratna").skims()

    def stands_open(minutes: int) -> None:
        for _ in range(minutes * 4):
            desk.hotline.wait(seconds=15)
            dewi.gets(f"/desk/cases/{code}/lines", **{"HX-Request": "true"})

    stands_open(9)
    desk.hotline.victim().says("dia datang lagi, tolong")
    stands_open(12)
    _is_not_told_of_words_unseen(desk, ratna)

    dewi.posts("/desk/logout")
    desk.hotline.victim().says("tolong")
    ratna.is_alarmed("unreachable")


def test_what_was_held_goes_by_a_button_once_she_has_made_sure_who_writes(desk: Desk) -> None:
    sari, code = holds(desk)
    victim = desk.hotline.victim().skims()
    assert "Kirim yang ditahan" not in sari.text
    desk.hotline.sleeps(hours=2)
    sari = opens(desk, "sari", code, "membantu") if sari.gets(f"/desk/cases/{code}").status_code != 200 else sari
    assert does(sari, code, "answer", text="Ibu aman?", once="a") == "held"
    victim.says("p").hears("everywhere.moment").hears_nothing()
    sari.gets(f"/desk/cases/{code}")
    assert "Kirim yang ditahan" in sari.text

    assert does(sari, code, "send") == "released"

    victim.hears_words("Ibu aman?")
    assert "Kirim yang ditahan" not in sari.text
    assert does(sari, code, "send") == "nothing_held"
    desk.hotline.counselor("sari").skims()


def test_what_is_said_of_held_words_goes_from_the_open_page_once_they_were_sent(desk: Desk) -> None:
    sari, code = holds(desk)
    victim = desk.hotline.victim().skims()
    desk.hotline.sleeps(minutes=15)
    assert does(sari, code, "answer", text="Ibu aman?", once="a") == "held"
    assert "Tulisan Anda tersimpan dan ditahan" in sari.text
    victim.hears("everywhere.ready").says("ya").skims()

    part = sari.gets(f"/desk/cases/{code}/lines", **{"HX-Request": "true"}).text

    assert "✓ terkirim" in sari.text
    assert '<div id="held" hx-swap-oob="innerHTML"></div>' in part
    sari.gets(f"/desk/cases/{code}?pesan=held")
    assert "ditahan" not in sari.text
    skims_all(desk)
