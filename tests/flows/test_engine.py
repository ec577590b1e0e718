"""Stories of the vocabulary a flow is written in: what each kind of state hears, and what leads where."""

from dataclasses import replace
from datetime import datetime

import pytest

from flows.draft import Draft
from flows.effects import Consent, IssueReceipt, Keep, OpenCase
from flows.engine import begin, step
from flows.errors import FlowError
from flows.events import Edited, Picked, Rebound, Said, Sent, Shared
from flows.hotline import hotline
from flows.states import Branch
from tests.flows.conftest import MORNING
from tests.flows.talk import Talk
from tests.flows.turns import does, said


def test_the_first_message_is_greeted_whatever_it_says(flow):
    talk = Talk(flow).says("1")
    assert (talk.state, talk.blocks, said(talk.turn).turn) == ("welcome", ["welcome.ask"], 1)


def test_a_time_without_a_zone_is_refused(flow):
    with pytest.raises(ValueError, match="zone"):
        step(flow, begin(flow), Said("halo"), datetime(2026, 3, 2, 8))  # noqa: DTZ001


def test_a_whole_report_by_digits_asks_twelve_questions_and_opens_one_case(flow):
    talk = Talk(flow).says("halo", "1", "1", "2", "1")
    assert does(talk.turn, Consent) == [Consent("help"), Consent("statistics")]
    talk.says("1", "gaduh", "selesai", "1 6", "6", "1", "magersari", "3", "2 6", "2", "0812 3456 7890", "1")
    assert talk.state == "check"
    talk.says("1")
    assert (talk.state, talk.levels, len(does(talk.turn, OpenCase))) == ("receipt", ["sedang"], 1)
    assert talk.session.answers["number"] == ("081234567890",)
    assert talk.session.answers["place"] == ("35.76.02",)


