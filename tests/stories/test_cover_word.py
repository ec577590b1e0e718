"""The cover word hides at once whatever stands on her phone; what was begun goes on."""

import pytest

from flows.events import Sent
from flows.hotline import hotline as flow_of
from tests.stories.scenes import COVER, WAYS, walks_to
from tests.stories.two_words import said_by_her, shown, talks_with_words, waits_with_words


def _newcomer(hotline, name="tetangga"):
    """Return what somebody sees who writes for the first time."""
    return shown(hotline.victim(name).says("halo").hears("welcome.ask"))


def test_the_cover_word_shows_a_newcomers_greeting_byte_for_byte_while_she_waits(hotline):
    never_wrote = _newcomer(hotline)
    victim = waits_with_words(hotline)

    victim.says(COVER).hears("welcome.ask")

    assert shown(victim) == never_wrote
    assert hotline.case().status == "open"


def test_the_cover_word_in_the_relay_hides_the_talk_and_tells_the_counselor_as_an_exit_does(hotline):
    never_wrote = _newcomer(hotline)
    victim, counselor = talks_with_words(hotline)

    victim.says("KOPI  susu.").hears("welcome.ask")

    assert shown(victim) == never_wrote
    counselor.is_told("left").says("Ibu?").is_told("held_absent").hears_nothing()
    victim.hears_nothing()


_USUAL = {"welcome", "danger", "story", "check", "waiting", "status"}
"""States of which the usual tests look; `make long` looks at all."""


@pytest.mark.parametrize(
    "state",
    [
        name if name in _USUAL else pytest.param(name, marks=pytest.mark.long)
        for name in WAYS
        if name not in {"word_identity", "word_cover", "words_kept"}
    ],
)
def test_the_cover_word_hides_whatever_is_asked_also_when_she_has_begun_anew(hotline, state):
    never_wrote = _newcomer(hotline)
    hotline.on_duty("first")
    waits_with_words(hotline).says("x").hears("exit.ask")
    again = walks_to(hotline, "ibu", state)
    again.phone.unheard.clear()

    again.says(COVER).hears("welcome.ask")

    assert shown(again) == never_wrote
    hotline.counselor("first").skims()


def test_he_types_the_cover_word_again_and_sees_a_newcomers_greeting_again(hotline):
    never_wrote = _newcomer(hotline)
    victim = waits_with_words(hotline).says(COVER).hears("welcome.ask")

    for _ in range(3):
        victim.says(COVER).hears("welcome.ask")
        assert shown(victim) == never_wrote

    victim.says("status").hears("welcome.again")


def test_the_cover_word_takes_back_what_was_queued_and_calls_off_nothing(hotline):
    hotline.on_duty("first").backup("second")
    victim = waits_with_words(hotline).says_unanswered("status", COVER)

    hotline.settles()
    victim.hears("welcome.ask").hears_nothing()
    hotline.wait(minutes=5)

    hotline.counselor("second").is_paged(at="22:15").accepts().is_briefed("tolong").is_told("absent")
    hotline.counselor("first").is_told("taken")
    victim.hears_nothing()


def test_danger_pierces_the_cover(hotline):
    victim = waits_with_words(hotline).says(COVER).hears("welcome.ask")
    hotline.wait(minutes=1)

    victim.says("tolong").hears("emergency_place.ask")

    counselor = hotline.counselor("first")
    assert len(hotline.cases()) == 1
    counselor.accepts().is_briefed("Menulis lagi")
    victim.hears("person.ask")


def test_an_edited_message_and_a_caption_are_no_words_and_hide_the_word_in_them(hotline):
    victim, counselor = talks_with_words(hotline)

    victim.edits(COVER).does(Sent("photo", "photo-1", COVER)).hears_nothing()

    counselor.is_told("media").reads("•••").reads("•••")
    assert COVER not in " ".join(said_by_her(hotline, hotline.case()))


def test_the_questions_about_words_exist_in_the_flow():
    """The parameters above name states; a renamed one must not pass unseen."""
    assert {"word_identity", "word_cover", "words_kept"} <= set(flow_of(["35.76"]).states)
