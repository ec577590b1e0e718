"""What was told in running text is an answer: it is not asked again, it is shown, and it can be changed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.events import Edited
from flows.hotline import hotline
from flows.hotline.known import reader
from flows.states import DONE
from flows.understanding.places import gazetteer
from tests.flows.talk import Talk

NOW = datetime(2026, 11, 18, 21, 40, tzinfo=ZoneInfo("Asia/Jakarta"))
READ = reader(gazetteer(["35.76"]))
ALL = (
    "Tiga minggu lalu saya ditampar mantan suami di Kranggan, sekarang dia sudah pindah ke Papua. "
    "Saya butuh psikolog dan mau ditemani lapor polisi. Tolong jangan telepon, wa aja."
)


@pytest.fixture
def flow():
    return hotline(["35.76"])


def test_one_long_message_answers_what_it_says():
    assert {state: answer for state, answer in READ(ALL, NOW).items() if state != "story"} == {
        "who": ("korban",),
        "kinds": ("fisik",),
        "when": ("lama",),
        "place": ("35.76.03",),
        "needs": ("bicara", "lain"),
        "needs_more": ("polisi",),
        "contact": ("chat",),
    }


@pytest.mark.parametrize("text", ["saya dipukul suami", "halo", "", "1", "mau tanya jam buka kantor hari ini ya kak"])
def test_a_few_words_or_a_question_are_no_story(text):
    assert "story" not in READ(text, NOW)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("tadi pagi saya ditampar suami di rumah", "hari_ini"),
        ("kemarin saya ditampar suami di rumah", "tiga_hari"),
        ("lima hari yang lalu saya ditampar suami di rumah", "minggu"),
    ],
)
def test_when_is_told_in_the_words_of_the_question(text, when):
    assert READ(text, NOW)["when"] == (when,)


def test_who_has_said_everything_is_asked_at_most_five_questions(flow):
    talk = Talk(flow).says(ALL)
    assert talk.state == "danger"
    talk.picks("tidak", "setuju")
    assert (talk.state, talk.blocks) == ("kinds", ["everywhere.noted", "kinds.ticked"])
    assert talk.picks(DONE).state == "hours"
    talk.picks("kapan")
    assert talk.state == "check"
    assert talk.picks("kirim").state == "receipt"


def test_what_was_heard_is_shown_once_and_never_after_somebody_was_called(flow):
    talk = Talk(flow).says(ALL).picks("tidak", "setuju", DONE)
    assert talk.blocks == ["hours.ask"]
    talk = Talk(flow).says(ALL + " Dia bawa parang di depan pintu sekarang!")
    assert talk.session.case
    assert "everywhere.noted" not in talk.blocks


def test_the_place_that_was_named_is_not_asked_in_danger(flow):
    talk = Talk(flow).says("tolong suami saya bawa parang mengejar saya sekarang di Kranggan, Magersari jauh")
    assert talk.session.case


def test_what_is_told_later_is_added_and_what_was_answered_stays(flow):
    talk = Talk(flow).reports().picks("saksi").says("teman saya ditampar atasannya tiga minggu lalu di gudang pabrik")
    assert talk.session.answers["who"] == ("saksi",)
    assert talk.session.answers["kinds"] == ("fisik",)
    talk.says("dia juga pernah diraba atasannya di gudang itu")
    assert set(talk.session.answers["kinds"]) == {"fisik", "seksual"}
    assert talk.picks(DONE).blocks == ["everywhere.noted", "kinds.ticked"]
    assert talk.picks(DONE).state == "place"


def test_an_answer_that_was_changed_by_hand_is_not_changed_by_words(flow):
    talk = Talk(flow).says(ALL).picks("tidak", "setuju", DONE, "kapan", "ubah", "when", "minggu")
    assert talk.session.answers["when"] == ("minggu",)
    assert "when" not in talk.session.heard
    talk.happens(Edited(ALL), after=timedelta(minutes=1))
    assert talk.session.answers["when"] == ("minggu",)
