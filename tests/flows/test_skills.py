"""Whoever suits a case best comes first; nobody is left out for it."""

import pytest

from flows.effects import LeaveOut
from flows.hotline.conflict import MAN, WOMAN, conflict
from flows.skills import first, wanted
from tests.flows.talk import Talk
from tests.flows.turns import does


@pytest.mark.parametrize(
    ("facts", "reasons", "skills"),
    [
        ({"signals": [WOMAN]}, [], {"perempuan"}),
        ({"signals": ["tuli"], "language": ["jv"]}, [], {"isyarat", "jawa"}),
        ({"who": ["anak_korban"]}, [], {"anak"}),
        ({"age": ["usia_6_12"]}, [], {"anak"}),
        ({}, ["child"], {"anak"}),
        ({"who": ["korban"]}, ["laporan"], set()),
    ],
)
def test_what_a_case_wants_is_read_from_its_codes(facts, reasons, skills):
    assert wanted(facts, reasons) == skills


def test_who_has_most_of_it_comes_first_and_everybody_stays():
    skills = {"sari": ["laki"], "dewi": ["perempuan", "anak"], "nur": ["perempuan"]}
    assert first(["sari", "nur", "dewi", "tini"], skills, {"perempuan", "anak"}) == ("dewi", "nur", "sari", "tini")
    assert first(["sari"], skills, {"perempuan"}) == ("sari",)
    assert first(["sari", "dewi"], {}, {"anak"}) == ("sari", "dewi")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("maunya petugas perempuan", WOMAN),
        ("bisa petugas cewek?", WOMAN),
        ("jangan petugas laki-laki", WOMAN),
        ("konselor laki2 aja", MAN),
    ],
)
def test_a_wish_for_a_woman_or_a_man_is_heard(text, mark):
    assert conflict(text).marks == (mark,)


@pytest.mark.parametrize(
    "text", ["saya perempuan 20 tahun", "pelakunya petugas laki-laki", "petugas laki2 tadi datang"]
)
def test_what_is_no_wish_is_none(text):
    assert not {WOMAN, MAN} & set(conflict(text).marks)


def test_the_wish_is_answered_and_what_stood_is_asked_again(flow):
    talk = Talk(flow).reports().says("maunya petugas perempuan")
    assert talk.blocks[0] == "everywhere.wish"
    assert WOMAN in talk.session.signals
    assert not does(talk.turn, LeaveOut)
    assert talk.session.misses == 0
