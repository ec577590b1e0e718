"""A session belongs to one browser, ends when it must, and holds neither token nor key in plain."""

import base64

from storage import codes, desk_sessions
from tests.harness.ground import PASSWORD
from tests.web.working import sessions

COOKIE = "meja"


def test_a_token_that_somebody_planted_is_never_taken_over(desk):
    desk.signed_in("sari")
    for planted in ("A" * 43, desk.half_signed_in("dewi").token):
        browser = desk.browser()
        browser.gets("/desk/login")
        browser.cookies.set(COOKIE, planted, domain="localhost.local", path="/")
        answer = browser.posts("/desk/login", name="sari", password=PASSWORD, code=desk.code_of("sari"))
        assert answer.status_code == 303
        assert f"{COOKIE}={planted}" not in answer.headers["set-cookie"]
        thief = desk.browser()
        thief.cookies.set(COOKIE, planted, domain="localhost.local", path="/")
        assert thief.gets("/desk/logins").headers["location"] == "/desk/login"


def test_coming_in_again_ends_the_former_login_of_this_browser(desk):
    browser = desk.signed_in("sari")
    former = browser.token
    browser.gets("/desk/logins")
    with_form = desk.browser()
    with_form.gets("/desk/login")
    for cookie in with_form.cookies.jar:
        browser.cookies.jar.set_cookie(cookie)
    browser.csrf = with_form.csrf
    answer = browser.posts("/desk/login", name="sari", password=PASSWORD, code=desk.code_of("sari"))
    assert answer.status_code == 303
    assert browser.token != former
    assert len(sessions(desk)) == 1


def test_logging_out_ends_the_session_itself_and_not_only_the_cookie(desk):
    browser = desk.signed_in("sari")
    token = browser.token
    answer = browser.posts("/desk/logout")
    assert answer.headers["location"] == "/desk/login?keluar"
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert sessions(desk) == []
    thief = desk.browser()
    thief.cookies.set(COOKIE, token, domain="localhost.local", path="/")
    assert thief.gets("/desk/logins").status_code == 303


def test_a_session_ends_after_half_an_hour_of_nothing(desk):
    browser = desk.signed_in("sari")
    for _ in range(3):
        desk.hotline.sleeps(minutes=29)
        assert browser.gets("/desk/logins").status_code == 200
    desk.hotline.sleeps(minutes=30)
    assert browser.gets("/desk/logins").headers["location"] == "/desk/login"


def test_what_a_page_refreshes_by_itself_does_not_keep_a_session_alive(desk):
    browser = desk.signed_in("sari")
    for _ in range(6):
        desk.hotline.sleeps(minutes=5)
        answer = browser.gets("/desk/logins", **{"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/desk/login"


def test_a_session_ends_after_twelve_hours_however_much_is_done(desk):
    browser = desk.signed_in("sari")
    for _ in range(25):
        desk.hotline.sleeps(minutes=28)
        assert browser.gets("/desk/logins").status_code == 200
    desk.hotline.sleeps(minutes=28)
    assert browser.gets("/desk/logins").status_code == 303


def test_use_is_noted_at_most_once_a_minute(desk):
    browser = desk.signed_in("sari")
    seen = sessions(desk)[0]["seen_at"]
    desk.hotline.sleeps(seconds=59)
    browser.gets("/desk/logins")
    assert sessions(desk)[0]["seen_at"] == seen
    desk.hotline.sleeps(seconds=1)
    browser.gets("/desk/logins")
    assert sessions(desk)[0]["seen_at"] != seen


def test_the_sessions_of_somebody_who_left_are_dead_at_once_and_swept(desk):
    browser = desk.signed_in("sari")
    desk.deactivate("sari")
    assert browser.gets("/desk/logins").headers["location"] == "/desk/login"
    assert browser.posts("/desk/logout").status_code == 401
    assert desk.browser().logs_in("sari").status_code == 401
    desk.hotline.settles()
    assert sessions(desk) == []


def test_sessions_that_are_over_are_swept(desk):
    desk.signed_in("sari")
    desk.hotline.settles()
    assert len(sessions(desk)) == 1
    desk.hotline.sleeps(minutes=30)
    desk.hotline.settles()
    assert sessions(desk) == []


def test_she_sees_where_she_is_signed_in_and_ends_it_there(desk):
    lost, own = desk.signed_in("sari"), desk.signed_in("sari")
    dewi = desk.signed_in("dewi")
    own.gets("/desk/logins")
    assert own.text.count("Akhiri") == 2  # the sentence above and the one button
    other = next(row["id"] for row in sessions(desk) if f"/{row['id']}/end" in own.page.text and row["id"] != _own(own))
    assert own.posts(f"/desk/logins/{other}/end").headers["location"] == "/desk/logins"
    assert lost.gets("/desk/logins").status_code == 303
    assert own.gets("/desk/logins").status_code == 200
    hers = next(row["id"] for row in sessions(desk) if row["member_id"] == desk.member("dewi").id)
    assert own.posts(f"/desk/logins/{hers}/end").status_code == 404
    assert own.posts("/desk/logins/unknown/end").status_code == 404
    assert dewi.gets("/desk/logins").status_code == 200


def _own(browser):
    """Return the id of the session that its own page calls the one here."""
    part = next(part for part in browser.page.text.split("<li>") if "di sini, sekarang" in part)
    return part.split("/desk/logins/")[1].split("/end")[0]


def test_the_database_holds_neither_token_nor_key_in_plain(desk):
    browser = desk.signed_in("sari")
    with desk.house.database.look() as uow:
        own = desk_sessions.find(uow, browser.token, desk.clock.now()).own.private
        plain = codes.shown(codes.secret_of(uow, desk.member("sari")))
    for table in ("desk_sessions", "members", "attempts", "audit"):
        for row in desk.hotline.rows(f"SELECT * FROM {table}"):
            for value in row.values():
                kept = value if isinstance(value, bytes) else str(value).encode()
                assert browser.token.encode() not in kept
                assert own not in kept
                assert base64.b32decode(plain) not in kept


def test_the_key_in_a_session_does_not_open_in_the_row_of_another(desk):
    sari, dewi = desk.signed_in("sari"), desk.signed_in("dewi")
    rows = {row["member_id"]: row for row in sessions(desk)}
    hers, mine = rows[desk.member("dewi").id], rows[desk.member("sari").id]
    desk.write("UPDATE desk_sessions SET wrapped_key = ? WHERE id = ?", hers["wrapped_key"], mine["id"])
    assert sari.gets("/desk/logins").headers["location"] == "/desk/login"
    assert dewi.gets("/desk/logins").status_code == 200
