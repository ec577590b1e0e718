"""The errors of the hotline, in one tree.

    HotlineError
    ├── FlowError      a flow contradicts itself: our mistake, found by `check` before anyone is served
    ├── SealBroken     a stored value does not open with the key and place that belong to it
    ├── NotFound       what was asked for is not there, or not for this person
    ├── Refused        a command that cannot be carried out; the message says what to do instead
    └── SendError      a provider did not take a message; `kind` says what to do about it

What a reporter types wrongly is never an exception but a turn of the conversation.
"""


class HotlineError(Exception):
    """Base of every error that Pelita raises itself."""


class FlowError(HotlineError):
    """The flow is contradictory; it must not be served."""


class SealBroken(HotlineError):
    """A stored value does not open with the key and place that belong to it."""


class NotFound(HotlineError):
    """What was asked for is not there, or not for this person."""


class Refused(HotlineError):
    """The command cannot be carried out; the message, in Indonesian, says what to do instead."""
