"""Coming in and going out: one answer for all that is wrong, waits that grow, and a session that ends when it must."""

import asyncio
import base64
import re

import pytest

from bot.web.desk.admission import QUEUE, Gate
from storage import codes, desk_sessions, vault
from tests.harness.ground import PASSWORD

COOKIE = "meja"


def sessions(desk):
    return desk.hotline.rows("SELECT * FROM desk_sessions")


def test_the_first_time_a_password_opens_only_the_setting_up_of_codes(desk):
    browser = desk.browser()
    assert browser.logs_in("sari", code="").headers["location"] == "/desk/code"
    for path in ("/desk", "/desk/list", "/desk/logins", "/desk/duty", "/desk/cases/XC4E", "/desk/login"):
        assert browser.gets(path).headers["location"] == "/desk/code"
    page = browser.gets("/desk/code")
    assert page.status_code == 200
    assert "otpauth://totp/" in page.text
    assert "<svg" in page.text
    assert "style=" not in page.text
    assert browser.posts("/desk/code", code=desk.first_code("sari")).headers["location"] == "/desk"
    assert browser.gets("/desk/logins").status_code == 200
    assert [row["subject"] for row in desk.audit("codes_set_up")] == [desk.member("sari").id]


def test_a_wrong_first_code_sets_nothing_up(desk):
    browser = desk.half_signed_in("sari")
    shown = browser.gets("/desk/code").text
    answer = browser.posts("/desk/code", code="000000" if desk.first_code("sari") != "000000" else "111111")
    assert answer.status_code == 422
    assert desk.member("sari").code_counter == 0
    assert shown.split("otpauth://")[1][:60] == answer.text.split("otpauth://")[1][:60]


def test_codes_that_are_set_up_cannot_be_seen_or_set_up_again(desk):
    browser = desk.signed_in("sari")
    answer = browser.gets("/desk/code")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    secret = desk.member("sari").code_secret
    assert browser.posts("/desk/code", code=desk.code_of("sari")).headers["location"] == "/desk"
    assert desk.member("sari").code_secret == secret


def test_whoever_had_the_password_first_has_neither_her_secret_nor_a_login_once_she_set_it_up(desk):
    thief = desk.half_signed_in("sari")
    seen = desk.member("sari").code_secret
    sari = desk.half_signed_in("sari")
    assert desk.member("sari").code_secret != seen
    assert thief.gets("/desk/code").headers["location"] == "/desk/login"
    sari.posts("/desk/code", code=desk.first_code("sari"))
    assert thief.gets("/desk/code").headers["location"] == "/desk/login"
    assert sari.gets("/desk/logins").status_code == 200


def test_setting_up_the_codes_gives_a_new_token(desk):
    browser = desk.half_signed_in("sari")
    before = browser.token
    browser.gets("/desk/code")
    browser.posts("/desk/code", code=desk.first_code("sari"))
    assert browser.token
    assert browser.token != before
    assert len(sessions(desk)) == 1


def test_name_password_and_code_together_open_the_desk(desk):
    desk.signed_in("sari")
    browser = desk.browser()
    assert browser.logs_in("sari").headers["location"] == "/desk"
    assert browser.gets("/desk/logins").status_code == 200


def test_what_was_wrong_is_not_told(desk):
    desk.signed_in("sari")
    code = desk.code_of("sari")
    wrong = [
        desk.browser().logs_in("nobody", PASSWORD, code),
        desk.browser().logs_in("sari", "another", code),
        desk.browser().logs_in("sari", PASSWORD, "000000" if code != "000000" else "111111"),
        desk.browser().logs_in("sari", PASSWORD, ""),
        desk.browser().logs_in("", "", ""),
    ]
    assert {answer.status_code for answer in wrong} == {401}
    pages = {re.sub(r'(name="(name|csrf)") value="[^"]*"', r"\1", answer.text) for answer in wrong}
    assert len(pages) == 1
    assert all("set-cookie" not in answer.headers or "meja=" not in answer.headers["set-cookie"] for answer in wrong)


@pytest.mark.parametrize("claim", [("nobody", PASSWORD), ("sari", "another"), ("sari", PASSWORD)])
def test_every_try_costs_exactly_one_derivation(desk, monkeypatch, claim):
    desk.signed_in("sari")
    counted, real = [], vault.stretch

    def stretch(secret, salt):
        counted.append(secret)
        return real(secret, salt)

    monkeypatch.setattr(vault, "stretch", stretch)
    assert desk.browser().logs_in(*claim, "12").status_code == 401
    assert len(counted) == 1


def test_a_code_works_once(desk):
    desk.signed_in("sari")
    code = desk.code_of("sari")
    assert desk.browser().logs_in("sari", PASSWORD, code).status_code == 303
    assert desk.browser().logs_in("sari", PASSWORD, code).status_code == 401


def test_a_wrong_password_does_not_use_up_a_code(desk):
    desk.signed_in("sari")
    code = desk.code_of("sari")
    assert desk.browser().logs_in("sari", "another", code).status_code == 401
    assert desk.browser().logs_in("sari", PASSWORD, code).status_code == 303


