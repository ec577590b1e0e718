"""Whom a reporter does not want to know of it, as she writes it."""

from datetime import timedelta

import pytest

from flows.effects import Escalate, LeaveOut, Relay
from flows.events import Accepted, Edited, LetGo, Sent
from flows.hotline.conflict import KNOWS, OFFICER, POLICE, conflict
from flows.states import Conflict
from tests.flows.talk import Talk
from tests.flows.turns import does


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("jangan Bu Sari", "sari"),
        ("jangan kasih tau bu sari ya kak", "sari"),
        ("tolong jangan panggil mbak Dewi", "dewi"),
        ("jgn sampai pak Budi tau", "budi"),
        ("jangan bu wulan", "wulan"),
        ("jangan sari", "sari"),
        ("jangan koordinator ratna", "ratna"),
        ("ojok bu sari", "sari"),
        ("don't tell Mrs Ratna", "ratna"),
        ("jangan petugas kecamatan", "kecamatan"),
        ("suami saya bawa parang, jangan bilang bu Sari dia sepupunya", "sari"),
    ],
)
def test_who_must_not_be_called_is_heard(text, name):
    assert name in conflict(text).names


@pytest.mark.parametrize(
    "text",
    [
        *("jangan takut", "jangan telepon", "jangan kasih tahu ibu saya", "jangan ibu marah", "jangan dihapus"),
        *("jangan sekarang", "jangan pak lurah", "jangan lapor polisi", "jangan hubungi saya", "jangan ke rumah"),
        *("jangan petugas laki-laki", "jangan?", "bukan kranggan", "gak, suami dinas di luar kota"),
    ],
)
def test_what_is_no_name_is_none(text):
    assert conflict(text).names == ()


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("tetangga saya kerja di situ", KNOWS),
        ("saya kenal petugasnya", KNOWS),
        ("pelakunya petugas", OFFICER),
        ("suami saya pegawai kecamatan", OFFICER),
        ("pelakunya itu polisi", POLICE),
        ("suami saya polisi", POLICE),
    ],
)
def test_what_somebody_is_to_the_office_is_heard(text, mark):
    assert mark in conflict(text).marks


@pytest.mark.parametrize("text", ["kerja di mana?", "suami saya kerja di pabrik", "saya takut polisi", "di sini sepi"])
def test_what_has_nothing_to_do_with_the_office_is_no_conflict(text):
    assert conflict(text) == Conflict()


def test_whom_she_names_is_left_out_and_what_stood_is_asked_again(flow):
    talk = Talk(flow).reports()
    asked = talk.state
    talk.says("jangan Bu Sari")
    assert does(talk.turn, LeaveOut) == [LeaveOut(("sari",))]
    assert (talk.blocks, talk.state) == (["everywhere.left_out", f"{asked}.ask"], asked)


def test_who_only_says_that_she_knows_somebody_is_asked_for_the_name_and_may_go_on_without(flow):
    talk = Talk(flow).reports().says("tetangga saya kerja di situ")
    assert talk.blocks[0] == "everywhere.who_not"
    assert KNOWS in talk.session.signals
    assert does(talk.says("Sari").turn, LeaveOut) == [LeaveOut(("sari",))]
    skipped = Talk(flow).reports().says("tetangga saya kerja di situ").picks("korban")
    assert skipped.state == "story"


def test_danger_beside_a_name_is_danger_and_the_name_is_left_out_before_anybody_is_called(flow):
    talk = Talk(flow).says("suami saya bawa parang, jangan bilang bu Sari")
    kinds = [type(effect) for effect in talk.turn.effects]
    assert kinds.index(LeaveOut) < kinds.index(Escalate)
    assert talk.blocks[0] == "everywhere.left_out"
    assert talk.levels == ["kritis"]


def test_while_a_person_reads_along_a_name_is_taken_out_and_nothing_is_said(flow):
    talk = Talk(flow).says("tolong").happens(Accepted()).says("jangan bu sari")
    assert does(talk.turn, LeaveOut) == [LeaveOut(("sari",))]
    assert does(talk.turn, Relay)
    assert talk.blocks == []


def test_a_story_with_a_name_in_it_goes_on(flow):
    talk = Talk(flow).reports().picks("korban").says("jangan bilang pak Budi, dia teman lama keluarga kami")
    assert (talk.state, talk.blocks) == ("story", ["story.more"])


def test_who_let_go_of_her_leaves_her_waiting_and_she_is_told_only_while_she_is_there(flow):
    talk = Talk(flow).says("tolong").happens(Accepted()).happens(LetGo())
    assert (talk.state, talk.blocks, talk.session.accepted) == ("waiting", ["everywhere.let_go"], False)
    assert talk.happens(Accepted()).blocks == ["person.ask"]
    away = Talk(flow).says("tolong").happens(Accepted()).happens(LetGo(), after=timedelta(minutes=30))
    assert (away.state, away.blocks) == ("waiting", [])


def test_what_is_let_go_of_is_never_hers_again_by_going_back(flow):
    talk = Talk(flow).says("tolong").happens(Accepted()).says("hapus").happens(LetGo()).says("kembali")
    assert talk.state == "waiting"


def test_who_does_not_know_the_name_is_not_misunderstood(flow):
    talk = Talk(flow).reports().says("tetangga saya kerja di situ", "gak tau namanya kak")
    assert (talk.blocks, talk.session.misses) == (["who.ask"], 0)


def test_a_name_under_a_picture_or_in_a_changed_message_is_left_out_too(flow):
    talk = Talk(flow).says("tolong").happens(Accepted()).happens(Edited("jangan bu sari"))
    kinds = [type(effect) for effect in talk.turn.effects]
    assert kinds.index(LeaveOut) < kinds.index(Relay)
    assert does(talk.happens(Sent("photo", "file", "jangan bu dewi")).turn, LeaveOut) == [LeaveOut(("dewi",))]
