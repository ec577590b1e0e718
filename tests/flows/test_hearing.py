"""Manners, more ways to say that somebody comes, and what is heard behind a no: how people really write."""

import pytest

from flows.effects import CancelQueued, OpenCase
from flows.events import Accepted
from flows.hotline import hotline
from flows.states import DONE, Branch, End, options_of
from flows.understanding import words
from flows.understanding.manners import ENOUGH, GOODBYE, THANKS, UNDERSTOOD, manners
from flows.understanding.triage import hear
from tests.flows.talk import Talk
from tests.flows.turns import does

POLITE = {
    THANKS: ["makasih", "ok makasih kak", "baik bu terima kasih", "matur nuwun mbak", "thank you so much", "sama sama"],
    UNDERSTOOD: ["oke kak", "siap kak", "sip", "baik bu", "ya sudah", "yo wis", "oh gitu ya kak", "bentar ya kak"],
    ENOUGH: ["udah cukup, itu aja", "sekian terima kasih", "itu aja kak", "wis ngono ae", "that's all, thanks"],
    GOODBYE: [
        "makasih ya kak, udah dulu", "nanti saya lanjut lagi", "wis disik yo mbak matur nuwun", "bye kak", "thanks bye",
    ],
}  # fmt: skip
"""What manners mean, as people write them."""
FAREWELLS = [
    "selamat tinggal",
    "aku pamit ya",
    "makasih semuanya",
    "maaf ya kak",
    "udah cukup, aku gak kuat lagi hidup",
]
"""What may be a farewell from life, or is one: never manners."""


@pytest.fixture
def flow():
    return hotline(["35.76"], ("id", "en"))


@pytest.mark.parametrize(("meant", "text"), [(meant, text) for meant, texts in POLITE.items() for text in texts])
def test_manners_are_heard_in_many_forms(meant, text):
    assert manners(text) == meant


@pytest.mark.parametrize("text", [*FAREWELLS, "ok help", "makasih, tolong saya", "bukan salah saya", "iya kak", ""])
def test_a_message_with_one_word_more_is_no_manners(text):
    assert manners(text) == ""


def test_who_is_weary_of_life_calls_a_person_in_the_middle_of_a_story(flow):
    talk = Talk(flow).reports().picks("korban").says("udah cukup, aku gak kuat lagi hidup")
    assert (talk.session.case, talk.levels) == (True, ["kritis"])


@pytest.mark.parametrize("text", POLITE[THANKS] + POLITE[UNDERSTOOD])
def test_thanks_are_never_a_misunderstanding_and_stand_in_no_answer(flow, text):
    talk = Talk(flow).reports().says("asdf")
    assert talk.session.misses == 1
    assert talk.says(text, text, text).session.misses == 1
    assert (talk.state, talk.blocks) == ("who", ["who.ask"])
    assert "when" not in Talk(flow).reports().says(*["lewati"] * 3, text).session.answers


def test_thanks_at_the_question_about_danger_neither_call_nor_lower(flow):
    talk = Talk(flow).says("halo").picks("bantu", "aman").says("makasih kak", "oke kak", "sip", "makasih kak")
    assert (talk.state, talk.session.case, "danger" in talk.session.answers) == ("danger", False, False)


def test_thanks_while_waiting_are_answered_shortly_and_without_the_state_of_things(flow):
    talk = Talk(flow).says("petugas", "ok makasih kak")
    assert (talk.state, talk.blocks) == ("waiting", ["everywhere.thanked"])
    assert talk.says("oke kak").blocks == ["everywhere.thanked"]


@pytest.mark.parametrize("text", ["ya makasih", "iya kak makasih"])
def test_a_yes_with_thanks_is_a_yes_to_danger(flow, text):
    assert Talk(flow).says("halo").picks("bantu", "aman").says(text).levels == ["kritis"]


def test_thanks_behind_an_answer_take_nothing_from_it(flow):
    assert Talk(flow).reports().says("saya kak, makasih").session.answers["who"] == ("korban",)
    assert Talk(flow).says("halo").picks("bantu").says("oke makasih").state == "danger"


