"""Whether who did it does something in a place, though its verb is unknown ("pacarku nesu nang warung kopi").

Known deeds say of themselves where they happened. Here only the parts decide: the doer is the subject of what is told,
and does not merely live, work, wait or is somewhere.
"""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.spots import RIDES
from flows.understanding.facts.story import Story
from flows.understanding.facts.times import TELLS
from flows.understanding.facts.vocabulary import owner

_LISTS = lists("dealings")
_FAR = 14
"""Words between who did it and where."""
_CARE = _LISTS["care"]
_BY = _LISTS["by"]
_TO = _LISTS["to"]
_LURES = _LISTS["lures"]
_NOW = _LISTS["now"]


def is_dealt_in(story: Story, mark: Mark) -> bool:
    """Return whether who did it is told to do something in a place, to whoever suffers or at all."""
    said = story.said
    if mark.code == "daring" and any(one.group == "contact" for one in _marks(said, mark)):
        return False
    doer = _doer(story, mark)
    if doer is None:
        return _goes_on(story, mark)
    if doer >= mark.last:
        led = any(said.is_a(at, *_LURES) for at in said.before(mark.first, 3))
        return not led and not _is_still(said, doer, doer + 3)
    between = range(doer, mark.first)
    if between and _is_now(said, mark.first - 1, doer):
        return False
    if any(said.means(at, "abides") or said.is_a(at, *_LURES, *TELLS) for at in between):
        return False
    if _reaches(story, doer):
        return True
    same = said.clause[doer - 1] == said.clause[mark.first]
    if not between:
        goes_on = said.has(mark.last) and said.clause[mark.last] == said.clause[mark.first]
        if said.words[doer - 2].word.startswith("di") or said.is_a(doer - 2, *_BY):
            return same
        return same and goes_on and not _is_still(said, mark.last, mark.last + 2)
    return same and not _is_still(said, max(doer, mark.first - 2), mark.first)


def _goes_on(story: Story, mark: Mark) -> bool:
    """Return whether a sentence that names nobody goes on about who did it ("wingi ngenteni nang ngarep kosku")."""
    said, here = story.said, story.said.sentence[mark.first]
    first = next(at for at in range(mark.first, -1, -1) if at == 0 or said.sentence[at - 1] != here)
    named = any(at in story.at and not story.people[story.at[at]].beside for at in range(first, mark.last))
    subject = None if named or first in (0, mark.first) else story.subject(first)
    between = range(first, mark.first)
    if subject is None or story.role(subject) != "pelaku" or not _reaches(story, mark.first):
        return False
    return not any(said.means(at, "abides") or said.is_a(at, *_NOW, *_LURES) for at in between)


def _is_now(said: Said, at: int, doer: int) -> bool:
    """Return whether a word before a place says that somebody is there; "lagi" after a verb only says "again"."""
    return said.is_a(at, *_NOW) and not (said.is_a(at, "lagi") and at > doer)


def is_care(said: Said, mark: Mark) -> bool:
    """Return whether somebody is brought to a place for help ("aku dibawa ke rumah sakit")."""
    led = said.is_a(mark.first, *_TO) or said.is_a(mark.first - 1, *_TO)
    return led and any(said.is_a(at, *_CARE) for at in range(mark.first, mark.last))


def is_waited_in(story: Story, mark: Mark) -> bool:
    """Return whether who suffers only is or waits in a place after it happened ("… , aku nunggu di stasiun")."""
    said, here = story.said, story.said.sentence[mark.first]
    clause = said.clause[mark.first]
    acts = [act.mark.first for act in story.acts if said.sentence[act.mark.first] == here]
    if not acts or any(at > mark.first or said.clause[at] == clause for at in acts):
        return False
    before = [at for at in said.before(mark.first, 6) if said.clause[at] == clause]
    subject = next((story.at[at] for at in before if at in story.at), None)
    still = mark.last if said.is_a(mark.first, *RIDES) else mark.first
    stays = any(said.means(at, "is_there") or said.means(at, "abides") for at in range(max(still - 3, 0), still))
    stays = stays or said.is_a(mark.first, *RIDES)
    return subject is not None and story.role(subject) != "pelaku" and stays


def _doer(story: Story, mark: Mark) -> int | None:
    """Return the place after who did it, named in the sentence of a place: the nearest before it, or after it."""
    said = story.said
    for at in said.before(mark.first, _FAR):
        number = story.at.get(at)
        if number is not None and _does(story, number):
            return story.people[number].last
    for at in said.after(mark.last, 4):
        number = story.at.get(at)
        if number is not None and said.clause[at] == said.clause[mark.first]:
            return story.people[number].last if _does(story, number) else None
    return None


def _does(story: Story, number: int) -> bool:
    """Return whether somebody did it and stands as a subject, not as company ("di rumah cuma sama bapak")."""
    one = story.people[number]
    free = not one.beside and not one.denied and story.counts(one.first)
    return free and story.role(number) == "pelaku" and not story.said.means(one.first - 1, "along")


def _is_still(said: Said, first: int, last: int) -> bool:
    """Return whether somebody only is, waits or went somewhere in a stretch of words."""
    places = range(first, min(last, len(said.words)))
    return any(said.means(at, "abides") or said.means(at, "is_there") for at in places)


def _reaches(story: Story, place: int) -> bool:
    """Return whether from `place` to the end of its sentence somebody who suffers is named, or a thing of theirs."""
    said = story.said
    for here in said.after(place, len(said.words)):
        number = story.at.get(here)
        if number is not None and story.role(number) == "korban":
            return True
        if story.of_self and owner(said.words[here].word)[1] == "saya":
            return True
    return False


def _marks(said: Said, mark: Mark) -> list[Mark]:
    """Return the phrases of the sentence of a place."""
    here = said.sentence[mark.first]
    return [one for one in said.of("contact") if said.sentence[one.first] == here]
