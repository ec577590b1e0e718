"""Who did it lives or works beside who suffers: "rumahnya tepat di samping rumah kami", "omahe let rong omah"."""

from flows.understanding.facts.houses import (
    APART,
    CLOSE,
    COUNTED,
    ENDINGS,
    EVERY,
    FACING,
    FROM,
    HOMES,
    HOUSES,
    LIVES,
    MEETS,
    NEAR,
    ONE,
    ONE_OF,
    OURS,
    SAME,
    SEEN,
    SIDE,
    TITLED,
    TRADES,
    YARDS,
)
from flows.understanding.facts.lists import lists
from flows.understanding.facts.nearness import of_doer, told_of
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE, owner

_LISTS = lists("neighbours")
_BEFORE_A_HOUSE = _LISTS["before_a_house"]
_OPENINGS = _LISTS["openings"]
_JUST = _LISTS["just"]
_NO_HOME = _LISTS["no_home"]
_METRES = _LISTS["metres"]
_COUNTS = _LISTS["counts"]
_NO_LONGER = _LISTS["no_longer"]
_NOT_NOW = _LISTS["not_now"]
_NO_LONGER_OR_FORMER = _LISTS["no_longer_or_former"]
_NEVER_OR_FORMER = _LISTS["never_or_former"]
_WE = _LISTS["we"]
_WE_ALWAYS = _LISTS["we_always"]
_DAILY = _LISTS["daily"]

_REACH = 7


