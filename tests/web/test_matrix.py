"""Every route of the application × every kind of visitor: a new route fails here until it is classified."""

from collections.abc import Iterator
from itertools import count

import pytest
from starlette.routing import Route

from tests.web.desk import Browser, Desk

VISITORS = ("anonymous", "half", "team", "other", "coordinator", "left")
"""Nobody; a counselor without her codes; one of the case's team; one of another team; the coordinator; one who left."""
_SIGNED_IN = (303, 303, 200, 200, 200, 303)
_READ = (303, 303, 200, 404, 200, 303)
_DONE = (401, 303, 303, 404, 303, 401)
_OPEN, _CLOSED, _GONE, _LATE = (200,) * 6, (403,) * 6, (404,) * 6, (503,) * 6
_CASE = "/desk/cases/{code}"
EXPECTED = {
    "POST /webhooks/telegram": _CLOSED,
    "POST /webhooks/telegram/staff": _CLOSED,
    "POST /webhooks/whatsapp": _CLOSED,
    "POST /webhooks/whatsapp/status": _CLOSED,
    **dict.fromkeys(("POST /webhooks/voice", "POST /webhooks/voice/digit", "POST /webhooks/voice/status"), _CLOSED),
    "GET /health/live": _OPEN,
    "GET /health/ready": _OPEN,
    "GET /health/deep": _LATE,
    "GET /desk/static/{name}": _OPEN,
    "GET /desk/login": (200, 303, 303, 303, 303, 200),
    "POST /desk/login": (401, 403, 403, 403, 403, 401),
    "GET /desk/code": (303, 200, 303, 303, 303, 303),
    "POST /desk/code": (401, 422, 303, 303, 303, 401),
    "POST /desk/logout": (401, 303, 303, 303, 303, 401),
    "GET /desk/logins": _SIGNED_IN,
    "POST /desk/logins/{id}/end": (401, 303, 404, 404, 404, 401),
    "GET /desk": _SIGNED_IN,
    "GET /desk/list": _SIGNED_IN,
    "GET /desk/duty": _SIGNED_IN,
    "GET /desk/numbers": (303, 303, 403, 403, 200, 303),
    f"GET {_CASE}": _READ,
    f"GET {_CASE}/lines": _READ,
    f"GET {_CASE}/files/{{file}}": (303, 303, 200, 404, 200, 303),
    f"POST {_CASE}/reason": _DONE,
    f"POST {_CASE}/accept": _DONE,
    f"POST {_CASE}/decline": _DONE,
    f"POST {_CASE}/recuse": _DONE,
    f"POST {_CASE}/answer": _DONE,
    f"POST {_CASE}/note": _DONE,
    f"POST {_CASE}/number": (401, 303, 200, 404, 200, 401),
    f"POST {_CASE}/hand": _DONE,
    f"POST {_CASE}/send": _DONE,
    f"POST {_CASE}/close": _DONE,
    **{f"{method} /desk": _GONE for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")},
    **{
        f"{method} /desk/{{rest:path}}": _GONE
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
    },
}
"""What each visitor is answered. The id of a login is one of somebody else."""
_HOLDING = {"answer", "note", "number", "hand", "send", "close"}
FIELDS = {
    "to": "piket",
    "reason": "menangani",
    "text": "halo",
    "sure": "ya",
    "code": "000000",
    "name": "sari",
    "password": "x",
}


def routes(desk: Desk) -> Iterator[tuple[str, str]]:
    """Return every method and path that the application answers to."""
    for route in desk.app.routes:
        assert isinstance(route, Route), f"{route} is no plain route: classify it here first"
        for method in sorted(route.methods or ()):
            yield method, route.path


def key(method: str, path: str) -> str:
    """Return how a route stands in the table; what a GET tells, a HEAD tells too."""
    return f"{'GET' if method == 'HEAD' else method} {path}"


def comes(desk: Desk, kind: str) -> Browser:
    """Return the browser of a visitor."""
    if kind == "anonymous":
        return desk.browser()
    if kind == "half":
        return desk.half_signed_in("sari")
    return desk.signed_in({"team": "sari", "other": "tini", "coordinator": "ratna", "left": "dewi"}[kind])


def real(desk: Desk, browser: Browser, kind: str, path: str, number: int) -> str:
    """Return a real address for `path`: a case that is open, and known to the visitor where she may know it."""
    if "{code}" in path:
        code = desk.case(f"ibu{number}")
        what = path.rpartition("/")[2]
        if kind in {"team", "coordinator"} and what not in {"{code}", "reason"}:
            browser.gets(f"/desk/cases/{code}")
            browser.posts(f"/desk/cases/{code}/reason", reason="menangani")
            if what in _HOLDING:
                browser.gets(f"/desk/cases/{code}")
                browser.posts(f"/desk/cases/{code}/accept")
        path = path.replace("{code}", code)
        path = path.replace("{file}", desk.file(code) if "{file}" in path else "")
    foreign = desk.hotline.rows("SELECT id FROM desk_sessions WHERE member_id = ?", desk.member("noor").id)
    return (
        path.replace("{id}", foreign[0]["id"]).replace("{name}", "pico.min.css").replace("{rest:path}", "no/such/page")
    )


def test_every_route_is_in_the_table_and_the_table_has_no_other(desk: Desk) -> None:
    assert {key(*route) for route in routes(desk)} == set(EXPECTED)


@pytest.mark.parametrize("kind", VISITORS)
def test_every_visitor_gets_what_is_hers_and_nothing_else(desk: Desk, kind: str) -> None:
    place, number, wrong = VISITORS.index(kind), count(), []
    desk.hotline.enrols("noor")
    desk.half_signed_in("noor")
    for method, path in routes(desk):
        if kind == "left":
            desk.write("UPDATE members SET active = 1")
        browser = comes(desk, kind)
        address = real(desk, browser, kind, path, next(number))
        if kind == "left":
            desk.deactivate("dewi")
        if path == "/desk/login":
            browser.gets("/desk/login")
        data = {"csrf": browser.csrf, **FIELDS} if method == "POST" else None
        told = browser.sends(method, address, data=data, headers={"Sec-Fetch-Site": "same-origin"}).status_code
        if told != EXPECTED[key(method, path)][place]:
            wrong.append(f"{method} {path}: {told}")
    assert wrong == []


def test_a_case_of_another_team_looks_like_one_that_does_not_exist(desk: Desk) -> None:
    code = desk.case()
    tini = desk.signed_in("tini")
    for what in ("", "/lines"):
        there, nowhere = tini.gets(f"/desk/cases/{code}{what}"), tini.gets(f"/desk/cases/ZZZZ{what}")
        assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text)
    for what in ("reason", "accept", "decline", "recuse", "answer", "note", "number", "hand", "close"):
        there, nowhere = (tini.posts(f"/desk/cases/{one}/{what}", **FIELDS) for one in (code, "ZZZZ"))
        assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text) == (404, there.text)
    tini.gets("/desk")
    assert code not in tini.page.text
    assert desk.hotline.case().status == "open"
    assert desk.hotline.rows("SELECT * FROM readings") == []
    assert desk.audit("transcript_read") == []


def test_a_role_that_changes_changes_at_once(desk: Desk) -> None:
    ratna = desk.signed_in("ratna")
    desk.write("UPDATE members SET role = 'analis' WHERE name = 'ratna'")
    for path in ("/desk", "/desk/logins", "/desk/duty"):
        assert ratna.gets(path).status_code == 403
