"""Several answers in one message, an age in a few words, and a place that is not known: nothing said is lost."""

import pytest

from flows.effects import Keep
from flows.hotline import hotline
from tests.flows.talk import Talk
from tests.flows.turns import does


@pytest.fixture
def flow():
    return hotline(["35.76"], ("id", "en"))


def _contact(flow):
    return Talk(flow).reports().says(*["lewati"] * 8)


@pytest.mark.parametrize(
    "text", ["boleh telepon 081234567890", "telepon aja 0812-3456-7890", "0812 3456 7890 telepon", "0812 3456 7890"]
)
def test_a_number_behind_the_wish_to_be_called_is_not_asked_again(flow, text):
    talk = _contact(flow).says(text)
    assert (talk.session.answers["contact"], talk.session.answers["number"]) == (("telepon",), ("081234567890",))
    assert talk.blocks == ["hours.ask"]
    danger = Talk(flow).says("halo", "0", "kranggan", text)
    assert (danger.session.answers["emergency_number"], danger.state) == (("081234567890",), "waiting")


@pytest.mark.parametrize("text", ["chat aja, malam", "malam, chat aja", "lewat wa malam hari"])
def test_an_answer_to_the_next_question_is_heard_too(flow, text):
    talk = _contact(flow).says(text)
    assert (talk.session.answers["contact"], talk.session.answers["hours"]) == (("chat",), ("malam",))
    assert (talk.state, talk.blocks) == ("check", ["check.ask"])


@pytest.mark.parametrize("text", ["1 3", "chat 2", "jangan telepon 081234567890", "chat, siang malam"])
def test_what_is_not_plain_answers_neither(flow, text):
    talk = _contact(flow).says(text)
    assert (talk.state, talk.session.misses) == ("contact", 1)


@pytest.mark.parametrize("text", ["jangan telepon ya kak, chat aja", "chat aja. di sini aja", "chat aja kak, makasih"])
def test_parts_that_say_the_same_are_one_answer(flow, text):
    assert Talk(flow).says("halo", "0", "kranggan", text).session.answers["emergency_call"] == ("chat",)


def test_a_wish_with_a_condition_answers_only_what_was_asked(flow):
    talk = _contact(flow).says("chat aja tapi jangan malam")
    assert (talk.state, "hours" in talk.session.answers) == ("hours", False)


@pytest.mark.parametrize(
    ("state", "text"), [("safe", "aman, tidak"), ("safe", "aman tidak ada bahaya"), ("privacy", "setuju, saya")]
)
def test_danger_and_consent_are_never_answered_in_passing(flow, state, text):
    talk = Talk(flow).says("halo").picks("bantu")
    talk = talk if state == "safe" else talk.picks("aman", "tidak")
    assert (talk.says(text).state, talk.session.misses) == (state, 1)


@pytest.mark.parametrize(
    "text",
    [
        "aku 11 tahun",
        "umurku 15",
        "saya masih SMP kelas 2",
        "aku kelas 5 sd kak",
        "aku isih sd",
        "i am 14",
        "umur saya 17 tahun",
    ],
)
def test_who_says_to_be_a_child_is_heard_as_one(flow, text):
    talk = Talk(flow).says("halo", text)
    assert (talk.session.answers["who"], talk.session.heard, talk.session.misses) == (("anak_korban",), ("who",), 0)
    assert does(talk.turn, Keep)
    asked = Talk(flow).reports().says(text)
    assert (asked.session.answers["who"], asked.blocks) == (("anak_korban",), ["everywhere.noted", "story.ask"])


@pytest.mark.parametrize(
    "text",
    [
        "umur saya 35",
        "aku 18 tahun",
        "anakku 5 tahun",
        "adikku kelas 3",
        "saya guru sd kelas 2",
        "kelas 2 smp",
        "aku 11 tahun menikah",
    ],
)
def test_who_is_grown_or_tells_of_somebody_else_is_not(flow, text):
    assert Talk(flow).says("halo", text).session.answers.get("who") != ("anak_korban",)


def test_who_told_of_herself_and_then_says_to_be_a_child_is_one(flow):
    talk = Talk(flow).says("bulan lalu saya ditampar pacar saya di rumah")
    assert talk.session.answers["who"] == ("korban",)
    assert talk.says("tidak, aku 15 tahun").session.answers["who"] == ("anak_korban",)


def test_who_it_is_may_be_told_in_a_sentence_where_it_is_asked(flow):
    talk = Talk(flow).reports().says("tetangga saya sering dipukuli suaminya")
    assert talk.session.answers["who"] == ("saksi",)
    assert "who" not in talk.session.heard, "it was asked, and answered in a sentence"


def test_a_place_that_is_not_known_is_kept_and_one_that_was_read_stays_only_read(flow):
    text = "tiga minggu lalu teman saya ditampar atasannya di Kranggan"
    talk = Talk(flow).says(text).says("tidak").picks("setuju").says(*["lewati"] * 5)
    assert (talk.state, "place" in talk.session.heard) == ("check", True)
    talk.picks("ubah", "lain", "place").says("jl mawar gang 3 dekat pasar")
    assert does(talk.turn, Keep)
    talk.says("lewati")
    assert (talk.session.answers["place"], "place" in talk.session.heard) == (("35.76.03",), True)
