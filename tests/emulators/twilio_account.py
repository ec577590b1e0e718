"""The account: its credentials, its sender and whether it works.

Two tokens at once during a rotation, and the promotion that ends it:
https://www.twilio.com/docs/iam/api/authtoken. No page says which of the two signs webhooks meanwhile,
so a test chooses. Fields of the account: /docs/iam/api/account.
"""

from dataclasses import dataclass, field
from datetime import datetime

from .twilio_wire import VERSION, Json, rfc2822

SERVICE_SID = "MG" + "0123456789abcdef" * 2
SECONDARY_TOKEN = "secondary-token"


@dataclass(eq=False, slots=True)
class Account:
    """One account with one WhatsApp sender, which also is alone in its Messaging Service."""

    sid: str
    number: str
    auth_token: str
    secondary_token: str = ""
    status: str = "active"
    service: str = SERVICE_SID
    signing: str = field(default="primary", init=False)

    def __post_init__(self) -> None:
        assert self.sid.startswith("AC"), f"{self.sid} is no account's SID"
        assert len(self.sid) == 34, f"{self.sid} is no account's SID"

    @property
    def sender(self) -> str:
        """The business' own address: `whatsapp:+62…`."""
        return f"whatsapp:{self.number}"

    @property
    def signing_token(self) -> str:
        return self.auth_token if self.signing == "primary" else self.secondary_token

    def knows(self, user: str, password: str) -> bool:
        return user == self.sid and password in {self.auth_token, self.secondary_token} - {""}

    def add_secondary_token(self, token: str = SECONDARY_TOKEN) -> str:
        """Begin a rotation: from now on both tokens are good for the API, the primary still signs."""
        self.secondary_token = token
        return token

    def sign_with(self, which: str) -> None:
        """Sign webhooks with the "primary" or the "secondary" token."""
        assert which in {"primary", "secondary"}, f"primary or secondary, not {which!r}"
        assert which == "primary" or self.secondary_token, "there is no secondary token: call add_secondary_token()"
        self.signing = which

    def promote_secondary_token(self) -> None:
        """End a rotation: the secondary token becomes the primary, and the old one is good for nothing."""
        assert self.secondary_token, "there is no secondary token: call add_secondary_token()"
        self.auth_token, self.secondary_token, self.signing = self.secondary_token, "", "primary"

    def suspend(self) -> None:
        """Suspend the account: it can be fetched, but sends nothing."""
        self.status = "suspended"

    def resume(self) -> None:
        self.status = "active"

    def wire(self, created: datetime) -> Json:
        uri = f"/{VERSION}/Accounts/{self.sid}"
        return {
            "auth_token": self.auth_token,
            "date_created": rfc2822(created),
            "date_updated": rfc2822(created),
            "friendly_name": "Emulated",
            "owner_account_sid": self.sid,
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"messages": f"{uri}/Messages.json"},
            "type": "Full",
            "uri": f"{uri}.json",
        }
