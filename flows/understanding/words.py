"""The words heard everywhere and the words of each option, as whole messages only."""

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.data import load
from flows.understanding import coming
from flows.understanding.manners import unthanked
from flows.understanding.spelling import spelled
from flows.understanding.text import plain

_DATA = load("words.toml")
COMMANDS: dict[str, str] = {plain(word) or word: name for name, words in _DATA["commands"].items() for word in words}
"""Every word heard everywhere, in its plain form, with the name of its command."""
LANGUAGES: dict[str, str] = {name: words[0] for name, words in _DATA["languages"].items()}
"""The languages there are words for, each with the word that is shown to choose it."""
_LANGUAGE = {plain(word): name for name, words in _DATA["languages"].items() for word in words}
_OPTIONS: dict[str, dict[str, list[str]]] = _DATA["options"]
_ADDRESS = frozenset(load("lexicon.toml")["alone"]["address"])
_CALLED = frozenset({"kak", "ka", "mbak", "mba", "min", "admin", "bu", "pak", "dok", "dokter", "ya"})
"""Words of address that are no kin of hers."""
_KIN = _ADDRESS - _CALLED | {"mbak", "mba"}
_OWN = frozenset({"saya", "aku", "sy", "gue", "ulun", "kulo"})
"""Behind a word for kin these say whose it is: "ibu saya" is her mother, "bu saya" is herself."""
_SAME: dict[str, str] = _DATA["same"]
_BUT = frozenset(_DATA["but"]["words"])
_AWAY = {name: frozenset(words) for name, words in _DATA["but"]["away"].items()}
_ANNOUNCES = frozenset(
    " ".join(filter(None, (but, who, wish, verb)))
    for but in _DATA["but"]["announcing"]["but"]
    for who in _DATA["but"]["announcing"]["who"]
    for wish in _DATA["but"]["announcing"]["wish"]
    for verb in _DATA["but"]["announcing"]["verb"]
)
_ANNOUNCING = max(len(one.split()) for one in _ANNOUNCES)
"""Ways to announce that something will be told: the words in them make no condition of a "no" before them."""
_RELAY = frozenset(plain(word) for word in _DATA["relay"]["words"])
_NUMBER = frozenset(plain(word) for word in _DATA["relay"]["number"])
_COMMON = {name: frozenset(found) for name, found in _DATA["common"].items()}
_FEWEST, _MOSTLY = 4, 0.6
"""Words of a message whose language is looked at, and the share of them that must be common words of it."""
_ACCEPTING = {name: frozenset(found) for name, found in _DATA["accepting"].items()}
"""Words of somebody on duty who takes a case, agrees, and what may stand beside them."""
_NO_CROSS = frozenset(_DATA["relay"]["no_cross"])
_OPENED = 2
"""Words of an opening that is an answer with a word of address behind it ("tidak kak")."""
_XS, _FEW_WORDS = 3, 5
"""Letters of an "x" typed in a hurry, and words of a message in which it counts."""
_AND = frozenset({"dan", "sama", "and", "karo", "wan", "lawan", "plus"})
_MOST_WORDS = 16
"""Words of an answer that is looked through for options; more of them are a story."""
_SAYS = {what: frozenset(plain(word) for word in found) for what, found in _DATA["says"].items()}
_DEAF = tuple(f"{plain(phrase)} " for phrase in _DATA["deaf"]["phrases"])
_OPENERS = frozenset(_DATA["watched"]["openers"])
_MOST_PARTS = 4
"""Parts of a message that may all say the same ("jangan telepon, chat aja")."""
_FIRST = re.compile(r"[,.;!\n]")
_NUMERALS = {
    name: number
    for number, names in enumerate(("satu siji", "dua loro", "tiga telu", "empat papat", "lima limo"), 1)
    for name in names.split()
}


def accepting(text: str) -> str:
    """Return whether somebody on duty types nothing but that she takes a case: "take", "agree", or an empty string."""
    said = frozenset(plain(text).split())
    if not said <= frozenset().union(*_ACCEPTING.values()):
        return ""
    return next((how for how in ("take", "agree") if said & _ACCEPTING[how]), "")


def command(text: str) -> str:
    """Return the command that `text` is as a whole message, or an empty string.

    "Ada orang" is a warning; "ada orang?" asks whether anybody is there, and is answered like a greeting.
    """
    name = COMMANDS.get(plain(text) or text.strip(), "") or ("exit_and_danger" if _alike(text) in WATCHED else "")
    name = name or crossed(text)
    return "greet" if name == "exit_and_danger" and "?" in text else name


