"""Whether a word of violence tells of something that happened: not denied, feared, asked, said twice, or of a thing."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import DENIALS

_LISTS = lists("happening")
_TRACES = _LISTS["traces"]
_FORCED = _LISTS["forced"]
_ACTIVE = _LISTS["active"]
_ACTIVELY = _LISTS["actively"]
_SENT_AWAY = _LISTS["sent_away"]
_VISITS = _LISTS["visits"]
_CAUSED, _AIMED, _MADE = 8, 5, 4
"""Words between who is made to do something and it, and between what is thrown and at whom."""


_SHOWS = _LISTS["shows"]
_KNOCKS = _LISTS["knocks"]
_WHY = 3
"""Words between "karena" and what was refused."""
_BECAUSE = _LISTS["because"]
_MONEY = _LISTS["money"]
_REASONS = _LISTS["reasons"]
_AT_ONCE = _LISTS["at_once"]
_ASKS = _LISTS["asks"]
_THEN = _LISTS["then"]
_NOT_YET = _LISTS["not_yet"]
_GOES_ON = _LISTS["goes_on"]
_WHERE = _LISTS["where"]
_PLACE_WORDS = _LISTS["place_words"]


def is_passive(said: Said, mark: Mark) -> bool:
    """Return whether somebody suffers the verb that stands in `mark` ("dipukul", "ditampari")."""
    if (
        is_state(said, mark)
        or said.words[mark.first - 1].word == "di"
        or said.means(mark.first - 1, "hit_by")
        or said.means(mark.first, "hit_by")
        or said.is_a(mark.first, *_TRACES)
    ):
        return True
    if any(said.is_a(place, *_SHOWS) for place in said.before(mark.first, 2)):
        return True
    threat = said.is_a(mark.first, "kalau") and mark.code == "psikis"
    if said.words[mark.first].word in _ACTIVE or threat or _asked_for(said, mark):
        return False
    if any(said.means(place, "receives") for place in said.before(mark.first, _MADE + 1)) and mark.code == "seksual":
        return True
    near = [place for place in said.before(mark.first, _MADE) if said.clause[place] == said.clause[mark.first]]
    because = (number for number, place in enumerate(near) if said.is_a(place, *_REASONS))
    near = near[: next(because, len(near))]
    then = said.is_a(mark.last, "saya") and any(said.is_a(at, *_AT_ONCE) for at in near[:1])
    if any(said.means(place, "made_to") for place in near) or (not then and _suffers_more(said, near[:2])):
        return True
    shown = said.is_a(mark.first, "foto", "video") and any(_suffered(said, here) for here in said.after(mark.last, 2))
    return shown or any(
        said.words[place].word.startswith("di") and len(said.words[place].word) > 4
        for place in range(mark.first, mark.last)
    )


def is_state(said: Said, mark: Mark) -> bool:
    """Return whether a phrase tells in which state somebody is ("terlantar"), which "menelantarkan" does not."""
    active = said.words[mark.first].word.startswith(_ACTIVELY) and mark.last == mark.first + 1
    return said.means(mark.first, "state") and not active


def _asked_for(said: Said, mark: Mark) -> bool:
    """Return whether somebody asks for what follows: "dosen minta dikirimi foto", which is no passive."""
    near = (mark.first, *said.before(mark.first, 3))
    if mark.code != "seksual" or any(said.words[place].word.startswith("dim") for place in near):
        return False
    return any(said.is_a(place, *_ASKS) for place in near)


def _suffers_more(said: Said, near: list[int]) -> bool:
    """Return whether another passive stands right before, with nobody between ("difoto dari …")."""
    for place in near:
        if said.is_a(place, "saya", "dia") or said.at_person(place):
            return False
        if _suffered(said, place):
            return True
    return False


def _suffered(said: Said, place: int) -> bool:
    """Return whether a word is a passive of whatever verb ("difoto dari bawah rok"), not denied ("gak dikasih …")."""
    word = said.words[place].word
    if place and said.is_a(place - 1, "tidak") and said.sentence[place - 1] == said.sentence[place]:
        return False
    return word.startswith("di") and len(word) > 4 and not said.means(place, "where") and not said.at_person(place)


def caused(said: Said, mark: Mark, at: dict[int, int]) -> tuple[int, int | None]:
    """Return where a deed begins, and the number of who is made to do it ("dia nyuruh anak saya pegang …")."""
    made = None
    for place in said.before(mark.first, _CAUSED):
        if said.is_a(place, *_THEN):
            return mark.first, None
        if said.means(place, "makes") and not said.words[place].word.startswith("di"):
            return (place, made) if made is not None else (mark.first, None)
        made = at.get(place, made)
    return mark.first, None


def on_things(said: Said, mark: Mark, at: dict[int, int]) -> Mark:
    """Return a blow at a thing as what it is to people, a threat ("memukul tembok"); not what is thrown at somebody."""
    if mark.code == "fisik" and _is_threat(said, mark):
        return Mark(mark.group, "psikis", mark.first, mark.last)
    thing = said.has(mark.last) and said.sentence[mark.last] == said.sentence[mark.first]
    if mark.code != "fisik" or not thing or not said.means(mark.last, "thing") or is_passive(said, mark):
        return mark
    if said.means(mark.last, "leading") or said.words[mark.last - 1].word.endswith("nya"):
        return mark
    whose = said.is_a(mark.last + 1, "saya")
    aimed = any(place in at or said.means(place, "body") for place in said.after(mark.last + 1 + whose, _AIMED))
    return mark if aimed or said.at_person(mark.last) else Mark(mark.group, "psikis", mark.first, mark.last + 1)


def is_real(said: Said, mark: Mark) -> bool:
    """Return whether the words tell of something that happened: not denied, feared, asked, nor "pukul 20.15"."""
    first = said.words[mark.first].word
    if first == "pukul" and (said.number(mark.last) >= 0 and not said.is_a(mark.last + 1, "kali")):
        return False
    if first in _KNOCKS or (first == "pukul" and said.means(mark.last, "half_hour")):
        return False
    if mark.code == "seksual" and said.is_a(mark.first, *_FORCED) and not _ends(said, mark):
        return False
    if mark.code == "penelantaran" and said.words[mark.first].word in _NOT_YET:
        return False
    if mark.code == "seksual" and said.is_a(mark.first, "saya") and said.means(mark.first - 1, "money"):
        return False
    if mark.code == "psikis" and _of_visitor(said, mark):
        return False
    if mark.code == "penelantaran" and _is_reason(said, mark):
        return False
    if said.means(mark.first - 1, "topic") and not is_passive(said, mark):
        return False
    return not _is_denied(said, mark.first, threat=mark.code == "psikis" and mark.last - mark.first > 1)


def _of_visitor(said: Said, mark: Mark) -> bool:
    """Return whether only who came to see somebody is sent away ("aku tilik malah diusir")."""
    near = [place for place in said.before(mark.first, 4) if said.clause[place] == said.clause[mark.first]]
    return said.is_a(mark.first, *_SENT_AWAY) and any(said.is_a(place, *_VISITS) for place in near)


def _is_reason(said: Said, mark: Mark) -> bool:
    """Return whether money refused is only why something was done ("ditendang karena tidak ngasih uang")."""
    near = [place for place in said.before(mark.first, _WHY) if said.clause[place] == said.clause[mark.first]]
    led = next((place for place in near if said.is_a(place, *_BECAUSE)), None)
    if led is None or not any(said.is_a(place, *_MONEY) for place in range(mark.first, mark.last + 1)):
        return False
    return any(one.group == "violence" for place in said.before(led, 15) for one in said.at.get(place, ()))


def _ends(said: Said, mark: Mark) -> bool:
    """Return whether a part of a sentence ends with a phrase: "aku dipaksa." says to what by saying nothing."""
    whole = mark.last - mark.first > 1 and not said.is_a(mark.last - 1, "saya")
    ends = not said.has(mark.last) or said.clause[mark.last] != said.clause[mark.first]
    return whole or ends or said.is_a(mark.last, *_GOES_ON)


def is_said_twice(said: Said, mark: Mark) -> bool:
    """Return whether the word only repeats the one before it ("diraba-raba")."""
    before = [other for other in said.at.get(mark.first - 1, ()) if other.group == "violence"]
    return said.between(mark.first - 1).strip() == "-" and any(other.code == mark.code for other in before)


def is_thing(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int]) -> bool:
    """Return whether a thing is hit or sold and nobody else ("HP saya dibanting", "motor dijual")."""
    if mark.code not in {"fisik", "tppo"} or mark.last - mark.first > 1:
        return False
    hits = next((place for place in said.after(mark.last, 2) if said.means(place, "hit_by")), None)
    if hits is not None and said.means(hits + 1, "body") and said.clause[hits + 1] == said.clause[mark.first]:
        return False  # "gelas dibalangno kenek sikilku"
    number = at.get(mark.first - 1)
    own = number is not None and people[number].code == "saya" and people[number].beside
    own = own and not any(said.is_a(place, *_WHERE) for place in said.before(mark.first - 1, 3))
    near = mark.first > 0 and said.clause[mark.first - 1] == said.clause[mark.first] and not _is_where(said, mark)
    return own or (near and number is None and said.means(mark.first - 1, "thing"))


def _is_denied(said: Said, first: int, *, threat: bool) -> bool:
    for step, place in enumerate(said.before(first, 3)):
        if said.clause[place] != said.clause[first]:
            return False
        if said.is_a(place, "tidak", "jangan") and not said.is_a(place, "bukan"):
            return not said.means(place + 1, "only")
        if said.words[place].word in DENIALS:
            return not said.means(place + 1, "only") and not said.at_person(place + 1)
        if any(one.group == "people" and one.last > place for one in said.at.get(place - 1, ())):
            return False  # "pak lek nampar …": here "lek" is no "if"
        if said.is_a(place, "kalau") and place == first - 1 and said.means(place - 1, "speaks"):
            return False
        if said.means(place, "unreal") and not threat and step < (1 if said.is_a(place, "mau") else 2):
            return not _again(said, first) and not said.is_a(place - 1, "tidak") and not _attempted(said, place)
        if not said.means(place, "neutral"):
            return False
    return False


def _is_threat(said: Said, mark: Mark) -> bool:
    """Return whether a blow is only what follows if somebody tells ("dia bilang kalau cerita aku dipukul")."""
    for place in said.before(mark.first, 6):
        if said.is_a(place, "kalau") and said.means(place + 1, "tells_on"):
            return any(said.means(here, "speaks") or said.means(here, "warns") for here in said.before(place, 3))
    return False


def _is_where(said: Said, mark: Mark) -> bool:
    """Return whether the thing before a passive is where, when or by what ("di rumah dipukul")."""
    if said.words[mark.first - 1].word in _PLACE_WORDS:
        return True
    near = [place for place in said.before(mark.first - 1, 2) if said.clause[place] == said.clause[mark.first]]
    return any(said.means(place, "leading") for place in near)


def _attempted(said: Said, place: int) -> bool:
    """Return whether it was attempted ("habis mau diperkosa", "hampir ditusuk", "sempat mau dibacok")."""
    tried = said.is_a(place, "mau", "akan") and said.means(place - 1, "tried")
    return tried or said.means(place, "nearly")


def _again(said: Said, first: int) -> bool:
    """Return whether it is feared because it happened before ("takut dipukul lagi")."""
    return any(said.means(place, "again") for place in said.after(first + 1, 3))


def is_only_hit(said: Said, mark: Mark) -> bool:
    """Return whether a part of the body is where somebody was hit, and no more ("pantatnya ditendang")."""
    near = (*said.before(mark.first, 2), *said.after(mark.last, 2))
    blow = any(one.group == "violence" and one.code == "fisik" for place in near for one in said.at.get(place, ()))
    sore = any(said.means(place, "sore") for place in said.after(mark.last, 3))
    return said.means(mark.first, "intimate") and mark.last == mark.first + 1 and (blow or sore)


def widest(marks: list[Mark]) -> list[Mark]:
    """Return the marks that stand in no longer one ("acak" in "mengacak acak")."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.first, -one.last)):
        shown = kept and kept[-1].code == "psikis" and mark.code == "seksual" and mark.last - mark.first > 1
        if (
            kept
            and not shown
            and mark.last <= kept[-1].last
            and mark.last - mark.first < kept[-1].last - kept[-1].first
        ):
            continue
        kept.append(mark)
    return kept