@pytest.mark.parametrize("text", POLITE[ENOUGH] + ["udah cukup", "sampun cekap", "cukup kak"])
def test_that_is_all_ends_a_story_and_a_list_before_triage_hears_it(flow, text):
    talk = Talk(flow).reports().picks("saksi").says("suaminya sering marah", text)
    assert (talk.state, talk.session.case) == ("kinds", False)
    assert talk.picks("psikis").says(text).state == "signs"
    assert talk.session.answers["story"] == ("suaminya sering marah",)


def test_that_is_all_where_nothing_was_told_or_ticked_says_so(flow):
    talk = Talk(flow).reports().picks("saksi").says("udah cukup, itu aja")
    assert talk.blocks == ["everywhere.tell_first", "story.ask"]
    assert talk.says("lewati", "udah cukup, itu aja").blocks == ["everywhere.tick_first", "kinds.ask"]


def test_that_is_all_elsewhere_calls_nobody(flow):
    talk = Talk(flow).reports().says("udah cukup, itu aja")
    assert (talk.state, talk.session.case, talk.session.misses) == ("who", False, 0)


@pytest.mark.parametrize("text", POLITE[GOODBYE])
def test_a_goodbye_leaves_with_the_dull_line(flow, text):
    talk = Talk(flow).reports().picks("korban").says("suami saya selingkuh", text)
    assert (talk.state, talk.blocks) == ("exit", ["exit.ask"])
    assert does(talk.turn, CancelQueued)


@pytest.mark.parametrize("text", POLITE[GOODBYE])
def test_a_goodbye_while_waiting_keeps_the_person_who_is_called_and_the_chat_stays_silent(flow, text):
    talk = Talk(flow).says("petugas", text)
    assert (talk.state, talk.blocks) == ("waiting", ["everywhere.thanked"])
    assert talk.happens(Accepted()).blocks == []
    assert talk.says("halo").state == "person"


def test_manners_are_part_of_the_talk_with_a_person(flow):
    talk = Talk(flow).says("petugas").happens(Accepted()).says("makasih ya kak, udah dulu")
    assert (talk.state, talk.blocks) == ("person", [])


def test_manners_mean_nothing_that_an_option_or_a_command_means(flow):
    """A goodbye must not be the word of an option: the option would win in one state and she would leave in another."""
    for text in (one for texts in POLITE.values() for one in texts):
        assert words.command(text) == ""
    for name, state in flow.states.items():
        if isinstance(state, Branch | End):
            continue
        for key in options_of(state):
            goodbyes = {word for word in words.spoken(name, key) if manners(word) == GOODBYE}
            assert not goodbyes, (name, key, goodbyes)


@pytest.mark.parametrize(
    "text",
    [
        "bntr ada yg dtg", "dia udah di depan", "bapak bangun", "hpnya mau diambil", "dia mau pinjem hp", "ssst",
        "Sssttt",
        "bentar dia liat", "nanti ya dia liat hp", "eh bntr kak ada yg dateng", "duh suami pulang", "sek bojoku muleh",
        "jangan bales dulu", "ketahuan", "inya bulik", "wait he's coming",
    ],
)  # fmt: skip
def test_somebody_comes_in_many_words_the_chat_falls_silent_and_people_must_not_write(flow, text):
    talk = Talk(flow).reports().says(text)
    assert (talk.state, talk.blocks, talk.levels) == ("left", [], ["kritis"])
    assert "jangan_hubungi" in talk.session.signals


def test_there_are_at_least_forty_ways_to_say_that_somebody_comes():
    assert len(words.WATCHED) > 100


@pytest.mark.parametrize("text", ["ada mertua", "ada bapak", "dia di sini", "dia masuk kamar"])
def test_who_may_be_there_is_silence_unless_it_answers_what_was_asked(flow, text):
    talk = Talk(flow).reports().says(text)
    assert (talk.state, talk.blocks, talk.levels) == ("left", [], ["kritis"])
    asked = Talk(flow).says("halo").picks("bantu", "aman").says(text)
    assert (asked.state, asked.levels) == ("emergency_place", ["kritis"])
    assert Talk(flow).reports().picks("saksi").says(text).state != "left"


