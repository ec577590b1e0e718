"""A phone in a story: all that arrived on it, and what of that no one has asserted yet."""

from dataclasses import dataclass, field
from typing import Any

from bot.prompt import Shown


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it arrived: time of day, words, buttons, and the keys of the wording in it."""

    at: str
    text: str
    buttons: tuple[tuple[str, str], ...]
    said: tuple[str, ...]

    def data_of(self, option: str) -> str:
        """Return what the button of `option` (its key, or how its label begins) sends back; fails where none is."""
        for label, data in self.buttons:
            if f"{label} ".startswith(f"{option} ") or data.split(":")[-1] == option or data.split(":")[0] == option:
                return data
        raise AssertionError(f"no button {option!r} on {self.said}: {[label for label, _ in self.buttons]}")


@dataclass(slots=True)
class Phone:
    """What one person got, the oldest first; `unheard` is what nothing in the test has asked for yet."""

    name: str
    messages: list[Message] = field(default_factory=list)
    unheard: list[Message] = field(default_factory=list)

    def take(self, at: str, body: dict[str, Any]) -> None:
        """Put a delivered message on the phone."""
        buttons = tuple((label, data) for label, data in body["buttons"])
        message = Message(at, body["text"], buttons, tuple(body["said"]))
        self.messages.append(message)
        self.unheard.append(message)

    @property
    def newest(self) -> Message:
        """The message that arrived last; fails on an empty phone."""
        assert self.messages, f"nothing ever arrived on the phone of {self.name}"
        return self.messages[-1]

    def expect_next(self, said: tuple[str, ...]) -> Message:
        """Take the oldest unheard message, which must be `said`: a reporter reads one bubble after the other."""
        assert self.unheard, f"{self.name} should hear {said}, but nothing arrived"
        message = self.unheard.pop(0)
        assert message.said == said, f"{self.name} should hear {said}, but heard {message.said}:\n{message.text}"
        return message

    def expect_any(self, said: str) -> Message:
        """Take the oldest unheard message that is `said`: pages and notices travel in lanes of their own."""
        for message in self.unheard:
            if message.said == (said,):
                self.unheard.remove(message)
                return message
        raise AssertionError(f"{self.name} should be told {said!r}, but was told {[m.said for m in self.unheard]}")

    def expect_nothing(self) -> None:
        """Fail where anything arrived that was not asked for."""
        told = "\n".join(f"{message.at} {message.said}: {message.text}" for message in self.unheard)
        assert not self.unheard, f"not expected on the phone of {self.name}:\n{told}"

    def answer(self, option: str) -> str:
        """Return the button data of `option` on the newest message, which counts as heard: it is being answered."""
        data = self.newest.data_of(option)
        if self.newest in self.unheard:
            self.unheard.remove(self.newest)
        return data

    def take_unheard(self) -> list[Message]:
        """Return all that was not asserted yet, which is heard with this."""
        taken, self.unheard = self.unheard, []
        return taken

    def read(self, shown: list[Shown], clock: Any) -> None:
        """Take in what the prompt shows for this phone."""
        for at, body in shown:
            self.take(clock(at), body)
