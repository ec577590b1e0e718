"""What to do about an error of Twilio, told by its answer or by a status callback.

Each number has a page: https://www.twilio.com/docs/api/errors/63016 and so on.
"""

from bot.channels.update import SendError

_KINDS = {
    14107: "throttled",  # too many requests to one resource
    20429: "throttled",  # too many requests
    30001: "throttled",  # the queue is full
    63018: "throttled",  # too many messages on this channel
    63038: "throttled",  # the account's daily limit
    21610: "blocked",  # the person has opted out
    63014: "blocked",  # the person has blocked us
    63016: "outside_window",
    63049: "outside_window",  # Meta would not deliver this; it is released by the person's own message
    20003: "retry",  # credentials refused, or the account suspended: nothing may be dropped until people mend that
    20005: "retry",  # the account is not active
    20500: "retry",  # the provider's own failure
    30008: "unknown",
    30036: "retry",  # its validity period ran out; whether it may still go is for us to say
    63005: "permanent",
}
_DELAYS = {30001: 60.0, 63018: 6.0, 63038: 3600.0}
"""Seconds; one message per six seconds to one person is sustainable."""
_WAIT = 5.0


def of_code(code: int, status: int = 0) -> SendError:
    """Return what to do about Twilio's error `code`, or, where that is not known, about the HTTP `status`."""
    if code in _KINDS:
        kind = _KINDS[code]
        return SendError(kind, _DELAYS.get(code, _WAIT) if kind == "throttled" else 0)
    if status == 429:
        return SendError("throttled", _WAIT)
    return SendError("retry" if status >= 500 else "permanent")
