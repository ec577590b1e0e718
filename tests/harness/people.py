"""The people of a story. Every method is a sentence about one of them and returns her, so that sentences join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from flows.events import Edited, FromReporter, Picked, Said, Sent, Shared
from tests.harness.phone import Message, Phone

if TYPE_CHECKING:
    from tests.harness.hotline import Hotline


class Person:
    """Somebody with a phone, whose address is her name."""

    def __init__(self, hotline: Hotline, name: str) -> None:
        """Give the person her phone."""
        self.hotline, self.name, self.phone = hotline, name, Phone(name)

    def says(self, *texts: str) -> Self:
        """Write each of `texts`, and read what follows before the next one."""
        for text in texts:
            self.does(Said(text))
        return self

    def says_unanswered(self, *texts: str) -> Self:
        """Write while no answer can go out: the update is taken in, nothing is delivered."""
        for text in texts:
            self.hotline.takes_in(self.name, Said(text))
        return self

    def presses(self, data: str) -> Self:
        """Press a button whose data are `data`, also one of long ago."""
        return self.does(Picked(data, -1))

    def sends(self, kind: str) -> Self:
        """Send something that is not text: voice, photo, sticker …"""
        return self.does(Sent(kind, f"{kind}-1"))

    def edits(self, text: str) -> Self:
        """Change an earlier message to `text`."""
        return self.does(Edited(text))

    def does(self, *events: FromReporter) -> Self:
        """Do `events`, all of them before any answer can arrive."""
        self.hotline.happens(self.name, *events)
        return self

    def skims(self) -> Self:
        """Take note of all that arrived, whatever it was: this story is about something else."""
        self.phone.unheard.clear()
        return self

    def hears_nothing(self) -> Self:
        """Fail where anything has arrived that was not asserted before."""
        self.phone.expect_nothing()
        return self

    def button(self, label: str, earlier: bool = False) -> str:
        """Return the data of a button of the newest message, or of the newest `earlier` one that has it."""
        if not earlier:
            return self.newest.data_of(label)
        had = [message for message in self.phone.messages[:-1] if label in dict(message.buttons)]
        assert had, f"no earlier button {label!r} on the phone of {self.name}"
        return had[-1].data_of(label)

    @property
    def newest(self) -> Message:
        """The newest message."""
        return self.phone.newest

    @property
    def screen(self) -> str:
        """The newest message as it stands on the phone, with its buttons."""
        return "\n".join((self.newest.text, *(f"[{label}]" for label, _ in self.newest.buttons)))


class Reporter(Person):
    """Somebody who writes to the hotline. Her bubbles are asserted one after the other, each by all its keys."""

    def says_at_once(self, *texts: str) -> Self:
        """Write several messages before any answer can arrive."""
        return self.does(*(Said(text) for text in texts))

    def picks(self, *options: str) -> Self:
        """Press the button of each of `options` on the bubble that is the newest then; it counts as heard."""
        for option in options:
            self.does(Picked(self.phone.answer(option), -1))
        return self

    def types_digit(self, digit: int) -> Self:
        """Answer the newest bubble by typing the digit of an option."""
        self.phone.answer(self.newest.buttons[digit - 1][0])
        return self.does(Said(str(digit)))

    def types_label(self, option: str) -> Self:
        """Answer the newest bubble by typing the whole label of `option`."""
        data = self.phone.answer(option)
        return self.does(Said(next(label for label, value in self.newest.buttons if value == data)))

    def shares(self, latitude: float, longitude: float) -> Self:
        """Share a location."""
        return self.does(Shared(latitude, longitude))

    def hears(self, *said: str, at: str = "") -> Self:
        """Assert that the next bubble has exactly the wording `said`, and arrived at the time of day `at`."""
        message = self.phone.expect_next(said)
        assert at in ("", message.at), f"{self.name} heard {said} at {message.at}, not at {at}"
        return self

    def reads(self, *words: str) -> Self:
        """Assert that `words` stand in the newest message: for facts that are filled in, not for wording."""
        return self._finds(words, self.newest.text)

    def hears_words(self, *words: str, at: str = "") -> Self:
        """Assert that the next message is what a person on duty wrote, with `words` in it."""
        message = self.phone.expect_next(("words",))
        assert at in ("", message.at), f"{self.name} got the words at {message.at}, not at {at}"
        return self._finds(words, message.text)

    @property
    def state(self) -> str:
        """The state in which her conversation stands; empty when she has none."""
        stored = self.hotline.conversation_of(self.name)
        return stored.session.state if stored else ""

    def stands_in(self, state: str) -> Self:
        """Assert the state of her conversation."""
        assert self.state == state, f"{self.name} stands in {self.state or 'nothing'}, not in {state}"
        return self

    def _finds(self, words: tuple[str, ...], text: str) -> Self:
        missing = [word for word in words if word not in text]
        assert not missing, f"{missing} not in:\n{text}"
        return self


class Counselor(Person):
    """Somebody on duty. Her notices are asserted by name, in any order: lanes do not wait for each other."""

    def is_paged(self, *, at: str = "", colour: str = "") -> Self:
        """Assert that a page arrived, at the time of day `at` and in `colour`."""
        page = self.phone.expect_any("page")
        assert at in ("", page.at), f"{self.name} was paged at {page.at}, not at {at}"
        assert colour in page.text, page.text
        return self

    def is_alarmed(self, reason: str = "", *, at: str = "") -> Self:
        """Assert that an alarm arrived, for the code `reason`."""
        alarm = self.phone.expect_any("alarm")
        assert at in ("", alarm.at), f"{self.name} was alarmed at {alarm.at}, not at {at}"
        told = self.hotline.house.wording.code(reason) if reason else ""
        assert told in alarm.text, f"not {reason!r}:\n{alarm.text}"
        return self

    def is_told(self, *notices: str) -> Self:
        """Assert that each of `notices` arrived."""
        for notice in notices:
            self.phone.expect_any(notice)
        return self

    def is_briefed(self, *words: str) -> Self:
        """Assert the brief and all of the backlog, in which `words` stand."""
        told = self.phone.expect_any("brief").text
        while any(message.said == ("backlog",) for message in self.phone.unheard):
            told = f"{told}\n{self.phone.expect_any('backlog').text}"
        missing = [word for word in words if word not in told]
        assert not missing, f"{missing} not in:\n{told}"
        return self

    def reads(self, *words: str) -> Self:
        """Assert that a message was relayed to her in which `words` stand."""
        text = self.phone.expect_any("relayed").text
        missing = [word for word in words if word not in text]
        assert not missing, f"{missing} not in:\n{text}"
        return self

    def accepts(self) -> Self:
        """Press `Terima` on the newest page she ever got."""
        return self.presses(self.page("accept"))

    def declines(self) -> Self:
        """Press `Tidak bisa` on the newest page she ever got."""
        return self.presses(self.page("decline"))

    def takes_over(self) -> Self:
        """Be paged, accept and read all there is: for stories that begin when somebody is there."""
        self.is_paged().accepts()
        return self.is_briefed()

    def page(self, answer: str) -> str:
        """Return the button data of `answer` on the newest page."""
        pages = [message for message in self.phone.messages if message.said == ("page",)]
        assert pages, f"{self.name} was never paged"
        return pages[-1].data_of(answer)
