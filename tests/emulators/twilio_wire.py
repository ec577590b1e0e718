"""What travels in Twilio's API: messages, media, refusals, dates and SIDs.

Fields of Message and Media: https://www.twilio.com/docs/messaging/api/message-resource and
/media-resource, and Twilio's OpenAPI (twilio_api_v2010.json). Shape of a refusal:
https://www.twilio.com/docs/usage/twilios-response. Codes: https://www.twilio.com/docs/api/errors.
"""

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

Json = dict[str, Any]

VERSION = "2010-04-01"
UNFINISHED = {"accepted", "scheduled", "queued", "sending", "receiving"}
FAILURES = {"failed", "undelivered"}

# A number in E.164, or a business-scoped user id: two letters of the country, a dot, up to 128 signs.
PERSON = re.compile(r"\+[1-9]\d{6,14}|[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")

ERRORS = {
    20003: "Authenticate",
    20429: "Too Many Requests",
    20500: "An internal server error has occurred",
    21205: "Invalid URL",
    21210: "'From' phone number not verified",
    21211: "Invalid 'To' Phone Number",
    21215: "Account not authorized to call the number",
    21610: "Attempt to send to unsubscribed recipient",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21619: "A text message body or media urls must be specified.",
    21654: "ContentSid Required",
    21655: "The ContentSid is Invalid",
    21656: "The ContentVariables parameter is invalid",
    21658: "Parameter exceeded character limit",
    30002: "Account suspended",
    30003: "Unreachable destination handset",
    30007: "Message filtered",
    30008: "Unknown error",
    30036: "Validity Period Expired",
    63007: "Twilio could not find a Channel with the specified From address",
    63016: "Failed to send freeform message because you are outside the allowed window. "
    "If you are using WhatsApp, please use a Message Template.",
    63018: "Rate limit exceeded for Channel",
    63024: "Invalid message recipient",
    63032: "We cannot send this message to this user due to a WhatsApp limitation",
    63049: "Meta chose not to deliver this WhatsApp marketing message",
}


class Refusal(Exception):
    """Twilio says no: an HTTP status, a code of its own, a message and perhaps a delay in seconds."""

    def __init__(self, status: int, code: int, message: str = "", retry_after: int | None = None) -> None:
        super().__init__(message or ERRORS.get(code, "Error"))
        self.status, self.code, self.retry_after = status, code, retry_after

    def wire(self) -> Json:
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        return {"code": self.code, "message": str(self), "more_info": more, "status": self.status}


@dataclass(frozen=True, slots=True)
class Template:
    """A Content Template; `buttons` maps the payload to the title, `opens` tells if it may begin a talk."""

    sid: str
    text: str
    buttons: dict[str, str]
    kind: str
    opens: bool


@dataclass(eq=False, slots=True)
class Media:
    """One piece of media, kept until it is deleted by itself."""

    sid: str
    parent: str
    content: bytes
    content_type: str
    created: datetime

    def wire(self, account: str) -> Json:
        date = rfc2822(self.created)
        return {
            "account_sid": account,
            "content_type": self.content_type,
            "date_created": date,
            "date_updated": date,
            "parent_sid": self.parent,
            "sid": self.sid,
            "uri": f"/{VERSION}/Accounts/{account}/Messages/{self.parent}/Media/{self.sid}.json",
        }


@dataclass(eq=False, slots=True)
class Message:
    """One message at Twilio, either way; `text` is what the phone shows, also after redaction."""

    sid: str
    account: str
    sender: str
    to: str
    text: str
    direction: str
    created: datetime
    status: str
    body: str = ""
    service: str | None = None
    template: Template | None = None
    callback: str = ""
    sent: datetime | None = None
    updated: datetime | None = None
    error: int | None = None
    given: Json = field(default_factory=dict)
    num_media: int = 0

    def __post_init__(self) -> None:
        self.body = self.text

    @property
    def buttons(self) -> dict[str, str]:
        return self.template.buttons if self.template else {}

    def wire(self) -> Json:
        uri = f"/{VERSION}/Accounts/{self.account}/Messages/{self.sid}"
        return {
            "account_sid": self.account,
            "api_version": VERSION,
            "body": self.body,
            "date_created": rfc2822(self.created),
            "date_sent": rfc2822(self.sent) if self.sent else None,
            "date_updated": rfc2822(self.updated or self.created),
            "direction": self.direction,
            "error_code": self.error,
            "error_message": ERRORS.get(self.error, "Error") if self.error else None,
            "from": self.sender,
            "messaging_service_sid": self.service,
            "num_media": str(self.num_media),
            "num_segments": "1",
            "price": None,
            "price_unit": None,
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": self.to,
            "uri": f"{uri}.json",
        }


@dataclass(eq=False, slots=True)
class PhoneCall:
    """One outbound telephone call; `heard` is all that was spoken in it."""

    sid: str
    account: str
    sender: str
    to: str
    created: datetime
    given: Json
    status: str = "queued"
    heard: list[str] = field(default_factory=list)

    def wire(self) -> Json:
        uri = f"/{VERSION}/Accounts/{self.account}/Calls/{self.sid}"
        return {
            "account_sid": self.account,
            "answered_by": None,
            "api_version": VERSION,
            "date_created": rfc2822(self.created),
            "date_updated": rfc2822(self.created),
            "direction": "outbound-api",
            "duration": None,
            "end_time": None,
            "from": self.sender,
            "parent_call_sid": None,
            "price": None,
            "price_unit": "USD",
            "sid": self.sid,
            "start_time": None,
            "status": self.status,
            "subresource_uris": {},
            "to": self.to,
            "uri": f"{uri}.json",
        }


def new_sid(prefix: str) -> str:
    """Make a SID: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


def rfc2822(moment: datetime) -> str:
    """Write a moment as the documents want it: "Fri, 24 May 2019 17:44:46 +0000"."""
    return format_datetime(moment.astimezone(UTC))


def render(text: str, variables: dict[str, str]) -> str:
    """Put values into a template's placeholders; one without a value stays as it is."""
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda found: variables.get(found[1], found[0]), text)
