"""What was told in running text is an answer: it is not asked again, it is shown, and it can be changed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.effects import Keep
from flows.events import Edited
from flows.hotline import hotline
from flows.hotline.known import reader
from flows.states import DONE
from flows.understanding.places import gazetteer
from tests.flows.talk import Talk
from tests.flows.turns import does

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
        "relation": ("suami_istri",),
        "access": ("jauh",),
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
        ("dua tahun yang lalu saya ditampar suami di rumah", "lama"),
        ("bulan september saya ditampar suami di rumah", "lama"),
    ],
)
def test_when_is_told_in_the_words_of_the_question(text, when):
    assert READ(text, NOW)["when"] == (when,)


def test_who_has_said_everything_is_asked_five_questions_the_sending_included(flow):
    talk = Talk(flow).says(ALL.replace("wa aja.", "wa aja jam 7 malam sampai jam 9 malam."))
    assert talk.state == "danger"
    talk.picks("tidak", "setuju")
    assert talk.state == "kinds"
    assert talk.picks(DONE).state == "signs"
    assert talk.picks(DONE).state == "check"
    assert talk.picks("kirim").state == "receipt"


def test_who_has_said_everything_but_the_hours_is_asked_for_them(flow):
    talk = Talk(flow).says(ALL)
    assert talk.state == "danger"
    talk.picks("tidak", "setuju")
    assert (talk.state, talk.blocks) == ("kinds", ["everywhere.noted", "kinds.ticked"])
    assert talk.picks(DONE).state == "signs"
    assert talk.picks(DONE).state == "hours"
    talk.picks("kapan")
    assert talk.state == "check"
    assert talk.picks("kirim").state == "receipt"


def test_what_was_heard_is_shown_once_and_never_after_somebody_was_called(flow):
    talk = Talk(flow).says(ALL).picks("tidak", "setuju", DONE)
    assert talk.blocks == ["signs.ask"]
    talk = Talk(flow).says(ALL + " Dia bawa parang di depan pintu sekarang!")
    assert talk.session.case
    assert "everywhere.noted" not in talk.blocks


def test_what_is_told_later_is_added_and_what_was_answered_stays(flow):
    talk = Talk(flow).reports().picks("saksi").says("teman saya ditampar atasannya tiga minggu lalu di gudang pabrik")
    assert talk.session.answers["who"] == ("saksi",)
    assert talk.session.answers["kinds"] == ("fisik",)
    talk.says("dia juga pernah diraba atasannya di gudang itu")
    assert set(talk.session.answers["kinds"]) == {"fisik", "seksual"}
    assert talk.picks(DONE).blocks == ["everywhere.noted", "kinds.ticked"]
    assert talk.picks(DONE, DONE).state == "place"


def test_an_answer_that_was_changed_by_hand_is_not_changed_by_words(flow):
    talk = Talk(flow).says(ALL).picks("tidak", "setuju", DONE, DONE, "kapan", "ubah", "when", "minggu")
    assert talk.session.answers["when"] == ("minggu",)
    assert "when" not in talk.session.heard
    talk.happens(Edited(ALL), after=timedelta(minutes=1))
    assert talk.session.answers["when"] == ("minggu",)


def test_whatever_became_an_answer_is_kept(flow):
    talk = Talk(flow).says("dia mengambil gaji saya tiap bulan dan melarang saya kerja")
    assert talk.session.answers["story"]
    assert does(talk.turn, Keep)


@pytest.mark.parametrize(
    "text",
    [
        "saya takut pulang ke Kranggan suami saya menunggu di sana bawa pisau",
        "ibu saya di Kranggan, suami saya mukul saya sekarang",
    ],
)
def test_a_place_that_was_only_mentioned_is_asked_in_danger(flow, text):
    talk = Talk(flow).says(text)
    assert talk.session.case
    assert talk.state == "emergency_place"


def test_no_number_is_taken_out_of_a_story(flow):
    text = "suami saya menghina saya tahun lalu. boleh telepon saya. nomor suami saya 081234567890"
    assert {"number", "contact"}.isdisjoint(Talk(flow).says(text).session.answers)


def test_a_wish_that_was_read_only_becomes_stricter(flow):
    talk = Talk(flow).says(ALL).says("tidak ada orang. eh jangan hubungi saya ya kak, tunggu saya menulis")
    assert talk.session.answers["contact"] == ("sendiri",)
    talk.says("wa aja kalau ada apa apa ya kak")
    assert talk.session.answers["contact"] == ("sendiri",)


def test_what_happened_long_ago_calls_nobody_because_another_time_is_named(flow):
    talk = Talk(flow).says("saya pernah dilecehkan waktu kecil, kemarin saya ingat lagi")
    assert not talk.session.case


def test_what_was_read_is_kept_by_who_names_it_again_or_skips(flow):
    first = Talk(flow).says(ALL).picks("tidak", "setuju").says("1")
    assert first.session.picked == ("fisik",)
    second = Talk(flow).says(ALL).picks("tidak", "setuju").says("lewati")
    assert second.session.answers["kinds"] == ("fisik",)


def test_what_hung_on_an_answer_goes_with_it(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati", "1 5").picks("tppo", DONE)
    assert talk.session.answers["kinds_more"] == ("tppo",)
    talk.says(DONE, "lewati", "magersari", "lewati", "lewati").picks("chat", "kapan", "ubah", "kinds", "lain", DONE)
    assert "kinds_more" not in talk.session.answers


def test_a_story_stands_once(flow):
    text = "teman saya ditampar atasannya tiga minggu lalu di gudang pabrik"
    assert Talk(flow).reports().picks("saksi").says(text).session.answers["story"] == (text,)


def test_a_month_that_may_be_this_week_is_asked():
    assert "when" not in READ("bulan ini saya ditampar suami di rumah", NOW)


def test_hours_that_were_wished_are_not_asked_where_they_lie_in_one_part_of_the_day():
    assert READ("wa aja ya kak jam 7 malam sampai jam 9 malam", NOW)["hours"] == ("malam",)
    assert "hours" not in READ("wa aja ya kak jam 9 pagi sampai jam 9 malam", NOW)


def test_the_one_who_did_it_and_the_age_are_not_asked_again():
    read = READ("anak tetangga saya umur 9 tahun dicubiti gurunya di sekolah sejak september", NOW)
    assert (read["relation"], read["relation_more"], read["age"]) == (("lain",), ("guru",), ("usia_6_12",))


def test_a_story_told_at_a_menu_answers_it_and_is_thanked_for(flow):
    talk = Talk(flow).reports()
    talk.says("suami saya suka mukul kalo mabuk, saya umur 29 punya anak 2. seringnya malam minggu. saya di meri")
    assert (talk.session.answers["who"], talk.state) == (("korban",), "kinds")
    assert talk.blocks == ["everywhere.noted", "kinds.ticked"]
    assert "relation" in talk.session.heard
    assert "who" not in talk.session.heard, "that was asked"


def test_what_answers_another_question_is_noted_and_this_one_asked_again(flow):
    talk = Talk(flow).reports().picks("saksi").says("lewati", "lewati")
    talk.says("kejadiannya di kranggan dekat pasar")
    assert (talk.blocks, talk.session.misses) == (["everywhere.told", "signs.ask"], 0)
    assert talk.session.answers["place"] == ("35.76.03",)


def test_what_was_done_is_ticked_where_it_is_told_at_its_own_question(flow):
    talk = Talk(flow).reports().picks("korban").says("lewati")
    talk.says("dia sering nampar saya sama ngatain saya bodoh")
    assert (talk.state, talk.blocks) == ("kinds", ["kinds.ticked"])
    assert set(talk.session.picked) == {"fisik", "psikis"}


@pytest.mark.parametrize("text", ["serumah", "ya serumah", "dekat", "sak omah"])
def test_a_plain_answer_to_a_menu_is_no_cry_for_help(flow, text):
    talk = Talk(flow).says("petugas")
    talk = Talk(flow).reports().says("lewati", "lewati", "lewati").picks("senjata", DONE)
    assert talk.says(text).state == "when"
    assert "danger_now" not in talk.session.signals


def test_an_answer_in_which_a_rule_hears_danger_is_danger_all_the_same(flow):
    talk = Talk(flow).reports().says("lewati", "lewati", "lewati", "dicekik")
    assert "strangulation" in talk.session.signals
    assert talk.levels == ["kritis"]
