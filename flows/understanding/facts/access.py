"""How near the perpetrator is, as far as the text says it."""

from collections.abc import Iterator

from flows.understanding.facts.breaking import breaks_in
from flows.understanding.facts.custody import kept
from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.lists import lists
from flows.understanding.facts.living import home
from flows.understanding.facts.nearness import away, here, seeks, told_of, who
from flows.understanding.facts.neighbours import beside
from flows.understanding.facts.refuting import is_not
from flows.understanding.facts.said import Mark
from flows.understanding.facts.story import Story
from flows.understanding.facts.unknown import lost
from flows.understanding.facts.unreached import out_of_reach
from flows.understanding.facts.visits import comes
from flows.understanding.facts.vocabulary import owner

_LISTS = lists("access")
_THEM = frozenset({"pelaku"})
_BOTH = frozenset({"pelaku", "korban", "pelapor", "anak"})
_THEIR_HOUSE = frozenset((house, "dia") for house in lists("shared")["homes"])
_LIVES = _LISTS["lives"]
_HOUSES = _LISTS["houses"]
_LEAVES = _LISTS["leaves"]
_WOMEN = _LISTS["women"]
_FROM = _LISTS["from"]
_LYING = _LISTS["lying"]
_COMES_FROM = _LISTS["comes_from"]
_WHICH = lists("shared")["which"]
_WHITHER = _LISTS["whither"]
_IN_ONE_HOUSE = _LISTS["in_one_house"]
_SENTENCE = 30
"""Words of a long sentence."""
_GONE = frozenset({"jauh", "ditahan", "tahu_alamat"})
_SHARED = frozenset({"serumah", "dekat", "tidak_diketahui"})
"""Nearness that is said of the one or of the other ("kami masih serumah")."""


def access(story: Story) -> Iterator[Fact]:
    """Yield each kind of nearness once; "tidak serumah lagi" is none.

    Who is far, in custody or comes from elsewhere lives with nobody now; who lives with somebody is neither gone nor
    told to be near as well, unless the house of who keeps a child by day stands near.
    """
    found = list(_told(story))
    values = {fact.value for fact in found}
    home = next((fact for fact in found if fact.value == "serumah"), None)
    by_day = home is not None and "dekat" in values and home.words.lower().startswith(("dititip", "diasuh"))
    over = {"serumah"} if values & _GONE or by_day else {"dekat", "tidak_diketahui"} if home else set()
    over |= {"tidak_diketahui"} if "jauh" in values else set()
    yield from (fact for fact in found if fact.value not in over)


def _told(story: Story) -> Iterator[Fact]:
    """Yield each kind of nearness that is told, whatever else is."""
    seen: set[str] = set()
    taken: list[tuple[int, int]] = []
    sought, broke = seeks(story), breaks_in(story)
    comings = [span for span in (sought, broke) if span]
    known = [mark for mark in story.said.of("access") if mark.code == "tahu_alamat" and not _is_parted(story, mark)]
    comings += [(mark.first, mark.last) for mark in known]
    for mark in story.said.of("access"):
        if _is_ending(story, mark) or _is_parted(story, mark) or _is_from(story, mark):
            continue
        if mark.code == "dekat" and any(_goes_with(story, mark, span) for span in comings):
            continue
        if (
            mark.code in seen
            or not (story.agents or _of_culprit(story, mark) or (story.acts and mark.code == "tidak_diketahui"))
            or not story.counts(mark.first)
            or is_not(story, mark)
        ):
            continue
        roles = _BOTH if mark.code in _SHARED else _THEM
        told = mark.code in {"dekat", "tahu_alamat"} and any(first <= mark.first < last for first, last in taken)
        if _speaks_of(story, mark, roles) and not told:
            seen.add(mark.code)
            taken.append((mark.first, mark.last))
            yield story.said.fact("access", mark.code, mark.first, mark.last, LIKELY if mark.code == "dekat" else SURE)
    if "ditahan" not in seen and (caught := kept(story)):
        seen.add("ditahan")
        yield story.said.fact("access", "ditahan", *caught)
    if not seen & {"serumah", "jauh"} and (lives := home(story)):
        seen.add("serumah")
        yield story.said.fact("access", "serumah", *lives)
    if not seen & {"jauh", "serumah"} and (gone := away(story)):
        seen.add("jauh")
        yield story.said.fact("access", "jauh", *gone)
    if not seen & {"jauh", "tidak_diketahui", "ditahan"} and (nowhere := lost(story) or out_of_reach(story)):
        seen.add("tidak_diketahui")
        yield story.said.fact("access", "tidak_diketahui", *nowhere)
    if "tahu_alamat" not in seen and sought:
        seen.add("tahu_alamat")
        yield story.said.fact("access", "tahu_alamat", *sought, LIKELY)
    if not seen & {"tahu_alamat", "serumah", "ditahan"} and (coming := comes(story) or broke):
        seen.add("tahu_alamat")
        yield story.said.fact("access", "tahu_alamat", *coming, LIKELY)
    if "dekat" not in seen and (next_door := beside(story)):
        seen.add("dekat")
        yield story.said.fact("access", "dekat", *next_door, LIKELY)
    room = here(story) if not seen & {"dekat", "serumah"} else None
    if room and not any(story.said.clause[first] == story.said.clause[room[0]] for first, _ in comings):
        yield story.said.fact("access", "dekat", *room, LIKELY)


