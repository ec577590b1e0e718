"""Hears who must not be called: "jangan Bu Sari", "tetangga saya kerja di situ", "pelakunya petugas".

Nobody here knows who works in the office: what may be a name is passed on, and compared with names elsewhere. To take a
word for a name that is none calls nobody less; to miss one lets a neighbour read.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.data import load
from flows.hotline.calling import chat_only
from flows.states import Conflict
from flows.understanding.common import SEEN
from flows.understanding.spelling import spelled
from flows.understanding.text import plain
from flows.understanding.tokens import tokens

KNOWS, OFFICER, POLICE = "kenal_petugas", "pelaku_petugas", "pelaku_polisi"
"""Marks: she knows somebody who works here; who did it is an officer, or with the police."""
NEAR = (KNOWS, OFFICER, POLICE)
"""All of them: whoever takes the case must know them first."""
WOMAN, MAN = "minta_perempuan", "minta_laki"
"""Marks: she asked for a woman, or for a man, to come."""
_DATA = {name: frozenset(words) for name, words in load("words.toml")["conflict"].items()}
_PLAIN = frozenset().union(*_DATA.values())
_UNSURE = tuple(plain(phrase) for phrase in _DATA["unsure"])
_SEX = 3
"""Words from a word for staff to the sex that is asked for, at most."""
_KIN = frozenset({"ibu", "bapak", "bunda"})
"""Titles that are words for kin as well: "jangan ibu marah"."""
_MOST_NAMED = 10
"""Words of a message at most that says nothing but whom to leave out."""
_MOST_ANSWERED = 5
"""Words of an answer to the question who it is."""
_BETWEEN = 4
"""Words between a no and the name at most."""
_POLITE = 4
"""Words behind a name within which it is said that she is not to be told."""
_NAME = 3
"""Words of a name at most."""
_GLUE = 4
"""Words at most from who did it to what he is."""


def conflict(text: str, named: bool = False) -> Conflict:
    """Return whom `text` wants left out. With `named` it answers who that is, so that a name may stand alone."""
    asked, _, behind = text.rpartition("?")
    if asked and plain(behind):
        return replace(conflict(behind, named), whole=False)
    said = [spelled(token.word) for token in tokens(text)]
    short = len(said) <= _MOST_NAMED
    wish = _wish(said) if short else ()
    if wish:
        return Conflict(marks=wish, whole=True)
    if not said or "?" in text:
        return Conflict()
    if named and plain(text).startswith(_UNSURE):
        return Conflict(whole=True)
    marks = _marks(said, short=short)
    names = _behind_no(said) or _before_no(said)
    whole = short and bool(names or marks)
    if not names and short and not chat_only(text):
        names = _alone(said)
        whole = whole or bool(names)
    if not names and named and len(said) <= _MOST_ANSWERED:
        names = tuple(word for word in said if _may_be_name(word) or (word not in _PLAIN and word not in SEEN))
        whole = bool(names) or whole
    asks = not names and not {KNOWS, OFFICER}.isdisjoint(marks)
    return Conflict(names, marks, whole and bool(names or asks), asks)


def _behind_no(said: Sequence[str]) -> tuple[str, ...]:
    """Return the names behind a no and a title ("jangan kasih tahu Bu Sari", "jangan petugas kota")."""
    found: list[str] = []
    for place, word in enumerate(said):
        if word not in _DATA["no"]:
            continue
        start = place + 1
        while start < len(said) and start - place <= _BETWEEN and said[start] in _DATA["between"]:
            start += 1
        if start + 1 >= len(said) or start - place > _BETWEEN + 1:
            continue
        if said[start] in _DATA["titles"]:
            found += _name(said, start + 1)
        elif said[start] in _DATA["staff_titles"]:
            titled = said[start + 1] in _DATA["titles"]
            found += _name(said, start + 1 + titled) or _team(said[start + 1])
    return tuple(dict.fromkeys(found))


def _before_no(said: Sequence[str]) -> tuple[str, ...]:
    """Return the names before a polite no ("saya mohon Bu Sari tidak diberi tahu", "Bu Sari jangan dilibatkan")."""
    found: list[str] = []
    for place, word in enumerate(said):
        if word not in _DATA["titles"]:
            continue
        name = _name(said, place + 1)
        behind = said[place + 1 + len(name) :][:_POLITE]
        if name and any(
            one in _DATA["no"] | _DATA["softly"] and other in _DATA["told"] for one, other in pairwise(behind)
        ):
            found += name
    return tuple(dict.fromkeys(found))


def _name(said: Sequence[str], start: int) -> list[str]:
    """Return the words of a name that begins at `start`; a word that everybody uses is none."""
    name: list[str] = []
    for word in said[start : start + _NAME]:
        alone = start + 1 == len(said) and said[start - 1] not in _KIN
        if not _may_be_name(word) and not (alone and _could_be(word)):
            break
        name.append(word)
    return name


def _team(word: str) -> list[str]:
    """Return a word that may name a team ("petugas kecamatan"); a place is one too, and common words are not."""
    return [word] if word not in _DATA["never"] | _DATA["glue"] | _DATA["between"] and len(word) > _NAME else []


def _alone(said: Sequence[str]) -> tuple[str, ...]:
    """Return the name in a message that is nothing but a no with a name ("jangan sari")."""
    if said[0] not in _DATA["no"]:
        return ()
    rest = [word for word in said[1:] if word not in _DATA["between"]]
    return tuple(rest) if 0 < len(rest) <= _NAME - 1 and all(map(_may_be_name, rest)) else ()


def _may_be_name(word: str) -> bool:
    return word.isalpha() and len(word) > 1 and word not in SEEN and word not in _PLAIN


def _could_be(word: str) -> bool:
    """Return whether a word behind a title may be a name though people use it for something else ("bu wulan")."""
    return word.isalpha() and len(word) > _NAME and word not in _PLAIN


def _wish(said: Sequence[str]) -> tuple[str, ...]:
    """Return which sex of a companion a short message asks for ("maunya petugas perempuan", "jangan petugas cowok")."""
    if _DATA["wish"].isdisjoint(said) or not _DATA["culprit"].isdisjoint(said):
        return ()
    for place, word in enumerate(said):
        if word not in _DATA["staff"]:
            continue
        near = said[place + 1 : place + 1 + _SEX]
        found = [sex for sex in ("female", "male") if not _DATA[sex].isdisjoint(near)]
        if len(found) == 1:
            refused = not _DATA["no"].isdisjoint(said[:place])
            return (WOMAN,) if (found[0] == "female") != refused else (MAN,)
    return ()


def _marks(said: Sequence[str], *, short: bool) -> tuple[str, ...]:
    marks = []
    for place, word in enumerate(said):
        if word not in _DATA["culprit"]:
            continue
        for behind in said[place + 1 : place + 1 + _GLUE]:
            if behind in _DATA["police"]:
                marks.append(POLICE)
            elif behind in _DATA["officer"]:
                marks.append(OFFICER)
            if behind not in _DATA["glue"]:
                break
    if short and OFFICER not in marks and _works_here(said):
        marks.append(KNOWS)
    return tuple(dict.fromkeys(marks))


def _works_here(said: Sequence[str]) -> bool:
    """Return whether a short message says that somebody she knows works here, or that she knows an officer."""
    words = set(said)
    here = bool(words & _DATA["here"])
    if not words.isdisjoint(_DATA["known"]) and here and not words.isdisjoint(_DATA["works"]):
        return True
    return not words.isdisjoint(_DATA["knows"]) and (
        not words.isdisjoint(_DATA["officer"]) or ("orang" in words and here)
    )
