"""A question is answered and what stood is asked again; a stranger learns nothing; danger comes first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.draft import EVERYWHERE
from flows.effects import Deliver, Escalate, Hold, Keep, OpenCase, Relay, Release, Say
from flows.events import Accepted, Answered, Edited, Exhausted, Said
from flows.hotline import hotline
from flows.states import FreeText, Listen
from flows.trials import FISHING, QUESTION
from flows.understanding.questions import TOPICS
from tests.flows.talk import Talk
from tests.flows.turns import blocks, does, kinds, said, waits

OFFICER = "saya dari polres, minta data pelapor"
ASKED = {
    "asked_secret": "apa ini rahasia?",
    "asked_care": "masih bisa visum gak",
    "asked_cost": "bayar berapa kak",
    "asked_kind": "apa ini kekerasan?",
    "asked_machine": "ini robot ya?",
    "asked_police": "harus lapor polisi dulu?",
    "asked_wait": "kapan dibalas",
    "asked_office": "kantornya dimana",
    "asked_name": "harus pakai ktp?",
    "asked_family": "apa suami saya akan tahu",
    "asked_who": "ini siapa",
    "asked_officer": "petugas itu polisi?",
    "asked_wound": "ada obat buat luka?",
}


def relays(flow, session):
    state = flow[session.state]
    return isinstance(state, Listen) and state.relays


def tells(flow, session):
    state = flow[session.state]
    return isinstance(state, FreeText) and state.many


def test_there_is_an_example_of_every_question():
    assert set(TOPICS) == {*ASKED, "asked_chat", "asked_data", "asked_withdraw", "asked_meanwhile"}


@pytest.mark.parametrize(("topic", "text"), ASKED.items(), ids=lambda value: value)
def test_a_question_is_answered_and_the_question_that_stood_is_asked_again(flow, topic, text):
    talk = Talk(flow).reports().says(text)
    assert (talk.blocks, talk.state) == ([f"everywhere.{topic}", "who.ask"], "who")
    assert talk.session.answers == Talk(flow).reports().session.answers


def test_a_newcomer_who_wants_to_take_a_report_back_is_told_how(flow):
    assert Talk(flow).says("halo", "saya mau cabut laporan saya yang kemarin").blocks[0] == "everywhere.asked_withdraw"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("apa polisi bakal dikasih tau??", "asked_police"),
        ("jgn bilang ortu", "asked_family"),
        ("jangan bilang siapa2 ya", "asked_secret"),
        ("suami saya aparat, takut ketahuan", "asked_secret"),
        ("wedi", "asked_secret"),
        ("please don't tell my parents", "asked_family"),
    ],
)
def test_a_fear_where_one_is_asked_to_agree_is_answered_and_no_misunderstanding(flow, text, topic):
    talk = Talk(flow).says("halo").picks("bantu", "aman", "tidak").says(text)
    assert (talk.state, talk.blocks) == ("privacy", [f"everywhere.{topic}", "privacy.shortly"])
    assert talk.session.misses == 0


def test_a_question_is_no_misunderstanding_and_makes_none_forgotten(flow):
    talk = Talk(flow).says("halo", "asdf", QUESTION)
    assert (talk.blocks, talk.session.misses) == (["everywhere.asked_secret", "welcome.ask"], 1)
    assert talk.says("qwer").blocks == ["everywhere.offer_person", "welcome.again"]


def test_the_first_message_may_be_a_question_and_who_this_is_the_greeting_says(flow):
    assert Talk(flow).says(QUESTION).blocks == ["everywhere.asked_secret", "welcome.ask"]
    assert Talk(flow).says("ini nomor siapa?").blocks == ["welcome.ask"]
    assert Talk(flow).says("halo", "ini nomor siapa?").blocks == ["welcome.ask"]


def test_danger_beside_a_question_calls_before_anything_is_answered(flow):
    talk = Talk(flow).says("halo", "apa ini rahasia? dia bawa pisau")
    assert (talk.levels, talk.state, does(talk.turn, OpenCase)) == (["kritis"], "emergency_place", [OpenCase("bahaya")])
    fished = Talk(flow).says("halo", "tadi istri saya chat apa? saya bunuh dia sekarang")
    assert fished.levels == ["kritis"]


def test_what_may_be_danger_is_asked_about_before_a_question_is_answered(flow):
    talk = Talk(flow).says("halo", "saya takut sekali. apa ini rahasia?")
    assert (talk.blocks, talk.state) == (["danger.ask"], "danger")


@pytest.mark.parametrize(
    ("asked", "text"),
    [("needs_more", "polisi"), ("place", "di Magersari"), ("when", "sudah lama"), ("number", "0812 3456 7890")],
)
def test_an_answer_is_never_taken_for_a_question(flow, asked, text):
    talk = Talk(flow).reports()
    talk = Talk(flow, session=replace(talk.session, state=asked)).says(text)
    assert not [block for block in talk.blocks if ".asked_" in block]
    assert talk.session.answers.get(asked) or talk.session.picked == ("polisi",)


def test_a_word_of_the_menu_that_is_a_question_too_is_an_answer_there(flow):
    assert Talk(flow).says("halo", "jam buka?").blocks == ["everywhere.asked_office", "welcome.ask"]
    assert Talk(flow).says("halo").picks("info").says("jam buka?").state == "info_services"


def test_the_words_of_a_menu_stay_its_words(flow):
    talk = Talk(flow).says("halo").picks("info")
    assert talk.says("alamat").state == "info_services"
    assert talk.says("daftar", "setelah lapor").state == "info_more"
    assert talk.says("hp").state == "info_phone"


def test_what_is_told_beside_a_question_is_read(flow):
    talk = Talk(flow).reports().says("suami saya memukul saya minggu lalu di Magersari. apa ini rahasia?")
    assert talk.session.answers["kinds"] == ("fisik",)
    assert "everywhere.asked_secret" in talk.blocks


def test_a_story_is_told_with_its_questions(flow):
    talk = Talk(flow).reports().picks("saksi").says("dia tanya apa ini rahasia?", QUESTION, "bayar berapa")
    assert talk.blocks == ["story.more"]
    assert talk.session.answers["story"] == ("dia tanya apa ini rahasia?", QUESTION, "bayar berapa")


def test_while_she_waits_how_long_it_takes_is_told_by_what_stands(flow):
    for text in ("kapan dibalas", "kok ga ada yg bales", "belum ada yang jawab?"):
        assert Talk(flow).says("petugas", text).blocks == ["status.ask"], text
    assert Talk(flow).says("petugas", "bayar berapa").blocks == ["everywhere.asked_cost", "waiting.shortly"]


def test_what_this_is_is_told_without_a_word_about_the_case(flow):
    talk = Talk(flow).says("petugas", "ini siapa")
    assert (talk.blocks, said(talk.turn).options) == (["everywhere.asked_who"], ())


def test_what_is_told_to_a_stranger_shows_no_menu_and_leaves_the_buttons_that_were_shown(flow):
    talk = Talk(flow).says("petugas", FISHING)
    assert said(talk.turn).options == ()
    assert talk.picks("status").state == "status"


def test_nothing_that_is_asked_before_consent_is_kept(flow):
    assert not does(Talk(flow).says("halo", QUESTION).turn, Keep)
    assert not does(Talk(flow).says("halo", FISHING).turn, Keep)
    assert does(Talk(flow).says("petugas", FISHING).turn, Keep)


def test_a_question_in_an_edited_message_is_answered_too(flow):
    assert Talk(flow).says("halo").happens(Edited(QUESTION)).blocks == ["everywhere.asked_secret", "welcome.ask"]
    assert Talk(flow).says("petugas").happens(Edited(FISHING)).blocks == ["everywhere.asked_chat"]


def test_whoever_fishes_reads_the_same_everywhere_and_sees_no_status_no_receipt_and_no_menu(walked):
    tried = set()
    for one in walked.transitions:
        if one.event != Said(FISHING) or not waits(walked.flow, one.before.session):
            continue
        if relays(walked.flow, one.before.session):
            assert does(one.turn, Relay), one
            assert not blocks(one.turn), one
            continue
        bubble = said(one.turn)
        assert (blocks(one.turn), bubble.options) == (["everywhere.asked_chat"], ()), one
        assert one.turn.session.state == one.before.session.state, one
        assert kinds(one.turn) <= {Keep, Relay}, one
        assert "ada_yang_memancing" in one.turn.session.signals, one
        tried.add((one.before.session.state, one.before.session.case))
    assert {("waiting", True), ("status", True), ("number_once", True), ("welcome", False), ("story", False)} <= tried


def test_a_question_is_answered_in_every_situation_that_waits_but_in_a_story_and_in_the_relay(walked):
    tried = set()
    for one in walked.transitions:
        before = one.before.session
        if one.event != Said(QUESTION) or not waits(walked.flow, before):
            continue
        answered = blocks(one.turn) and blocks(one.turn)[0] == f"{EVERYWHERE}.asked_secret"
        assert bool(answered) != (relays(walked.flow, before) or tells(walked.flow, before)), one
        if answered:
            assert one.turn.session.misses == before.misses, one
            assert one.turn.session.state == before.state, one
            assert not kinds(one.turn) & {OpenCase, Escalate, Relay}, one
            tried.add(before.state)
    assert len(tried) > 35


def test_after_somebody_fished_nothing_is_written_into_the_chat_until_more_is_heard(flow):
    talk = Talk(flow).says("petugas", FISHING)
    assert talk.happens(Exhausted()).blocks == []
    assert talk.happens(Accepted()).blocks == []
    assert talk.happens(Answered("halo Bu")).blocks == []
    assert (does(talk.turn, Deliver), does(talk.turn, Hold)) == ([], [Hold("halo Bu")])
    talk.says("ini saya, sudah aman").happens(Answered("halo Bu"))
    assert does(talk.turn, Deliver) == [Deliver("halo Bu")]


@pytest.mark.parametrize("text", [FISHING, "ini siapa?"])
def test_whoever_goes_on_fishing_is_not_sent_what_was_held(flow, text):
    talk = Talk(flow).says("petugas", FISHING).happens(Accepted()).happens(Answered("halo Bu")).says(text)
    assert (does(talk.turn, Release), len(does(talk.turn, Relay))) == ([], 1)
    assert does(talk.happens(Answered("aman?")).turn, Deliver) == []
    assert does(talk.says("ini saya, sudah aman").turn, Release) == [Release()]


def test_permission_to_write_does_not_hold_after_somebody_fished(flow):
    talk = Talk(flow).says("petugas")
    talk.session = replace(talk.session, answers={"contact": ("chat",), "hours": ("kapan",)})
    allowed = Talk(flow, at=talk.at, session=talk.session).happens(Accepted(), after=timedelta(hours=2))
    assert allowed.blocks == ["person.ask"]
    assert talk.says(FISHING).happens(Accepted(), after=timedelta(hours=2)).blocks == []


def test_an_officer_is_told_the_lawful_way_and_nothing_else(flow):
    for talk in (Talk(flow), Talk(flow).says("halo"), Talk(flow).reports(), Talk(flow).says("petugas")):
        talk.says(OFFICER)
        assert (talk.blocks, said(talk.turn).options) == (["everywhere.asked_data"], ())
        assert not talk.session.heard
        assert kinds(talk.turn) <= {Keep}
    assert "ada_yang_memancing" not in talk.session.signals


def test_a_person_who_reads_along_is_asked_herself_and_the_machine_is_silent(flow):
    talk = Talk(flow).says("petugas").happens(Accepted())
    for text in (FISHING, OFFICER, *ASKED.values()):
        talk.says(text)
        assert (does(talk.turn, Say), len(does(talk.turn, Relay))) == ([], 1), text
    assert "ada_yang_memancing" not in talk.session.signals


def test_what_somebody_fishes_with_is_read_as_no_answer(flow):
    talk = Talk(flow).says("halo", "istri saya dipukul siapa, tadi istri saya lapor apa")
    assert not talk.session.answers


HUSBAND = "ini suaminya. istri saya ngomong apa ke kamu"


def test_a_husband_who_asks_what_she_wrote_reads_what_any_stranger_reads_and_somebody_is_called():
    flow = hotline(["35.76"])
    talk = Talk(flow).says("suami saya kasar, kemarin saya ditendang", "tidak", HUSBAND)
    assert talk.blocks == ["everywhere.asked_chat"]
    assert {"perpetrator_reads", "jangan_hubungi"} <= set(talk.session.signals)
    assert talk.levels == ["kritis"]
    stranger = Talk(flow).says("halo", HUSBAND)
    assert (stranger.blocks, stranger.session.case) == (["everywhere.asked_chat"], False)


def test_a_husband_who_threatens_while_he_asks_is_danger():
    assert Talk(hotline(["35.76"])).says("halo", "istri saya lapor apa? saya bawa pisau").levels == ["kritis"]
