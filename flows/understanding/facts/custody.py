"""Who did it and is in the hands of the police: "wis dicekel", "sekarang di sel polsek", "menjalani hukuman"."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.nearness import told_of
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story

_LISTS = lists("custody")
_TAKEN = _LISTS["taken"]
_LED = _LISTS["led"]
_POLICE = _LISTS["police"]
_CELLS = _LISTS["cells"]
_STATIONS = _LISTS["stations"]
_IN = _LISTS["in"]
_BY_NOW = _LISTS["by_now"]
_NOT = _LISTS["not"]
_SERVES = _LISTS["serves"]
_SENTENCE = _LISTS["sentence"]
_SO_ON = _LISTS["so_on"]
_THINGS = _LISTS["things"]
_REACH = 4


def kept(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it is in custody, or None."""
    said = story.said
    for place in range(len(said.words) if story.agents else 0):
        if not story.counts(place) or not (last := _in_custody(said, place)) or _denied(said, place):
            continue
        if any(act.mark.first <= place < act.mark.last for act in story.acts):
            continue
        number = told_of(story, place)
        if number is None or _of_thing(said, place, story.people[number].last):
            continue
        if last == place + 1 and not _follows(story, place):
            continue
        other = story.people[number].code == "saya" and said.clause[story.people[number].first] != said.clause[place]
        if story.role(number) == "pelaku" or (other and story.of_self and last > place + 1):
            return place, last
    return None


def _in_custody(said: Said, place: int) -> int:
    """Return where "wis dicekel", "digowo nang polsek" or "di sel" ends, else 0."""
    part = [at for at in said.after(place + 1, _REACH) if said.clause[at] == said.clause[place]]
    by = next((at for at in part if said.is_a(at, *_POLICE, *_CELLS)), None)
    if said.is_a(place, *_LED) and by is not None:
        return by + 1
    if said.is_a(place, *_TAKEN):
        return (by if by is not None else place) + 1
    if said.is_a(place, *_SERVES) and said.is_a(place + 1, *_SENTENCE):
        return place + 2
    if not said.is_a(place, *_IN) or not part:
        return 0
    if said.is_a(place + 1, *_CELLS):
        return place + 2
    near = [at for at in said.before(place, 2) if said.clause[at] == said.clause[place]]
    ends = len(part) == 1 or not said.has(place + 2) or said.clause[place + 2] != said.clause[place]
    office = said.is_a(place + 1, *_STATIONS)
    return place + 2 if office and ends and any(said.is_a(at, *_BY_NOW) for at in near[:1]) else 0


def _follows(story: Story, place: int) -> bool:
    """Return whether "ditahan" stands by itself after somebody, or opens what is told of them next."""
    said = story.said
    for at in said.before(place, _REACH + 2):
        if at in story.at or said.clause[at] != said.clause[place]:
            return True
        if not said.is_a(at, *_BY_NOW, *_POLICE, *_SO_ON):
            return False
    return False


def _denied(said: Said, place: int) -> bool:
    near = (at for at in said.before(place, _REACH) if said.clause[at] == said.clause[place])
    return any(said.is_a(at, *_NOT) or said.means(at, "wish") for at in near)


def _of_thing(said: Said, place: int, since: int) -> bool:
    """Return whether a thing stands between, which is kept then ("ktp saya ditahan")."""
    between = range(since, place)
    return any(said.is_a(at, *_THINGS) or said.means(at, "thing") or said.means(at, "money") for at in between)
