"""Voice messages and pictures are given for download to those who may read the case, and noted."""

import pytest

from bot.web.desk.attachments import end_of
from tests.web.desk import Desk


def opened(desk: Desk, name: str, code: str):
    browser = desk.signed_in(name)
    browser.gets(f"/desk/cases/{code}")
    browser.posts(f"/desk/cases/{code}/reason", reason="menangani")
    return browser


def test_a_voice_message_can_be_had_by_her_who_reads_the_case_and_that_is_noted(desk: Desk) -> None:
    code = desk.case()
    file = desk.file(code, b"OggS canary")
    sari = opened(desk, "sari", code)
    told = sari.gets(f"/desk/cases/{code}/files/{file}")
    assert (told.status_code, told.content) == (200, b"OggS canary")
    assert told.headers["content-disposition"] == f'attachment; filename="{code}-{file[:6]}.ogg"'
    assert told.headers["content-type"] == "application/octet-stream"
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.headers["cache-control"] == "no-store"
    assert [row["subject"] for row in desk.audit("file_read")] == [f"#{code}"]


def test_nobody_has_a_file_before_she_said_why_she_reads(desk: Desk) -> None:
    code = desk.case()
    file = desk.file(code)
    assert desk.signed_in("sari").gets(f"/desk/cases/{code}/files/{file}").status_code == 404


def test_a_file_of_another_case_is_not_found_under_this_one(desk: Desk) -> None:
    code, other = desk.case("ibu"), desk.case("tetangga")
    file = desk.file(other)
    sari = opened(desk, "sari", code)
    assert sari.gets(f"/desk/cases/{code}/files/{file}").status_code == 404
    assert desk.audit("file_read") == []


def test_the_page_offers_what_was_fetched_and_says_what_is_missing(desk: Desk) -> None:
    code = desk.case()
    desk.hotline.victim("ibu").sends("voice")
    sari = opened(desk, "sari", code)
    assert "tidak dapat diambil" not in sari.gets(f"/desk/cases/{code}").text, "a phone at a prompt has no file"
    assert "(pesan suara)" in sari.gets(f"/desk/cases/{code}").text


@pytest.mark.parametrize(
    ("content_type", "end"),
    [
        ("audio/ogg; codecs=opus", ".ogg"),
        ("image/jpeg", ".jpg"),
        ("application/pdf", ".pdf"),
        ("text/html", ".bin"),
        ("image/svg+xml", ".bin"),
        ("application/x-msdownload", ".bin"),
        ("../../etc", ".bin"),
        ("", ".bin"),
    ],
)
def test_a_file_that_could_do_something_loses_its_kind(content_type: str, end: str) -> None:
    assert end_of(content_type) == end
