"""The whole job at the desk: from the list to the closed case, and the words on the reporter's phone."""

from datetime import timedelta

from tests.web.desk import Desk
from tests.web.working import does, opens


def test_a_counselor_does_the_whole_job_at_the_desk(desk: Desk) -> None:
    code = desk.case()
    victim = desk.hotline.victim().says("kranggan")
    sari = desk.signed_in("sari")

    sari.gets("/desk")
    assert f"#{code}" in sari.text
    assert "▲ MERAH" in sari.text
    assert "1 orang sudah dipanggil" in sari.text
    assert "Kranggan" in sari.text
    assert "parang" not in sari.page.text

    sari.gets(f"/desk/cases/{code}")
    assert "Untuk apa Anda membuka tugas ini?" in sari.text
    assert "parang" not in sari.page.text
    assert desk.audit("transcript_read") == []
    assert does(sari, code, "reason", reason="menangani", text="saya yang jaga") == ""
    assert "suami saya bawa parang" in sari.text
    assert "saya yang jaga" in sari.text

    assert does(sari, code, "accept") == "accepted"
    assert "sekarang Anda pegang" in sari.text
    victim.skims()
    assert does(sari, code, "answer", text="Saya Sari.\r\nPintunya bisa dikunci?", once="a") == "sent"
    victim.hears_words("Saya Sari.\nPintunya bisa dikunci?")
    assert "✓ terkirim" in sari.text
    assert desk.hotline.case().replied_at is not None

    victim.says("bisa, sudah")
    sari.gets(f"/desk/cases/{code}/lines?mark=old", **{"HX-Request": "true"})
    assert "bisa, sudah" in sari.text
    sari.gets("/desk")
    assert "Pelapor menunggu balasan sejak 22.1" in sari.text

    assert does(sari, code, "note", text="kunci ganda") == "noted"
    victim.hears_nothing()
    assert "kunci ganda" in sari.text
    assert does(sari, code, "close", text="dijemput polisi", sure="ya") == "closed"
    victim.hears("person.closed")
    assert "dijemput polisi" in sari.text
    assert desk.hotline.case().status == "closed"
    sari.gets("/desk")
    assert "Selesai, 30 hari terakhir (1)" in sari.text


def test_why_is_asked_once_kept_as_a_code_and_its_words_sealed(desk: Desk) -> None:
    code = desk.case()

    opens(desk, "dewi", code, "membantu", text="diminta SARI-CANARY")

    assert [row["reason"] for row in desk.hotline.rows("SELECT reason FROM readings")] == ["membantu"]
    assert len(desk.audit("reason_given")) == 1
    assert "CANARY" not in str(desk.audit("reason_given"))
    dewi = desk.signed_in("dewi")
    assert "diminta SARI-CANARY" in dewi.gets(f"/desk/cases/{code}").text
    notes = [line.text for line in desk.hotline.transcript(f"#{code}") if line.author == "note"]
    assert notes == ["diminta SARI-CANARY"]


def test_nothing_of_a_case_is_shown_or_done_before_it_was_said_why(desk: Desk) -> None:
    code = desk.case()
    sari = desk.signed_in("sari")

    for what in ("accept", "decline", "answer", "note", "number", "close"):
        assert sari.posts(f"/desk/cases/{code}/{what}", text="halo", sure="ya").status_code == 404
    assert sari.gets(f"/desk/cases/{code}/lines").status_code == 404

    assert desk.hotline.case().status == "open"
    assert desk.audit("transcript_read", "accepted") == []


def test_a_reason_must_be_chosen_and_what_was_typed_stays(desk: Desk) -> None:
    code = desk.case()
    sari = desk.signed_in("sari")

    answer = sari.posts(f"/desk/cases/{code}/reason", text="sebentar ya")

    assert answer.status_code == 422
    assert "sebentar ya" in sari.text
    assert "Pilih dulu salah satu alasan" in sari.text


