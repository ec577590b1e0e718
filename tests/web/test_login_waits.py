"""Tries at an account and from a place wait longer and longer, and keep nobody out of her own browser."""


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
