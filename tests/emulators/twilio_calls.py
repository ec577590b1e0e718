"""Creating a telephone call: https://www.twilio.com/docs/voice/api/call-resource#create-a-call.

To and From are numbers in E.164, From one of the account's own; what is done comes from Url or Twiml (one of them).
Codes: 21205, 21210, 21211, 21213, each on its page below https://www.twilio.com/docs/api/errors.
"""

import re
from urllib.parse import urlsplit

from .twilio_messages import Asked
from .twilio_wire import PhoneCall, Refusal, new_sid

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
LONGEST_RINGING = 600


def create_call(asked: Asked) -> PhoneCall:
    """Check a new call as Twilio does before it answers, and queue it."""
    world, account = asked.world, asked.world.account
    if account.status != "active":
        raise Refusal(401, 20003)
    if not asked.text("From"):
        raise Refusal(400, 21213, "No 'From' number specified")
    if asked.text("From") not in world.callers:
        raise Refusal(400, 21210)
    if not NUMBER.fullmatch(asked.text("To")):
        raise Refusal(400, 21211)
    if bool(asked.text("Url")) == bool(asked.text("Twiml")):
        raise Refusal(400, 21205, "Url parameter is required.")
    for name in ("Url", "StatusCallback"):
        if asked.text(name) and urlsplit(asked.text(name)).scheme not in {"http", "https"}:
            raise Refusal(400, 21205)
    rings = asked.text("Timeout") or "60"
    if not (rings.isdigit() and 1 <= int(rings) <= LONGEST_RINGING):
        raise Refusal(400, 20001, f"Invalid parameter Timeout: {rings}")
    call = PhoneCall(new_sid("CA"), account.sid, asked.text("From"), asked.text("To"), world.now(), dict(asked.given))
    world.rung.append(call)
    world.changed()
    return call
