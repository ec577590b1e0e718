"""What people write is brought into one form: hostile marks, spellings, numbers, words heard everywhere, places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine import begin, step
from flows.events import Said
from flows.hotline import hotline
from flows.states import DONE, options_of
from flows.understanding import words
from flows.understanding.places import gazetteer, one_slip
from flows.understanding.text import LONGEST, clean, digits, plain
from flows.understanding.triage import hear
from tests.flows.conftest import MORNING
from tests.flows.talk import Talk


def test_a_bomb_of_compatibility_marks_is_capped():
    assert len(clean("\ufdfa" * LONGEST)) == LONGEST
    assert len(plain("\ufdfa" * LONGEST)) <= LONGEST


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("to\u200blo\u00adng", "tolong"),
        ("\ufefftolong\u202e", "tolong"),
        ("tolong\ud800", "tolong"),
        ("to\x00long", "tolong"),
        ("ｔｏｌｏｎｇ", "tolong"),
        ("", ""),
        ("\ud83d", ""),
    ],
)
def test_invisible_broken_and_wide_marks_are_taken_out(text, cleaned):
    assert clean(text) == cleaned
    assert plain(text) == cleaned


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TOLOOOONG!!!", "tolong"),
        ("  tolong   saya ", "tolong saya"),
        ("tolong_saya", "tolong saya"),
        ("110", "110"),
        ("1112", "1112"),
        ("000", "000"),
        ("yaaa", "ya"),
        ("maaf", "maaf"),
        ("٣", "٣"),
    ],
)
def test_letters_are_squeezed_and_digits_are_not(text, said):
    assert plain(text) == said


def test_digits_of_any_script_are_read_in_their_plain_form():
    assert digits("０８-١٢ a²") == "0812"


@pytest.mark.parametrize("text", ["2", "２.", "dua", "no 2", "nomor 2", "loro", "٢"])
def test_a_digit_is_read_in_every_form(text):
    assert words.number(text) == 2


@pytest.mark.parametrize("text", ["22", "dua kali", "", "²³", "x", "-"])
def test_what_is_no_single_digit_is_none(text):
    assert words.number(text) == 0


@given(st.text())
def test_nothing_anybody_writes_breaks_the_understanding(text):
    said = plain(text)
    assert len(said) <= 3 * LONGEST
    assert said == said.strip()
    assert words.command(text) in {"", *words.COMMANDS.values()}
    hear(text)


_SHOWN = gazetteer(["35.76"])


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_nothing_anybody_writes_breaks_a_turn(text):
    flow = hotline(["35.76"])
    session = step(flow, begin(flow), Said("halo"), MORNING).session
    assert step(flow, session, Said(text), MORNING).session.state in flow.states
    _SHOWN.find(text)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("0", "danger"),
        ("０", "danger"),
        ("DARURAT!", "danger"),
        ("tulung", "danger"),
        ("dohop", "danger"),
        ("toloooong", "danger"),
        ("112", "danger"),
        ("keluar", "exit"),
        ("X", "exit"),
        ("dia datang", "exit_and_danger"),
        ("hapus", "erase"),
        ("petugas", "human"),
        ("kembali", "back"),
        ("lewati", "skip"),
        ("bantuan", "help"),
        ("?", "help"),
        ("bahasa", "language"),
        ("/start", "greet"),
    ],
)
def test_words_heard_everywhere_are_heard_in_every_spelling(text, command):
    assert words.command(text) == command


@pytest.mark.parametrize("text", ["saya mau keluar rumah", "tolong jangan bilang ibu", "dia hapus chat", "10", "stop"])
def test_words_heard_everywhere_count_only_as_a_whole_message(text):
    assert words.command(text) == ""


def test_every_word_of_every_option_means_that_option_alone(flow):
    tried = 0
    for name, state in flow.states.items():
        keys = options_of(state)
        for key in keys:
            for word in sorted(words.spoken(name, key)):
                assert words.pick(word, name, keys) == key, (name, key, word)
                assert words.command(word) == "", (name, key, word)
                tried += 1
    assert tried > 200


def test_every_option_written_as_data_belongs_to_a_state(flow):
    for name, state in flow.states.items():
        assert set(words.options(name)) <= set(options_of(state)) | {DONE}, name


@pytest.mark.parametrize(
    "text",
    ["Magersari", "kec. magersari", "magersri", "magersarii", "mgaersari", "magessari", "MAGER SARI", "gedongan"],
)
def test_a_kecamatan_is_found_by_its_name_a_typo_and_its_kelurahan(text):
    assert _SHOWN.find(text) == ("35.76.02",)


def test_what_is_not_served_is_not_found_and_short_names_are_not_guessed():
    served = gazetteer(["35.16"])
    assert served.find("surabaya") == ()
    assert served.find("goda") == ()
    assert served.find("gondan") == ("35.16.02",)
    assert _SHOWN.find("") == ()


def test_a_typo_that_may_mean_two_places_is_not_guessed():
    names = {"sukaraja": ("1",), "sukaraya": ("2",)}
    both = type(_SHOWN)(names=names, labels={})
    assert both.find("sukaraja") == ("1",)
    assert both.find("sukaraza") == ()
    assert both.find("suka raya") == ("2",)


def test_mojokerto_alone_is_the_kota_and_the_kabupaten():
    both = gazetteer(["35.76", "35.16"])
    assert {code[:5] for code in both.find("mojokerto")} == {"35.76", "35.16"}
    assert {code[:5] for code in both.find("kota mojokerto")} == {"35.76"}
    assert {code[:5] for code in both.find("kab mojokerto")} == {"35.16"}


def test_kecamatan_of_one_name_are_told_apart_by_their_area():
    labels = gazetteer(["35.76", "35.16", "62.71"]).labels
    assert len(set(labels.values())) == len(labels)


@pytest.mark.parametrize("said", ["abcd", "abd", "abcde", "abxd", "acbd"])
def test_one_slip_is_one_letter_or_two_neighbours(said):
    assert one_slip(said, "abcd")


@pytest.mark.parametrize("said", ["ab", "dcba", "axyd", ""])
def test_two_slips_are_too_many(said):
    assert not one_slip(said, "abcd")


def test_danger_is_heard_as_whole_words_and_nothing_lowers_it():
    assert "weapon" in hear("suami saya BAWA   PISAU").labels
    assert hear("saya lupa bawa pisaunya").urgent is False
    assert hear("anak saya diperkosa").urgent is False


@pytest.mark.parametrize(
    "text", ["ngga ada", "aman kok", "saya sudah aman", "tidak ada bahaya", "sekarang ga ada", "tidak bu"]
)
def test_a_no_to_the_question_about_danger_is_understood_in_its_many_forms(text):
    assert words.pick(text, "danger", ("ya", "tidak", "ragu")) == "tidak"


@pytest.mark.parametrize(
    "text",
    ["tidak ada, terima kasih sudah tanya", "tidak, saya di kantor", "aman kok, dia di luar kota"],
)
def test_a_no_with_words_behind_it_is_a_no(text):
    flow = hotline(["35.76"])
    assert Talk(flow).says("halo").picks("bantu", "aman").says(text).state == "privacy"


@pytest.mark.parametrize(
    "text",
    [
        "ga. mertua saya jaga di depan pintu",
        "tidak ada, tapi dia bakal pulang jam 5",
        "aman, selama dia belum pulang",
        "aman, dia cuma teriak teriak di luar",
    ],
)
def test_a_no_with_a_condition_behind_it_is_none(text):
    talk = Talk(hotline(["35.76"])).says("halo").picks("bantu", "aman").says(text)
    assert talk.state != "privacy"


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("erase", "ya, tapi laporan saya jangan dihapus"),
        ("check", "ok, tapi jangan dikirim dulu"),
        ("privacy", "boleh, asal tidak ke polisi"),
        ("unsafe", "tidak, saya butuh sekarang"),
        ("waiting", "kabar, anak saya panas dan muntah"),
    ],
)
def test_what_a_sentence_begins_with_chooses_nothing(state, text):
    flow = hotline(["35.76"])
    assert words.pick(text, state, options_of(flow[state])) == ""


def test_a_list_with_commas_names_all_of_it():
    assert words.pick_several("fisik, seksual, psikis", "kinds", ("fisik", "psikis", "seksual")) == (
        "fisik", "seksual", "psikis",
    )  # fmt: skip


@pytest.mark.parametrize(("text", "to"), [("yes", "emergency_place"), ("no", "privacy")])
def test_a_plain_yes_and_no_are_understood_in_english(text, to):
    flow = hotline(["35.76"], ("id", "en"))
    assert Talk(flow).says("halo", "english").picks("bantu", "aman").says(text).state == to


@pytest.mark.parametrize("text", ["kranggan mbak", "magersari ya", "saya di kecamatan magersari", "kak di kranggan"])
def test_a_place_is_understood_among_a_few_words(text):
    talk = Talk(hotline(["35.76"])).says("halo", "0", text)
    assert talk.state == "emergency_call"


@pytest.mark.parametrize("text", ["chat saja ya", "chat aja kak", "jangan ditelpon", "wa aja", "chat wae"])
def test_a_wish_is_understood_with_words_of_address(text):
    assert Talk(hotline(["35.76"])).says("halo", "0", "kranggan", text).state == "waiting"


@pytest.mark.parametrize("text", ["dia datang", "bojoku teko", "he is coming", "suami saya pulang"])
def test_somebody_who_comes_silences_the_chat_also_while_a_person_reads_along(text):
    assert words.in_relay(text)
    assert words.command(text) == "exit_and_danger"


def test_words_of_fear_are_named_so_that_they_count_where_danger_is_asked_about():
    assert hear("saya takut").named
