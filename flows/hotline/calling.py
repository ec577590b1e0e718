"""Hears in a sentence that she must not be telephoned: "jngan telpom", "gabisa ngomong", "jgn telp nanti ketauan".

To be mistaken costs a call that she could have had; to be deaf makes her telephone ring beside him.
"""

from flows.data import load
from flows.understanding.places import one_slip
from flows.understanding.spelling import spelled
from flows.understanding.tokens import tokens

_DATA = {name: frozenset(words) for name, words in load("words.toml")["calling"].items()}
_NEAR = 3
"""Words behind a no within which what is refused stands."""
_SHORTEST_TYPO = 6
"""Letters of a word from which one of them may be wrong."""
_FEW = 3
"""Words of a message that may be nothing but a mistyped "chat aja"."""


def chat_only(text: str) -> str:
    """Return "chat" where `text` refuses a call or says that she cannot speak, else an empty string."""
    said = [spelled(token.word) for token in tokens(text)]
    if "?" in text or not said:
        return ""
    refuses = any(_refuses(said, place) for place in range(len(said)))
    return "chat" if refuses or _is_chat(said) else ""


def _refuses(said: list[str], place: int) -> bool:
    """Return whether a no at `place` is to a call or to speaking; "gak apa telepon" is a yes."""
    if said[place] in _DATA["mute"]:
        return True
    if not _is(said[place], "no"):
        return False
    behind = said[place + 1 : place + 1 + _NEAR]
    if behind and behind[0] in _DATA["fine"]:
        return False
    for word in behind:
        if word in _DATA["chat"]:
            return False
        if _is(word, "call") or word in _DATA["speak"]:
            return True
    before = said[place - 1] if place else ""
    return _is(before, "call") and set(behind) <= _DATA["can"]


def _is_chat(said: list[str]) -> bool:
    """Return whether a few words are a mistyped "chat aja"."""
    meant = [word for word in said if word in _DATA["chat"] or one_slip(word, "chat")]
    return len(said) <= _FEW and len(meant) == 1 and all(word in meant or word in _DATA["only"] for word in said)


def _is(word: str, what: str) -> bool:
    """Return whether `word` is one of the words for `what`, a longer one with one slip in it."""
    if word in _DATA[what]:
        return True
    return any(len(meant) >= _SHORTEST_TYPO and one_slip(word, meant) for meant in _DATA[what])
