"""Who is too near says so at the desk, once and for good; who is left out finds no such case."""

from tests.web.desk import Desk
from tests.web.working import does, holds, opens


def test_who_recuses_loses_the_case_and_cannot_open_it_again(desk: Desk) -> None:
    sari, code = holds(desk)

    answer = sari.posts(f"/desk/cases/{code}/recuse", sure="ya", text="sepupu pelapor")

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    desk.hotline.settles()
    assert desk.hotline.case().holder_id is None
    assert f"#{code}" not in sari.gets("/desk").text
    assert sari.gets(f"/desk/cases/{code}").status_code == 404
    assert sari.posts(f"/desk/cases/{code}/accept").status_code == 404
    desk.hotline.counselor("dewi").is_paged()
    dewi = opens(desk, "dewi", code)
    assert does(dewi, code, "accept") == "accepted"
    assert "sepupu pelapor" in dewi.text


def test_without_the_tick_nothing_happens_and_nothing_typed_is_lost(desk: Desk) -> None:
    sari, code = holds(desk)

    answer = sari.posts(f"/desk/cases/{code}/recuse", text="sepupu pelapor")

    assert answer.status_code == 422
    assert "sepupu pelapor" in sari.text
    assert desk.hotline.case().holder_id == desk.member("sari").id


def test_whom_a_reporter_leaves_out_sees_the_case_in_no_list_and_opens_it_nowhere(desk: Desk) -> None:
    code = desk.case()
    sari = opens(desk, "sari", code)
    desk.hotline.victim("ibu").says("jangan bu sari")

    assert f"#{code}" not in sari.gets("/desk").text
    for path in ("", "/lines"):
        assert sari.gets(f"/desk/cases/{code}{path}").status_code == 404