def test_ticks_come_one_by_one_and_a_second_tick_takes_one_back(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati").picks("fisik", "psikis", "fisik")
    assert (talk.session.picked, talk.blocks) == (("psikis",), ["kinds.ticked"])
    assert said(talk.turn).facts["ticked"] == ("psikis",)
    talk.picks("selesai")
    assert (talk.session.answers["kinds"], talk.state) == (("psikis",), "signs")


@pytest.mark.parametrize(
    "text",
    ["1 3", "1,3", "13", "fisik dan seksual", "１、３", "1 3 selesai", "fisik seksual", "dipukul sama diperkosa"],
)
def test_several_ticks_in_one_message_answer_the_question(flow, text):
    talk = Talk(flow).reports().picks("saksi").says("lewati", text)
    assert talk.session.answers["kinds"] == ("fisik", "seksual")


def test_options_of_several_words_are_heard_side_by_side(flow):
    talk = Talk(flow).reports().picks("saksi").says(*["lewati"] * 6).says("tempat aman, teman bicara")
    assert talk.session.answers["needs"] == ("tempat", "bicara")


def test_nothing_ticked_is_asked_for_and_something_else_is_not_understood(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati", "selesai")
    assert talk.blocks == ["everywhere.tick_first", "kinds.ask"]
    assert talk.says("1 9").blocks == ["kinds.again"]
    assert talk.says("fisik dan rumah").blocks == ["everywhere.offer_person", "kinds.again"]


def test_what_was_ticked_is_still_ticked_when_it_is_changed(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati", "1 2", *["lewati"] * 6)
    assert talk.state == "check"
    talk.picks("ubah", "kinds")
    assert talk.session.picked == ("fisik", "psikis")
    assert talk.picks("fisik", "selesai").session.answers["kinds"] == ("psikis",)
    assert talk.state == "check"


def test_the_last_kind_opens_a_second_list(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati", "lainnya", "selesai")
    assert talk.state == "kinds_more"
    assert talk.picks("tppo", "selesai").state == "signs"


def test_two_places_of_one_name_are_asked_apart(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 5, "di Kauman")
    assert (talk.blocks, talk.state) == (["everywhere.which_place"], "place")
    assert said(talk.turn).options == ("35.16.08", "35.76.01", "luar")
    assert talk.says("bantuan").session.offered == ("35.16.08", "35.76.01", "luar")
    assert talk.says("2").session.answers["place"] == ("35.76.01",)


def test_a_whole_kabupaten_is_asked_for_its_kecamatan_and_other_places_are_an_answer(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 5, "Mojokerto")
    assert talk.blocks == ["everywhere.which_kecamatan"]
    assert talk.says("di luar").session.answers["place"] == ("luar",)


def test_a_shared_location_answers_the_place_and_elsewhere_asks_about_danger_first(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 5).happens(Shared(-7.47, 112.43))
    assert talk.session.answers["place"] == ("lokasi",)
    early = Talk(flow).says("halo").happens(Shared(-7.47, 112.43))
    assert (early.state, early.blocks) == ("danger", ["everywhere.location", "danger.ask"])
    assert early.picks("tidak").happens(Shared(-7.47, 112.43)).blocks == ["everywhere.location", "privacy.shortly"]


def test_a_story_may_take_many_messages_and_is_ended_by_its_word(flow):
    talk = Talk(flow).reports().picks("saksi").says("selesai")
    assert talk.blocks == ["everywhere.tell_first", "story.ask"]
    talk.says("satu kalimat").happens(Sent("voice"))
    assert talk.blocks == ["everywhere.sent_voice", "story.more"]
    assert talk.says("sudah").session.answers["story"] == ("satu kalimat", "•")
    assert talk.state == "kinds"


@pytest.mark.parametrize(
    ("text", "read"),
    [("nomor saya 0812-3456-7890", "081234567890"), ("０８１２３４５６７８９", "08123456789")],
)
def test_a_telephone_number_is_read_out_of_what_was_written(flow, text, read):
    talk = Talk(flow).reports().says(*["lewati"] * 8).picks("telepon").says(text)
    assert talk.session.answers["number"] == (read,)


@pytest.mark.parametrize("text", ["besok", "0812", "0812345678 atau 0898765432", "08123456789012345"])
def test_what_is_not_one_telephone_number_is_asked_again(flow, text):
    assert Talk(flow).reports().says(*["lewati"] * 8).picks("telepon").says(text).blocks == ["number.again"]


def test_an_old_button_is_answered_kindly_and_does_nothing(flow):
    talk = Talk(flow).says("halo").picks("bantu").happens(Picked("bantu", 1))
    assert (talk.state, talk.blocks) == ("safe", ["everywhere.stale", "safe.ask"])


def test_a_voice_note_before_safety_is_known_calls_a_person_and_silence_raises_it(flow):
    talk = Talk(flow).says("halo").happens(Sent("voice"))
    assert (talk.state, talk.levels, does(talk.turn, OpenCase)) == ("danger", ["tinggi"], [OpenCase("suara")])
    assert not talk.session.trail
    assert talk.is_silent().levels == ["kritis"]
    assert talk.state == "waiting"


def test_the_emergency_path_asks_for_the_place_only_where_it_is_not_known(flow):
    assert Talk(flow).says("darurat").state == "emergency_place"
    known = Talk(flow).reports().says(*["lewati"] * 5, "gedeg", "dia bawa pisau")
    assert (known.state, known.levels) == ("emergency_call", ["kritis"])
    assert known.picks("telepon").says("081234567890").state == "waiting"


def test_the_receipt_is_shown_once_and_no_way_leads_back_to_it(flow):
    talk = Talk(flow).says("petugas").picks("nomor")
    assert (talk.state, len(does(talk.turn, IssueReceipt))) == ("number_once", 1)
    talk.picks("status").says("kembali")
    assert talk.blocks == ["everywhere.no_way_back", "status.shortly"]
    talk.picks("nomor")
    assert (talk.state, does(talk.turn, IssueReceipt)) == ("number_gone", [])


def test_a_receipt_brings_a_conversation_to_where_it_belongs(flow):
    assert Talk(flow).reports().says("keluar").happens(Rebound()).state == "who"
    assert Talk(flow).says("halo").is_silent().happens(Rebound()).state == "welcome"
    assert Talk(flow).says("petugas", "keluar").happens(Rebound()).state == "status"


def test_an_edited_message_that_has_become_a_cry_for_help_calls_a_person(flow):
    talk = Talk(flow).says("halo").happens(Edited("tolong"))
    assert (talk.levels, talk.state) == (["kritis"], "emergency_place")


def test_a_message_of_nothing_but_invisible_marks_is_answered_like_a_sticker(flow):
    talk = Talk(flow).reports().picks("saksi").says("\u200b\u200d")
    assert (talk.blocks, talk.session.misses) == (["everywhere.sent_other"], 0)
    assert "story" not in talk.session.answers


def test_forks_in_a_circle_are_an_error_and_never_a_turn_without_end(flow):
    circle = Branch(name="rest", reads=(), ways={"on": "rest"}, decide=lambda session: "on")
    broken = replace(flow, states={**flow.states, "rest": circle})
    with pytest.raises(FlowError, match="circle"):
        Draft(broken, begin(broken), MORNING).go("rest")


def test_where_few_kecamatan_are_served_they_are_shown_with_the_way_out():
    talk = Talk(hotline(["35.76"])).says("tolong")
    assert said(talk.turn).options == ("35.76.01", "35.76.02", "35.76.03", "luar")
    assert talk.picks("luar").session.answers["emergency_place"] == ("luar",)
    assert does(talk.turn, Keep)
