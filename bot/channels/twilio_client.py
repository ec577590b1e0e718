"""What goes wrong with Twilio's own client, typed by what to do about it."""

import requests
from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from bot.channels.update import SendError
from bot.channels.whatsapp_errors import of_code


def typed(error: Exception) -> SendError:
    """Return what to do about an error of the client: what never left is tried again, what got no answer is unknown."""
    match error:
        case TwilioRestException() | TwilioServiceException():
            code, status = int(error.code or 0), int(error.status or 0)
            return of_code(code if code != status else 0, status)
        case requests.ConnectTimeout():
            return SendError("retry")
        case requests.ConnectionError():
            return SendError("retry" if _never_left(error) else "unknown")
        case _:
            return SendError("unknown")


def _never_left(error: requests.ConnectionError) -> bool:
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError | ConnectTimeoutError)