def test_every_opening_is_noted_and_a_page_that_refreshes_itself_once_in_five_minutes(desk: Desk) -> None:
    code = desk.case()
    sari = opens(desk, "sari", code)
    assert len(desk.audit("transcript_read")) == 1

    for _ in range(4):
        sari.gets(f"/desk/cases/{code}/lines")
    assert len(desk.audit("transcript_read")) == 1
    desk.clock.move(timedelta(minutes=6))
    sari.gets(f"/desk/cases/{code}/lines")
    sari.gets(f"/desk/cases/{code}/lines")
    assert len(desk.audit("transcript_read")) == 2
    sari.gets(f"/desk/cases/{code}")
    assert len(desk.audit("transcript_read")) == 3


def test_a_part_that_has_not_changed_is_not_sent_again(desk: Desk) -> None:
    code = desk.case()
    sari = opens(desk, "sari", code)

    for path, page in (("/desk/list", "/desk"), (f"/desk/cases/{code}/lines", f"/desk/cases/{code}")):
        sari.gets(page)
        mark = sari.page.text.partition(f'hx-get="{path}?mark=')[2][:16]
        assert len(mark) == 16
        assert sari.gets(f"{path}?mark={mark}").status_code == 204
        desk.hotline.victim().says("dia di depan")
        desk.clock.move(timedelta(minutes=2))
        assert sari.gets(f"{path}?mark={mark}").status_code == 200


def test_the_coordinator_reads_all_and_takes_a_case_for_which_nobody_called_her(desk: Desk) -> None:
    code = desk.case()
    desk.hotline.victim().skims()
    ratna = opens(desk, "ratna", code, "pengawasan")
    assert "Tidak bisa" not in ratna.text

    assert does(ratna, code, "accept") == "accepted"

    case = desk.hotline.case()
    assert (case.status, case.holder_id) == ("held", desk.member("ratna").id)
    desk.hotline.counselor("sari").is_paged().is_told("taken")
    desk.hotline.counselor("ratna").is_briefed("parang")
    sari = opens(desk, "sari", code, "membantu")
    assert "oleh ratna" in sari.text
    assert "Balas pelapor" not in sari.text


def test_who_was_called_and_cannot_says_so_and_the_next_one_is_called(desk: Desk) -> None:
    code = desk.case()
    sari = opens(desk, "sari", code)
    desk.hotline.counselor("sari").is_paged()

    assert does(sari, code, "decline") == "declined"

    desk.hotline.counselor("dewi").is_paged()
    assert "Tidak bisa" not in [form for form in sari.page.text.split("<button") if "Tidak bisa" in form[:40]]
    assert does(sari, code, "decline") == "late"
    assert does(sari, code, "accept") == "accepted"  # she can after all


def test_words_for_somebody_who_has_left_are_held_and_said_to_be(desk: Desk) -> None:
    code = desk.case()
    sari = opens(desk, "sari", code)
    does(sari, code, "accept")
    victim = desk.hotline.victim().says("x").skims()

    assert does(sari, code, "answer", text="Saya di sini.", once="b") == "held"

    victim.hears_nothing()
    assert "! ditahan sampai pelapor kembali" in sari.text
    assert "Pelapor sedang tidak di chat" in sari.text


def test_the_offered_number_shows_on_request_only_and_that_is_noted(desk: Desk) -> None:
    victim = desk.hotline.victim().says("tolong").picks("35.76.03", "telepon").says("0812 3456 7890")
    code = desk.hotline.case_of("ibu").code[1:]
    sari = opens(desk, "sari", code)
    does(sari, code, "accept")
    assert "081234567890" not in sari.page.text

    sari.posts(f"/desk/cases/{code}/number")

    assert "081234567890" in sari.text
    assert len(desk.audit("number_shown")) == 1
    assert "081234567890" not in sari.gets(f"/desk/cases/{code}").text
    victim.skims()