def _goes_with(story: Story, mark: Mark, span: tuple[int, int]) -> bool:
    """Return whether it only says where somebody waits ("nongkrong di warung depan kosku")."""
    same = story.said.clause[mark.first] == story.said.clause[span[0]]
    return same and span[0] <= mark.first < span[1] + 2


def _is_from(story: Story, mark: Mark) -> bool:
    """Return whether a way leads from a house ("selisih siji teko omahku"), or somebody lay down beside her."""
    said = story.said
    if mark.code == "tahu_alamat" and said.words[mark.first].word in _COMES_FROM:
        return any(said.is_a(at, *_FROM) for at in said.before(mark.first, 4))
    word = said.words[mark.first].word
    beside = mark.code == "dekat" and (said.is_a(mark.first, "di") or word.startswith("sebelah"))
    return beside and any(said.is_a(at, *_LYING) for at in said.before(mark.first, 2))


def _is_ending(story: Story, mark: Mark) -> bool:
    """Return whether the first word only ends the one before it ("les nya di rumah gurunya")."""
    return story.said.words[mark.first].word == "nya" and mark.first > 0


def _is_parted(story: Story, mark: Mark) -> bool:
    """Return whether a comma parts its words ("sering nongkrong di depan, kos pacarnya beda dua rumah")."""
    clause = story.said.clause
    return mark.code == "tahu_alamat" and clause[mark.first] != clause[mark.last - 1]


def _of_culprit(story: Story, mark: Mark) -> bool:
    """Return whether somebody called "pelaku" is in custody, whose deed need not be told ("pelaku sudah ditahan")."""
    done = any(story.said.is_a(place, "sudah") for place in (mark.first, *story.said.before(mark.first, 2)))
    if mark.code != "ditahan" or (story.said.is_a(mark.first, "dipenjara") and not done):
        return False
    number = story.nearest(mark.first, 6)
    return number is not None and story.people[number].code == "pelaku"


