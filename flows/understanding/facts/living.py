"""Who lives with who did it where no fixed phrase says it: "tinggal di Meri sama dia", "dititip di rumah paman"."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.nearness import is_over
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE, owner

_LISTS = lists("living")
_LIVES = _LISTS["lives"]
_STAYS = (*_LISTS["stays"], *_LIVES)
_SLEEPS = _LISTS["sleeps"]
_STILL = _LISTS["still"]
_SITES = _LISTS["sites"]
_WORKPLACES = _LISTS["workplaces"]
_AT_WORK = frozenset({"majikan", "nyonya", "tuan"})
"""Who keeps those who work for them in the house."""
_FOLLOWS = _LISTS["follows"]
_IN_CARE = _LISTS["in_care"]
_DOING = 3
"""Words such as "kuliah" between living and the house ("numpang kuliah di rumah om")."""
_SINCE = _LISTS["since"]
_HOUSE = _LISTS["house"]
_HOME = 6
"""Words between living and with whom."""
_AROUND = _LISTS["around"]
_TOGETHER = _LISTS["together"]
_ALL = _LISTS["all"]
_TO = lists("shared")["to"]
_LED = _LISTS["led"]
_RETURNS = _LISTS["returns"]
_STILL_OR_FORCED = _LISTS["still_or_forced"]
_REMAINS = _LISTS["remains"]
_EVERYBODY = _LISTS["everybody"]
_ONLY_OR_STILL = _LISTS["only_or_still"]
_ALONG = _LISTS["along"]
_ONLY = _LISTS["only"]
_BY_OR_AT = _LISTS["by_or_at"]
_ONLY_THERE_IS = _LISTS["only_there_is"]
_TWO = _LISTS["two"]
_IN = _LISTS["in"]
_SOMEWHERE = _LISTS["somewhere"]
_SLEEPS_OR_LIVES = _LISTS["sleeps_or_lives"]
_TOO = _LISTS["too"]
_THERE = _LISTS["there"]
_SLEEPS_OVER = _LISTS["sleeps_over"]
_LODGINGS = _LISTS["lodgings"]
_HOW_LONG = _LISTS["how_long"]
_STAYS_THE_NIGHT = _LISTS["stays_the_night"]
_HARMED = frozenset({"korban", "pelapor", "anak"})


def home(story: Story) -> tuple[int, int] | None:
    """Return the words that say that somebody lives with who did it ("tinggal di Kedundung sama dia"), or None."""
    said = story.said
    for place in range(len(said.words) if story.agents else 0):
        last = _kept(story, place) or _at_home(story, place) or _nobody_else(story, place)
        if last and story.counts(place) and not is_over(said, place):
            return place, last
        if not story.counts(place) or is_over(said, place):
            continue
        if not said.is_a(place, *_STAYS, *_FOLLOWS, *_SLEEPS) and not _is_still(story, place):
            continue
        if place in story.at or owner(said.words[place].word)[1]:
            continue  # "temen kosku" is somebody, and "kosku" a place
        last = _with(story, place) or _in_house(story, place) or _both(story, place) or _there(story, place)
        last = last or _sleeps_in(story, place) or _pair(story, place)
        if last:
            return place, last
    return None


def _with(story: Story, place: int) -> int:
    """Return where "tinggal … sama dia" or "ikut paman" ends, if one of the two did it to the other, else 0."""
    said = story.said
    part = [here for here in said.after(place + 1, _HOME) if said.clause[here] == said.clause[place]]
    direct = said.is_a(place, *_FOLLOWS)
    if not direct and not said.is_a(place, *_LIVES):
        return 0
    joined = [place] if direct else [here for here in part if said.means(here, "along") and here + 1 in story.at]
    ends = (_lives_with(story, place, along, [here for here in part if here < along]) for along in joined)
    return next((end for end in ends if end), 0)


def _lives_with(story: Story, place: int, along: int, part: list[int]) -> int:
    """Return where the one ends who stands after `along`, if it is said that they live together, else 0."""
    said, number = story.said, story.at.get(along + 1)
    if number is None or any(said.is_a(here, *_AROUND) for here in part):
        return 0
    between = [story.people[story.at[here]] for here in part if here in story.at and story.at[here] != number]
    if any(not one.beside and not said.means(one.first - 1, "along") for one in between):
        return 0
    last = story.people[number].last
    closed = not said.has(last) or said.clause[last] != said.clause[place] or said.is_a(last, *_SINCE)
    if along == place and not (closed and story.people[number].named):
        return 0
    role, subject = story.role(number), _subject(story, place)
    lives = role == "pelaku" and (subject in _HARMED or subject == "pelaku")
    return last if lives or (role == "korban" and subject == "pelaku") else 0


def _subject(story: Story, place: int) -> str:
    """Return the role of whom a word for living is said of: who stands before it, else whom the text goes on about."""
    number = story.nearest(place, 8)
    number = number if number is not None else story.subject(place)
    return story.role(number) if number is not None else "korban"


def _in_house(story: Story, first: int) -> int:
    """Return where "tidur di rumah majikan" or "numpang di rumah saya" ends, if the other lives there, else 0."""
    said, place = story.said, first
    place += next((skip for skip in range(_DOING) if said.is_a(place + 1 + skip, *_TO)), 0)
    if said.is_a(place + 1, "ke", "ka") and not _is_still(story, first):
        return 0
    if said.is_a(place + 1, "di") and place + 2 in story.at and story.people[story.at[place + 2]].named:
        place -= 1  # "numpang di mertua"
    elif not (said.is_a(place + 1, *_TO) and said.is_a(place + 2, *_HOUSE)):
        return 0
    if said.clause[place + 2] != said.clause[first]:
        return 0
    number = story.at.get(place + 3, story.at.get(place + 2))
    if number is not None and _all_of_us(story, first):
        return story.people[number].last
    if number is None or said.sentence[story.people[number].first] != said.sentence[place]:
        return 0
    role, subject = story.role(number), _subject(story, first)
    near = story.nearest(first, 8)
    guest = near is not None and story.people[near].code == "dia" and story.people[number].named
    subject = "korban" if guest and role == "pelaku" else subject
    sleeps = not said.is_a(first, *_LIVES)
    hers = role == "pelaku" and subject in _HARMED
    theirs = role in _HARMED and subject == "pelaku" and not sleeps
    return story.people[number].last if hers or theirs else 0


def _is_still(story: Story, place: int) -> bool:
    """Return whether somebody is still in a house, or goes back to it ("masih di rumah ayah", "balik ke rumah …")."""
    said = story.said
    led = said.is_a(place + 1, *_LED) and said.is_a(place + 2, *_HOUSE)
    still = any(said.is_a(at, *_STILL_OR_FORCED) for at in said.before(place, 3))
    back = said.is_a(place, *_RETURNS) and still
    return led and (back or said.is_a(place, *_REMAINS))


def _all_of_us(story: Story, first: int) -> bool:
    """Return whether a family with who did it lives in one house ("kita semua tinggal di rumah mertua")."""
    said = story.said
    near = [*said.before(first, 3), *said.after(first + 1, 6)]
    every = any(said.is_a(at, *_EVERYBODY) for at in near)
    us = every and any(said.words[at].word in {"kami", "kita"} for at in near)
    by = [said.sentence[one.first] for one in story.agents if PEOPLE[one.code]["side"] == "keluarga"]
    return us and story.of_self and any(0 <= said.sentence[first] - sentence <= 1 for sentence in by)


def _both(story: Story, place: int) -> int:
    """Return where "kami ngontrak berdua" ends, if the sentence or the one before names who did it, else 0."""
    said = story.said
    first = place - said.is_a(place - 1, *_ONLY_OR_STILL)
    counted = said.is_a(first - 1, *_TOGETHER, *_ALL) and not said.is_a(first - 1, *_ALONG)
    first -= counted
    both = said.words[first - 1].word in {"kami", "kita"} if first else False
    both = both or (bool(first) and counted and said.words[first - 1].word in {"mereka", "buhannya"})
    family = any(PEOPLE[one.code]["side"] == "keluarga" for one in story.agents)
    if not both or not (story.of_self or (counted and family)) or not said.is_a(place, *_LIVES):
        return 0
    last = next((here + 1 for here in said.after(place + 1, 2) if said.is_a(here, *_TOGETHER)), 0)
    last = last or (place + 1 if counted else 0)
    after = story.at.get(last) if last else None
    if after is not None and said.clause[last] == said.clause[place] and story.people[after].named:
        return 0
    by = [said.sentence[one.first] for one in story.agents]
    alone = not any(said.means(here, "along") and here >= last for here in said.after(last, 2)) if last else False
    return last if alone and any(0 <= said.sentence[place] - sentence <= 1 for sentence in by) else 0


def _at_home(story: Story, place: int) -> int:
    """Return where "bertiga di rumah sama ibu tiri" ends, if one of the two did it to the other, else 0."""
    said = story.said
    only = said.is_a(place, *_ONLY) and said.means(place + 1, "along")
    if not only and (not said.is_a(place, *_TOGETHER) or said.is_a(place, *_ALONG)):
        return 0
    skip = place + 1 + said.is_a(place + 1, "saja")
    skip += 2 if said.is_a(skip, "di") and said.is_a(skip + 1, *_HOUSE) else 0
    number = story.at.get(skip + 1) if said.means(skip, "along") else None
    if number is None or said.clause[skip] != said.clause[place] or _subject(story, place) not in {*_HARMED, "pelaku"}:
        return 0
    after, other = story.people[number].last, story.role(number)
    if only and not (said.is_a(after, "di", "nang") and said.is_a(after + 1, *_HOUSE)):
        return 0
    by = "pelaku" in {other, _subject(story, place)} and other in {"pelaku", "korban"}
    return after if by else 0


def _kept(story: Story, place: int) -> int:
    """Return where "dititip di rumah paman" or "diasuh bibinya" ends, if who suffers is kept by who did it, else 0."""
    said = story.said
    if not said.is_a(place, *_IN_CARE) or not said.words[place].word.startswith("di"):
        return 0
    skip = place + 1
    while said.has(skip) and said.is_a(skip, *_BY_OR_AT, *_HOUSE):
        skip += 1
    number = story.at.get(skip)
    if number is None or said.clause[skip] != said.clause[place] or story.role(number) != "pelaku":
        return 0
    kin = PEOPLE.get(story.people[number].code, {}).get("side") == "keluarga"
    if not kin and not any(said.is_a(at, *_HOUSE) for at in range(place + 1, skip)):
        return 0
    near = story.nearest(place, 8)
    pronoun = near is not None and story.people[near].code == "dia"
    return story.people[number].last if pronoun or _subject(story, place) in _HARMED else 0


def _pair(story: Story, place: int) -> int:
    """Return where "aku karo bojoku ngontrak" ends, if one of the two did it to the other, else 0."""
    said = story.said
    if not said.is_a(place, *_LIVES):
        return 0
    here = [at for at in said.before(place, _HOME) if said.clause[at] == said.clause[place]]
    second = next((story.at[at] for at in here if at in story.at), None)
    if (
        second is None
        or second == 0
        or any(not said.is_a(at, *_STILL) for at in here if at >= story.people[second].last)
    ):
        return 0
    along, first = story.people[second].first - 1, second - 1
    joined = said.means(along, "along") and story.people[first].last == along
    return place + 1 if joined and _are_two(story, first, second) else 0


def _nobody_else(story: Story, place: int) -> int:
    """Return where "di rumah cuma ada aku sama dia" ends, if one of the two did it to the other, else 0."""
    said = story.said
    if not said.is_a(place, *_HOUSE) or said.sentence[place] != said.sentence[min(place + 4, len(said.words) - 1)]:
        return 0
    skip = place + 1
    while said.is_a(skip, *_ONLY_THERE_IS):
        skip += 1
    first = story.at.get(skip)
    if skip == place + 1 or first is None or said.clause[skip] != said.clause[place]:
        return 0
    along = story.people[first].last
    along += said.is_a(along, *_TWO)
    second = story.at.get(along + 1)
    both = second is not None and said.means(along, "along") and _are_two(story, first, second)
    return story.people[second].last if both and second is not None else 0


def _are_two(story: Story, first: int, second: int) -> bool:
    roles = {story.role(first), story.role(second)}
    return "pelaku" in roles and bool(roles & _HARMED)


def _sleeps_in(story: Story, place: int) -> int:
    """Return where "areke turu nang kono" or "menginap di tempat kerja" ends, if an employer did it, else 0."""
    said = story.said
    if not said.is_a(place, *_SLEEPS_OR_LIVES, *_SLEEPS):
        return 0
    if not any(one.code in _AT_WORK for one in story.agents) or _subject(story, place) == "pelaku":
        return 0
    skip = place + 1 + said.is_a(place + 1, *_TOO)
    if not said.has(skip) or said.clause[skip] != said.clause[place]:
        return 0
    if said.words[skip].word in _THERE or said.is_a(skip, "dalem", "njero"):
        return skip + 1
    led = said.is_a(skip, *_IN)
    if led and said.is_a(skip + 1, *_SITES):
        return skip + 2
    house = [at for at in said.after(skip + 1, 5) if said.clause[at] == said.clause[place]]
    owned = (at for at in house if at in story.at and story.role(story.at[at]) == "pelaku")
    if led and said.is_a(skip + 1, "kamar") and (end := next(owned, None)) is not None:
        return end + 1
    site = said.is_a(skip + 1, *_SOMEWHERE)
    return skip + 3 if led and site and said.is_a(skip + 2, *_WORKPLACES, "dia") else 0


def _there(story: Story, place: int) -> int:
    """Return where "dia tinggal di sini" or "om ikut tinggal di rumah" ends, if it is said of who did it, else 0."""
    said = story.said
    near = story.nearest(place, _HOME)
    named = near is not None and said.clause[story.people[near].first] == said.clause[place]
    if not said.is_a(place, *_LIVES) and not (named and said.is_a(place, *_STAYS_THE_NIGHT)):
        return 0
    place += said.is_a(place + 1, *_SLEEPS_OVER)
    if not said.has(place + 1) or said.clause[place + 1] != said.clause[place]:
        return 0
    glued = said.words[place + 1].word in {"disini", "dirumah"}
    last = place + 2 if glued else place + 3
    led = said.is_a(place + 1, "di") and said.is_a(place + 2, "rumah", "omah", *_LODGINGS)
    if not (glued or (led and said.clause[place + 2] == said.clause[place])) or _subject(story, place) != "pelaku":
        return 0
    closed = not said.has(last) or said.clause[last] != said.clause[place]
    closed = closed or said.is_a(last, *_HOW_LONG, *_SINCE)
    return last if closed or said.is_a(last, "saya") else 0
