"""The signature on Twilio's webhooks, written from its documents and not from its library.

The full URL as configured (without the fragment, which never leaves Twilio), then each form
field's name and value in the order of names, HMAC-SHA1 with the auth token, Base64:
https://www.twilio.com/docs/usage/security#validating-requests.
"""

import hmac
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha1


def sign(url: str, form: Mapping[str, str], token: str) -> str:
    """Return the value of `X-Twilio-Signature`."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    return b64encode(hmac.new(token.encode(), signed.encode(), sha1).digest()).decode()
