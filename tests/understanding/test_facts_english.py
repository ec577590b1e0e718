"""English is read by the same rules: its words are said in Indonesian, and keep their places in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.annotated import written
from flows.understanding.facts.english import in_indonesian, is_english
from flows.understanding.facts.reading import read_facts
from flows.understanding.facts.sentences import parted
from flows.understanding.tokens import tokens
from tests.understanding.rules_of_facts import NOW, PLACES, read_by_rules

HUSBAND = "My husband hit me last night and he is still at home with our kids"


def said(text):
    """Return the words of an English text as readers see them."""
    words = [part for token in tokens(text) for part in parted(token)]
    return " ".join(token.word for token in in_indonesian(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("my husband", "suamiku"),
        ("our own little brother", "adik laki lakiku"),
        ("my husband's brother", "kakak laki laki suamiku"),
        ("the caretaker's husband", "caretaker suaminya"),
        ("he's father", "dia ayah"),
        ("WA before 5pm", "wa sebelum jam 17"),
        ("he hit her", "dia memukul dia"),
        ("her father hit her", "ayahnya memukul dia"),
        ("I was beaten by my uncle", "saya dipukul oleh pamanku"),
        ("he is beating me", "dia memukul saya"),
        ("she has been badly beaten", "dia dipukul"),
        ("she is 12", "dia umur 12"),
        ("a girl of 12", "anak cewek umur 12"),
        ("we are 3 kids", "saya 3 anak"),
        ("call after 5 pm", "call setelah jam 17"),
        ("at 12 pm", "di jam 12"),
        ("at 7 am", "di jam 7"),
        ("at 12 am", "di jam 0"),
        ("at 5pm", "di jam 17"),
        ("at 10:05 pm", "di jam 22 05"),
        ("at 7.30 p.m.", "di jam 19 30"),
        ("on 12 March", "di 12 maret"),
        ("the night of 12 March", "malam dari 12 maret"),
        ("we were 3 men", "saya 3 seorang laki laki"),
        ("it was 20 minutes", "20 minutes"),
        ("she is 12, her dad", "dia umur 12 ayahnya"),
        ("he just turned 15", "dia umur 15"),
        ("it is 10 now", "10 sekarang"),
        ("she was brutally beaten", "dia brutally dipukul"),
        ("she was always beaten", "dia selalu dipukul"),
        ("I was never beaten", "saya tidak dipukul"),
        ("she wasn't beaten", "dia tidak dipukul"),
        ("I was beaten and then raped by him", "saya dipukul dan diperkosa oleh dia"),
        ("he's hit me", "dia memukul saya"),
        ("he hasn't hit me", "dia tidak memukul saya"),
        ("nobody hit me", "tidak memukul saya"),
        ("he havent slapped me", "dia tidak menampar saya"),
        ("don't ever call", "jangan telepon"),
        ("he hurt me", "dia memukul saya"),
        ("my head hurts", "kepalaku hurts"),
        ("I got hurt", "saya sakit"),
        ("he raped her. My mother", "dia memerkosa dia ibuku"),
        ("he hit her in my room", "dia memukul dia di kamarku"),
        ("it took place", "terjadi"),
        ("he locked the door", "dia mengunci pintu"),
        ("he locked me in the room", "dia dikunci kamar"),
        ("she is expecting me", "dia expecting saya"),
        ("at MAN 2", "di sekolah man"),
        ("don't call", "jangan telepon"),
        ("he threatened me", "dia mengancam saya"),
        ("he strangled me", "dia mencekik saya"),
    ],
)
def test_english_words_are_said_in_indonesian(text, words):
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HUSBAND, True),
        ("kak tadi malam suamiku mukul aku, sekarang dia masih di rumah sama anak-anak", False),
        ("so basically my boyfriend diem2 ngerekam pas kita video call dan he said he'll post it", True),
        ("aku mau pulang, my mom udah nungguin di rumah dari tadi sore kak, gimana dong ya", False),
    ],
)
def test_a_text_is_english_by_words_that_only_english_has(text, found):
    assert is_english(tokens(text)) == found


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("relation", ["suami_istri:suami"]),
        ("violence", ["fisik"]),
        ("when", ["2026-11-17T18:00/2026-11-18T04:00 bagian_hari"]),
        ("sex", ["pelaku:L", "korban:P"]),
    ],
)
def test_facts_are_read_out_of_english(field, values):
    assert sorted(written(fact) for fact in read_by_rules(HUSBAND).of(field)) == sorted(values)


def test_the_evidence_of_a_fact_is_english_as_it_was_written():
    (relation,) = read_by_rules(HUSBAND).of("relation")
    assert relation.words == "husband"


@given(st.text(max_size=200) | st.lists(st.sampled_from(f"{HUSBAND} she's 12 5 pm was of by s".split())).map(" ".join))
def test_words_stay_in_the_order_and_inside_the_bounds_of_the_original(text):
    found = in_indonesian(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@pytest.mark.parametrize(
    "text",
    [
        "You shouldn't call me, he has my phone",
        "Nobody may call me, my husband is here with me",
        "Don't let them call me, my husband hits me",
        "My boyfriend would call me a slut and hit me",
    ],
)
def test_whether_to_call_is_never_read_out_of_english_but_asked(text):
    assert "boleh_telepon" not in [fact.value for fact in read_facts(text, now=NOW, places=PLACES).of("contact")]
