"""What is sent or edited in the middle of a story, a first message that skips the greeting, and an answer changed."""

import pytest

from flows.events import Edited, Sent
from flows.hotline import hotline
from flows.priority import DEAF
from flows.understanding import words
from tests.flows.talk import Talk


@pytest.fixture
def flow():
    return hotline(["35.76"], ("id", "en"))


def telling(flow):
    """Return somebody who has told a sentence and goes on."""
    return Talk(flow).reports().picks("saksi").says("dia sering marah")


@pytest.mark.parametrize("kind", ["photo", "voice"])
def test_what_is_sent_in_a_story_is_received_and_nothing_is_asked_from_the_start(flow, kind):
    talk = telling(flow).happens(Sent(kind))
    assert talk.blocks == [f"everywhere.sent_{'voice' if kind == 'voice' else 'media'}", "story.more"]
    assert talk.session.answers["story"] == ("dia sering marah", "•")


def test_a_sticker_in_a_story_is_answered_by_one_line(flow):
    assert telling(flow).happens(Sent("sticker")).blocks == ["everywhere.sent_other"]
    assert Talk(flow).reports().picks("saksi").happens(Sent("sticker")).blocks == ["everywhere.sent_other"]
    assert Talk(flow).reports().happens(Sent("sticker")).blocks == ["everywhere.sent_other", "who.ask"]


def test_an_edit_a_greeting_and_a_call_for_the_words_in_a_story_do_not_ask_it_anew(flow):
    assert telling(flow).happens(Edited("dia sering marah ya")).blocks == ["everywhere.edited", "story.more"]
    assert telling(flow).says("halo").blocks == ["story.more"]
    assert telling(flow).says("bantuan").blocks == ["everywhere.help", "story.more"]


@pytest.mark.parametrize("text", ["saya tuli", "Tuna rungu", "Kak, saya tunarungu, minta tolong chat aja", "i am deaf"])
def test_who_says_that_she_is_deaf_is_understood_and_goes_first(flow, text):
    assert words.deaf(text)
    talk = Talk(flow).says("halo", "saya tuli")
    assert (talk.blocks, talk.session.misses) == (["everywhere.told", "welcome.ask"], 0)
    assert DEAF in talk.session.signals
    assert "rentan" in flow.assess(talk.session)[1]


@pytest.mark.parametrize("text", ["suami saya tuli", "dia pura-pura tuli", "saya tulis di sini"])
def test_who_tells_of_somebody_else_is_not_called_deaf(text):
    assert not words.deaf(text)


@pytest.mark.parametrize("text", ["suami saya menampar saya bulan lalu di rumah", "saya takut sekali"])
def test_who_skips_the_greeting_is_greeted_before_the_question_about_danger(flow, text):
    assert Talk(flow).says(text).blocks == ["everywhere.greeted", "danger.ask"]


def test_a_question_in_a_first_message_that_may_be_danger_is_answered_before_danger_is_asked_about(flow):
    talk = Talk(flow).says("malam. siapa aja yg baca ini")
    assert talk.blocks == ["everywhere.greeted", "everywhere.asked_secret", "danger.ask"]


def test_nobody_is_greeted_twice_and_no_call_for_help_waits_for_a_greeting(flow):
    assert "everywhere.greeted" not in Talk(flow).says("halo", "saya takut sekali").blocks
    assert Talk(flow).says("dia bawa pisau").blocks == ["emergency_place.ask"]


def test_hours_agreed_for_a_chat_are_asked_anew_for_a_call(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 20)
    assert talk.state == "check"
    talk.picks("ubah", "lain", "lain", "contact", "chat", "pagi")
    assert (talk.state, talk.session.answers["hours"]) == ("check", ("pagi",))
    talk.picks("ubah", "lain", "lain", "contact", "telepon").says("081234567890")
    assert (talk.state, "hours" in talk.session.answers) == ("hours", False)


def test_the_same_contact_chosen_again_keeps_its_hours(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 20).picks("ubah", "lain", "lain", "contact", "chat", "pagi")
    assert talk.picks("ubah", "lain", "lain", "contact", "chat").session.answers["hours"] == ("pagi",)


def test_a_story_chosen_again_says_that_it_is_added_to_and_keeps_what_stood(flow):
    talk = telling(flow).says("selesai", *["lewati"] * 20).picks("ubah", "story")
    assert talk.blocks == ["story.added_to"]
    assert talk.says("dan mengancam").session.answers["story"] == ("dia sering marah", "dan mengancam")


def test_who_answers_in_a_sentence_was_asked_and_sees_it_noted_once(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 8)
    assert talk.says("jangan hubungi saya ya bu nanti ketahuan suami").state == "check"
    assert talk.session.answers["contact"] == ("sendiri",)
    assert (talk.session.heard, talk.blocks) == ((), ["everywhere.noted", "check.ask"])
    assert "everywhere.noted" not in talk.picks("lihat").picks("ubah").blocks