def _speaks_of(story: Story, mark: Mark, roles: frozenset[str]) -> bool:
    number = story.nearest(mark.first, 12)
    if mark.code == "jauh" and number is not None:
        apart = story.said.clause[story.people[number].first] != story.said.clause[mark.first]
        number = told_of(story, mark.first) if apart else number
    if mark.code == "serumah" and (_lent(story, mark) or _is_called(story, mark)):
        return False
    inside = next((story.at[place] for place in range(mark.first, mark.last) if place in story.at), None)
    if inside is not None and story.people[inside].named and story.role(inside) == "pelaku":
        return True
    if mark.code == "dekat" and inside is not None and story.people[inside].named and story.role(inside) == "lain":
        return False
    if mark.code == "serumah" and _of_host(story, mark):
        return False
    if mark.code in {"dekat", "tahu_alamat"} and _of_opener(story, mark):
        return True
    if mark.code == "dekat" and not story.of_self and (inside is not None or _of_writer(story, mark)):
        return False
    if roles is _THEM and _of_opener(story, mark):
        return True
    right = story.at.get(mark.first - 1)
    if mark.code == "jauh" and right is not None and story.people[right].named and story.role(right) == "pelaku":
        return True
    if mark.code == "jauh" and number is not None and (lives := _who_lives(story, mark, number)) is not None:
        return story.role(lives) == "pelaku"
    if number is None and mark.code == "jauh":
        subject = story.nearest(mark.first, _SENTENCE)
        subject = subject if subject is not None else story.subject(mark.first)
        return not _of_nobody(story, mark) and subject is not None and story.role(subject) == "pelaku"
    if mark.code == "tidak_diketahui" and _goes_nowhere(story, mark, number):
        return False
    if number is None:
        return True
    if mark.code == "dekat" and not story.of_self:
        return number is not None and story.role(number) == "pelaku"
    if mark.code == "serumah" and (_with_other(story, mark) or _with_woman(story, mark)):
        return False
    if mark.code == "serumah" and (_together(story, mark) or (number is not None and not story.people[number].named)):
        return True
    if story.people[number].code == "saya" and mark.code == "ditahan":
        return _of_doer(story, mark)
    if story.people[number].code == "saya" and mark.code == "tahu_alamat":
        opens = who(story, mark.first)
        return opens is not None and opens != number and story.role(opens) == "pelaku"
    if mark.code == "tahu_alamat" and _of_kin(story, number):
        return False
    told = mark.code == "tahu_alamat" and not story.of_self and story.people[number].code == "dia"
    if told and any(story.said.is_a(at, "saya") for at in range(mark.first, mark.last + 1)):
        return True  # "dia tau rumah saya" is told of who did it, not of who fled there
    return story.role(number) in roles


def _of_opener(story: Story, mark: Mark) -> bool:
    """Return whether who did it opens the clause, and the deed only says who ("pelaku yang perkosa adik saya …")."""
    said = story.said
    here = [at for at in said.before(mark.first, _SENTENCE) if said.clause[at] == said.clause[mark.first]]
    opens = next((story.at[at] for at in reversed(here) if at in story.at), None)
    if opens is None or story.role(opens) != "pelaku" or story.people[opens].beside:
        return False
    which = said.is_a(story.people[opens].last, *_WHICH)
    deed = any(act.mark.first in here for act in story.acts)
    others = [story.at[at] for at in here if at in story.at and story.at[at] != opens]
    return which and deed and not any(story.role(number) == "lain" for number in others)


def _who_lives(story: Story, mark: Mark, number: int) -> int | None:
    """Return who opens a clause in which others are only lived with ("dia tinggal sama istri barunya di …")."""
    said, one = story.said, story.people[number]
    if not one.named or not said.means(one.first - 1, "along") or said.clause[one.first] != said.clause[mark.first]:
        return None
    near = (place for place in said.before(one.first - 1, 6) if said.clause[place] == said.clause[mark.first])
    return next((story.at[place] for place in near if place in story.at), None)


def _goes_nowhere(story: Story, mark: Mark, number: int | None) -> bool:
    """Return whether it is the writer who does not know where to go ("pengen keluar dari rumah tapi gatau kemana")."""
    said = story.said
    where = any(said.is_a(place, *_WHITHER) for place in range(mark.first, mark.last))
    other = number is not None and story.role(number) == "pelaku"
    leaves = any(said.means(place, "wish") or said.is_a(place, *_LEAVES) for place in said.before(mark.first, 8))
    return where and leaves and not other


def _of_kin(story: Story, number: int) -> bool:
    """Return whether "dia" only says whose somebody is who did nothing ("adiknya dia tiap malam datang ke rumah")."""
    one = story.people[number]
    before = story.people[number - 1] if number else None
    glued = before is not None and before.last == one.first and before.whose == "dia" and not before.beside
    return one.code == "dia" and glued and story.role(number - 1) == "lain"


