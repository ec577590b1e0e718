"""A case changes hands at the desk, as from the phone: offered, accepted or kept, and late taps change nothing."""

import pytest

from tests.web.desk import Desk
from tests.web.working import does, holds, opens

NOTE = "ibu di rumah tetangga & aman"


def test_a_case_is_offered_at_the_desk_and_accepted_there(desk: Desk) -> None:
    sari, code = holds(desk)
    dewi = opens(desk, "dewi", code, "membantu")
    assert "Terima</button>" not in dewi.text

    assert does(sari, code, "hand", to="dewi", text=NOTE, once="a") == "offered"
    assert "tetap Anda pegang" in sari.text
    assert does(dewi, code, "accept") == "accepted"

    assert desk.hotline.case().holder_id == desk.member("dewi").id
    assert NOTE in dewi.text
    desk.hotline.counselor("sari").skims()
    assert "oleh dewi" in sari.gets(f"/desk/cases/{code}").text


def test_the_one_to_whom_it_is_offered_is_called_on_her_phone(desk: Desk) -> None:
    sari, code = holds(desk)

    does(sari, code, "hand", to="dewi", text=NOTE, once="a")
    does(sari, code, "hand", to="dewi", text=NOTE, once="a")

    desk.hotline.counselor("dewi").is_paged().hears_nothing()
    assert len(desk.audit("hand_over_offered")) == 1


def test_she_who_offers_it_can_keep_it_after_all(desk: Desk) -> None:
    sari, code = holds(desk)
    dewi = opens(desk, "dewi", code, "membantu")
    does(sari, code, "hand", to="dewi", text="", once="a")

    assert does(sari, code, "accept") == "kept"

    assert does(dewi, code, "accept") == "late"
    assert desk.hotline.case().holder_id == desk.member("sari").id


def test_whoever_is_on_duty_is_called_for_it(desk: Desk) -> None:
    sari, code = holds(desk)

    assert does(sari, code, "hand", to="piket", text="", once="a") == "offered"

    desk.hotline.counselor("dewi").is_paged()
    dewi = opens(desk, "dewi", code, "membantu")
    assert does(dewi, code, "accept") == "accepted"


@pytest.mark.parametrize("name", ["", "tini", "sari", "siapa pun"])
def test_a_name_that_may_not_have_it_is_refused_and_nothing_typed_is_lost(desk: Desk, name: str) -> None:
    sari, code = holds(desk)

    answer = sari.posts(f"/desk/cases/{code}/hand", to=name, text="catatan saya", once="a")

    assert answer.status_code == 422
    assert "catatan saya</textarea>" in answer.text
    assert desk.audit("hand_over_offered") == []