@pytest.mark.parametrize(
    "text", ["nanti dia pulang", "tidak ada orang", "ada orang?", "dia pulang jam 5 sore", "ada mertua?"]
)
def test_who_comes_later_or_is_asked_for_is_not_silence(flow, text):
    assert Talk(flow).reports().says(text).state != "left"


def test_a_greeting_twice_is_no_misunderstanding(flow):
    talk = Talk(flow).says("halo", "halo")
    assert (talk.state, talk.session.misses, talk.blocks) == ("welcome", 0, ["welcome.ask"])


TOLD = "tidak, tapi saya mau cerita soal suami saya kemarin mukul saya"


def test_what_stands_behind_a_harmless_no_is_learned_and_is_the_story(flow):
    talk = Talk(flow).says("halo").picks("bantu", "aman").says(TOLD)
    assert (talk.state, talk.session.case) == ("privacy", False)
    assert (talk.session.answers["kinds"], talk.session.answers["when"]) == (("fisik",), ("tiga_hari",))
    assert talk.session.answers["story"][0].startswith("tapi saya mau cerita")


@pytest.mark.parametrize(
    "text",
    [
        "tidak, tapi saya mau cerita suami saya mukul saya",
        "tidak, tapi saya mau cerita dia bawa pisau kemarin",
        "tidak, tapi saya mau cerita suami saya tadi mukul saya",
        "tidak, tapi saya mau cerita kemarin suami mukul saya dan nanti malam dia pulang",
        "tidak, tapi dia mau datang",
    ],
)
def test_a_no_before_what_may_be_danger_now_is_still_none(flow, text):
    assert Talk(flow).says("halo").picks("bantu", "aman").says(text).state != "privacy"


def test_silence_after_what_may_be_danger_opens_a_case_that_nobody_may_write_to(flow):
    talk = Talk(flow).says("saya takut sekali")
    assert (talk.state, talk.session.case) == ("danger", False)
    talk.is_silent()
    assert does(talk.turn, OpenCase) == [OpenCase("diam")]
    assert (talk.levels, talk.blocks, talk.state) == (["sedang"], [], "parked")
    assert {"diam_setelah_ragu", "jangan_hubungi"} <= set(talk.session.signals)
    assert flow.assess(talk.session) == ("sedang", ("diam_setelah_ragu",))


@pytest.mark.parametrize(
    "text", ["suami saya menampar saya bulan lalu di rumah", "tetangga saya sering dipukuli suaminya"]
)
def test_silence_after_something_was_told_opens_a_case_too(flow, text):
    talk = Talk(flow).says(text)
    assert talk.state == "danger"
    assert talk.is_silent().session.case


@pytest.mark.parametrize("first", ["halo", "wkwkwk tes doang", "mau tanya jam buka kantor"])
def test_silence_after_a_greeting_or_a_prank_calls_nobody(flow, first):
    assert not Talk(flow).says(first).picks("bantu", "aman").is_silent().session.case


def test_silence_after_she_said_that_there_is_no_danger_calls_nobody(flow):
    talk = Talk(flow).says("saya takut sekali", "tidak", "kembali")
    assert talk.state == "danger"
    assert not talk.is_silent().session.case


def test_the_words_of_manners_are_harmless():
    assert not any(hear(text).urgent for texts in (POLITE[THANKS], POLITE[UNDERSTOOD]) for text in texts)
    assert DONE not in POLITE


@pytest.mark.parametrize(("ways", "text", "to"), [(4, "saiki", "place"), (8, "nomor saya", "number")])
def test_a_word_for_an_answer_is_an_answer_though_the_model_alone_would_call(flow, ways, text, to):
    talk = Talk(flow).reports().says(*["lewati"] * ways, text)
    assert (talk.state, talk.session.case) == (to, False)