def test_tries_at_one_account_wait_longer_and_longer_from_wherever_they_come(desk):
    waits = []
    for number in range(14):
        browser = desk.browser(f"10.0.1.{number}")
        while (answer := browser.logs_in("sari", "wrong", "")).status_code == 429:
            waits.append(int(answer.headers["Retry-After"]))
            assert "Tunggu" in answer.text
            assert "tidak dikunci" in answer.text
            desk.hotline.sleeps(seconds=waits[-1])
    assert waits[:5] == [10, 20, 40, 80, 160]
    assert max(waits) == 300


def test_an_unknown_name_waits_as_a_known_one_does(desk):
    for name in ("sari", "nobody"):
        statuses = [desk.browser(f"10.0.2.{number}").logs_in(name, "wrong", "").status_code for number in range(6)]
        assert statuses == [401] * 5 + [429]


def test_tries_from_one_place_wait_whatever_name_they_try(desk):
    statuses = [desk.browser().logs_in(f"name{number}", "wrong", "").status_code for number in range(21)]
    assert statuses == [401] * 20 + [429]
    assert desk.browser("10.0.0.2").logs_in("sari", code="").status_code == 303


def test_a_wait_lets_the_right_one_wait_too_and_ends(desk):
    for number in range(5):
        desk.browser(f"10.0.3.{number}").logs_in("sari", "wrong", "")
    assert desk.browser().logs_in("sari", code="").status_code == 429
    desk.hotline.sleeps(seconds=10)
    assert desk.browser().logs_in("sari", code="").status_code == 303


def test_whoever_keeps_trying_her_name_does_not_keep_her_out_of_her_own_browser(desk):
    own = desk.signed_in("sari")
    own.posts("/desk/logout")
    desk.hotline.sleeps(seconds=30)
    for number in range(8):
        desk.browser(f"10.0.4.{number}").logs_in("sari", "wrong", "")
    assert desk.browser().logs_in("sari").status_code == 429
    assert own.logs_in("sari").status_code == 303


def test_whoever_keeps_trying_from_her_own_place_does_not_keep_her_out_either(desk):
    own = desk.signed_in("sari")
    own.posts("/desk/logout")
    desk.hotline.sleeps(seconds=30)
    for number in range(21):
        desk.browser().logs_in(f"name{number}", "wrong", "")
    assert desk.browser().logs_in("dewi", code="").status_code == 429
    assert own.logs_in("sari").status_code == 303


def test_her_own_browser_waits_too_when_it_is_wrong_too_often(desk):
    own = desk.signed_in("sari")
    own.posts("/desk/logout")
    assert [own.logs_in("sari", "wrong", "").status_code for _ in range(6)] == [401] * 5 + [429]


def test_a_browser_that_is_known_for_one_member_is_not_known_for_another(desk):
    own = desk.signed_in("sari")
    own.posts("/desk/logout")
    for number in range(5):
        desk.browser(f"10.0.5.{number}").logs_in("dewi", "wrong", "")
    assert own.logs_in("dewi", "wrong", "").status_code == 429


def test_one_household_of_ipv6_is_one_place(desk):
    for number in range(20):
        desk.browser(f"2001:db8:1:2::{number:x}").logs_in(f"name{number}", "wrong", "")
    assert desk.browser("2001:db8:1:2:ffff::1").logs_in("another", "wrong", "").status_code == 429
    assert desk.browser("2001:db8:1:3::1").logs_in("another", "wrong", "").status_code == 401


def test_coming_in_clears_the_tries_of_the_account(desk):
    for _ in range(4):
        desk.browser().logs_in("sari", "wrong", "")
    assert desk.browser().logs_in("sari", code="").status_code == 303
    assert desk.browser().logs_in("sari", "wrong", "").status_code == 401


def test_a_try_keeps_no_name_and_no_address_in_plain(desk):
    desk.browser("203.0.113.77").logs_in("kenari-nama", "kenari-sandi", "987654")
    kept = repr(desk.hotline.rows("SELECT * FROM attempts")) + repr(desk.hotline.rows("SELECT * FROM audit"))
    for canary in ("203.0.113.77", "kenari-nama", "kenari-sandi", "987654"):
        assert canary not in kept
    assert desk.audit("desk_login_failed")[-1]["subject"].startswith("name:")


def test_what_happens_at_the_door_is_in_the_audit(desk):
    sari = desk.member("sari").id
    desk.browser().logs_in("sari", "wrong", "")
    browser = desk.signed_in("sari")
    browser.posts("/desk/logout")
    told = desk.audit("desk_login", "desk_login_failed", "desk_logout", "codes_set_up")
    assert [row["action"] for row in told] == ["desk_login_failed", "desk_login", "codes_set_up", "desk_logout"]
    assert {row["subject"] for row in told} == {sari}


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


def test_more_than_a_few_at_once_are_asked_to_come_again(desk):
    async def crowd():
        gate = Gate()
        waiting = [asyncio.ensure_future(gate.unlock(None, "x")) for _ in range(QUEUE)]
        await asyncio.sleep(0)
        crowded = gate.is_crowded
        await asyncio.gather(*waiting)
        return crowded, gate.is_crowded

    assert asyncio.run(crowd()) == (True, False)
