"""Coming in: name, password and code together, one answer for all that is wrong, and codes that are set up once."""

import asyncio
import re

import pytest

from bot.web.desk.admission import QUEUE, Gate
from storage import vault
from tests.harness.ground import PASSWORD
from tests.web.working import sessions


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


def test_what_happens_at_the_door_is_in_the_audit(desk):
    sari = desk.member("sari").id
    desk.browser().logs_in("sari", "wrong", "")
    browser = desk.signed_in("sari")
    browser.posts("/desk/logout")
    told = desk.audit("desk_login", "desk_login_failed", "desk_logout", "codes_set_up")
    assert [row["action"] for row in told] == ["desk_login_failed", "desk_login", "codes_set_up", "desk_logout"]
    assert {row["subject"] for row in told} == {sari}


def test_more_than_a_few_at_once_are_asked_to_come_again(desk):
    async def crowd():
        gate = Gate()
        waiting = [asyncio.ensure_future(gate.unlock(None, "x")) for _ in range(QUEUE)]
        await asyncio.sleep(0)
        crowded = gate.is_crowded
        await asyncio.gather(*waiting)
        return crowded, gate.is_crowded

    assert asyncio.run(crowd()) == (True, False)
