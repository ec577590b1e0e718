"""What is done by phone or on the net: by which way it comes, what is sent, asked for or spread."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner
from flows.understanding.stems import stem

_LISTS = lists("online")
_BY = _LISTS["by"]
_NETS = _LISTS["nets"]
_THINGS = frozenset(_LISTS["things"])
_SENDS = frozenset(_LISTS["sends"])
_SENT = _LISTS["sent"]
_CHATS = _LISTS["chats"]
_CALLS = _LISTS["calls"]
_MADE = _LISTS["made"]
_ALL = _LISTS["all"]
_YET = _LISTS["yet"]
_NEAR = 3


def ways(said: Said) -> list[Mark]:
    """Return the ways by which something is done on the net ("lwt wa", "nang ig")."""
    return [
        Mark("place_kind", "daring", place, last) for place in range(len(said.words)) if (last := _way(said, place))
    ]


def sent(story: Story) -> list[Mark]:
    """Return what who did it sends or spreads by phone, not what they only threaten to ("ngancem nyebarin video")."""
    said = story.said
    found = ((place, _sent(said, place)) for place in range(len(said.words)))
    return [Mark("place_kind", "daring", place, last) for place, last in found if last and _does(story, place)]


def is_chatted(said: Said, mark: Mark) -> bool:
    """Return whether somebody is written to, or got to know, on the net ("dichat lakian tuha di fb")."""
    near = [at for at in said.before(mark.first, 6) if said.clause[at] == said.clause[mark.first]]
    return mark.code == "daring" and any(said.is_a(at, *_CHATS) for at in near)


def is_all_of_it(said: Said, mark: Mark) -> bool:
    """Return whether all that happened is said to have been on the net ("semua lewat wa")."""
    near = said.has(mark.first - 1) and said.clause[mark.first - 1] == said.clause[mark.first]
    return mark.code == "daring" and near and said.is_a(mark.first - 1, *_ALL)


def called(story: Story) -> list[Mark]:
    """Return the calls in which somebody is made to show themselves ("disuruh videocall buka baju")."""
    said = story.said
    hurt = {said.sentence[act.mark.first] for act in story.acts}
    return [
        Mark("place_kind", "daring", place, place + 1)
        for place in range(1, len(said.words))
        if said.words[place].word in _CALLS
        and said.sentence[place] in hurt
        and any(said.is_a(at, *_MADE) and not said.is_a(at - 1, *_YET) for at in said.before(place, 2))
    ]


def _does(story: Story, place: int) -> bool:
    """Return whether it is who did it that sends something at `place`, and really does."""
    said = story.said
    near = [at for at in said.before(place, 5) if said.clause[at] == said.clause[place]]
    if any(_threatens(said, at) or said.is_a(at, *_YET) for at in near):
        return False
    around = [story.at[at] for at in (*said.before(place, 12), *said.after(place, 9)) if at in story.at]
    if said.words[place].word.startswith("di"):
        return any(story.role(number) == "pelaku" for number in around) or bool(story.victims)
    return next((story.role(number) == "pelaku" for number in around if not story.people[number].beside), False)


def _threatens(said: Said, at: int) -> bool:
    return any(one.group == "violence" and one.code == "psikis" for one in said.at.get(at, ()))


def _way(said: Said, place: int) -> int:
    """Return the place after a way by which somebody is written to ("lwt wa", "nang ig"), or 0."""
    near = said.has(place + 1) and said.clause[place + 1] == said.clause[place]
    net = near and (said.is_a(place + 1, *_NETS) or owner(said.words[place + 1].word)[0] in _NETS)
    return place + 2 if net and said.is_a(place, *_BY) else 0


def _sent(said: Said, place: int) -> int:
    """Return the place after what is sent or spread by phone ("dikirimi video porno"), or 0."""
    word = said.words[place].word
    if word not in _SENT and not stem(word, _SENDS):
        return 0
    for at in said.after(place + 1, _NEAR):
        if said.clause[at] != said.clause[place]:
            return 0
        if not _THINGS.isdisjoint(said.forms[at]) or owner(said.words[at].word)[0] in _THINGS:
            return at + 1
    return 0
