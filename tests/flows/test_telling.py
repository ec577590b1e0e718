"""What is told on the way to a person: warmth for who thinks of dying, care that is in time, and nobody is blamed."""

import pytest

from flows.draft import EVERYWHERE
from flows.events import Said
from flows.hotline.calling import chat_only
from flows.hotline.touching import marks
from flows.priority import IMAGES, TOUCHED, assess
from tests.flows.talk import Talk
from tests.flows.turns import said

RAPE = "semalem aku diperkosa temenku abis acara. aku udah bilang engga"
DYING = "rasanya pengen tidur terus ga bangun lagi"
THREAT = "min mau tanya, kalo mantan ngancem nyebar foto gituan bisa dilaporin ga?"
PLACE = "tolong suami saya bawa parang di kranggan"


def test_who_thinks_of_dying_reads_first_that_she_is_not_alone_and_only_once(flow):
    talk = Talk(flow).says("saya capek", DYING)
    assert talk.blocks == ["everywhere.dying", "emergency_place.ask"]
    assert "everywhere.dying" not in talk.says("kranggan").blocks
    ticked = Talk(flow).reports().says("lewati", "lewati", "lewati").picks("ingin_mati", "selesai")
    assert ticked.blocks[0] == "everywhere.dying"


def test_thoughts_of_dying_that_come_while_she_waits_are_answered_too(flow):
    talk = Talk(flow).says("tulung bojoku ngamuk", "kranggan").picks("chat").says("aku pengen mati aja")
    assert talk.blocks == ["everywhere.dying", "everywhere.danger_again"]
    assert said(talk.turn).options == ()


def test_danger_said_again_is_answered_by_how_it_stands(flow):
    talk = Talk(flow).says("saya capek", DYING, "anak2 lebih baik sama neneknya", "saya udah pegang obat serangga")
    assert talk.blocks == ["everywhere.danger_again"]


def test_care_comes_with_the_second_bubble_of_danger_and_blame_is_lifted_in_the_first(flow):
    talk = Talk(flow).reports().picks("korban").says(RAPE)
    assert talk.blocks == ["everywhere.blameless", "emergency_place.ask"]
    assert talk.says("miji").blocks == ["everywhere.care", "emergency_call.ask"]
    assert talk.picks("chat").blocks == ["waiting.ask"]
    assert talk.says("aku mandi trus baju udah dicuci, masih bisa periksa?").blocks[0] == "everywhere.asked_care"


def test_who_writes_for_somebody_else_is_not_told_that_it_is_not_her_fault(flow):
    talk = Talk(flow).reports().picks("keluarga").says("semalam adik saya diperkosa tetangga di rumahnya")
    assert talk.state == "emergency_place"
    assert "everywhere.blameless" not in talk.blocks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (THREAT, (IMAGES,)),
        ("dia maksa aku kirim foto", (IMAGES,)),
        ("my ex threatens to post my nude pics", (IMAGES,)),
        ("aku dipaksa terus direkam videonya mau disebar", (IMAGES, TOUCHED)),
        ("dia ancam sebar video waktu aku diperkosa", (IMAGES, TOUCHED)),
        ("dia ancam sebar video waktu kami gituan", (IMAGES, TOUCHED)),
        ("semalem aku diperkosa", (TOUCHED,)),
        ("halo kak", ()),
    ],
)
def test_pictures_are_told_from_what_is_done_to_a_body_and_what_may_be_both_is_both(text, found):
    assert marks(text) == found


def test_a_threat_with_pictures_needs_no_medicine_in_time(flow):
    talk = Talk(flow).says(THREAT, "engga", "setuju", "saya", "2 3", "selesai", "tadi sore")
    assert talk.state == "place"
    assert "everywhere.care" not in talk.blocks
    assert "recent_72h" not in assess(talk.session)[1]
    assert talk.says("lewati").blocks == ["needs.ask"]


def test_pictures_of_what_was_done_to_a_body_keep_the_medicine(flow):
    talk = Talk(flow).says(THREAT, "engga", "setuju", "saya", "1 3", "selesai", "tadi sore")
    assert "everywhere.care" in talk.blocks
    assert "recent_72h" in assess(talk.session)[1]


@pytest.mark.parametrize(
    ("kinds", "when", "told"), [("3 6", "terus", True), ("2 6", "terus", False), ("3 6", "lama", False)]
)
def test_medicine_is_named_before_the_needs_only_after_sexual_violence(flow, kinds, when, told):
    talk = Talk(flow).reports().picks("korban").says("lewati", kinds, "selesai").picks(when).says("lewati", "lewati")
    assert talk.state == "needs"
    assert ("everywhere.medicine" in talk.blocks) is told


def test_a_place_that_was_just_told_is_asked_about_by_its_name(flow):
    talk = Talk(flow).says(PLACE)
    assert (talk.blocks, said(talk.turn).facts["likely"]) == (["emergency_place.confirm"], "35.76.03")
    assert said(talk.turn).options[0] == "35.76.03"
    assert talk.says("iya").session.answers["emergency_place"] == ("35.76.03",)
    assert talk.state == "emergency_call"


@pytest.mark.parametrize("text", ["bukan", "gak"])
def test_where_somebody_else_is_may_be_denied(flow, text):
    talk = Talk(flow).says(PLACE, text)
    assert talk.blocks == ["emergency_place.ask"]
    assert talk.says("magersari").session.answers["emergency_place"] == ("35.76.02",)
    assert Talk(flow).says(PLACE, f"{text}, di magersari").session.answers["emergency_place"][0] == "35.76.02"


def test_who_comes_back_later_is_not_shown_the_place_that_was_told(flow):
    talk = Talk(flow).reports().picks("saksi").says("Tiga minggu lalu teman saya ditampar atasannya di Kranggan")
    later = Talk(flow, session=talk.session, at=talk.at + flow.wait)
    assert "emergency_place.confirm" not in later.happens(Said("0")).blocks


@pytest.mark.parametrize(
    "text",
    [
        "jngan telpom", "jgn tlp", "jgn telp sy lg bawa motor", "ga bisa ngomong", "gabisa ngomong",
        "jgn telp nanti ketauan", "caht aja", "telpon jangan", "kada kawa bapandir", "dont call me", "gbs ngmg",
    ],
)  # fmt: skip
def test_whoever_refuses_a_call_in_a_sentence_is_written_to(flow, text):
    talk = Talk(flow).says("halo", "0", "kranggan", text)
    assert (talk.session.answers["emergency_call"], talk.state) == (("chat",), "waiting")


@pytest.mark.parametrize(
    "text", ["gak apa2 telepon", "telpon aja jangan chat", "kok gak ditelpon?", "jangan lupa telepon", "pagr dikunci"]
)
def test_what_refuses_no_call_is_no_answer(text):
    assert chat_only(text) == ""


def test_nobody_answers_is_answered_by_how_it_stands(flow):
    talk = Talk(flow).says("petugas", "kok ga ada yg bales")
    assert (talk.state, talk.blocks) == ("status", ["status.ask"])


def test_whether_it_is_violence_is_answered_and_help_is_offered(flow):
    talk = Talk(flow).says("halo").picks("info").says("kalo pacarku maksa kirim foto itu kekerasan bukan?")
    assert talk.blocks == [f"{EVERYWHERE}.asked_kind", "info.ask"]
