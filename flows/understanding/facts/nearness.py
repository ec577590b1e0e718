"""Where who did it is at this hour, works far away, or waits for her, where no fixed phrase says it."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import CITIES

_LISTS = lists("nearness")
_LIVES = _LISTS["lives"]
_DOING = 3
"""Words such as "kuliah" between living and the house ("numpang kuliah di rumah om")."""
_HOME = 6
"""Words between living and with whom."""
_OVER = _LISTS["over"]
_LONG_AGO = _LISTS["long_ago"]
_NOT = _LISTS["not"]
_NOW = _LISTS["now"]
_DOES = _LISTS["does"]
_ROOMS = _LISTS["rooms"]
_PLACES = (*_LISTS["places"], *_ROOMS)
_GLUED = frozenset(_LISTS["glued"])
_THAT_ONE = _LISTS["that_one"]
_SHORTLY = _LISTS["shortly"]
_ASLEEP = _LISTS["asleep"]
_GOES = _LISTS["goes"]
_WORKS = _LISTS["works"]
_SAILORS = _LISTS["sailors"]
_SENTENCE = 30
"""Words of a long sentence."""
_PART = 7
"""Words between somebody and the room they are in."""
_HANDS = frozenset({"fisik", "seksual"})
_SOUGHT = 4
"""Words between waiting and where."""
_FRONT = _LISTS["front"]
_HERS = _LISTS["hers"]
_WAITS = _LISTS["waits"]
_TODAY = _LISTS["today"]
_OUTSIDE = _LISTS["outside"]
_WORKS_AS = _LISTS["works_as"]
_CORRECTS = _LISTS["corrects"]
_LED = _LISTS["led"]
_NOT_YET = _LISTS["not_yet"]
_LEAVES = _LISTS["leaves"]
_BESIDE = _LISTS["beside"]
_OUT = _LISTS["out"]
_SO = _LISTS["so"]
_LODGINGS = _LISTS["lodgings"]
_HOMES = lists("shared")["homes"]
_TOO = _LISTS["too"]
_WHILE = _LISTS["while"]
_WHICH = lists("shared")["which"]


def is_over(said: Said, place: int) -> bool:
    """Return whether it is denied, wished or of another time ("dulu tinggal bareng dia")."""
    near = [here for here in said.before(place, 6) if said.clause[here] == said.clause[place]]
    return any(said.is_a(here, *_OVER) for here in near) or any(said.is_a(here, *_NOT) for here in near[:3])


def here(story: Story) -> tuple[int, int] | None:
    """Return the words that say in which room who did it is now ("bapak masih di ruang tamu"), or None."""
    said = story.said
    for number, one in enumerate(story.people):
        if not story.agents or one.beside or story.role(number) != "pelaku" or not story.counts(one.first):
            continue
        clause = said.clause[one.first]
        if any(said.clause[at] == clause and said.is_a(at, *_OVER) for at in said.before(one.first, 4)):
            continue
        last = _room(said, one.first, one.last)
        done = [act.mark for act in story.acts if said.clause[act.mark.first] == clause and act.mark.code in _HANDS]
        refuge = one.code == "dia" and not story.of_self and any(said.is_a(at, "saya") for at in (last, last - 1))
        if last and not refuge and not any(mark.first < last for mark in done):
            return one.first, last
    return _goes_on(story)


def _goes_on(story: Story) -> tuple[int, int] | None:
    """Return the words that say it of who opens the sentence ("bojoku nendang aku, saiki turu nang kamar"), or None."""
    said = story.said
    for place in range(1, len(said.words)):
        if not said.is_a(place, *_TODAY) or not story.counts(place):
            continue
        if last := _now_there(story, place):
            return place, last
        if said.clause[place] == said.clause[place - 1]:
            continue
        if said.sentence[place] != said.sentence[place - 1]:
            last = _room(said, place + 1, place + 2) if said.is_a(place + 1, *_THAT_ONE) else 0
            subject = story.subject(place)
            if last and story.of_self and subject is not None and story.role(subject) == "pelaku":
                return place, last
            continue
        inside = [number for number, one in enumerate(story.people) if one.sentence == said.sentence[place]]
        first = next((number for number in inside if story.people[number].first < place), None)
        last = _room(said, place, place + 1) if first is not None and story.role(first) == "pelaku" else 0
        if last:
            return place, last
    return None


def _now_there(story: Story, place: int) -> int:
    """Return where "saiki nang ngarep lawang" ends, if the sentence is about who did it, else 0."""
    said = story.said
    led = said.is_a(place + 1, "di", "ada") and said.is_a(place + 2, *_OUTSIDE)
    if not led or said.clause[place + 2] != said.clause[place]:
        return 0
    number = told_of(story, place)
    before = story.nearest(place, 8)
    roles = {story.role(one) for one in (number, before) if one is not None}
    nearest = before is not None and story.role(before) in {"korban", "pelapor"}
    same = before is not None and said.clause[story.people[before].first] == said.clause[place]
    return place + 3 if "pelaku" in roles and not (nearest and same) else 0


def away(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it works or lives far away ("kerja di pelabuhan Surabaya"), or None."""
    said = story.said
    for number, one in enumerate(story.people):
        job = one.last + said.is_a(one.last, *_WORKS_AS)
        sails = said.is_a(job, *_SAILORS) and story.counts(one.first) and said.clause[job] == said.clause[one.first]
        if sails and one.named and not one.beside and story.role(number) == "pelaku":
            return one.first, job + 1
    for place in range(2, len(said.words)):
        if said.words[place].word not in CITIES or not story.counts(place):
            continue
        near = [at for at in said.before(place, _HOME + 2) if said.clause[at] == said.clause[place]]
        led = next((at for at in near[: _DOING + 1] if said.is_a(at, *_LED)), None)
        stays = next(
            (at for at in near if led is not None and at < led and said.is_a(at, *_LIVES, *_WORKS, *_GOES)), None
        )
        back = any(said.is_a(at, *_CORRECTS) for at in said.after(place + 1, 3))
        if stays is None or led is None or back or is_over(said, stays) or _is_promised(said, stays):
            continue
        if any(at in story.at or said.means(at, "thing") for at in range(led + 1, place)):
            continue
        near_by = told_of(story, stays)
        if near_by is not None and story.role(near_by) == "pelaku":
            return stays, place + 1
    return None


