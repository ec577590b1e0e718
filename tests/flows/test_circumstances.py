"""Danger signs, the one who did it, the age, and what is agreed to: asked once, in few questions, and acted upon."""

import pytest

from flows.effects import Consent, Escalate, OpenCase
from flows.events import Picked
from flows.hotline import hotline
from flows.hotline.circumstances import band_said
from flows.hotline.report import ORDER
from flows.levels import rank
from flows.priority import CRITICAL_SIGNS
from flows.states import DONE
from tests.flows.talk import Talk
from tests.flows.turns import does, said

PAGES = {"kinds_more", "access", "relation_more", "needs_more", "number", "hours"}
"""Second pages: they follow one answer of the question before them."""


@pytest.fixture
def flow():
    return hotline(["35.76"], ("id", "id-mudah", "en"))


def asked_of(talk):
    """Answer every question in the most talkative way until the report can be sent; return the states that asked."""
    most = {
        "who": "saksi", "kinds": "1 5 6", "kinds_more": "1 4", "signs": "selesai", "when": "lama",
        "relation": "lain", "relation_more": "tetangga", "age": "8", "needs": "1 5 6", "needs_more": "1 6",
        "contact": "telepon", "number": "081234567890", "hours": "malam", "place": "magersari",
    }  # fmt: skip
    states = []
    while talk.state != "check":
        states.append(talk.state)
        if talk.state == "story":
            talk.says("gaduh sekali", "selesai")
        else:
            talk.says(most[talk.state])
        assert len(states) < 30
    return states


def test_a_full_report_asks_at_most_twelve_questions_second_pages_aside(flow):
    states = asked_of(Talk(flow).reports())
    questions = ["safe", "danger", "privacy", *(state for state in states if state not in PAGES)]
    assert len(questions) <= 12, questions
    assert len(states) == len(set(states)), "nothing is asked twice"
    assert set(states) <= set(ORDER)


@pytest.mark.parametrize("sign", CRITICAL_SIGNS)
def test_a_single_danger_sign_calls_a_person_while_the_questions_go_on(flow, sign):
    talk = Talk(flow).reports().says("lewati", "lewati", "lewati").picks(sign, DONE)
    assert (does(talk.turn, OpenCase), talk.levels) == ([OpenCase("belum_selesai")], ["kritis"])
    assert does(talk.turn, Escalate)[0].reasons == (f"tanda_{sign}",)
    warm = ["everywhere.dying"] if sign == "ingin_mati" else []
    assert (talk.state, talk.blocks) == ("access", [*warm, "everywhere.called", "access.ask"])
    assert talk.picks("serumah").blocks == ["when.ask"], "it is told once"


def test_none_of_the_signs_is_an_answer_and_calls_nobody(flow):
    talk = Talk(flow).reports().says("lewati", "lewati", "lewati").picks(DONE)
    assert (talk.state, talk.session.answers["signs"], talk.session.case) == ("when", (), False)
    assert Talk(flow).reports().says("lewati", "lewati", "lewati", "tidak ada").state == "when"


def test_a_sign_of_long_ago_waits_for_the_day_unless_it_is_a_wish_to_die(flow):
    text = "teman saya ditampar atasannya tiga minggu lalu di gudang pabrik"
    calm = Talk(flow).reports().picks("saksi").says(text).picks(DONE, DONE)
    assert calm.state == "signs"
    assert calm.session.answers["when"] == ("lama",)
    assert not calm.picks("senjata", DONE).session.case
    assert calm.session.answers["signs"] == ("senjata",)
    wish = Talk(flow).reports().picks("saksi").says(text).picks(DONE, DONE).picks("ingin_mati", DONE)
    assert wish.levels == ["kritis"]


def test_a_child_is_spoken_to_in_plain_words_and_may_choose_otherwise(flow):
    talk = Talk(flow).reports().picks("anak_korban")
    assert talk.session.language == "id-mudah"
    assert talk.says("indonesia").session.language == "id"
    assert talk.says("lewati").session.language == "id"
    english = Talk(flow).says("english", "halo").picks("bantu", "aman", "tidak", "setuju", "anak_korban")
    assert english.session.language == "en"


def test_an_office_without_plain_indonesian_goes_on_as_it_is():
    talk = Talk(hotline(["35.76"])).reports().picks("anak_korban")
    assert talk.session.language == "id"


