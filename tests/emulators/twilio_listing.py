"""The list of messages, with its filters and pages.

`DateSent` finds a day; `DateSent>` and `DateSent<` include the day they name. Pages hold 50, at most 1000:
https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources. The page names
days only; its OpenAPI says date-time, and the client sends the time too: it is heeded here. That the newest
comes first is the provider's habit and on no page that was at hand.
"""

import re
from datetime import UTC, datetime, time
from urllib.parse import urlencode

from .twilio_messages import Asked
from .twilio_wire import VERSION, Json, Message, Refusal

MOST_PER_PAGE = 1000
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def list_messages(asked: Asked) -> Json:
    """Return one page of the messages that fit the filters, newest first."""
    given = asked.given
    size = min(max(int(given.get("PageSize") or 50), 1), MOST_PER_PAGE)
    found = [one for one in reversed(asked.world.messages.values()) if _fits(one, given)]
    token = given.get("PageToken", "").removeprefix("PA")
    sids = [one.sid for one in found]
    start = sids.index(token) + 1 if token in sids else 0
    number = int(given.get("Page") or 0)
    page, more = found[start : start + size], len(found) > start + size
    filters = {name: value for name, value in given.items() if name not in {"Page", "PageToken", "PageSize"}}

    def uri(page_number: int, **token: str) -> str:
        query = urlencode(filters | {"PageSize": size, "Page": page_number} | token)
        return f"/{VERSION}/Accounts/{asked.world.account.sid}/Messages.json?{query}"

    return {
        "messages": [one.wire() for one in page],
        "start": number * size,
        "end": number * size + max(len(page) - 1, 0),
        "page": number,
        "page_size": size,
        "first_page_uri": uri(0),
        "next_page_uri": uri(number + 1, PageToken=f"PA{page[-1].sid}") if more else None,
        "previous_page_uri": None,
        "uri": uri(number),
    }


def _fits(message: Message, given: dict[str, str]) -> bool:
    named = given.get("To") in (None, "", message.to) and given.get("From") in (None, "", message.sender)
    on, since, until = (given.get(name, "") for name in ("DateSent", "DateSent>", "DateSent<"))
    if not named or not (on or since or until):
        return named
    if message.sent is None:
        return False
    sent = message.sent.astimezone(UTC).replace(microsecond=0)
    same_day = not on or _moment(on).date() == sent.date()
    return same_day and (not since or _moment(since) <= sent) and (not until or sent <= _moment(until, time.max))


def _moment(value: str, of_a_day: time = time.min) -> datetime:
    """Read a filter in GMT; a date stands for the first moment of its day, or the given one."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise Refusal(400, 20001, f"Invalid date: {value}") from None
    moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    return datetime.combine(moment, of_a_day, UTC) if DAY.fullmatch(value) else moment