def _is_promised(said: Said, place: int) -> bool:
    """Return whether the work in a far city is only offered to somebody ("janji kerja di Malaysia")."""
    near = [at for at in said.before(place, _HOME) if said.clause[at] == said.clause[place]]
    return any(said.means(at, "promised") or said.means(at, "offers") for at in near)


def seeks(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it waits where she lives or works ("nungguin depan kos"), or None."""
    said = story.said
    waits = [mark for mark in said.of("marks") if mark.code == "seeks"]
    known = {mark.first for mark in waits}
    places = (at for at in range(len(said.words)) if at not in known and said.is_a(at, *_WAITS))
    waits += [Mark("marks", "seeks", at, at + 1) for at in places]
    for mark in sorted(waits, key=lambda mark: mark.first):
        if not story.agents or not story.counts(mark.first):
            continue
        sentence = said.sentence[mark.first]
        done = (act.mark for act in story.acts if act.mark.code in _HANDS and act.mark.first > mark.first)
        if any(said.sentence[act.first] == sentence for act in done):
            continue
        part = [at for at in said.after(mark.last, _SOUGHT) if said.clause[at] == said.clause[mark.first]]
        last = next((at + 1 for at in part if said.is_a(at, *_HERS)), 0)
        last = last or _in_front(said, part, mark.first)
        number = who(story, mark.first)
        number = number if number is not None else story.subject(mark.first)
        near = [at for at in said.before(mark.first, 3) if said.clause[at] == said.clause[mark.first]]
        denied = any(said.is_a(at, "tidak", "jangan", *_LONG_AGO) for at in near)
        if last and number is not None and story.role(number) == "pelaku" and not denied:
            return mark.first, last
    return None


def _in_front(said: Said, part: list[int], first: int) -> int:
    """Return where "nungguin di depan" ends, if her house is named before in the sentence, else 0."""
    ends = [at + 1 for at in part if said.is_a(at, *_FRONT)]
    last = ends[0] if ends else 0
    closed = last and (not said.has(last) or said.clause[last] != said.clause[first])
    return last if closed and any(said.is_a(at, *_HERS) for at in said.before(first, 10)) else 0


def who(story: Story, place: int) -> int | None:
    """Return who does what begins at `place`: named in its clause, else who did harm and opens the sentence."""
    number = story.nearest(place, _PART)
    if number is None or story.said.clause[story.people[number].first] == story.said.clause[place]:
        return number
    inside = (one for one, who in enumerate(story.people) if who.sentence == story.said.sentence[place])
    first = next((one for one in inside if story.people[one].named and story.people[one].last <= place), None)
    return first if first is not None and story.role(first) == "pelaku" else number


def _room(said: Said, first: int, place: int) -> int:
    """Return where the room ends that somebody is told to be in at this moment, or 0."""
    clause = said.clause[first]
    now = said.is_a(first - 1, *_NOW) and said.clause[first - 1] == clause
    does = False
    if said.is_a(place, *_NOT_YET) and said.is_a(place + 1, *_LEAVES):
        return place + 2 if said.clause[place + 1] == clause else 0
    for at in said.after(place, _PART):
        if said.clause[at] != clause:
            return 0
        glued = said.words[at].word in _GLUED
        inside = said.is_a(at, "di") and said.has(at + 1) and said.clause[at + 1] == clause
        if inside and does and said.words[at + 1].word.startswith("sebelah") and _is_mine(said, at + 1):
            return 0  # "dia tidur di sebelahku" is how it was done
        beside = inside and said.is_a(at + 2, *_BESIDE)
        beside = beside and said.clause[at + 2] == clause
        if (now or does) and (glued or beside or (inside and said.is_a(at + 1, *_PLACES))):
            at_home = said.is_a(at + 1, *_LODGINGS) or said.words[at].word == "dirumah"
            whose = at + 2 if inside else at + 1
            other = said.at_person(whose) and said.clause[whose] == clause if said.has(whose) else False
            return 0 if (at_home and (not now or other)) else at + 1 + (inside and not glued)
        if now and said.is_a(at, *_OUT) and any(said.is_a(on, *_SHORTLY) for on in said.after(at, 4)):
            return at + 2
        room = inside and said.is_a(at + 1, *_PLACES) and not said.is_a(at + 1, *_HOMES)
        apart = said.has(at + 2) and said.clause[at + 2] != clause and said.sentence[at + 2] == said.sentence[at]
        if at == place and room and apart and said.is_a(at + 2, "saya"):
            return at + 2  # "dia di teras, aku ngumpet di dapur"
        if at == place and inside and said.is_a(at + 1, *_PLACES) and not said.is_a(at + 1, "rumah", "omah"):
            return at + 2 if said.is_a(at + 2, *_NOW) and said.is_a(at + 3, *_DOES) else 0
        after = said.has(at + 1) and said.clause[at + 1] == clause
        ends = (
            not after
            or _is_mine_now(said, first, at + 1)
            or said.is_a(at + 1, *_NOW, *_SO)
            or said.means(at + 1, "but")
        )
        if now and said.is_a(at, *_ASLEEP) and ends:
            return at + 1
        now = now or said.is_a(at, *_NOW) or (said.is_a(at, "juga", "jua") and said.is_a(at + 1, "di"))
        does = does or said.is_a(at, *_DOES)
        if does and said.is_a(at + 1, "di") and at not in said.at and not said.is_a(at, "tidak"):
            continue  # "dia nonton bola di depan tv"
        if not said.is_a(at, *_NOW, *_DOES, *_TOO) and not said.means(at, "rages"):
            return 0
    return 0


def _is_mine_now(said: Said, first: int, place: int) -> bool:
    """Return whether the writer goes on while somebody sleeps ("mumpung dia tidur aku chat")."""
    return said.is_a(first - 1, *_WHILE) and said.is_a(place, "saya")


def _is_mine(said: Said, place: int) -> bool:
    """Return whether what stands at `place` is the writer's."""
    return said.words[place].word.endswith("ku") or said.is_a(place + 1, "saya")


def of_doer(story: Story, place: int) -> bool:
    """Return whether who did it is told of at `place`: opens its clause, stands nearest, or goes on from before."""
    said = story.said
    near = [at for at in said.before(place, 12) if at in story.at and not story.people[story.at[at]].beside]
    here = [at for at in near if said.clause[at] == said.clause[place]]
    if here:
        opens = story.at[here[-1]]
        which = said.is_a(story.people[opens].last, *_WHICH)
        return story.role(opens if which else story.at[here[0]]) == "pelaku"
    named = next((story.at[at] for at in near if story.people[story.at[at]].code != "saya"), None)
    named = named if named is not None else story.subject(place)
    return named is not None and story.role(named) == "pelaku"


def told_of(story: Story, place: int) -> int | None:
    """Return of whom it is told at `place`: who opens its clause, else the nearest clause before it, else the text.

    "bojoku nggebugi aku, saiki kerjo nang Suroboyo" goes on about who opens the sentence, not about whom it ends with.
    """
    said = story.said
    near = [at for at in said.before(place, _SENTENCE) if at in story.at and not story.people[story.at[at]].beside]
    if not near:
        return story.subject(place)
    clause = said.clause[near[0]]
    return story.at[[at for at in near if said.clause[at] == clause][-1]]
