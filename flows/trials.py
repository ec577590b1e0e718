"""Everything that can happen to a conversation, one example of each kind: what the walk tries in every situation."""

from collections.abc import Iterator
from datetime import timedelta

from flows.events import (
    Accepted,
    Answered,
    Closed,
    Edited,
    Event,
    Exhausted,
    Failed,
    Gone,
    LetGo,
    Picked,
    Rebound,
    Returned,
    Said,
    Sent,
    Shared,
    Vouched,
    Worded,
)
from flows.session import Session
from flows.states import Flow, Place, Several, options_of
from flows.understanding.words import COMMANDS

OWN_WORDS = "sudah saya ceritakan panjang lebar"
DANGEROUS = "dia bawa pisau"
UNSURE = "saya takut sekali"
QUESTION = "apa ini rahasia?"
FISHING = "tadi istri saya chat apa?"
THANKS, ENOUGH, GOODBYE = "ok makasih kak", "udah cukup, itu aja", "makasih ya kak, udah dulu"
SLIP, CORRECTION = "eh salah pencet", "eh bukan kemarin, tapi dulu"
MAYBE_WATCHED = "ada mertua"
LEFT_OUT, WHO_NOT = "jangan bu sari", "tetangga saya kerja di situ"
NOTHING = "\u200b\u200d"
RECEIPT = "4539 5787 6362 1486"
TELEPHONE = "0812 3456 7890"
UNKNOWN_PLACE = "wakanda utara"
WORD = "melati putih"
"""What a reporter may choose as one of her two words."""

MINUTE, LATER, LONG = timedelta(minutes=1), timedelta(minutes=20), timedelta(hours=2)
"""Within the exchange; past it, within the hour of the one dull line; past both."""

_KINDS = ("voice", "photo", "video", "document", "sticker", "contact", "other")
_SPELLINGS = {name: word for word, name in reversed(COMMANDS.items())}
"""Each command with its first spelling, one that also counts while a person reads along where there is such a one."""
_REPORTER: tuple[Event, ...] = (
    *(Said(word) for word in _SPELLINGS.values()),
    *(
        Said(text)
        for text in (OWN_WORDS, DANGEROUS, UNSURE, QUESTION, FISHING, NOTHING, RECEIPT, TELEPHONE, UNKNOWN_PLACE, WORD)
    ),
    *(Said(text) for text in (THANKS, ENOUGH, GOODBYE, SLIP, CORRECTION, MAYBE_WATCHED, LEFT_OUT, WHO_NOT)),
    *(Sent(kind) for kind in _KINDS),
    Sent("photo", "file", "suami saya bawa parang"),
    *(Edited(text) for text in (OWN_WORDS, DANGEROUS, RECEIPT, _SPELLINGS["danger"])),
    *(Returned(found=True), Returned(found=False), Returned(found=False, throttled=True)),
    *(Worded("identity"), Worded("identity", own=False), Worded("cover"), Worded("cover", own=False)),
    *(Shared(-7.47, 112.43), Rebound(), Rebound(worded=True), Gone(), Failed()),
)
_STAFF: tuple[Event, ...] = (Accepted(), Answered("halo, saya di sini"), Vouched(), LetGo(), Closed(), Exhausted())


def command(name: str) -> Said:
    """Return the message that gives the command `name`."""
    return Said(_SPELLINGS[name])


def trials(flow: Flow, session: Session) -> Iterator[tuple[Event, timedelta]]:
    """Yield every kind of event for `session`, each with how long after the last one it happens."""
    for event in (*_answers(flow, session), *_REPORTER):
        yield event, MINUTE
    for event in _STAFF:
        for wait in (MINUTE, LATER, LONG) if session.case else (MINUTE,):
            yield event, wait


def _answers(flow: Flow, session: Session) -> Iterator[Event]:
    state = flow[session.state]
    shown = session.offered or options_of(state)
    for place, option in enumerate(shown, start=1):
        yield Picked(option, session.turn)
        yield Said(str(place))
    yield Picked(shown[0] if shown else "?", session.turn - 1)
    if isinstance(state, Several):
        yield from (Said(f"{place} selesai") for place in range(1, len(shown)))
    if isinstance(state, Place):
        yield from _places(state)


def _places(state: Place) -> Iterator[Event]:
    """Yield a name that means one kecamatan, one that means some, one that means too many to ask, and none of them."""
    by_meanings = {min(len(codes), 5): name for name, codes in sorted(state.places.names.items())}
    for name in by_meanings.values():
        yield Said(name)
    yield Said("luar")
