"""Hears the answers to two questions at once, in one short message."""

from flows import taking
from flows.draft import Draft
from flows.states import Choice, FreeText, options_of
from flows.understanding import words

_AT_ONCE = 10
"""Words of a message at most that may be the answers to two questions."""


def both(draft: Draft, text: str) -> bool:
    """Hear an answer with that to the next question behind or before it; return whether `text` is both, and no more.

    "Boleh telepon 0812…", "chat aja, malam": only between questions of the report, and never by digits, which mean
    something else on the next menu.
    """
    state = draft.state
    if not isinstance(state, Choice) or state.free or not state.skip or state.name == draft.flow.question:
        return False
    said = words.unaddressed(text).split()
    if len(said) > _AT_ONCE:
        return False
    cuts = [(said[:cut], said[cut:]) for cut in range(1, len(said))]
    ways = {
        (key, after, " ".join(rest))
        for first, last in cuts
        for here, rest in ((first, last), (last, first))
        if (key := words.named(" ".join(here), state.name, options_of(state)))
        and (after := _after(draft, state, key, " ".join(rest)))
    }
    if not any(map(str.isalpha, text)):  # nothing but a number, where one of the answers asks for one
        ways = {(key, after, text) for key in options_of(state) if (after := _after(draft, state, key, text))}
    if len({(key, after) for key, after, _ in ways}) != 1:
        return False
    (key, _, rest), before = min(ways), len(draft.blocks)
    taking.chosen(draft, key)
    del draft.blocks[before:]
    following = draft.state
    if isinstance(following, FreeText):
        taking.written(draft, following, text)
    else:
        taking.chosen(draft, words.named(rest, following.name, options_of(following)))
    return True


def _after(draft: Draft, state: Choice, key: str, rest: str) -> str:
    """Return what `rest` answers to the question that follows option `key` of `state`, or an empty string."""
    to = next(option.to for option in state.options if option.key == key)
    following = draft.peek(state.name, key, to)
    if isinstance(following, FreeText) and following.reads:
        return following.reads(rest) if not any(map(str.isalpha, rest)) else ""
    plain = isinstance(following, Choice) and following.skip and following.name != draft.flow.question
    return words.named(rest, following.name, options_of(following)) if plain else ""