def crossed(text: str) -> str:
    """Return the command of an "x" at the end or the beginning of a few words, as one types it in a hurry.

    "dia dateng x" leaves without a word, "udah masuk xx" too; "3 x", "inisial x" and a story mean something else.
    """
    said = plain(text).split()
    cross = [place for place in (0, len(said) - 1) if said and set(said[place]) == {"x"} and len(said[place]) <= _XS]
    if not cross or len(said) > _FEW_WORDS or "?" in text:
        return ""
    rest = said[:-1] if cross[-1] == len(said) - 1 else said[1:]
    if not rest:
        return "exit"
    if cross[-1] and (rest[-1].isdecimal() or rest[-1] in _NO_CROSS):
        return ""
    return "exit_and_danger"


def maybe_watched(text: str) -> bool:
    """Return whether `text` says that somebody is there, where that is no answer ("ada mertua")."""
    return "?" not in text and _alike(text) in _MAYBE


def _alike(text: str) -> str:
    """Return `text` in the spelling in which ways to say that somebody comes are compared, without what opens it."""
    said = plain(text).split()
    while len(said) > 1 and said[-1] in _CALLED:
        said.pop()
    while len(said) > 1 and said[0] in _OPENERS:
        said.pop(0)
    return " ".join(spelled(word) for word in said)


def ago(text: str) -> str:
    """Return which answer to "when" the one English time in running text is, empty for none, several or one that goes
    on ("since last year", "last month and every day").
    """
    said = f" {plain(text)} "
    found = {key for key, phrases in _DATA["ago"]["past"].items() if any(f" {phrase} " in said for phrase in phrases)}
    return found.pop() if len(found) == 1 and not any(f" {word} " in said for word in _DATA["ago"]["on"]) else ""


def deaf(text: str) -> bool:
    """Return whether a sentence of `text` begins by saying that its writer is deaf: she cannot be telephoned."""
    return any(f"{plain(part)} ".startswith(_DEAF) for part in _FIRST.split(text) if part)


def language(text: str) -> str:
    """Return the language that `text` as a whole message asks for, or an empty string."""
    return str(_LANGUAGE.get(plain(text), ""))


def in_relay(text: str) -> bool:
    """Return whether `text` is one of the few words that still count while a person reads along."""
    named = COMMANDS.get(plain(text)) == "exit_and_danger" or _alike(text) in _COMING or coming.interrupts(text)
    return (named or plain(text) in _RELAY or bool(crossed(text))) and command(text) != "greet"


def wants_number(text: str) -> bool:
    """Return whether `text` as a whole asks for the number to come back with, while a person reads along."""
    return any(form in _NUMBER for form in (plain(text), unaddressed(text)))


def speaks(text: str) -> str:
    """Return the language that a first message is written in, where its words tell and it is not the usual one."""
    said = plain(text).split()
    for name, common in _COMMON.items():
        if len(said) >= _FEWEST and sum(word in common for word in said) >= _MOSTLY * len(said):
            return str(name)
    return ""


@lru_cache(maxsize=512)
def spoken(state: str, option: str) -> frozenset[str]:
    """Return the words, in their plain form, that mean `option` in `state`."""
    own = _OPTIONS.get(state, {}).get(option, [])
    return frozenset(plain(word) for word in (*own, *_OPTIONS["everywhere"].get(option, [])))


def options(state: str) -> dict[str, list[str]]:
    """Return the words of the options of `state`, as they stand in the data."""
    return _OPTIONS.get(state, {})


def number(text: str) -> int:
    """Return the small number that `text` is as a whole ("2", "２.", "dua", "no 2"), or 0."""
    said = plain(text)
    said = said.removeprefix("nomor ").removeprefix("no ")
    if said.isdecimal() and len(said) == 1:
        return int(said)
    return _NUMERALS.get(said, 0)


def means(text: str, state: str, key: str) -> bool:
    """Return whether `text` is one of the words of option `key` of `state`."""
    return plain(text) in spoken(state, key)


def says(text: str, what: str) -> bool:
    """Return whether `text` as a whole is a "yes" or a "no" to a question that names what it asks about."""
    return any(form in _SAYS[what] for form in (plain(text), unaddressed(text)))


