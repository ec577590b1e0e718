"""Steps at the desk that many tests begin with."""

from typing import Any

from tests.web.desk import Browser, Desk


def opens(desk: Desk, name: str, code: str, reason: str = "menangani", **more: str) -> Browser:
    """Sign in, say why, and stand before the opened case."""
    browser = desk.signed_in(name)
    assert browser.posts(f"/desk/cases/{code}/reason", reason=reason, **more).status_code == 303
    assert browser.gets(f"/desk/cases/{code}").status_code == 200
    return browser


def does(browser: Browser, code: str, what: str, **fields: str) -> str:
    """Send a form of a case, let everything settle, follow to the case; return the notice's code."""
    answer = browser.posts(f"/desk/cases/{code}/{what}", **fields)
    assert answer.status_code == 303, browser.text
    browser.desk.hotline.settles()
    browser.gets(answer.headers["location"])
    return str(answer.headers["location"]).partition("?pesan=")[2].partition("#")[0]


def holds(desk: Desk, name: str = "sari") -> tuple[Browser, str]:
    """Let a woman call for help, and `name` accept her case at the desk; return the browser and the code."""
    code = desk.case()
    browser = opens(desk, name, code)
    assert does(browser, code, "accept") == "accepted"
    return browser, code


def handed_on(desk: Desk, note: str = "", at: str = "") -> str:
    """Let sari accept and answer a case, and offer it to dewi with a note, at once or `at` a time; return the code."""
    sari, code = holds(desk)
    does(sari, code, "answer", text="Saya di sini.", once="a")
    if at:
        desk.hotline.at(at)
        sari = desk.signed_in("sari")
    does(sari, code, "hand", to="dewi", text=note, once="b")
    return code


def skims_all(desk: Desk) -> None:
    """Let the staff and the woman take note of all that came to their phones: the test is about the desk."""
    for name in ("sari", "dewi", "ratna"):
        desk.hotline.counselor(name).skims()
    desk.hotline.victim().skims()


def sessions(desk: Desk) -> list[dict[str, Any]]:
    """Return the logins that are in force or not swept yet, as their rows hold them."""
    return desk.hotline.rows("SELECT * FROM desk_sessions")
