"""People who write to the business in WhatsApp.

Fields of an incoming message: https://www.twilio.com/docs/messaging/guides/webhook-request; buttons and
lists: /docs/whatsapp/buttons. `MessageType`, `ChannelMetadata` and `ExternalUserId` are in no table
there; requests that others captured have them. A person who hides her number has a business-scoped id
(github.com/chatwoot/chatwoot knows it as `whatsapp:ID.123…`); that `WaId` is then missing is our guess.
"""

import json
from collections.abc import Callable

from .twilio_callbacks import Courier
from .twilio_inbound import Inbound
from .twilio_wire import PERSON, VERSION, Media, Message, new_sid
from .twilio_world import World

Match = str | Callable[[Message], bool]

LONGEST_INCOMING = 4096


def matches(match: Match, message: Message) -> bool:
    return match in message.text if isinstance(match, str) else match(message)


class Person:
    """Somebody with a phone.

    What she sends returns the webhook's last HTTP status, or None when nobody answered or it is held.
    """

    def __init__(
        self, world: World, inbound: Inbound, courier: Courier, number: str, profile_name: str, user_id: str
    ) -> None:
        assert PERSON.fullmatch(number), f"{number!r} is neither +62… nor a business-scoped id such as ID.123"
        assert f"whatsapp:{number}" not in world.people, f"there is somebody with {number} already"
        self.world, self.inbound, self.courier = world, inbound, courier
        self.number, self.profile_name, self.user_id = number, profile_name, user_id
        self.address = f"whatsapp:{number}"
        self._heard = 0
        world.people.add(self.address)

    async def says(self, text: str, **fields: str) -> int | None:
        """Write a text; more fields are sent along, as they are."""
        assert 1 <= len(text) <= LONGEST_INCOMING, "WhatsApp hands on 1 to 4096 characters"
        return await self.sends(Body=text, **fields)

    async def sends(self, media: tuple[bytes, str] | None = None, /, **fields: str) -> int | None:
        """Send a message of any kind, given as the fields of Twilio's request, and open the window."""
        message = self._message(fields.get("Body", ""), media is not None)
        self.world.last_wrote[self.address] = self.world.now()
        stored = self.world.store(message.sid, *media) if media else None
        form = self._form(message, stored) | fields
        message.given = form
        return await self.inbound.deliver(form)

    def _message(self, text: str, with_media: bool) -> Message:
        account, now = self.world.account, self.world.now()
        sid = new_sid("MM" if with_media else "SM")
        message = Message(sid, account.sid, self.address, account.sender, text, "inbound", now, "received")
        message.sent, message.num_media = now, int(with_media)
        self.world.messages[sid] = message
        return message

    def _form(self, message: Message, media: Media | None) -> dict[str, str]:
        known = {"ProfileName": self.profile_name}
        if self.number.startswith("+"):
            known["WaId"] = self.number[1:]
        form = {
            "SmsMessageSid": message.sid,
            "NumMedia": str(message.num_media),
            **known,
            "MessageType": "text",
            "SmsSid": message.sid,
            "SmsStatus": "received",
            "Body": message.text,
            "To": message.to,
            "NumSegments": "1",
            "ReferralNumMedia": "0",
            "MessageSid": message.sid,
            "AccountSid": message.account,
            "ChannelMetadata": json.dumps({"type": "whatsapp", "data": {"context": known}}),
            "From": self.address,
            "ApiVersion": VERSION,
        }
        if self.user_id:
            form["ExternalUserId"] = self.user_id
        if media:
            path = f"/{VERSION}/Accounts/{message.account}/Messages/{message.sid}/Media/{media.sid}"
            form |= {"MediaUrl0": f"{self.inbound.base_url()}{path}", "MediaContentType0": media.content_type}
        return form

    async def sends_voice(self, content: bytes = b"OggS", content_type: str = "audio/ogg") -> int | None:
        return await self.sends((content, content_type), MessageType="audio")

    async def sends_photo(
        self, content: bytes = b"\xff\xd8\xff", content_type: str = "image/jpeg", caption: str = ""
    ) -> int | None:
        return await self.sends((content, content_type), MessageType="image", Body=caption)

    async def sends_document(self, content: bytes, content_type: str, name: str = "") -> int | None:
        return await self.sends((content, content_type), MessageType="document", Body=name)

    async def shares_location(
        self, latitude: float = -6.175, longitude: float = 106.827, label: str = "", address: str = ""
    ) -> int | None:
        """Share a place; a place that has a name has a label and an address too."""
        named = {name: value for name, value in {"Label": label, "Address": address}.items() if value}
        return await self.sends(MessageType="location", Latitude=str(latitude), Longitude=str(longitude), **named)

    async def presses(self, button: str, on: Message | None = None) -> int | None:
        """Press the button with this payload or title on the last message that shows it, or on an old one."""
        for message in reversed([on] if on else self.received):
            for payload, title in message.buttons.items():
                if button in (payload, title):
                    return await self._press(message, payload, title)
        raise AssertionError(f"no button {button!r} on the phone:\n{self.describe()}")

    async def _press(self, message: Message, payload: str, title: str) -> int | None:
        answered = {"OriginalRepliedMessageSid": message.sid, "OriginalRepliedMessageSender": message.sender}
        if message.template and message.template.kind == "list":
            row = {"ListId": payload, "ListTitle": title}
            return await self.sends(MessageType="interactive", Body=title, **row, **answered)
        pressed = {"ButtonPayload": payload, "ButtonText": title}
        return await self.sends(MessageType="button", Body=title, **pressed, **answered)

    def reads(self) -> None:
        """Open the chat: everything delivered becomes read, and callbacks tell of it."""
        for message in self.received:
            if message.status == "delivered" and message.direction == "outbound-api":
                self.courier.move(message, "read")

    def opts_out(self) -> None:
        """Refuse messages from now on, as with STOP on a sender with Advanced Opt-Out (21610)."""
        self.world.opted_out.add(self.address)

    def opts_in(self) -> None:
        self.world.opted_out.discard(self.address)

    @property
    def received(self) -> list[Message]:
        """The messages on her phone, in the order of their arrival."""
        return list(self.world.inboxes.get(self.address, []))

    @property
    def inbox(self) -> list[str]:
        """The texts on her phone, in the order of their arrival."""
        return [message.text for message in self.received]

    async def hears(self, match: Match, within: float = 5) -> Message:
        """Wait for the next message that matches, reading on after the one heard last."""

        def place() -> int | None:
            unheard = enumerate(self.received[self._heard :], start=self._heard)
            return next((place for place, message in unheard if matches(match, message)), None)

        await self._wait(lambda: place() is not None, within, f"did not hear {match!r}")
        found = place()
        assert found is not None
        self._heard = found + 1
        return self.received[found]

    async def _wait(self, predicate: Callable[[], bool], within: float, failure: str) -> None:
        await self.world.wait_for(predicate, within, lambda: f"{self.number} {failure}:\n{self.describe()}")

    def describe(self) -> str:
        """Draw the phone for a failing test, with what did not arrive."""
        sent = [one for one in self.world.accepted if one.to == self.address]
        return "\n".join(describe(message) for message in sent) or "(nothing was sent to her)"


def describe(message: Message) -> str:
    """Draw one message, its buttons and its fate in a line."""
    fate = f"{message.status} {message.error}" if message.error else message.status
    return " ".join([f"  {fate}: {message.text!r}", *(f"[{title}]" for title in message.buttons.values())])