def opening(text: str, state: str, key: str) -> tuple[str, str]:
    """Return the words of option `key` with which `text` begins, before a comma or an end, and what stands behind them.

    Both are empty where it does not, where nothing stands behind, or where that makes a condition of it ("tidak, tapi
    nanti"), unless all it says is that somebody is away until later ("no, he is at work until midnight").
    """
    first, behind = _opened(text)
    told = _announced(behind)
    if not plain(behind) or not means(first, state, key) or not _BUT.isdisjoint(_unlimited(told.split())):
        return "", ""
    return first, behind


def _opened(text: str) -> tuple[str, str]:
    """Return what stands before the first comma or end, or before a word of address where none does, and the rest."""
    first, *rest = _FIRST.split(text, maxsplit=1)
    said = text.split(maxsplit=2)
    if len(said) > _OPENED and plain(said[1]) in _CALLED and not (rest and len(first.split()) <= _OPENED):
        return said[0], said[2]
    return first, rest[0] if rest else ""


def _unlimited(said: list[str]) -> list[str]:
    """Return words without those that say until when somebody is away, where that is later and nobody comes back."""
    away = all(not _AWAY[name].isdisjoint(said) for name in ("away", "later"))
    return [word for word in said if word not in _AWAY["until"]] if away and _AWAY["back"].isdisjoint(said) else said


def announces(text: str) -> bool:
    """Return whether `text` begins with the wish to tell or to ask something ("tapi saya mau cerita")."""
    return _announced(text) != plain(text)


def _announced(text: str) -> str:
    """Return `text` in its plain form without the words at its start that only announce what follows."""
    said = plain(text).split()
    ends = range(min(len(said), _ANNOUNCING), 0, -1)
    start = next((end for end in ends if " ".join(said[:end]) in _ANNOUNCES), 0)
    return " ".join(said[start:])


def unaddressed(text: str) -> str:
    """Return `text` without the words of address and politeness at its ends ("kranggan mbak")."""
    said = plain(text).split()
    while len(said) > 1 and said[-1] in _ADDRESS:
        said.pop()
    while len(said) > 1 and said[0] in _ADDRESS and not (said[0] in _KIN and said[1] in _OWN):
        said.pop(0)
    return " ".join(said)


def pick(text: str, state: str, keys: Sequence[str]) -> str:
    """Return the one option of `keys` that `text` means, by digit or by its words, or an empty string."""
    said = plain(text)
    said = _SAME.get(said, said)
    place = number(text)
    if 1 <= place <= len(keys):
        return keys[place - 1]
    for form in dict.fromkeys((said, unaddressed(said), unaddressed(unthanked(said)), _typed(said))):
        meant = [key for key in keys if form in spoken(state, key)]
        if meant:
            return meant[0] if len(meant) == 1 else ""
    parts = [part for part in _FIRST.split(text) if plain(part)]
    same = {pick(part, state, keys) for part in parts} if 1 < len(parts) <= _MOST_PARTS else set()
    return same.pop() if len(same) == 1 else ""


def _typed(said: str) -> str:
    """Return plain words as they are spelled ("sdh" is "sudah"); a single letter may be a slip and stays as it is."""
    return " ".join(spelled(word) if len(word) > 1 else word for word in said.split())


def named(text: str, state: str, keys: Sequence[str]) -> str:
    """Return the one option of `keys` that `text` means by its words and not by a digit, or an empty string."""
    return "" if number(text) else pick(text, state, keys)


def pick_several(text: str, state: str, keys: Sequence[str]) -> tuple[str, ...]:
    """Return all options that `text` names ("1 3", "13", "tempat aman dan bicara"); none when any part is not one."""
    one = pick(text, state, keys)
    if one:
        return (one,)
    said = plain(text)
    if said.isdecimal() and len(said) <= len(keys):
        found = [pick(digit, state, keys) for digit in said]
        return () if "" in found else tuple(dict.fromkeys(found))
    named: list[str] = []
    words = [word for word in said.split() if word not in _AND]
    while words and len(words) <= _MOST_WORDS:
        meant = ((pick(" ".join(words[:end]), state, keys), end) for end in range(len(words), 0, -1))
        key, end = next(((key, end) for key, end in meant if key), ("", 0))
        if not key:
            return ()
        named.append(key)
        del words[:end]
    return tuple(dict.fromkeys(named)) if not words else ()


WATCHED, _MAYBE = (frozenset(_alike(phrase) for phrase in _DATA["watched"][name]) for name in ("always", "maybe"))
_COMING = frozenset(_alike(phrase) for phrase, name in COMMANDS.items() if name == "exit_and_danger")
"""The plainest of them, which count while a person reads along too."""
