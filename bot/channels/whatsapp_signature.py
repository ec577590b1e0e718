"""Whether Twilio signed a webhook: HMAC-SHA1 over the public address and every field, blank and unknown ones too.

The signature has no time in it, so a replay is valid for ever: repeats are dropped by the message's id.
https://www.twilio.com/docs/usage/security#validating-requests
"""

from collections.abc import Iterable
from typing import cast

from twilio.request_validator import RequestValidator

from bot.channels.whatsapp_form import Form


class _Fields(dict[str, tuple[str, ...]]):
    """The fields of a form in the way that the validator asks for those with several values."""

    def getlist(self, name: str) -> tuple[str, ...]:
        """Return all values of a field."""
        return self[name]


def is_signed(url: str, form: Form, signature: str, tokens: Iterable[str]) -> bool:
    """Return whether one of `tokens` (the second during a change of tokens) signed `form` for `url`."""
    if not signature.isascii():
        return False
    return any([_fits(url, form, signature, token) for token in tokens if token])


def _fits(url: str, form: Form, signature: str, token: str) -> bool:
    return cast(bool, RequestValidator(token).validate(url, _Fields(form), signature))
