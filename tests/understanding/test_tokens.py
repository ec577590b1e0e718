"""Words are found where they stand and brought into the spelling in which they are looked up, and no further."""

import pytest

from flows.understanding import lexicon, vowels
from flows.understanding.reading import read
from flows.understanding.spelling import spelled
from flows.understanding.stems import stem
from flows.understanding.together import opened, parted
from flows.understanding.tokens import tokens

KNOWN = {"pukul", "cekik", "putus", "cek", "tampar", "kunci", "sapu", "tusuk", "bakar"}


def found(text):
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("saya d i t e n d a n g dia", ["saya", "ditendang", "dia"]),
        ("t.o.l.o.n.g", ["tolong"]),
        ("a b c", ["a", "b", "c"]),
        ("to\u200blong\u2060", ["tolong"]),
        ("ｔｏｌｏｎｇ　ｓａｙａ", ["tolong", "saya"]),
        ("Kékérasan", ["kekerasan"]),
        ("dia_di_depan", ["dia", "di", "depan"]),
        ("110, 112 jam 21.04", ["110", "112", "jam", "21", "04"]),
        ("1 2 3 4 5", ["1", "2", "3", "4", "5"]),
        ("😭😭", []),
        ("", []),
    ],
)
def test_words_are_found_however_they_are_set(text, words):
    assert found(text) == words


@pytest.mark.parametrize(
    "text", ["saya di\u200bpukul dia", "ｓａｙａ dipukul dia", "sàya d i p u k u l dia", "a\ufdfa dipukul"]
)
def test_a_word_stands_where_it_stands_in_the_original(text):
    token = next(one for one in tokens(text) if one.word == "dipukul")
    assert found(text[token.start : token.end]) == ["dipukul"]


def test_a_bomb_of_compatibility_marks_and_a_word_without_end_are_capped():
    assert sum(len(token.word) for token in tokens("\ufdfa" * 4096)) <= 4096
    assert len(tokens("x1" * 2048)[0].word) <= 64
    assert found("to" + "o" * 90 + "long") == ["tolong"]


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("dipukuuul", "dipukul"),
        ("p4rang", "parang"),
        ("anak2", "anak"),
        ("skrg", "sekarang"),
        ("nungggu", "nunggu"),
        ("110", "110"),
        ("1112", "1112"),
        ("000", "000"),
        ("15th", "15th"),
        ("7bln", "7bln"),
        ("3", "3"),
        ("diputusin", "diputusin"),
        ("dicek", "dicek"),
    ],
)
def test_a_word_is_brought_into_its_spelling_and_numbers_are_left_alone(typed, spelling):
    assert spelled(typed) == spelling


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("ditampar", "tampar"),
        ("menampar", "tampar"),
        ("nampar", "tampar"),
        ("nyapu", "sapu"),
        ("dikunciin", "kunci"),
        ("mengunci", "kunci"),
        ("ditusuknya", "tusuk"),
        ("membakarkan", "bakar"),
        ("diputusin", "putus"),
        ("dicek", ""),
        ("dipukulpukulkan", ""),
        ("kunc", ""),
    ],
)
def test_a_stem_is_one_of_the_known_words_or_none(word, known):
    assert stem(word, KNOWN) == known


def about(word):
    return {lexicon.CONCEPTS[number] for number in lexicon.word(word).concepts}


@pytest.mark.parametrize(
    ("harmless", "violent", "concept"),
    [("diputusin", "dipukulin", "hit"), ("dicek", "dicekik", "choke"), ("dicek", "dicekek", "choke")],
)
def test_a_harmless_word_is_never_taken_for_the_violent_one_beside_it(harmless, violent, concept):
    assert concept in about(violent)
    assert concept not in about(harmless)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("akutakutbanget", ("aku", "takut", "banget")),
        ("pengenmatiaja", ("pengen", "mati", "aja")),
        ("gakbolehkeluar", ("gak", "boleh", "keluar")),
        ("sysmbnyidlemari", ("sy", "smbnyi", "dlemari")),
        ("assalamualaikum", ()),
        ("pertanggungjawaban", ()),
        ("administrasi", ()),
        ("mojokerto", ()),
        ("xqzjwvkpqxzjw", ()),
        ("takut", ()),
    ],
)
def test_words_written_together_are_opened_and_a_word_is_left_whole(typed, parts):
    assert parted(typed) == parts


@pytest.mark.parametrize("text", ["kak akutakutbanget!", "kak àkutakutbanget", "kak aku\u200btakutbanget"])
def test_the_parts_of_an_opened_word_have_their_places(text):
    words = opened(tokens(text))
    assert [token.word for token in words] == ["kak", "aku", "takut", "banget"]
    assert all(token.word in found(text[token.start : token.end])[0] for token in words)


@pytest.mark.parametrize(
    ("typed", "stem_of_it"), [("smbnyi", "sembunyi"), ("dlemari", "lemari"), ("dkunci", "dikunci"), ("tmbk", "")]
)
def test_vowels_that_were_left_out_are_filled_in_where_only_one_meaning_is_left(typed, stem_of_it):
    assert lexicon.word(typed).stem == stem_of_it


def test_two_words_of_the_same_consonants_are_not_guessed_between():
    table = vowels.table({"tembokan": 1, "tembakan": 2, "sembunyi": 3, "sambunyi": 3})
    assert vowels.filled("tmbkn", table) == ""
    assert vowels.filled("smbnyi", table) == "sembunyi"
    assert vowels.filled("sembunyi", table) == ""


def test_what_many_words_in_a_row_are_about_is_found_by_spelling_and_by_stem():
    tags = read("dia ngetok dan gak boleh keluar dari kamar").tags
    named = {(lexicon.CONCEPTS[tag.concept], tag.first, tag.last) for tag in tags}
    assert ("confine", 3, 6) in named


def test_sentences_end_behind_their_words():
    text = "tolong! dia datang... 😭"
    reading = read(text)
    assert reading.sentences == ((1, 7), (3, len("tolong! dia datang...")), (3, len(text)))
    assert read("").sentences == ((0, 0),)
