"""Somebody comes: a word for any person and one of coming, as the whole message, silence the chat and call people."""

import pytest

from flows.effects import OpenCase
from flows.events import Accepted, Edited
from flows.hotline import hotline
from flows.secret import chosen
from flows.states import Branch, End, options_of
from flows.understanding import words
from flows.understanding.coming import COMES, NEAR, coming
from tests.flows.conftest import MORNING
from tests.flows.talk import Talk
from tests.flows.turns import does

COMING = [
    "ibu tiriku pulang", "majikan pulang", "mertua dateng", "abangku masuk", "bapakku wis mulih", "guruku lewat",
    "eh ibu tiriku udah pulang kak", "aduh bapak e teko", "bapakku manjat", "udah pulang suamiku", "ada guru lewat",
    "my stepmom is home", "laki ulun bulik", "mbahku tangi", "ayah tiriku baru pulang", "pak guru masuk",
    "ibu tiri saya dtg", "my step dad just walked in", "bentar pacarku bangun", "majikanku bangun",
]  # fmt: skip
THERE = ["suamiku di depan kamar", "ibu tiriku di sini", "bapakku nang kene", "my boss is here"]
OTHER = [
    "dia belum pulang", "dia pulang?", "ibu tiriku pulang?", "nanti dia pulang", "mbak lewat", "kak lewat",
    "bu sudah bangun", "sudah bangun kak", "bapak masuk rumah sakit", "ibu tiriku jarang pulang",
    "bapak tidak datang", "pas bapak pulang", "aku pulang", "polisi datang", "kak balik", "petugas datang",
    "anak masuk sekolah", "suami pulang kerja jam 5", "pulang", "ibu tiri", "tadi mertuaku datang marah marah", "",
]  # fmt: skip


@pytest.fixture
def flow():
    return hotline(["35.76"], ("id", "id-mudah", "jv", "en"))


@pytest.mark.parametrize("text", [*COMING, *THERE])
def test_whoever_comes_the_chat_falls_silent_and_people_must_not_write(flow, text):
    talk = Talk(flow).reports().says(text)
    assert (talk.state, talk.blocks, talk.levels) == ("left", [], ["kritis"])
    assert {"perpetrator_reads", "jangan_hubungi"} <= set(talk.session.signals)
    assert does(talk.turn, OpenCase) == [OpenCase("bahaya")]


@pytest.mark.parametrize("text", COMING)
def test_it_is_silence_also_while_people_are_called_and_at_the_question_about_danger(flow, text):
    waiting = Talk(flow).says("tolong", text)
    assert (waiting.state, waiting.blocks) == ("left", [])
    assert Talk(flow).says("halo").picks("bantu", "aman").says(text).state == "left"
    assert Talk(flow).reports().happens(Edited(text)).state == "left"


@pytest.mark.parametrize("text", THERE)
def test_that_somebody_is_there_answers_the_question_about_danger(flow, text):
    talk = Talk(flow).says("halo").picks("bantu", "aman").says(text)
    assert (talk.state, talk.levels) == ("emergency_place", ["kritis"])


@pytest.mark.parametrize("text", OTHER)
def test_a_word_more_a_question_a_no_and_the_reader_are_none_of_it(flow, text):
    assert coming(text) == ""
    assert Talk(flow).reports().says(text).state != "left"


def test_in_a_story_it_is_part_of_the_story_unless_it_breaks_off_for_it(flow):
    story = Talk(flow).reports().picks("anak_korban").says("aku dicubit")
    assert story.says("ibu tiriku pulang").state != "left"
    assert story.says("eh ibu tiriku pulang").state == "left"


def test_while_a_person_reads_along_only_what_breaks_off_is_heard(flow):
    talk = Talk(flow).says("tolong").happens(Accepted())
    assert talk.says("ibu mertua datang").state == "person"
    assert talk.says("aduh ibu mertua datang").state == "left"


def test_after_the_chat_has_ended_it_still_calls(flow):
    talk = Talk(flow).reports().says("x", "ibu tiriku pulang")
    assert talk.levels == ["kritis"]


def test_no_word_for_an_answer_says_so(flow):
    for name, state in flow.states.items():
        if not isinstance(state, Branch | End):
            assert not [word for key in options_of(state) for word in words.spoken(name, key) if coming(word)], name


def test_it_is_no_word_that_can_be_chosen(flow):
    assert chosen(flow, "ibu tiriku pulang", MORNING) == ""
    assert {coming(text) for text in COMING} == {COMES}
    assert {coming(text) for text in THERE} == {NEAR}