def beside(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it lives or works beside who suffers, or None."""
    said = story.said
    for place in range(len(said.words) if story.agents or story.acts else 0):
        if not story.counts(place):
            continue
        last = _house(story, place) or _lives(story, place) or _trades(story, place)
        last = last or _shares(story, place) or _meets(story, place) or _next_door(story, place)
        if last:
            return place, last
    return None


def _house(story: Story, place: int) -> int:
    """Return where "rumahnya tepat di samping rumah kami" ends, if the house is that of who did it, else 0."""
    said = story.said
    theirs_by = _ended(said, place)
    if not theirs_by and not said.is_a(place, *HOUSES):
        return _other_place(story, place)
    if said.words[place + 1].word in {"kami", "kita"} if said.has(place + 1) else False:
        return place + 3 if story.of_self and story.agents and said.is_a(place + 2, *FACING) else 0
    title = said.is_a(place + 1, *TITLED) and place + 1 not in story.at
    apart = story.at.get(place + 1 + title)
    named = apart is not None and story.role(apart) == "pelaku" and said.clause[place + 1] == said.clause[place]
    theirs = apart is not None and said.words[place + 1].word == "mereka" and not story.of_self
    if not theirs_by and not (named or theirs):
        return 0
    if said.is_a(place - 1, *_BEFORE_A_HOUSE):
        return 0
    first = story.people[apart].last if (named or theirs) and apart is not None else place + 1
    last = _near(story, first)
    return last if last and (named or _is_theirs(story, place, last)) else 0


def _other_place(story: Story, place: int) -> int:
    """Return where "musholanya di samping rumah kami" ends, if whatever is theirs stands beside her house, else 0."""
    said = story.said
    theirs = said.words[place].word.endswith("nya") or owner(said.words[place].word)[1] == "dia"
    if not theirs or place in story.at or said.means(place, "thing"):
        return 0
    part = [at for at in said.after(place + 1, 4) if said.clause[at] == said.clause[place]]
    side = next((at for at in part if said.is_a(at, *SIDE, *NEAR)), None)
    if side is None or side == place + 1 or not all(said.is_a(at, *CLOSE) for at in part if at < side):
        return 0
    ours = said.is_a(side + 1, *HOMES) and (said.words[side + 1].word.endswith("ku") or said.is_a(side + 2, *OURS))
    number = told_of(story, place)
    return side + 2 if ours and number is not None and story.role(number) == "pelaku" else 0


def _ended(said: Said, place: int) -> bool:
    """Return whether a house is that of whom the text goes on about ("omahe", "mejone", "badiamnya", "manggone")."""
    word = said.words[place].word
    bare, whose = owner(word)
    ended = next((word.removesuffix(end) for end in ENDINGS if word.endswith(end)), "")
    return (whose == "dia" and bare in {*HOUSES, *LIVES}) or ended in HOUSES or ended in LIVES


def _is_theirs(story: Story, place: int, last: int) -> bool:
    """Return whether "rumahnya" is that of who did it: whom the text goes on about, or since hers is the writer's."""
    said = story.said
    near = story.nearest(place, 8)
    if (
        near is not None
        and story.people[near].code != "saya"
        and said.clause[story.people[near].first] == said.clause[place]
    ):
        return of_doer(story, place)
    own = any(
        said.is_a(at, "saya") or owner(said.words[at].word)[1] == "saya"
        for at in range(place, min(last + 4, len(said.words)))
    )
    family = bool(story.victims) and PEOPLE.get(story.victims[0], {}).get("side") == "keluarga"
    if own and family and story.agents and PEOPLE[story.agents[0].code]["side"] != "keluarga":
        return True
    child = bool(story.victims) and story.victims[0] in {"anak", "bayi", "istri", "cucu"}
    child = child and any(one.code == story.victims[0] and one.whose == "saya" for one in story.people)
    if story.of_self or (child and bool(story.agents) and PEOPLE[story.agents[0].code]["side"] != "keluarga"):
        return True
    inside = (one for at in said.before(place, 20) if (one := story.at.get(at)) is not None)
    third = next((one for one in inside if story.people[one].code != "saya" and not story.people[one].beside), None)
    if near is not None and story.people[near].code == "saya" and third is not None:
        return story.role(third) == "pelaku"
    before = near if near is not None and story.people[near].code != "saya" else story.subject(place)
    return before is not None and story.role(before) == "pelaku"


def _near(story: Story, first: int) -> int:
    """Return where words for near that begin at `first` end ("cuma selisih dua rumah"), else 0."""
    said = story.said
    far = False
    for at in said.after(first, _REACH):
        if said.clause[at] != said.clause[first - 1]:
            return 0
        if said.is_a(at, *ONE) and said.is_a(at + 1, *YARDS):
            return at + 2 if _hers(said, at + 2) else 0
        led = said.is_a(at, *HOUSES, *YARDS) and not _ended(said, at)
        if led and said.is_a(at + 1, *SIDE) and said.clause[at + 1] == said.clause[at]:
            return at + 2 if _hers(said, at + 2) else 0
        if said.is_a(at, *SEEN):
            return at + 2 if said.is_a(at + 1, *FROM) and _hers(said, at + 2, named=True) else 0
        if said.is_a(at, *SIDE):
            side = said.is_a(at + 1, *SIDE) and said.clause[at + 1] == said.clause[at]
            return at + 1 + side if _hers(said, at + 1 + side) else 0
        if said.is_a(at, *APART) or number(said, at) is not None:
            return _counted(said, at)
        if said.is_a(at, *NEAR):
            return at + 1 if _hers(said, at + 1) else 0
        if said.is_a(at, "jauh") and said.is_a(at - 1, "tidak"):
            far = True
            if _hers(said, at + 1):
                return at + 1
            continue
        if not said.is_a(at, *CLOSE) or (said.is_a(at, "jauh", "tidak") and not far and not said.is_a(at + 1, "jauh")):
            return 0
    return 0


def _hers(said: Said, first: int, *, named: bool = False) -> bool:
    """Return whether what is near is the house of who suffers, or nothing more is said ("rumahnya dekat").

    With `named` the house must stand there ("omahe ketok soko omahku").
    """
    if not said.has(first) or said.clause[first] != said.clause[first - 1]:
        return not named
    for at in said.after(first, 4):
        if said.clause[at] != said.clause[first - 1]:
            return not named
        word = said.words[at].word
        hers = said.is_a(at, *HOUSES) and (word.endswith("ku") or said.is_a(at + 1, *OURS))
        own = hers or said.is_a(at, *HOMES, *OURS) or word.removesuffix("ku") in HOUSES
        if own or (not named and (said.is_a(at, *_JUST) or number(said, at))):
            return not _of_landmark(said, at)
        if not said.is_a(at, *CLOSE, *_OPENINGS):
            return False
    return not named


def _of_landmark(said: Said, place: int) -> bool:
    """Return whether a house is nobody's home ("di depan rumah sakit", "dekat warung bakso Pak Min")."""
    follows = said.has(place + 1) and said.clause[place + 1] == said.clause[place]
    public = said.is_a(place, "rumah") and said.is_a(place + 1, *_NO_HOME)
    return follows and (public or (said.is_a(place, *HOUSES) and said.is_a(place + 1, *TITLED)))


def _counted(said: Said, place: int) -> int:
    """Return where "let rong omah" or "selisih 3 kamar" ends, else 0."""
    for at in said.after(place, 5):
        if said.clause[at] != said.clause[place]:
            return 0
        if at > place and said.is_a(at, *COUNTED):
            return at + 1
        if at > place and said.words[at].word.removesuffix("an") in COUNTED and said.is_a(at - 1, *APART):
            return at + 1
        told = number(said, at)
        if told and told[0] > 15 and not said.is_a(told[1], *_METRES):
            return 0
        if at > place and told is None and not said.is_a(at, *_COUNTS):
            return 0
    return 0


def _next_door(story: Story, place: int) -> int:
    """Return where "tonggo mburi omah" or "tatangga di balakang rumah" ends, if that neighbour did it, else 0."""
    said, number = story.said, story.at.get(place)
    if number is None or story.people[number].first != place or story.people[number].code != "tetangga":
        return 0
    if story.role(number) != "pelaku" or story.people[number].beside:
        return 0
    last = story.people[number].last
    part = [at for at in said.after(place + 1, 4) if said.clause[at] == said.clause[place]]
    side = next((at for at in part if said.is_a(at, *SIDE)), None)
    plain = side is not None and all(said.is_a(at, *CLOSE) for at in part if at < side)
    if side is None or not plain or said.is_a(last, "tidak"):
        return 0
    return (
        side + 1 + said.is_a(side + 1, *HOMES) if _hers(said, side + 1) or said.means(side + 1, "along") else side + 1
    )


def _lives(story: Story, place: int) -> int:
    """Return where "tinggal tidak jauh dari rumah korban" ends, if it is said of who did it, else 0."""
    said = story.said
    if not said.is_a(place, *LIVES) or place in story.at or _ended(said, place):
        return 0
    first = place + 1 + (said.is_a(place, "bertempat") and said.is_a(place + 1, "tinggal"))
    if said.is_a(place - 1, "bertempat"):
        return 0
    if any(said.is_a(at, *_NO_LONGER) for at in said.before(place, 3)):
        return 0
    last = _near(story, first)
    return last if last and of_doer(story, place) else 0


def _trades(story: Story, place: int) -> int:
    """Return where "buka bengkel di depan rumah kami" ends, if it is said of who did it, else 0."""
    said = story.said
    if not said.is_a(place, *TRADES) or place in story.at:
        return 0
    if any(said.is_a(at, *_NOT_NOW) for at in said.before(place, 3)):
        return 0
    part = [at for at in said.after(place + 1, 6) if said.clause[at] == said.clause[place]]
    side = next((at for at in part if said.is_a(at, *SIDE, *NEAR, "gang", "pinggir")), None)
    if side is None or any(at in story.at or said.is_a(at, "tidak") for at in part if at < side):
        return 0
    if not _hers(said, side + 1, named=True) or any(act.mark.first in part for act in story.acts):
        return 0
    return side + 2 if of_doer(story, place) else 0


def elsewhere(story: Story, mark: Mark) -> bool:
    """Return whether a house is near a place that is not hers ("rumahku dekat masjid", "kantornya dekat alun-alun")."""
    said = story.said
    bare, whose = owner(said.words[mark.first].word)
    if not said.is_a(mark.last - 1, *NEAR) or bare not in {*HOUSES, "kantor"}:
        return False
    own = whose == "saya" or said.is_a(mark.first + 1, "saya")
    hers = _hers(said, mark.last)
    return not hers or (own and story.at.get(mark.last) is None and said.has(mark.last))


def _shares(story: Story, place: int) -> int:
    """Return where "sekelas sama aku" or "satu shift sama dia" ends, if one of the two did it to the other, else 0."""
    said = story.said
    one = said.words[place].word in SAME
    two = said.is_a(place, *ONE) and said.is_a(place + 1, *ONE_OF, *YARDS)
    last = place + 1 + (two and not one)
    if not (one or two) or place in story.at:
        return 0
    if not said.means(last, "along"):
        return _both_of_us(story, place, last)
    other = story.at.get(last + 1)
    near = story.nearest(place, 6)
    if other is None or near is None or said.clause[last + 1] != said.clause[place]:
        return 0
    if any(said.is_a(at, *_NO_LONGER_OR_FORMER) for at in said.before(place, 3)):
        return 0
    roles = {story.role(near), story.role(other)}
    roles |= {"pelaku"} if story.role(other) == "korban" and of_doer(story, place) else set()
    dropped = roles == {"pelaku"} and story.of_self and story.people[other].code == "dia"
    return story.people[other].last if dropped or ("pelaku" in roles and "korban" in roles) else 0


def _both_of_us(story: Story, place: int, last: int) -> int:
    """Return where "kami sakampungan haja" ends, if it is said of the writer and of who did it to her, else 0."""
    said = story.said
    near = [at for at in said.before(place, 4) if said.clause[at] == said.clause[place]]
    us = any(said.words[at].word in _WE for at in near)
    over = any(said.is_a(at, *_NEVER_OR_FORMER) for at in near)
    return last if us and not over and story.of_self and story.agents else 0


def _meets(story: Story, place: int) -> int:
    """Return where "tiap hari ketemu" ends, if it is said of who did it, else 0."""
    said = story.said
    if not (said.is_a(place, *EVERY) and said.is_a(place + 1, *_DAILY)):
        return 0
    skip = place + 2
    while said.is_a(skip, *_WE_ALWAYS):
        skip += 1
    if not said.is_a(skip, *MEETS) or said.clause[skip] != said.clause[place]:
        return 0
    other = next((story.at[at] for at in said.after(skip + 1, 3) if at in story.at), None)
    if other is not None and said.clause[story.people[other].first] == said.clause[place]:
        return skip + 1 if story.role(other) == "pelaku" else 0
    return skip + 1 if story.of_self and story.agents else 0
