"""Lists what a flow can say: the blocks that each template must have, no more and no fewer."""

from flows.draft import EVERYWHERE
from flows.states import (
    DONE,
    OUTSIDE,
    Branch,
    Choice,
    End,
    Flow,
    FreeText,
    Listen,
    Place,
    Receipt,
    Secret,
    Several,
    State,
)
from flows.understanding import questions

COMMON = frozenset(
    {
        "help",
        "added",
        "corrected",
        "courtesies",
        "thanked",
        "language",
        "greeted",
        "stale",
        "no_way_back",
        "cannot_skip",
        "sent_voice",
        "sent_media",
        "sent_other",
        "edited",
        "location",
        "number_here",
        "throttled",
        "not_found",
        "danger_again",
        "offer_person",
        "tick_first",
        "tell_first",
        "which_place",
        "repeated",
        "which_kecamatan",
        "ready",
        "moment",
        "noted",
        "blameless",
        "called",
        "told",
        "care",
        "dying",
        "medicine",
        "minutes",
        "hours",
        "days",
        "months",
        "years",
        "exhausted",
        "left_out",
        "let_go",
        "who_not",
        "wish",
        "open_now",
        "opens_again",
        *questions.TOPICS,
        DONE,
        OUTSIDE,
    }
)
"""Blocks of the template of all that can be said in more than one state."""


def wordings(flow: Flow) -> dict[str, frozenset[str]]:
    """Return for each template (a state that speaks, or `everywhere`) the blocks it must hold."""
    speaking = {
        name: blocks_of(flow, state) | ({"shortly"} if getattr(state, "short", False) else set())
        for name, state in flow.states.items()
    }
    return {EVERYWHERE: COMMON, **{name: blocks for name, blocks in speaking.items() if blocks}}


def blocks_of(flow: Flow, state: State) -> frozenset[str]:
    """Return the blocks of one state: what it asks, its options by their keys, and its other answers."""
    match state:
        case Branch() | End(says=False):
            return frozenset()
        case Choice(options=options, free=free):
            return frozenset({"ask", *(option.key for option in options)} | (set() if free else {"again"}))
        case Receipt(options=options):
            return frozenset({"ask", "again", *(option.key for option in options)})
        case Several(options=keys):
            return frozenset({"ask", "again", "ticked", *keys})
        case FreeText(many=True):
            return frozenset({"ask", "more", "added_to"})
        case Secret(kind="cover"):
            return frozenset({"ask", "again", "same"})
        case Place(confirms=confirms):
            return frozenset({"ask", "again", *({"confirm"} if confirms else ())})
        case FreeText() | Secret():
            return frozenset({"ask", "again"})
        case Listen(relays=True):
            return frozenset({"ask", "another", "closed"})
        case Listen(options=options):
            return frozenset({"ask", *(option.key for option in options)})
        case _:
            return frozenset({"ask"})
