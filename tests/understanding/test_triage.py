"""What is heard has its reason in the original, and nothing that is written around danger makes it quieter."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import flows.data
from flows.understanding import model
from flows.understanding.greeting import greeted
from flows.understanding.labels import LABELS, URGENT
from flows.understanding.reading import read
from flows.understanding.text import LONGEST
from flows.understanding.triage import ALONE_RULE, MODEL_RULE, hear
from tests.understanding.golden import HEARD, SENTENCES

LOUD = [one for one in SENTENCES if one.key in set(HEARD)]


def learned(name):
    """Return the texts of a file of training sentences."""
    path = Path(flows.data.__file__).parent / f"training/{name}.jsonl"
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


PLAIN = learned("plain")
INVISIBLE = "\u200b\u200d\u00ad\ufeff"
WIDE = {mark: mark + 0xFEE0 for mark in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kak, suami bawa pisau!", "bawa pisau"),
        ("kak, suami ba\u200bwa pi\u00adsau!", "ba\u200bwa pi\u00adsau"),
        ("kak, suami ｂａｗａ ｐｉｓａｕ！", "ｂａｗａ ｐｉｓａｕ"),
        ("kak, suami báwa pìsau", "báwa pìsau"),
        ("kak, suami bawa p i s a u", "bawa p i s a u"),
        ("kak, suami bwa p1s4uuu", "bwa p1s4uuu"),
    ],
)
def test_the_words_of_a_reason_stand_in_the_original(text, words):
    why = next(one for one in hear(text).why if one.rule == "words.weapon")
    assert (why.label, text[why.start : why.end]) == ("weapon", words)


def test_what_only_the_model_hears_has_the_words_that_weighed_most():
    text = "sejak magrib ada yang duduk di motor seberang, helmnya tidak dibuka, kata ibu jangan nyalakan lampu"
    said = hear(text)
    assert [one.rule for one in said.why] == [MODEL_RULE]
    assert said.labels == ("danger_now",)
    assert 0 <= said.why[0].start < said.why[0].end <= len(text)


@given(
    st.text()
    | st.text(alphabet="abikut nyg.?!\n\u200bÀａ😭1", max_size=300)
    | st.sampled_from(SENTENCES).map(lambda one: one.text)
)
def test_nothing_anybody_writes_breaks_it_and_every_reason_lies_in_the_text(text):
    said = hear(text)
    assert set(said.labels) == {one.label for one in said.why} <= set(LABELS)
    assert said.urgent == (not URGENT.isdisjoint(said.labels))
    assert all(0 <= one.start < one.end <= min(len(text), LONGEST) for one in said.why)


@given(st.text(max_size=50), st.lists(st.text(max_size=50), max_size=3))
def test_no_question_and_nothing_said_before_breaks_it(asked, said):
    assert hear("iya dia di sini", asked, tuple(said)).labels is not None


def heard_still(noise):
    """Return the keys of the golden sentences that are no longer urgent when `noise` is done to them."""
    return [one.key for one in LOUD if not hear(noise(one.text), one.asked, one.said).urgent]


@pytest.mark.parametrize(
    "noise",
    [
        str.upper,
        str.title,
        lambda text: text.replace(" ", "   "),
        lambda text: f"  {text}\n\n",
        lambda text: INVISIBLE.join(text),
        lambda text: text.translate(WIDE),
        lambda text: f"{text}!!!",
        lambda text: f"{text}?",
    ],
    ids=["capitals", "titles", "spaces", "blank lines", "invisible marks", "wide letters", "exclamation", "question"],
)
def test_how_it_is_set_makes_nothing_quieter(noise):
    assert heard_still(noise) == []


@pytest.mark.parametrize("end", ["?", " ?", "\n?"])
def test_a_question_mark_changes_nothing_of_how_loud_a_text_is(end):
    assert {one.key for one in LOUD if hear(one.text).score != hear(f"{one.text}{end}").score} == set()


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(PLAIN), st.sampled_from([". ", "\n", "!! ", " ... "]))
def test_no_harmless_sentence_behind_it_makes_danger_quieter(chatter, between):
    assert heard_still(lambda text: f"{text}{between}{chatter}") == []


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(PLAIN), st.sampled_from(LOUD))
def test_danger_behind_many_sentences_that_mean_nothing_keeps_the_labels_they_had(chatter, one):
    before = hear(chatter).labels
    assert set(before) <= set(hear(f"{chatter}. {one.text}").labels)


def test_letters_repeated_for_emphasis_make_almost_nothing_quieter():
    draw = random.Random(5)

    def drawn_out(text: str) -> str:
        return "".join(mark * 3 if mark.isalpha() and draw.random() < 0.08 else mark for mark in text)

    rounds = 4
    lost = sum(len(heard_still(drawn_out)) for _ in range(rounds))
    assert lost <= 0.005 * rounds * len(LOUD)


def test_calm_said_before_asks_for_a_louder_voice_of_the_model_alone():
    silent = [one.text for one in LOUD if hear(one.text).urgent and not hear(one.text, calm=True).urgent]
    assert silent
    assert all(MODEL_RULE in {why.rule for why in hear(text).why} for text in silent)


@pytest.mark.parametrize("text", ["tolong", "TOLOOONG", "sekarang!", "SOS", "tlg", "darurat"])
def test_a_word_for_help_alone_calls_and_as_an_answer_it_does_not(text):
    assert hear(text).urgent
    assert "alone" not in {evidence.rule for evidence in hear(text, "Jam berapa boleh dihubungi?").why}


@pytest.mark.parametrize("text", ["", " \n", "?!", "...", "\u200b"])
def test_a_message_without_a_word_says_nothing_and_is_worth_no_question(text):
    said = hear(text)
    assert (said.labels, said.why, said.score) == ((), (), 0)
    assert (said.urgent, said.unsure, said.named) == (False, False, False)


NEUTRAL = "begitu yang ada itu"
"""Words, one more than a few, in which no rule hears anything."""


@pytest.fixture
def told(monkeypatch):
    """Return what is heard where the model gives so much more than what it takes to ask or to call, and labels."""

    def hear_so(text, above, labels=(), *, of="calls", **talk):
        score = getattr(model.model(), of) + above
        monkeypatch.setattr(model, "loudest", lambda *_: model.Loudness(score, labels))
        return hear.__wrapped__(text, **talk)

    return hear_so


def reasons(said):
    return [(one.label, one.rule) for one in said.why]


def test_the_model_alone_calls_from_its_threshold_and_names_what_it_hears(told):
    assert told(NEUTRAL, 0, ("medical",)).labels == ("medical",)
    assert told(NEUTRAL, 0).labels == ("danger_now",)
    assert told(NEUTRAL, -0.01, ("medical",)).labels == ()


def test_what_only_describes_the_case_is_named_without_a_call_and_behind_danger_with_one(told):
    assert told(NEUTRAL, -0.01, ("medical", "sexual")).labels == ("sexual",)
    assert reasons(told(NEUTRAL, 0, ("sexual",))) == [("danger_now", MODEL_RULE), ("sexual", MODEL_RULE)]


def test_danger_stands_before_all_that_only_describes_the_case(told):
    given = reasons(told(NEUTRAL, 0, ("sexual", "child")))
    assert given == [("danger_now", MODEL_RULE), ("sexual", MODEL_RULE), ("child", MODEL_RULE)]


def test_only_what_the_model_alone_hears_is_guessed(told):
    assert told(NEUTRAL, 0).guessed
    assert told(NEUTRAL, 0, ("medical", "child")).guessed
    assert not told("tidak bawa pisau begitu", 0).guessed
    by_rule = told("itu pisau yang di jendela", 0, ("medical",))
    assert reasons(by_rule) == [("weapon", "weapon.near"), ("medical", MODEL_RULE)]
    assert not by_rule.named
    assert not by_rule.guessed
    assert not told("itu pisau yang di jendela", 0).guessed


def test_what_somebody_wrote_stands_in_no_trace_of_what_was_heard():
    assert "parang" not in repr(hear("suami saya bawa parang"))


def test_three_words_must_be_louder_than_four_to_call_and_to_be_asked(told):
    few, more = NEUTRAL.split(maxsplit=1)[1], NEUTRAL
    for of, is_heard in (("calls", lambda said: said.urgent), ("asks", lambda said: said.unsure)):
        assert is_heard(told(more, 0, of=of))
        assert not is_heard(told(more, -0.01, of=of))
        assert is_heard(told(few, 0.41, of=of))
        assert not is_heard(told(few, 0.39, of=of))


def test_calm_said_before_raises_what_it_takes_to_call_and_to_ask(told):
    for of, is_heard in (("calls", lambda said: said.urgent), ("asks", lambda said: said.unsure)):
        assert is_heard(told(NEUTRAL, 0.41, of=of, calm=True))
        assert not is_heard(told(NEUTRAL, 0.39, of=of, calm=True))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("tidak bawa pisau begitu", True),
        ("saya takut sekali itu", True),
        (NEUTRAL, False),
        ("diperkosa dulu itu ya", False),
    ],
)
def test_words_that_name_danger_or_fear_are_worth_the_question_however_quiet_the_model(told, text, named):
    quiet = told(text, -9)
    assert (quiet.named, quiet.unsure, quiet.urgent) == (named, named, False)
    assert told(text, 0, of="asks").named == named


def test_where_rules_call_the_model_adds_the_labels_that_they_did_not_name(told):
    quiet = told("suami bawa pisau", -9, ("weapon", "medical"))
    assert quiet.labels == ("weapon", "medical")
    assert ("weapon", MODEL_RULE) not in reasons(quiet)
    assert told("suami bawa pisau", 9).labels == ("weapon",)


def test_labels_stand_in_their_order_and_the_score_is_that_of_the_model():
    for one in LOUD[::5]:
        said = hear(one.text, one.asked, one.said)
        assert list(said.labels) == sorted(said.labels, key=LABELS.index)
        behind = one.text[read(one.text).tokens[greeted(read(one.text))].start :]
        texts = {one.text, behind}
        assert said.score == max(model.loudest(text, one.asked, one.said).score for text in texts)


def test_the_reason_of_the_model_reaches_from_the_first_to_the_last_of_its_heavy_words(told, monkeypatch):
    monkeypatch.setattr(model, "weightiest", lambda *_: (1, 3))
    why = told(NEUTRAL, 0).why[0]
    assert NEUTRAL[why.start : why.end] == "yang ada itu"
    monkeypatch.setattr(model, "weightiest", lambda *_: ())
    why = told(NEUTRAL, 0).why[0]
    assert NEUTRAL[why.start : why.end] == "begitu"


def test_the_reason_of_a_cry_is_the_whole_message():
    why = next(one for one in hear("kak, tolong saya!").why if one.rule == ALONE_RULE)
    assert (why.label, why.start, why.end) == ("danger_now", 0, len("kak, tolong saya"))


@pytest.mark.parametrize("text", learned("menus"))
def test_no_label_of_a_menu_calls_by_the_model_alone(text):
    said = hear(text)
    assert not (said.urgent and said.guessed)


@pytest.mark.parametrize(
    "text",
    [
        "lho saya kan sudah tulis",
        "kan tadi sudah saya tulis kak",
        "saya aman sekarang, tidak darurat",
        "minggu lalu suami saya mukul saya pakai sapu. saya aman sekarang, tidak darurat",
        "suami saya suka marah dan banting barang. aman sekarang, dia sudah pergi kerja, tidak darurat",
        "ora, saiki aman kok",
        "he didn't hit me today",
        "hari ini dia tidak memukul saya",
        "tidak ada apa-apa hari ini, cuma mau tanya",
    ],
)
@pytest.mark.parametrize("asked", ["", "danger", "story", "when"])
def test_what_people_said_who_were_in_no_danger_calls_nobody(text, asked):
    assert not hear(text, asked).urgent


@pytest.mark.parametrize(
    "text",
    [
        "surat perpisahan sudah saya tulis, maafkan ibu ya nak",
        "saya kan sudah tulis, dia sekarang di depan pintu bawa parang",
        "tadi aman, sekarang dia pulang dan ngamuk lagi",
        "saya aman sekarang tapi semalam saya dicekik sampai pingsan",
        "dia sudah pergi kerja, tapi pintu dikunci dari luar dan saya tidak bisa keluar",
        "ora, saiki wonge nang ngarep lawang nggowo arit",
        "he hit me today and he is still here",
        "hari ini dia memukul saya sampai berdarah",
        "tidak ada apa-apa tadi, sekarang dia mendobrak pintu",
    ],
)
@pytest.mark.parametrize("asked", ["", "danger", "story", "when"])
def test_what_people_said_who_were_in_danger_calls_although_such_words_stand_in_it(text, asked):
    assert hear(text, asked).urgent


@pytest.mark.parametrize("greeting", ["assalamualaikum, ", "permisi kak, maaf. ", "makasih. ", "malam\n"])
def test_nobody_is_less_heard_for_being_polite(greeting):
    for one in SENTENCES:
        if greeted(read(one.text)):
            continue
        said, polite = hear(one.text, one.asked, one.said), hear(greeting + one.text, one.asked, one.said)
        assert set(said.labels) <= set(polite.labels), one.key
        assert polite.unsure or not said.unsure, one.key


def test_the_words_behind_a_greeting_are_the_reason():
    heard = hear("Assalamualaikum kak, aku mau bunuh diri")
    assert heard.urgent
    assert any("bunuh diri" in heard.text[one.start : one.end] for one in heard.why)


@pytest.mark.parametrize("text", ["assalamualaikum", "halo kak", "selamat malam bu", "makasih kak"])
def test_a_greeting_alone_is_heard_as_what_it_is(text):
    assert not hear(text).labels
    assert not hear(text).unsure
