"""The model listens as it learned, its work grows with the text and no faster, and other weights are refused."""

import random
import struct
from collections import Counter
from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest

import flows.data
from bot.learning.common import counted
from bot.learning.examples import read_all
from bot.learning.training import learn
from flows.data import load_bytes
from flows.errors import Refused
from flows.understanding import features, lexicon, model
from flows.understanding.labels import LABELS, URGENT
from flows.understanding.lexicon import HASHED
from flows.understanding.reading import read
from tests.understanding.golden import SENTENCES

DATA = Path(flows.data.__file__).parent
FILES = sorted((DATA / "training").glob("*.jsonl"))


def test_every_sentence_is_scored_as_it_was_learned():
    learned = model.model()
    for one in SENTENCES[::3]:
        texts = [Counter(features.of_text(read(part), one.asked, one.said)) for part in model.parts_of(one.text)]
        plain = [learned.offset + learned.scale * _heavy(text, learned.weights) for text in texts]
        labels = [
            [offset + scale * _heavy(text, learned.by_label, lane) for lane, (scale, offset, _) in told]
            for text in texts
            for told in [list(enumerate(learned.labels))]
        ]
        loud = model.loudest(one.text, one.asked, one.said)
        if max(plain) < learned.looks:
            assert loud == model.Loudness(pytest.approx(max(plain) + model.SHARE * model.QUIET)), one.key
            continue
        calling = [max(score for score, label in zip(told, LABELS, strict=True) if label in URGENT) for told in labels]
        sums = [
            score + model.SHARE * (told if score >= learned.looks else model.QUIET)
            for score, told in zip(plain, calling, strict=True)
        ]
        assert loud.score == pytest.approx(max(sums)), one.key
        highest = [max(told) for told in zip(*labels, strict=True)]
        given = zip(LABELS, highest, learned.labels, strict=True)
        assert loud.labels == tuple(label for label, score, (_, _, enough) in given if score >= enough), one.key


def _heavy(text, table, lane=None):
    """Return the sum of the weights of a text's features by the root of how many they are."""
    at = (lambda place: place) if lane is None else (lambda place: features.folded([place])[0] * len(LABELS) + lane)
    weights = ((table[at(place)] - model.NOTHING) * count for place, count in text.items())
    return sum(weights) / sqrt(sum(text.values()) or 1)


@pytest.mark.parametrize("place", [0, features.FOLDED - 1, features.FOLDED, HASHED - 1, HASHED, features.SIZE - 1])
def test_a_place_has_the_weights_of_the_place_in_the_smaller_table(place):
    start, (shared, own) = features.folded([place])[0] * len(LABELS), model._rows()
    row = shared[place & model._FOLD] if place < features.FIRST_OWN else own[place - features.FIRST_OWN]
    call, *labels, one = model._parts(row)
    assert bytes(labels) == model.model().by_label[start : start + len(LABELS)]
    assert one == 1
    assert place < HASHED or call == model.model().weights[place]


@pytest.mark.parametrize("typed", ["pisau", "qaseemuddin"])
def test_a_word_weighs_what_its_places_weigh_together(typed):
    one, learned = lexicon.word(typed), model.model()
    places = features.of_looked_up(one)
    call, *labels, many = model._parts(model._weighed(one))
    assert (call, many) == (sum(learned.weights[place] for place in places), len(places))
    rows = [place * len(LABELS) for place in features.folded(places)]
    assert labels == [sum(learned.by_label[row + lane] for row in rows) for lane in range(len(LABELS))]
    assert one.row == model._weighed(one)


def test_labels_for_which_people_are_called_stand_first():
    assert set(LABELS[: model._CALLING]) == URGENT


LOOKS = model.model().looks
LOW = dict.fromkeys(LABELS, -9.0)


@pytest.fixture
def scored(monkeypatch):
    """Return how loud a text is whose beginnings have these scores, and these for labels."""

    def loudest(plain, *labels):
        monkeypatch.setattr(model, "_sums", lambda _: range(len(plain)))
        monkeypatch.setattr(model, "_for_call", lambda _, place: plain[place])
        monkeypatch.setattr(model, "_by_label", lambda _, place: list({**LOW, **labels[place]}.values()))
        return model.loudest("dia datang")

    return loudest


def test_four_fifths_of_the_loudest_label_that_calls_are_added_from_the_score_at_which_labels_are_looked_at(scored):
    assert scored([LOOKS], {"weapon": 2.0, "medical": 1.0, "sexual": 5.0}).score == pytest.approx(LOOKS + 1.6)
    assert scored([LOOKS - 0.01], {"weapon": 2.0}) == model.Loudness(pytest.approx(LOOKS - 0.81))


