"""What stands around every page: its host, its headers, the proof of its forms, and calm pages for what fails."""

import io
import re

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot import log
from bot.web.desk.access import Page, routes_of
from tests.harness.ground import PASSWORD

SECURE = "https://meja.contoh.go.id"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
FIXED = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.fixture
def secure(desk):
    """Return a desk that opens at an address of its own, through https."""
    desk.settings(desk_url=SECURE)
    return desk


def raising(desk, error):
    """Add a page to the application that raises `error`."""

    async def page(_request, _visitor):
        raise error

    desk.app.router.routes[:0] = routes_of([Page("/desk/broken", ("GET", "POST"), page)])


def test_every_answer_of_the_desk_carries_the_headers(desk):
    browser = desk.signed_in("sari")
    answers = [
        desk.browser().gets("/desk/login"),
        desk.browser().gets("/desk"),
        browser.gets("/desk/logins"),
        browser.gets("/desk/no/such/page"),
        browser.gets("/desk/static/none.css"),
        browser.posts("/desk/logout", headers={}, csrf="wrong"),
        browser.sends("PUT", "/desk/login"),
        browser.sends("DELETE", "/desk"),
        browser.sends("GET", "/desk/login", headers={"Host": "other.example"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 303, 200, 404, 404, 403, 404, 404, 404]
    for answer in answers:
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
        assert policy == POLICY
        assert {name: answer.headers.get(name) for name in FIXED} == FIXED
        assert "permissions-policy" in answer.headers
        assert "strict-transport-security" not in answer.headers


def test_no_page_of_the_door_needs_what_the_policy_forbids(desk):
    half, nobody, sari = desk.half_signed_in("dewi"), desk.browser(), desk.signed_in("sari")
    for page in (half.gets("/desk/code"), nobody.gets("/desk/login"), sari.gets("/desk/logins")):
        assert page.status_code == 200
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page.text)


def test_files_are_kept_by_browsers_and_only_those_of_the_list_are_served(desk):
    browser = desk.browser()
    answer = browser.gets("/desk/static/pico.min.css")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["cache-control"].startswith("public, max-age=")
    again = browser.sends("GET", "/desk/static/pico.min.css", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("..%2Fapp.py", "%2e%2e/app.py", "licences", "none.css", "", "pico.min.css/x"):
        assert browser.gets(f"/desk/static/{name}").status_code == 404


# The host


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:9", "[::1]", "[::1]:8080", "LOCALHOST"])
def test_without_an_address_the_desk_opens_on_this_machine(desk, host):
    assert desk.browser().gets("/desk/login", Host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "pelita.example",
        "localhost.evil.example",
        "evil.example:8080",
        "127.0.0.1.nip.io",
        "192.168.1.5:8080",
        "0.0.0.0:8080",
        "localhost:evil",
        "localhost:80:80",
        "[::1",
        "::1",
        "",
        "meja.contoh.go.id",
    ],
)
def test_under_any_other_name_there_is_no_desk(desk, host):
    signed_in = desk.signed_in("sari")
    for path in ("/desk", "/desk/login", "/desk/logins", "/desk/static/pico.min.css"):
        answer = signed_in.gets(path, Host=host)
        assert (answer.status_code, answer.text) == (404, "Not Found")


def test_two_hosts_are_none(desk):
    answer = desk.browser().sends("GET", "/desk/login", headers=[("Host", "localhost"), ("Host", "evil.example")])
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via"]
)
def test_without_an_address_nothing_opens_through_a_proxy_that_makes_the_host_a_local_one(desk, header):
    passed_on = desk.browser("203.0.113.9").gets("/desk/login", **{header: "203.0.113.9"})
    assert (passed_on.status_code, passed_on.text) == (404, "Not Found")
    desk.settings(desk_url=SECURE)
    assert desk.browser(url=SECURE).gets("/desk/login", **{header: "203.0.113.9"}).status_code == 200


def test_with_an_address_only_that_one_opens(secure):
    assert secure.browser(url=SECURE).gets("/desk/login").status_code == 200
    assert secure.browser(url=SECURE).gets("/desk/login", Host="meja.contoh.go.id:443").status_code == 200
    for host in ("localhost", "127.0.0.1:8080", "bot.contoh.go.id", "meja.contoh.go.id:8443", "x.meja.contoh.go.id"):
        assert secure.browser(url=SECURE).gets("/desk/login", Host=host).status_code == 404


