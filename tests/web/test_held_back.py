"""Forms that come slowly: nobody acts with a login that was ended meanwhile, and none is waited for without end."""

import asyncio

import pytest

from bot.channels import whatsapp_form
from bot.web import webhooks
from storage import codes, desk_sessions
from storage.codes import STEP
from tests.web.desk import Browser, Desk
from tests.web.held_back import posts_slowly
from tests.web.working import holds


def _secret(desk: Desk, name: str) -> bytes:
    with desk.house.database.look() as uow:
        found = codes.secret_of(uow, desk.member(name))
    assert found is not None
    return found


def _ends_her_logins(desk: Desk, name: str) -> None:
    desk.house.writer.do(lambda uow: desk_sessions.end_all(uow, desk.member(name).id))


def test_a_code_of_the_secret_that_was_replaced_lets_nobody_in_however_late_its_form_ends(desk: Desk) -> None:
    thief = desk.half_signed_in("sari")
    seen, word = _secret(desk, "sari"), thief.csrf
    sari = desk.browser("10.0.0.5")

    def meanwhile() -> None:
        sari.signs_in("sari")
        desk.hotline.sleeps(seconds=2 * STEP)

    def late() -> dict[str, str]:
        return {"csrf": word, "code": codes.code_at(seen, int(desk.clock.now().timestamp()) // STEP)}

    assert posts_slowly(thief, "/desk/code", late, meanwhile) == 401
    assert sari.gets("/desk").status_code == 200
    assert thief.gets("/desk").headers["location"] == "/desk/login"


@pytest.mark.parametrize("left", [False, True])
def test_nothing_reaches_a_reporter_after_the_logins_of_its_writer_were_ended(desk: Desk, left: bool) -> None:
    sari, code = holds(desk)
    word = sari.csrf

    def meanwhile() -> None:
        desk.deactivate("sari") if left else _ends_her_logins(desk, "sari")

    def late() -> dict[str, str]:
        return {"csrf": word, "text": "pesan setelah dikeluarkan"}

    assert posts_slowly(sari, f"/desk/cases/{code}/answer", late, meanwhile) == 401
    assert desk.hotline.rows("SELECT * FROM outbox WHERE kind = 'words'") == []


CHANGES = {
    "the login was ended": "DELETE FROM desk_sessions WHERE member_id = ?",
    "she left": "UPDATE members SET active = 0 WHERE id = ?",
    "her role is another": "UPDATE members SET role = 'koordinator' WHERE id = ?",
    "her codes are set up anew": "UPDATE members SET code_secret = NULL, code_counter = 0 WHERE id = ?",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_login_that_ends_between_the_look_at_it_and_the_change_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    sari, code = holds(desk)
    sari.gets(f"/desk/cases/{code}")
    real = desk_sessions.is_in_force

    def late(uow, session_id, member, now):  # type: ignore[no-untyped-def]
        uow._connection.exec_driver_sql(CHANGES[change], (member.id,))
        return real(uow, session_id, member, now)

    monkeypatch.setattr(desk_sessions, "is_in_force", late)
    assert sari.posts(f"/desk/cases/{code}/answer", text="terlambat").status_code == 401
    assert "terlambat" in sari.text  # what she wrote is not lost
    assert desk.hotline.rows("SELECT * FROM outbox WHERE kind = 'words'") == []


def test_who_is_signed_in_and_sends_too_much_is_led_back_to_her_cases(desk: Desk) -> None:
    sari, code = holds(desk)
    answer = sari.posts(f"/desk/cases/{code}/answer", text="x" * 70_000)
    assert answer.status_code == 413
    assert "Kembali ke daftar" in sari.text


# Forms that never end


def _never_ends(browser: Browser, path: str, *headers: tuple[str, str]) -> int:
    async def body():  # type: ignore[no-untyped-def]
        yield b"x"
        await asyncio.Event().wait()

    return browser.sends("POST", path, content=body(), headers=[*headers]).status_code


@pytest.mark.parametrize("path", ["/desk/login", "/desk/logout", "/desk/cases/XC4E/answer"])
def test_a_form_that_never_ends_is_answered_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(webhooks, "PATIENCE", 0.01)
    browser = desk.browser()
    assert _never_ends(browser, path, ("content-type", "application/x-www-form-urlencoded")) == 408
    assert "kirim lagi" in browser.text


def test_a_webhook_whose_body_never_ends_is_answered_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "PATIENCE", 0.01)
    desk.house.channels = {**desk.house.channels, whatsapp_form.NAME: next(iter(desk.house.channels.values()))}
    assert _never_ends(desk.browser(), webhooks.WHATSAPP, (webhooks.SIGNATURE, "x")) == 403