def test_a_quiet_beginning_of_a_loud_text_counts_without_its_labels_and_a_loud_one_with_them(scored):
    quiet, loud = {"weapon": 9.0}, {"weapon": 1.0}
    assert scored([LOOKS - 0.01, LOOKS], quiet, loud).score == pytest.approx(LOOKS + 0.8)
    assert scored([LOOKS, LOOKS - 0.01], loud, quiet).score == pytest.approx(LOOKS + 0.8)


def test_a_label_is_given_from_its_score_on_wherever_it_is_reached(scored):
    enough = {label: told[2] for label, told in zip(LABELS, model.model().labels, strict=True)}
    assert scored([LOOKS], {"sexual": enough["sexual"], "child": enough["child"] - 0.01}).labels == ("sexual",)
    assert scored([LOOKS, LOOKS, LOOKS], {"weapon": 9.0}, {"child": 9.0}, {}).labels == ("weapon", "child")


WEIGHTS = {"aa": 3, "bb": -2, "cc": 5, "dd": 0, "ee": 1, "ff": 4, "gg": 2}


def weighing(text, label=""):
    """Return a text as it is read whose words have these weights for a label, or a call, and others for the rest."""

    def row(weight):
        told = dict.fromkeys(("", *LABELS), -weight) | {label: weight}
        weights = (2 * model.NOTHING + one for one in told.values())
        return int.from_bytes(model.ROW.pack(*weights, 2), "little")

    whole = read(text)
    words = zip(whole.typed, whole.words, strict=True)
    return whole._replace(words=tuple(replace(word, row=row(WEIGHTS[typed])) for typed, word in words))


@pytest.mark.parametrize("label", ["", "medical"])
def test_the_four_words_that_are_heaviest_for_a_label_are_named_in_their_order_and_none_that_weighs_nothing(label):
    assert model.weightiest(weighing("aa. bb cc ee ff gg", label), label) == (0, 2, 4, 5)
    assert model.weightiest(weighing("bb dd cc", label), label) == (2,)
    assert model.weightiest(weighing("bb dd", label), label) == ()


@pytest.mark.parametrize(
    "text", ["dia bawa pisau. ", "akutakutbanget ", "anak pisau dia sekarang tidak ", "d i t e n ", "a.b "]
)
def test_the_work_grows_no_faster_than_the_text(text, monkeypatch):
    done = Counter()
    whole = features.of_concepts, model._weighed

    def concepts(stems, tags, ends):
        own, pairs = whole[0](stems, tags, ends)
        done["pairs"] += sum(map(len, pairs)) + len(tags) + len(ends)
        return own, pairs

    def weighed(word):
        done["weighed"] += 1
        return whole[1](word)

    monkeypatch.setattr(features, "of_concepts", concepts)
    monkeypatch.setattr(model, "_weighed", weighed)

    def work(length):
        done.clear()
        reading = read((text * length)[:length])
        steps = features.steps(reading._replace(words=tuple(replace(word, row=0) for word in reading.words)))
        model._sums(steps)
        done["sums"] = sum(len(step.words) + len(step.added) + len(step.own) for step in steps)
        return sum(done.values())

    assert work(4000) <= 2.1 * work(2000) + 50
    assert work(2000) <= 2.1 * work(1000) + 50


def test_weights_of_another_form_are_refused():
    data = load_bytes("triage.weights")
    assert model.from_bytes(data).calls > model.from_bytes(data).asks
    with pytest.raises(ValueError, match="learn them again"):
        model.from_bytes(b"PELITA-1" + data[8:])
    with pytest.raises(ValueError, match="learn them again"):
        model.from_bytes(data[:8] + struct.pack("<I", features.SIZE - 1) + data[12:])
    with pytest.raises(ValueError, match="learn them again"):
        model.from_bytes(data[:12] + struct.pack("<I", features.FOLDED_SIZE - 1) + data[16:])
    with pytest.raises(ValueError, match="learn them again"):
        model.from_bytes(data[:-1])
    assert model.to_bytes(model.from_bytes(data)) == data


@pytest.mark.long
def test_learning_the_same_sentences_twice_gives_the_same_bytes():
    few = random.Random(1).sample(read_all(FILES), 150)
    once, again = learn(few), learn(list(few))
    assert once.data == again.data
    assert once.asks <= once.calls
    assert learn(few[:-1]).data != once.data


def test_the_list_of_common_words_is_that_of_the_training_sentences():
    assert (DATA / "common.csv").read_text(encoding="utf-8") == counted(FILES)


def test_a_training_line_that_is_none_is_named(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "a", "labels": []}\n{"text": "b"}\n', encoding="utf-8")
    with pytest.raises(Refused, match="baris 2"):
        read_all([path])