def test_where_only_providers_have_an_https_address_the_desk_opens_there(desk):
    desk.settings(public_url="https://bot.contoh.go.id")
    assert desk.browser(url="https://bot.contoh.go.id").gets("/desk/login").status_code == 200
    assert desk.browser().gets("/desk/login").status_code == 404
    desk.settings(public_url="http://bot.contoh.go.id")
    assert desk.browser(url="http://bot.contoh.go.id").gets("/desk/login").status_code == 404
    assert desk.browser().gets("/desk/login").status_code == 200


def test_under_https_the_cookies_bear_the_prefix_and_go_nowhere_else(secure):
    browser = secure.browser(url=SECURE)
    browser.logs_in("sari")
    given = browser.page.headers.get_list("set-cookie")
    assert any(cookie.startswith("__Host-meja=") for cookie in given)
    for cookie in given:
        parts = {part.strip().lower() for part in cookie.split(";")}
        assert cookie.startswith("__Host-")
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= parts
        assert not any(part.startswith("domain") for part in parts)
    assert browser.page.headers["strict-transport-security"].startswith("max-age=")


def test_under_https_a_cookie_without_the_prefix_counts_for_nothing(secure):
    browser = secure.browser(url=SECURE)
    browser.logs_in("sari")
    other = secure.browser(url=SECURE)
    other.cookies.set("meja", browser.token, domain="meja.contoh.go.id", path="/")
    assert other.gets("/desk/code").headers["location"] == "/desk/login"
    assert browser.gets("/desk/code").status_code == 200


def test_on_this_machine_the_cookie_is_kept_from_scripts_and_other_sites(desk):
    browser = desk.browser()
    browser.logs_in("sari")
    cookie = next(one for one in browser.page.headers.get_list("set-cookie") if one.startswith("meja="))
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "Secure" not in cookie
    assert "max-age" not in cookie.lower()


# Forms


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost:9999"},
    {"Origin": "https://localhost:8080"},
    {"Origin": "http://localhost:8080.evil.example"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8080"},
]
OWN = [
    {},
    {"Origin": "null"},
    {"Origin": "http://localhost:8080"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_that_another_site_sends_is_refused_even_with_the_right_word(desk, headers):
    browser = desk.signed_in("sari")
    answer = browser.posts("/desk/logout", headers)
    assert answer.status_code == 403
    assert "Kembali ke halaman tadi" in answer.text
    assert browser.gets("/desk/logins").status_code == 200


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_a_form_of_our_own_page_is_taken_from_every_browser(desk, headers):
    assert desk.signed_in("sari").posts("/desk/logout", headers).status_code == 303


def test_a_form_without_the_word_of_this_very_session_is_refused(desk):
    browser, other = desk.signed_in("sari"), desk.signed_in("sari")
    for word in ("", "0" * 64, other.csrf, browser.csrf[:-1], browser.csrf + "0", browser.csrf.upper(), "é"):
        assert browser.posts("/desk/logout", csrf=word).status_code == 403
    assert browser.sends("POST", "/desk/logout", data={"x": "y"}).status_code == 403
    assert browser.posts("/desk/logout").status_code == 303


def test_the_word_in_the_address_is_none(desk):
    browser = desk.signed_in("sari")
    answer = browser.sends("POST", f"/desk/logout?csrf={browser.csrf}", data={"x": "y"})
    assert answer.status_code == 403


def test_the_word_of_a_form_is_not_the_token_and_does_not_open_anything(desk):
    browser = desk.signed_in("sari")
    assert browser.csrf != browser.token
    assert browser.token not in browser.page.text


def test_the_login_form_works_only_in_the_browser_to_which_it_was_shown(desk):
    thief, victim = desk.browser(), desk.browser()
    thief.gets("/desk/login")
    claim = {"name": "sari", "password": PASSWORD, "code": ""}
    assert victim.posts("/desk/login", csrf=thief.csrf, **claim).status_code == 403
    assert desk.browser().posts("/desk/login", csrf="", **claim).status_code == 403
    victim.gets("/desk/login")
    assert victim.posts("/desk/login", csrf=thief.csrf, **claim).status_code == 403
    assert "sekali lagi" in victim.text
    assert victim.posts("/desk/login", {"Sec-Fetch-Site": "cross-site"}, **claim).status_code == 403
    assert desk.hotline.rows("SELECT * FROM desk_sessions") == []
    assert victim.posts("/desk/login", **claim).status_code == 303


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"csrf=x&text=" + b"a" * 64 * 1024, "application/x-www-form-urlencoded", 413),
        (b"a=1&" * 10_000, "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 400),
        (b"csrf=x", "text/plain", 400),
        (b"csrf=x", "multipart/form-data; boundary=x", 400),
        (b"\xff\xfe%ff%fe=%ed%a0%80", "application/x-www-form-urlencoded", 403),
        (b"", "application/x-www-form-urlencoded", 403),
    ],
    ids=["too large", "too many", "json", "plain", "multipart", "broken", "empty"],
)
def test_what_is_no_form_of_ours_is_refused_on_a_calm_page(desk, content, kind, status):
    browser = desk.signed_in("sari")
    for path in ("/desk/logout", "/desk/login"):
        answer = browser.sends("POST", path, content=content, headers={"Content-Type": kind})
        assert answer.status_code == status
        assert "<h1>" in answer.text
    assert browser.gets("/desk/logins").status_code == 200


