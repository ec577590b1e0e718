"""The pages for those who are signed in."""

from bot.web.desk import acting, attachments, cases, duty, numbers, overview
from bot.web.desk.access import Page

_CASE = "/desk/cases/{code}"
_GET, _POST = ("GET",), ("POST",)
PAGES: tuple[Page, ...] = (
    Page("/desk", _GET, overview.cases_page),
    Page("/desk/list", _GET, overview.cases_part),
    Page("/desk/duty", _GET, duty.duty_page),
    Page("/desk/numbers", _GET, numbers.numbers_page, frozenset({"koordinator"})),
    Page(_CASE, _GET, cases.case_page),
    Page(f"{_CASE}/lines", _GET, cases.case_part),
    Page(f"{_CASE}/files/{{file}}", _GET, attachments.download),
    Page(f"{_CASE}/reason", _POST, cases.give_reason),
    Page(f"{_CASE}/accept", _POST, acting.accept),
    Page(f"{_CASE}/decline", _POST, acting.decline),
    Page(f"{_CASE}/recuse", _POST, acting.recuse),
    Page(f"{_CASE}/answer", _POST, acting.answer),
    Page(f"{_CASE}/note", _POST, acting.note),
    Page(f"{_CASE}/number", _POST, acting.number),
    Page(f"{_CASE}/hand", _POST, acting.hand),
    Page(f"{_CASE}/send", _POST, acting.send_held),
    Page(f"{_CASE}/close", _POST, acting.close),
)
