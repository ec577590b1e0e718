"""Corrections: what is put right takes the place of the earlier answer, is shown, and never lowers danger."""

import pytest

from flows.effects import Keep, Relay
from flows.events import Accepted, Edited
from flows.hotline import hotline
from flows.levels import rank
from flows.understanding.correcting import Correction, correction
from tests.flows.talk import Talk
from tests.flows.turns import does, kinds, said


@pytest.fixture
def flow():
    return hotline(["35.76"], ("id", "en"))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("eh bukan saya, adik saya", "adik saya"),
        ("salah, maksudku kemarin", "kemarin"),
        ("ralat: bukan suami tapi pacar", "pacar"),
        ("bukan kranggan, magersari", "magersari"),
        ("salah, yang benar magersari bukan kranggan", "magersari"),
        ("dudu aku, adikku", "adikku"),
        ("sorry not me, my sister", "my sister"),
        ("bukan, adik saya", "adik saya"),
    ],
)
def test_what_is_right_instead_is_read(text, right):
    assert correction(text) == Correction(right)


@pytest.mark.parametrize("text", ["eh salah pencet", "salah", "Kepencet kak", "eh salah", "salah tekan"])
def test_a_slip_corrects_nothing_by_itself(text):
    assert correction(text) == Correction()


@pytest.mark.parametrize(
    "text",
    [
        "salah saya sendiri", "ini salah saya", "bukan salah saya", "bukan saya", "salah siapa?", "eh kak",
        "salah kirim", "maksudnya apa?", "aku salah apa", "bukan cuma saya",
    ],
)  # fmt: skip
def test_who_blames_herself_or_asks_corrects_nothing(text):
    found = correction(text)
    assert found is None or Talk(hotline(["35.76"])).reports().picks("saksi").says(text).session.answers["who"] == (
        "saksi",
    )


def test_an_answer_that_was_given_is_replaced_shown_and_kept(flow):
    talk = Talk(flow).reports().picks("korban").says("eh bukan saya, adik saya")
    assert talk.session.answers["who"] == ("keluarga",)
    assert (talk.state, talk.blocks) == ("story", ["everywhere.corrected", "story.ask"])
    assert said(talk.turn).facts["changed"] == ("who=keluarga",)
    assert does(talk.turn, Keep)


def test_the_answer_asked_last_is_meant(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 4).picks("lama").says("salah, maksudku kemarin")
    assert (talk.session.answers["when"], talk.state) == (("tiga_hari",), "place")
    talk.says("kranggan", "bukan kranggan, magersari")
    assert (talk.session.answers["place"], talk.state) == (("35.76.02",), "relation")


def test_a_correction_may_be_the_answer_to_what_is_asked(flow):
    talk = Talk(flow).reports().says("eh salah, saya sendiri")
    assert (talk.session.answers["who"], talk.state) == (("korban",), "story")


def test_what_was_read_out_of_a_story_is_put_right(flow):
    talk = Talk(flow).says("Tiga minggu lalu teman saya ditampar atasannya di Kranggan").says("tidak").picks("setuju")
    assert "place" in talk.session.heard
    talk.says("bukan kranggan, magersari")
    assert talk.session.answers["place"] == ("35.76.02",)
    assert "place" not in talk.session.heard


def test_in_a_story_a_correction_is_part_of_it_too(flow):
    talk = Talk(flow).reports().picks("korban").says("suaminya selingkuh", "eh bukan saya, adik saya")
    assert talk.session.answers["story"] == ("suaminya selingkuh", "eh bukan saya, adik saya")
    assert talk.blocks == ["everywhere.corrected", "story.more"]


def test_a_question_that_falls_with_the_answer_is_not_asked_on(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 8).picks("telepon")
    assert talk.state == "number"
    assert talk.says("eh salah, chat aja").state == "hours"
    assert talk.session.answers["contact"] == ("chat",)


@pytest.mark.parametrize("text", ["eh salah pencet", "salah", "salah ketik"])
def test_a_slip_leads_back_one_step(flow, text):
    talk = Talk(flow).reports().picks("korban").says(text)
    assert (talk.state, talk.blocks) == ("who", ["who.ask"])