def test_fields_reach_the_page_without_nul_and_always_as_text(desk):
    seen = {}

    async def page(request, _visitor):
        seen.update(request.state.form)
        return PlainTextResponse("ok")

    desk.app.router.routes[:0] = routes_of([Page("/desk/echo", ("POST",), page)])
    browser = desk.signed_in("sari")
    body = f"csrf={browser.csrf}&text=a%00b%0D%0Ac&empty=&bad=%ED%A0%80"
    kind = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    assert browser.sends("POST", "/desk/echo", content=body.encode(), headers=kind).status_code == 200
    assert seen["text"] == "ab\r\nc"
    assert seen["empty"] == ""
    seen["bad"].encode()


def test_what_she_had_typed_is_shown_to_her_when_it_could_not_be_sent_and_never_to_another_site(desk):
    browser = desk.signed_in("sari")
    typed = "Saya di jalan <b>sekarang</b>"
    answer = browser.posts("/desk/logout", csrf="old", text=typed)
    assert answer.status_code == 403
    assert "Saya di jalan &lt;b&gt;sekarang&lt;/b&gt;" in answer.text
    assert "Saya di jalan" not in browser.posts("/desk/logout", {"Sec-Fetch-Site": "cross-site"}, text=typed).text
    desk.hotline.sleeps(hours=1)
    over = browser.posts("/desk/logout", text=typed)
    assert over.status_code == 401
    assert "Saya di jalan" in over.text
    assert "/desk/login" in over.text


# What fails


def test_a_mistake_of_ours_is_a_calm_page_and_logs_only_its_type(desk):
    written = io.StringIO()
    log.set_up(written)
    raising(desk, ValueError("kenari-rahasia"))
    browser = desk.signed_in("sari")
    answer = browser.gets("/desk/broken")
    assert answer.status_code == 500
    assert "kenari-rahasia" not in answer.text
    assert "koordinator" in answer.text
    assert "ValueError" in written.getvalue()
    assert "kenari-rahasia" not in written.getvalue()


def test_a_page_that_is_not_for_her_role_says_so(desk):
    async def page(_request, _visitor):
        return PlainTextResponse("ok")

    desk.app.router.routes[:0] = routes_of([Page("/desk/only", ("GET",), page, roles=frozenset({"koordinator"}))])
    refused = desk.signed_in("sari").gets("/desk/only")
    assert refused.status_code == 403
    assert "koordinator" in refused.text
    assert desk.signed_in("ratna").gets("/desk/only").status_code == 200


def test_a_page_that_is_not_there_says_what_to_do(desk):
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = desk.browser().sends(method, "/desk/nowhere")
        assert answer.status_code == 404
        assert "Buka dari daftar" in answer.text


def test_every_route_of_the_desk_is_guarded(desk):
    for route in desk.app.routes:
        if isinstance(route, Route) and route.path.startswith("/desk"):
            assert route.endpoint.__qualname__ == "guarded.<locals>.endpoint", route.path
