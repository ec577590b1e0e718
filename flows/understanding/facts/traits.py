"""What tells of somebody whether they suffer or do it: their name, and the words around each place they stand at.

Traits are short names that are weighed (`casting`), never words that somebody typed: what a word does (its voice, what
the lists say it means) is learned, and so holds for verbs that no list has.
"""

from collections.abc import Iterable
from math import floor

from flows.understanding.facts.mention import Mention, meant
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE
from flows.understanding.triage import hear

_BESIDE = ((-2, "left2"), (-1, "left"), (0, "right"), (1, "right2"))
_GROUPS = frozenset({"violence", "sexes", "vulnerable", "near"})
"""Groups of phrases of which it matters that one stands beside somebody."""
_MARKS = frozenset(
    {
        *("age", "sees", "speaks", "gone", "hearsay", "along", "by", "has", "facing", "where", "body", "thing", "begs"),
        *("tender", "suffers", "maddens", "about"),
    }
)
"""Marks of which it matters that one stands further on in the same part of a sentence."""
_BEFORE, _AFTER = 5, 7
_GRADES, _QUIETEST, _LOUDEST = 3, -8, 8
"""Grades to the unit in which the score of triage is told, and the lowest and the highest."""
_OWNERS = frozenset({"saya", "dia", ""})


def everybody(story: Story, most: int) -> dict[str, list[int]]:
    """Return the first `most` people who are named, with the numbers of the mentions that mean each; the writer too."""
    found: dict[str, list[int]] = {"saya": []}
    for one in story.people:
        if one.named and not one.denied and len(found) <= most:
            found.setdefault(one.code, [])
    for number, one in enumerate(story.people):
        code = meant(story.people, number) if one.code == "dia" else one.code
        if code in found:
            found[code].append(number)
    return found


def spoken_of(story: Story) -> set[str]:
    """Return by what a whole text, one of harm or not, differs from others: its marks, and what triage hears in it."""
    marks = (mark for group in ("marks", "writer", "violence", "need") for mark in story.said.of(group))
    heard = hear(story.said.text)
    loud = max(_QUIETEST, min(_LOUDEST, floor(heard.score * _GRADES)))
    found = {mark.code if mark.group == "marks" else f"{mark.group} {mark.code}" for mark in marks}
    return (
        {f"loud {grade}" for grade in range(_QUIETEST, loud + 1)} | {f"heard {label}" for label in heard.labels} | found
    )


def kind(code: str) -> str:
    """Return what sort of somebody a code is: what they are to whom they harm, how strong, how young, whose side."""
    entry = PEOPLE.get(code)
    if entry is None:
        return code or "nobody"
    strong, young = "+" if entry.get("strong") else "", "-" if entry.get("cared_for") else ""
    return f"{entry.get('relation', '')}{strong}{young}{entry.get('side', '')}"


def voice(word: str) -> str:
    """Return what the ends of a word say of a verb: done to somebody, done by somebody, to whom; nothing of others."""
    if word.startswith("di") and len(word) > 4:
        front = "di"
    elif word.startswith(("me", "ng", "ny")):
        front = "me"
    elif word.startswith("ma") and len(word) > 5:
        front = "ma"
    elif word.startswith(("ke", "ka")) and word.endswith(("an", "en")):
        return "ke-an"
    else:
        front = ""
    for ends, back in ((("nya", "ne"), "nya"), (("in", "i", "kan", "ake", "no"), "i"), (("ku",), "ku")):
        if word.endswith(ends):
            return f"{front}-{back}"
    return f"{front}-"


def traits(story: Story, code: str, numbers: list[int], order: list[str]) -> set[str]:
    """Return the traits of one person; `numbers` are their mentions, `order` all who are named, as they come."""
    if not code:
        return {"nobody"}
    mentions = [story.people[number] for number in numbers]
    named = [one for one in mentions if one.code == code]
    found = {f"is {code}", f"kind {kind(code)}", f"named {min(len(named), 3)}"}
    if code != "saya":
        first = order.index(code)
        found |= {f"whose {whose(named)}", f"is {code} of {whose(named)}"}
        found |= {f"place {min(first, 3)}", f"place {min(first, 3)} of {min(len(order), 4)}"}
        found |= {f"pronouns {min(len(mentions) - len(named), 2)}"}
        found |= {"only a way" for _ in [0] if all(one.beside for one in named)}
        found |= {"only a time" for _ in [0] if all(one.lesser for one in named)}
        found |= {"turned to" for _ in [0] if any(one.turned for one in named)}
    for one in mentions:
        found |= _around(story.said, one)
    return found


def whose(named: list[Mention]) -> str:
    """Return whose somebody is at their first mention: `saya`, `dia`, another's, or nobody's."""
    owner = named[0].whose if named else ""
    return owner if owner in _OWNERS else "other"


def _around(said: Said, one: Mention) -> set[str]:
    """Return what stands around a mention: voices and marks beside it, and in its part of the sentence."""
    found: set[str] = set()
    pronoun = "dia " if one.code == "dia" else ""
    way = "way " if one.beside else ""
    for step, side in _BESIDE:
        place = one.first + step if step < 0 else one.last + step
        if not said.has(place) or said.sentence[place] != said.sentence[one.first]:
            continue
        found.add(f"{pronoun}{way}{side} {_voice(said, place)}")
        found |= {
            f"{pronoun}{side} {mark.code if mark.group == 'marks' else mark.group}"
            for mark in said.at.get(place, ())
            if mark.group == "marks" or mark.group in _GROUPS
        }
    after = [at for at in said.after(one.last, _AFTER) if said.clause[at] == said.clause[one.last - 1]]
    before = [at for at in said.before(one.first, _BEFORE) if said.clause[at] == said.clause[one.first]]
    found |= {f"{pronoun}after {_voice(said, at)}" for at in after}
    found |= {f"{pronoun}before {_voice(said, at)}" for at in before}
    found |= {f"{pronoun}after {code}" for code in _marked(said, after)}
    return found


def _voice(said: Said, place: int) -> str:
    return "figures" if said.number(place) >= 0 else voice(said.words[place].word)


def _marked(said: Said, places: Iterable[int]) -> set[str]:
    marks = (mark for place in places for mark in said.at.get(place, ()))
    return {mark.code for mark in marks if mark.group == "marks" and mark.code in _MARKS}