def test_salah_at_the_end_of_the_report_still_changes_it(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 9)
    assert talk.state == "check"
    assert talk.says("salah").state == "change"


def test_a_slip_of_the_pen_in_a_story_leads_nowhere(flow):
    talk = Talk(flow).reports().picks("korban").says("suami selingkih", "salah ketik")
    assert (talk.state, talk.blocks) == ("story", ["story.more"])


def test_what_was_done_is_added_to_and_never_taken_away(flow):
    talk = Talk(flow).reports().says("lewati", "lewati").picks("seksual").says("selesai", "ralat: dibentak")
    assert talk.session.answers["kinds"] == ("psikis", "seksual")


@pytest.mark.parametrize("text", ["eh salah, tidak", "salah pencet", "bukan, tidak ada bahaya", "ralat: aman"])
def test_danger_that_was_said_is_not_put_right(flow, text):
    talk = Talk(flow).says("halo").picks("bantu", "aman", "ya").says(text)
    assert (talk.session.case, talk.session.level, talk.state) == (True, "kritis", "emergency_place")
    assert talk.session.answers["danger"] == ("ya",)


def test_a_correction_lowers_no_priority(flow):
    talk = Talk(flow).reports().picks("anak_korban")
    before = flow.assess(talk.session)[0]
    talk.says("eh bukan saya, adik saya")
    assert talk.session.answers["who"] == ("keluarga",)
    assert rank(flow.assess(talk.session)[0]) >= rank(before)


def test_a_place_in_danger_is_put_before_the_one_that_was_named_first(flow):
    talk = Talk(flow).says("halo", "0", "kranggan", "bukan kranggan, magersari")
    assert talk.session.answers["emergency_place"] == ("35.76.02", "35.76.03")
    assert (talk.state, talk.blocks) == ("emergency_call", ["everywhere.corrected", "emergency_call.shortly"])
    assert said(talk.turn).facts["changed"] == ("place=35.76.02",)


def test_where_she_is_may_be_put_right_while_she_waits(flow):
    talk = (
        Talk(flow).says("halo", "0", "kranggan").picks("chat").says("salah, di magersari", "bukan kranggan, magersari")
    )
    assert talk.session.answers["emergency_place"] == ("35.76.02", "35.76.03")
    assert (talk.state, talk.blocks) == ("waiting", ["everywhere.corrected"])


def test_a_place_that_is_edited_is_put_before_the_one_that_was_named_first(flow):
    talk = Talk(flow).says("halo", "0", "magersari").happens(Edited("kranggan"))
    assert talk.session.answers["emergency_place"] == ("35.76.03", "35.76.02")
    assert (talk.state, talk.blocks) == ("emergency_call", ["everywhere.corrected", "emergency_call.shortly"])
    assert Talk(flow).says("halo", "0", "magersari").happens(Edited("magersari")).blocks[0] == "everywhere.edited"


def test_a_place_that_is_edited_while_it_is_asked_is_the_answer(flow):
    talk = Talk(flow).says("halo", "0").happens(Edited("kranggan"))
    assert (talk.session.answers["emergency_place"], talk.state) == (("35.76.03",), "emergency_call")


def test_while_waiting_and_with_a_person_nothing_is_put_right_by_the_bot(flow):
    talk = Talk(flow).reports().picks("korban").says("petugas", "eh bukan saya, adik saya")
    assert (talk.session.answers["who"], talk.blocks) == (("korban",), ["everywhere.added"])
    assert talk.says("salah pencet").state == "waiting"
    talk.happens(Accepted()).says("eh bukan saya, adik saya", "salah pencet")
    assert Relay in kinds(talk.turn)
    assert (talk.session.answers["who"], talk.state) == (("korban",), "person")


def test_a_correction_with_danger_in_it_calls_a_person(flow):
    talk = Talk(flow).reports().picks("korban").says("eh bukan saya, adik saya. dia bawa pisau sekarang")
    assert talk.levels == ["kritis"]