def test_each_bubble_knows_for_whom_it_is_worded(flow):
    talk = Talk(flow).reports().picks("saksi")
    assert said(talk.turn).facts["who"] == "saksi"


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("34", "usia_18_59"),
        ("umur 7 tahun", "usia_6_12"),
        ("17", "usia_13_17"),
        ("18", "usia_18_59"),
        ("60 th", "usia_60"),
        ("2 atau 3", ""),
        ("tua", ""),
        ("200", ""),
        ("0812345", ""),
    ],
)
def test_an_age_in_numbers_is_the_band_it_lies_in(text, band):
    assert band_said(text) == band


def test_a_child_of_whom_somebody_tells_raises_the_priority_by_its_age(flow):
    text = "keponakan saya dihina ayahnya di rumah terus menerus setiap hari"
    talk = Talk(flow).reports().picks("keluarga").says(text).picks(DONE, DONE, DONE)
    while talk.state != "age":
        talk.says("lewati")
    talk.says("9")
    assert talk.session.answers["age"] == ("usia_6_12",)
    assert talk.flow.assess(talk.session)[0] == "tinggi"


def test_what_is_agreed_to_is_noted_purpose_by_purpose(flow):
    start = Talk(flow).says("halo").picks("bantu", "aman", "tidak")
    agreed = Talk(flow, session=start.session).picks("setuju")
    assert does(agreed.turn, Consent) == [Consent("help"), Consent("statistics")]
    help_only = Talk(flow, session=start.session).picks("terbatas")
    assert does(help_only.turn, Consent) == [Consent("help"), Consent("statistics", granted=False)]
    assert help_only.state == "who"


@pytest.mark.parametrize(("option", "purposes"), [("kirim", []), ("rujuk", [Consent("referral")])])
def test_another_service_is_told_only_where_that_was_agreed_to(flow, option, purposes):
    talk = Talk(flow).reports()
    asked_of(talk)
    talk.picks(option)
    assert (talk.state, does(talk.turn, Consent)) == ("receipt", purposes)


def test_withdrawal_is_noted_for_every_purpose_and_the_case_stays(flow):
    talk = Talk(flow).says("petugas").picks("cabut", "ya")
    assert [consent.granted for consent in does(talk.turn, Consent)] == [False] * 3
    assert talk.session.case


def test_who_only_wishes_to_talk_about_what_lies_long_back_waits_a_day(flow):
    talk = Talk(flow).reports().picks("korban").says("gaduh", "selesai", "psikis selesai").picks(DONE, "lama")
    talk.says("magersari", "lewati", "2 6").picks("sendiri", "kirim")
    assert talk.levels == ["rendah"]


def test_old_people_and_people_with_disabilities_are_marked_to_go_first(flow):
    talk = Talk(flow).reports().picks("korban").says("gaduh", "selesai", "psikis selesai").picks(DONE, "lama")
    talk.says("magersari", "lewati", "5 6").picks("disabilitas", DONE, "sendiri", "kirim")
    assert does(talk.turn, Escalate)[0].reasons == ("laporan", "rentan")


def test_care_after_rape_is_told_once_when_it_is_still_in_time(flow):
    talk = Talk(flow).reports().picks("korban").says("lewati", "seksual selesai", "selesai").picks("hari_ini")
    assert talk.blocks[:2] == ["everywhere.called", "everywhere.care"]
    assert "everywhere.care" not in talk.says("magersari").blocks
    late = Talk(flow).reports().picks("korban").says("lewati", "seksual selesai", "selesai").picks("lama")
    assert "everywhere.care" not in late.blocks


def test_the_first_answer_in_danger_gives_the_numbers_also_where_the_place_is_known(flow):
    talk = Talk(flow).reports().says(*["lewati"] * 5, "gedeg", "dia bawa pisau")
    assert said(talk.turn).facts["opened"] is True
    assert said(talk.happens(Picked("chat", talk.session.turn)).turn).facts["opened"] is False


def test_no_answer_of_the_report_lowers_the_level(flow):
    talk = Talk(flow).reports().says("lewati", "lewati", "lewati").picks("cekik", DONE, "jauh", "lama")
    assert rank(talk.session.level) == rank("kritis")