def _of_doer(story: Story, mark: Mark) -> bool:
    """Return whether who did it opens the clause, and "saya" is to whom ("suami yang nusuk saya ditangkap")."""
    said = story.said
    here = [place for place in said.before(mark.first, 12) if said.clause[place] == said.clause[mark.first]]
    named = [story.at[place] for place in here if place in story.at and not story.people[story.at[place]].beside]
    return bool(named) and story.people[named[-1]].named and story.role(named[-1]) == "pelaku"


def _of_nobody(story: Story, mark: Mark) -> bool:
    """Return whether it is said of people who are nobody of the story ("bapak ibu kerja di Arab")."""
    said = story.said
    near = (place for place in said.before(mark.first, 6) if said.at_person(place))
    return any(not (said.is_a(place, *_WOMEN) and said.means(place - 1, "along")) for place in near)


def _of_writer(story: Story, mark: Mark) -> bool:
    """Return whether it is the writer, no victim, who lives near ("di sebelah rumah saya"); not "rumahnya depan …"."""
    if any(
        owner(story.said.words[place].word) in _THEIR_HOUSE for place in (mark.first, *story.said.before(mark.first, 2))
    ):
        return False
    return any(story.said.is_a(place, "saya") for place in range(mark.first, mark.last + 1))


def _with_other(story: Story, mark: Mark) -> bool:
    """Return whether people live with somebody who neither suffers nor does it ("aku tinggal sama ibu")."""
    said = story.said
    places = range(mark.last - 1, min(mark.last + 3, len(said.words)))
    here = (place for place in places if said.clause[place] == said.clause[mark.first])
    number = next((story.at[place] for place in here if place in story.at), None)
    one = story.people[number] if number is not None else None
    near = story.nearest(mark.first, 4)
    alone = near is None or said.words[story.people[near].first].word not in {"kami", "kita"}
    lives = said.is_a(mark.first, *_LIVES) or (alone and said.is_a(mark.first, *_IN_ONE_HOUSE))
    writer = alone and near is not None and story.role(near) == "pelapor"
    if one is None or number is None or not lives or not one.named or one.first < mark.last - 1:
        return False
    along = any(said.means(place, "along") for place in range(mark.first, one.first))
    others = {"lain", "anak", "pelapor", "korban"} if writer else {"lain", "anak", "pelapor"}
    return story.role(number) in others and along


def _is_called(story: Story, mark: Mark) -> bool:
    """Return whether it only says what somebody is to the writer, who did nothing ("temen sekosku dipaksa …")."""
    number = story.at.get(mark.first)
    return number is not None and story.people[number].named and story.role(number) != "pelaku"


def _with_woman(story: Story, mark: Mark) -> bool:
    """Return whether who did it lives with somebody new ("tinggal bersama perempuan lain di Jombang")."""
    said = story.said
    here = [at for at in said.after(mark.last - 1, 4) if said.clause[at] == said.clause[mark.first]]
    return any(said.is_a(at, *_WOMEN) and not said.is_a(at + 1, "saya") for at in here)


def _lent(story: Story, mark: Mark) -> bool:
    """Return whether who suffers lives in the house of the writer, who does not ("numpang di rumah saya")."""
    if story.of_self or not any(story.said.is_a(at, "saya") for at in range(mark.first, mark.last)):
        return False
    number = story.nearest(mark.first, 8)
    number = number if number is not None else story.subject(mark.first)
    return number is not None and story.role(number) == "korban"


def _of_host(story: Story, mark: Mark) -> bool:
    """Return whether the house is that of somebody who did nothing ("skrg numpang di rumah sahabat")."""
    said, number = story.said, story.at.get(mark.last)
    if number is None or said.clause[mark.last] != said.clause[mark.first] or not said.is_a(mark.last - 1, *_HOUSES):
        return False
    near = story.nearest(mark.first, 6)
    both = near is not None and said.words[story.people[near].first].word in {"kami", "kita"}
    return story.people[number].named and story.role(number) == "lain" and not both


def _together(story: Story, mark: Mark) -> bool:
    """Return whether the sentence names the one or the other of those who live together."""
    near = (story.at[place] for place in story.said.after(mark.last, 4) if place in story.at)
    return any(story.role(number) in {"pelaku", "korban"} for number in near)