def test_every_word_for_an_answer_calls_only_where_a_rule_names_the_danger_in_it(flow):
    """Whoever answers with a reviewed word is not paged for; the exceptions are dangers in themselves."""
    asked = {name for name, state in flow.states.items() if not isinstance(state, Branch | End)} - {
        "kinds",
        "signs",
        "danger",
    }
    for name in sorted(asked):
        for key in options_of(flow[name]):
            for word in words.spoken(name, key):
                assert not hear(word, name).urgent or hear(word, name).guessed, (name, word)


@pytest.mark.parametrize("text", ["disekap", "dikurung"])
def test_an_answer_that_is_a_danger_in_itself_calls(flow, text):
    assert Talk(flow).reports().says("lewati", "lewati", text).levels == ["kritis"]


@pytest.mark.parametrize(
    "text",
    [
        "no, he is at work until midnight",
        "tidak, dia kerja sampai malam",
        "gak, suami dinas di luar kota sampai minggu depan",
    ],
)
def test_a_no_because_somebody_is_away_until_later_is_a_no(flow, text):
    talk = Talk(flow).says("halo").picks("bantu", "aman").says(text)
    assert (talk.state, talk.session.answers["danger"]) == ("privacy", ("tidak",))


@pytest.mark.parametrize(
    "text",
    [
        "no, not until he comes home",
        "tidak sampai dia pulang",
        "no, he is at work until 5",
        "tidak, dia kerja sampai malam, nanti pulang",
        "no, he is away but he will be back tomorrow",
    ],
)
def test_a_no_until_somebody_is_back_is_none(flow, text):
    assert Talk(flow).says("halo").picks("bantu", "aman").says(text).state != "privacy"


SHORT = {
    "safe": {"aman": ["aman sih di kos sendiri", "amn", "iy"]},
    "danger": {"tidak": ["gaada", "amn", "ora onok", "tidak ada bahaya saat ini"], "ya": ["iy"]},
    "who": {"korban": ["kulo piyambak", "me", "Saya sendiri yang mengalami"]},
    "signs": {DONE: ["gaada", "gak tau", "ora onok", "sdh"]},
    "when": {"lama": ["last month", "bln lalu"], "minggu": ["last week"], "tiga_hari": ["yesterday", "kmrn"]},
    "receipt": {"simpan": ["done", "sdh"]},
}
"""What was not understood in trials, by what it answers."""


@pytest.mark.parametrize(
    ("state", "key", "text"), [(state, key, text) for state, of in SHORT.items() for key in of for text in of[key]]
)
def test_short_and_misspelled_answers_are_understood(flow, state, key, text):
    assert words.pick(text, state, options_of(flow[state])) == key


def test_what_is_not_known_about_the_signs_is_skipped(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 3, "gak tau")
    assert (talk.state, talk.session.answers["signs"]) == ("when", ())


@pytest.mark.parametrize("letter", ["g", "q"])
def test_a_single_letter_is_no_answer_about_danger(flow, letter):
    assert words.pick(letter, "danger", options_of(flow["danger"])) == ""


def test_an_english_time_in_a_story_says_when(flow):
    talk = Talk(flow).reports().picks("korban").says("My husband pushed me last month and says nobody will believe me")
    assert talk.session.answers["when"] == ("lama",)
    assert words.ago("since last year he hits me every day") == ""
    assert words.ago("last month and yesterday") == ""


def test_a_report_in_which_all_was_skipped_is_not_called_complete(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 20)
    assert flow.assess(talk.session) == ("sedang", ("laporan_singkat",))
    told = Talk(flow).reports().says("saya", "dia sering marah", "selesai", *["lewati"] * 20)
    assert flow.assess(told.session) == ("sedang", ("laporan",))


def test_a_story_told_where_danger_is_asked_is_thanked_for_and_the_question_stays(flow):
    talk = Talk(flow).says("halo").picks("bantu", "aman")
    talk.says("mantu perempuan tidak memberi makanan sejak kemarin lusa")
    assert (talk.blocks, talk.state) == (["everywhere.told", "danger.shortly"], "danger")
    assert talk.says("saya cuma ingin makan seperti dulu lagi").levels == ["kritis"]
