"""Stories of the vocabulary a flow is written in: what each kind of state hears, and what a release changes."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.draft import Draft
from flows.effects import Consent, IssueReceipt, Keep, OpenCase
from flows.engine import begin, step
from flows.errors import FlowError
from flows.events import Edited, Picked, Rebound, Said, Sent, Shared
from flows.hotline import hotline
from flows.receipt import check_digit, is_right, looks_like_one, make, show
from flows.session import Session
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
    assert does(talk.turn, Consent) == [Consent("help")]
    talk.says("1", "dia marah tiap malam", "selesai", "1 6", "1", "magersari", "2 6", "2", "0812 3456 7890", "1")
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
    assert (talk.session.answers["kinds"], talk.state) == (("psikis",), "when")


@pytest.mark.parametrize("text", ["1 3", "1,3", "13", "fisik dan seksual", "１、３", "1 3 selesai", "fisik seksual"])
def test_several_ticks_in_one_message_answer_the_question(flow, text):
    talk = Talk(flow).reports().picks("saksi").says("lewati", text)
    assert talk.session.answers["kinds"] == ("fisik", "seksual")


def test_nothing_ticked_is_asked_for_and_something_else_is_not_understood(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati", "selesai")
    assert talk.blocks == ["everywhere.tick_first", "kinds.ask"]
    assert talk.says("1 9").blocks == ["kinds.again"]
    assert talk.says("fisik dan rumah").blocks == ["everywhere.offer_person", "kinds.again"]


def test_what_was_ticked_is_still_ticked_when_it_is_changed(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati", "1 2", *["lewati"] * 4)
    assert talk.state == "check"
    talk.picks("ubah", "kinds")
    assert talk.session.picked == ("fisik", "psikis")
    assert talk.picks("fisik", "selesai").session.answers["kinds"] == ("psikis",)
    assert talk.state == "check"


def test_the_last_kind_opens_a_second_list(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati", "lainnya", "selesai")
    assert talk.state == "kinds_more"
    assert talk.picks("tppo", "selesai").state == "when"


def test_two_places_of_one_name_are_asked_apart(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 4, "di Kauman")
    assert (talk.blocks, talk.state) == (["everywhere.which_place"], "place")
    assert said(talk.turn).options == ("35.16.08", "35.76.01", "luar")
    assert talk.says("bantuan").session.offered == ("35.16.08", "35.76.01", "luar")
    assert talk.says("2").session.answers["place"] == ("35.76.01",)


def test_a_whole_kabupaten_is_asked_for_its_kecamatan_and_other_places_are_an_answer(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 4, "Mojokerto")
    assert talk.blocks == ["everywhere.which_kecamatan"]
    assert talk.says("di luar").session.answers["place"] == ("luar",)


def test_a_shared_location_answers_the_place_and_elsewhere_asks_about_danger_first(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 4).happens(Shared(-7.47, 112.43))
    assert talk.session.answers["place"] == ("lokasi",)
    early = Talk(flow).says("halo").happens(Shared(-7.47, 112.43))
    assert (early.state, early.blocks) == ("danger", ["everywhere.location", "danger.ask"])
    assert early.picks("tidak").happens(Shared(-7.47, 112.43)).blocks == ["everywhere.location", "privacy.ask"]


def test_a_story_may_take_many_messages_and_is_ended_by_its_word(flow):
    talk = Talk(flow).reports().picks("saksi").says("selesai")
    assert talk.blocks == ["everywhere.tell_first", "story.ask"]
    talk.says("satu kalimat").happens(Sent("voice"))
    assert talk.blocks == ["everywhere.sent_voice", "story.ask"]
    assert talk.says("sudah").session.answers["story"] == ("satu kalimat", "•")
    assert talk.state == "kinds"


@pytest.mark.parametrize(("text", "read"), [("nomor saya 0812-3456-7890", "081234567890"), ("０８１２３４５６７８９", "08123456789")])
def test_a_telephone_number_is_read_out_of_what_was_written(flow, text, read):
    talk = Talk(flow).reports().says(*["lewati"] * 6).picks("telepon").says(text)
    assert talk.session.answers["number"] == (read,)


@pytest.mark.parametrize("text", ["besok", "0812", "0812345678 atau 0898765432", "08123456789012345"])
def test_what_is_not_one_telephone_number_is_asked_again(flow, text):
    assert Talk(flow).reports().says(*["lewati"] * 6).picks("telepon").says(text).blocks == ["number.again"]


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
    known = Talk(flow).reports().says(*["lewati"] * 4, "gedeg", "dia bawa pisau")
    assert (known.state, known.levels) == ("emergency_call", ["kritis"])
    assert known.picks("telepon").says("081234567890").state == "waiting"


def test_the_receipt_is_shown_once_and_no_way_leads_back_to_it(flow):
    talk = Talk(flow).says("petugas").picks("nomor")
    assert (talk.state, len(does(talk.turn, IssueReceipt))) == ("number_once", 1)
    talk.picks("status").says("kembali")
    assert talk.blocks == ["everywhere.no_way_back", "status.ask"]
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
    assert (talk.blocks, talk.session.misses) == (["everywhere.sent_other", "story.ask"], 0)
    assert "story" not in talk.session.answers


def test_a_session_of_an_older_revision_lands_on_the_state_that_has_another_name_now(flow):
    newer = replace(flow, revision=2, renamed={"siapa": "who", "kejadian": "story"})
    old = replace(
        begin(flow), state="kejadian", answers={"siapa": ("saksi",)}, trail=("siapa", "gone", "safe"),
        picked=("x",), offered=("y",), turn=9,
    )
    session = step(newer, old, Said("dia marah"), MORNING).session
    assert (session.state, session.revision, session.trail) == ("story", 2, ("who", "safe"))
    assert session.answers == {"who": ("saksi",), "story": ("dia marah",)}
    assert (session.picked, session.offered) == ((), ())


@pytest.mark.parametrize(
    ("marks", "state"), [({}, "welcome"), ({"case": True}, "waiting"), ({"case": True, "accepted": True}, "person")]
)
def test_a_session_in_a_state_that_is_gone_lands_where_it_is_safe(flow, marks, state):
    old = replace(begin(flow), state="gone", revision=0, turn=3, **marks)
    turn = step(flow, old, Sent("sticker"), MORNING)
    assert turn.session.state == state


def test_forks_in_a_circle_are_an_error_and_never_a_turn_without_end(flow):
    circle = Branch(name="rest", reads=(), ways={"on": "rest"}, decide=lambda session: "on")
    broken = replace(flow, states={**flow.states, "rest": circle})
    with pytest.raises(FlowError, match="circle"):
        Draft(broken, begin(broken), MORNING).go("rest")


def test_the_check_digit_finds_every_single_wrong_digit_and_a_right_number_reads_in_any_form():
    receipt = make([4, 5, 3, 9, 5, 7, 8, 7, 6, 3, 6, 2, 1, 4, 8])
    assert (receipt, check_digit("453957876362148")) == ("4539578763621486", "6")
    assert all(
        not is_right(receipt[:place] + str((int(receipt[place]) + more) % 10) + receipt[place + 1 :])
        for place in range(16) for more in range(1, 10)
    )
    for text in (receipt, show(receipt), "4539-5787-6362-1486", "４５３９ ５７８７ ６３６２ １４８６", " 4539 5787\u200b63621486."):
        assert looks_like_one(text) == receipt
    assert not any(map(looks_like_one, ("081234567890", f"nomor {receipt}", receipt + "1", "")))
    with pytest.raises(ValueError, match="15 digits"):
        make([1, 2, 3])


_WORDS = st.text(max_size=8)
_TUPLES = st.lists(_WORDS, max_size=3).map(tuple)
_TIMES = st.none() | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))
_TEXTS = {"flow", "state", "language", "level"}
_NUMBERS = {"revision", "turn", "misses"}
_LISTS = {"trail", "picked", "offered", "signals"}


def _values(name):
    if name == "answers":
        return st.dictionaries(_WORDS, _TUPLES, max_size=3)
    for names, values in ((_TEXTS, _WORDS), (_NUMBERS, st.integers(0, 99)), (_LISTS, _TUPLES)):
        if name in names:
            return values
    return _TIMES if name.endswith("_at") else st.booleans()


@given(st.fixed_dictionaries({item.name: _values(item.name) for item in fields(Session)}))
def test_any_session_is_the_same_after_a_round_trip_and_fields_of_other_releases_are_left_out(given):
    session = Session(**given)
    stored = json.loads(json.dumps({**session.to_data(), "of_a_later_release": 1}))
    assert Session.from_data(stored) == session


def test_where_few_kecamatan_are_served_they_are_shown_with_the_way_out():
    talk = Talk(hotline(["35.76"])).says("tolong")
    assert said(talk.turn).options == ("35.76.01", "35.76.02", "35.76.03", "luar")
    assert talk.picks("luar").session.answers["emergency_place"] == ("luar",)
    assert does(talk.turn, Keep)
