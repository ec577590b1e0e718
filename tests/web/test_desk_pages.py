"""Every page of the desk, empty and full: no code in it, nothing hostile alive, titles and addresses say nothing."""

from datetime import UTC, datetime, time

import pytest
from jinja2 import UndefinedError

from bot.web.desk import duty
from bot.web.rendering import templates
from flows.roster import Shift
from storage import roster
from tests.web.desk import Desk
from tests.web.html import Checked
from tests.web.working import does, opens

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></textarea></p>{{ 7*7 }}{% raw %}\u202eCANARY"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&gt;&lt;img src=x onerror=alert(2)&gt;"


def _is_sound(text: str) -> Checked:
    checked = Checked(text)
    assert checked.faults == []
    return checked


def test_pages_without_any_case_say_what_that_means(desk: Desk) -> None:
    sari = desk.signed_in("sari")

    for path in ("/desk", "/desk/list", "/desk/duty", "/desk/logins"):
        _is_sound(sari.gets(path).text)
    sari.gets("/desk")

    assert "Tidak ada yang menunggu: setiap tugas tim Anda sudah ada yang memegang." in sari.text
    assert "Tidak ada tugas yang sedang dipegang." in sari.text
    assert '<html lang="id">' in sari.page.text
    assert Checked(sari.page.text).title == "0 menunggu · Meja"
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in sari.page.text
    assert 'hx-get="/desk/list?mark=' in sari.page.text


def test_what_reporter_and_staff_write_stands_as_text_on_every_page_and_in_no_title_or_address(desk: Desk) -> None:
    code = desk.case()
    victim = desk.hotline.victim().says(HOSTILE)
    sari = opens(desk, "sari", code, text=HOSTILE)
    does(sari, code, "accept")
    does(sari, code, "answer", text=HOSTILE, once="a")
    does(sari, code, "note", text=HOSTILE, once="a")
    case, part = sari.gets(f"/desk/cases/{code}").text, sari.gets(f"/desk/cases/{code}/lines").text
    assert case.count(ESCAPED) == part.count(ESCAPED) == 4
    pages = [case, part, sari.posts(f"/desk/cases/{code}/close", text=HOSTILE).text]
    does(sari, code, "close", text=HOSTILE, sure="ya")
    pages += [sari.gets(path).text for path in (f"/desk/cases/{code}", "/desk", "/desk/list", "/desk/duty")]
    pages += [sari.posts(f"/desk/cases/{code}/note", text=HOSTILE, once="b").text]
    dewi = desk.signed_in("dewi")
    pages += [dewi.posts(f"/desk/cases/{code}/reason", text=HOSTILE).text]

    for page in pages:
        checked = _is_sound(page)
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "CANARY" not in checked.title
        assert "parang" not in checked.title
        assert not [link for link in checked.links if "CANARY" in link]
    assert 'dir="auto"' in case
    victim.skims()


def test_the_list_groups_cases_by_who_has_them_the_most_urgent_first(desk: Desk) -> None:
    later = desk.case("ibu")
    desk.hotline.sleeps(minutes=3)
    red = desk.case("kakak")
    desk.write("UPDATE cases SET level = 'tinggi' WHERE code = ?", f"#{later}")
    held = desk.case("adik")
    sari = opens(desk, "sari", held)
    does(sari, held, "accept")

    text = sari.gets("/desk").text

    assert "2 menunggu, 1 dipegang." in sari.text
    assert text.index(f'id="w{red}"') < text.index(f'id="w{later}"') < text.index(f'id="h{held}"')
    assert "◆ ORANYE" in sari.text
    assert "menunggu 3 menit" in sari.text
    assert "Anda, sejak 22.13" in sari.text
    assert Checked(text).title == "2 menunggu · Meja"


def test_old_people_and_people_with_disabilities_go_first_within_their_level(desk: Desk) -> None:
    earlier = desk.case("ibu")
    desk.hotline.sleeps(minutes=3)
    vulnerable = desk.case("nenek")
    desk.write("UPDATE cases SET reasons = ? WHERE code = ?", '["danger_now", "rentan"]', f"#{vulnerable}")

    text = opens(desk, "sari", earlier).gets("/desk").text

    assert text.index(f'id="w{vulnerable}"') < text.index(f'id="w{earlier}"')


def test_cases_closed_long_ago_are_not_listed(desk: Desk) -> None:
    code = desk.case()
    sari = opens(desk, "sari", code)
    does(sari, code, "accept")
    does(sari, code, "close", sure="ya")
    assert code in sari.gets("/desk").text

    desk.hotline.sleeps(days=31)

    assert code not in desk.signed_in("sari").gets("/desk").text


def test_the_case_shows_who_was_called_when_to_the_second(desk: Desk) -> None:
    code = desk.case()
    desk.hotline.wait(minutes=5)
    sari = opens(desk, "sari", code)
    does(sari, code, "accept")

    assert "22.10.00 Dipanggil: sari, menerima 22.15.00" in sari.text
    assert "22.15.00 Dipanggil: dewi, dihentikan 22.15.00" in sari.text
    assert "Harus diterima sebelum 22.15" in sari.text


def test_media_and_places_show_as_words(desk: Desk) -> None:
    code = desk.case()
    desk.hotline.victim().sends("voice").shares(-7.47, 112.43)
    sari = opens(desk, "sari", code)

    assert "(pesan suara)" in sari.text
    assert "Lokasi: -7.470000, 112.430000" in sari.text
    assert "voice-1" not in sari.page.text


def test_duty_says_who_is_there_who_comes_and_when_nobody_does(desk: Desk) -> None:
    now = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
    everyday = frozenset(range(7))
    shifts = [
        Shift(team="kota", role="konselor", member="sari", days=everyday, starts=time(19), ends=time(7)),
        Shift(team="kota", role="konselor", member="dewi", days=everyday, starts=time(7), ends=time(18)),
        Shift(team="kota", role="cadangan", member="siapa", days=everyday, starts=time(0), ends=time(0)),
    ]
    desk.house.writer.do(lambda uow: roster.replace_all(uow, shifts, now))
    desk.write("DELETE FROM contacts WHERE member_id = ?", desk.member("dewi").id)
    sari = desk.signed_in("sari")

    page = sari.gets("/desk/duty").text

    _is_sound(page)
    assert "Sekarang sampai 23-11-2026 07.00 sari ✓ chat tersambung" in sari.text
    assert "mulai 23-11-2026 07.00 dewi ! chat belum tersambung" in sari.text
    assert "23-11-2026 18.00 sampai 23-11-2026 19.00" in sari.text
    assert "siapa ! belum terdaftar" in sari.text
    assert "! Tidak ada yang jaga sekarang" in sari.text
    with desk.house.database.look() as uow:
        counselor = next(post for post in duty.posts(desk.house, uow, now) if post.role == "konselor")
    assert len(counselor.gaps) == 14


@pytest.mark.parametrize("notice", ["<script>", "accepted'", "CANARY"])
def test_a_notice_is_a_fixed_code_and_nothing_else_is_shown(desk: Desk, notice: str) -> None:
    code = desk.case()
    sari = opens(desk, "sari", code)

    answer = sari.sends("GET", f"/desk/cases/{code}", params={"pesan": notice})

    assert 'class="told"' not in answer.text
    assert notice not in answer.text


@pytest.mark.parametrize("name", ["list", "list_part", "case", "case_part", "reason", "duty"])
def test_a_page_that_lacks_a_fact_is_not_shown_half(name: str) -> None:
    with pytest.raises(UndefinedError):
        templates("console", "demo").get_template(f"{name}.html").render(visitor=None, csrf="", notice="")
