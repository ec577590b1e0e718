"""How near the perpetrator is, as far as the text says it."""

from collections.abc import Iterator

from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.said import Mark
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner

_THEIR_HOUSE = frozenset({("rumah", "dia"), ("omah", "dia"), ("kos", "dia"), ("kontrakan", "dia")})
_THEM = frozenset({"pelaku"})
_BOTH = frozenset({"pelaku", "korban", "pelapor", "anak"})
_LIVES, _HOME = ("tinggal", "manggon", "badiam", "ngontrak", "ngekos", "numpang"), 5
"""Words for living somewhere, and words between "di" and with whom."""
_NOW = ("sekarang", "masih", "lagi", "ada", "saiki", "isih", "wahini")
_WORDS_OF_NOW, _PART_OF_HOUSE = 3, 4
"""Words such as "sekarang masih", and words of a part of a house with the one that leads to it."""
_NEARBY = ("ruang", "dapur", "teras", "luar", "kamar", "sini", "sebelah", "depan", "pawon", "njobo", "ngarep")
_HANDS = frozenset({"fisik", "seksual"})
"""What is done by holding somebody, who is then not in custody ("tanganku dicekeli")."""
_SENTENCE = 30
"""Words of a long sentence."""
_SHARED = frozenset({"serumah", "dekat", "tidak_diketahui"})
"""Nearness that is said of the one or of the other ("kami masih serumah")."""


def access(story: Story) -> Iterator[Fact]:
    """Yield each kind of nearness once; "tidak serumah lagi" is none."""
    seen = set()
    for mark in story.said.of("access"):
        if (
            mark.code in seen
            or not (story.agents or _of_culprit(story, mark))
            or not story.counts(mark.first)
            or _is_not(story, mark)
        ):
            continue
        roles = _BOTH if mark.code in _SHARED else _THEM
        if _speaks_of(story, mark, roles):
            seen.add(mark.code)
            yield story.said.fact("access", mark.code, mark.first, mark.last, LIKELY if mark.code == "dekat" else SURE)
    if not seen & {"serumah", "jauh"} and (home := _home(story)):
        seen.add("serumah")
        yield story.said.fact("access", "serumah", *home)
    if not seen & {"dekat", "serumah"} and (here := _here(story)):
        yield story.said.fact("access", "dekat", *here, LIKELY)


def _of_culprit(story: Story, mark: Mark) -> bool:
    """Return whether somebody called "pelaku" is in custody, whose deed need not be told ("pelaku sudah ditahan")."""
    done = any(story.said.is_a(place, "sudah") for place in (mark.first, *story.said.before(mark.first, 2)))
    if mark.code != "ditahan" or (story.said.is_a(mark.first, "dipenjara") and not done):
        return False
    number = story.nearest(mark.first, 6)
    return number is not None and story.people[number].code == "pelaku"


def _home(story: Story) -> tuple[int, int] | None:
    """Return the words that say that somebody lives with who did it ("tinggal di Kedundung sama dia"), or None."""
    said = story.said
    for place in range(len(said.words) if story.agents else 0):
        if not said.is_a(place, *_LIVES) or not said.is_a(place + 1, "di") or not story.counts(place):
            continue
        part = [here for here in said.after(place + 2, _HOME) if said.clause[here] == said.clause[place]]
        along = next((here for here in part if said.means(here, "along")), None)
        number = story.at.get(along + 1) if along is not None else None
        lone = Mark("access", "serumah", place, place + 1)
        past = _is_past(story, lone) or any(
            said.is_a(here, "tidak", "mau", "disuruh") for here in said.before(place, 3)
        )
        if along is not None and number is not None and story.role(number) == "pelaku" and not past:
            return place, story.people[number].last
    return None


def _here(story: Story) -> tuple[int, int] | None:
    """Return the words that say in which room who did it is now ("bapak masih di ruang tamu"), or None."""
    said = story.said
    for number, one in enumerate(story.people):
        if not story.agents or story.role(number) != "pelaku" or not story.counts(one.first):
            continue
        place, still = one.last, False
        while said.has(place) and place - one.last < _WORDS_OF_NOW and said.is_a(place, *_NOW):
            place, still = place + 1, True
        clause = said.clause[one.first]
        part = [here for here in said.after(place, _PART_OF_HOUSE) if said.clause[here] == clause]
        inside = len(part) > 1 and said.is_a(part[0], "di") and said.is_a(part[1], *_NEARBY)
        hurt = any(said.clause[act.mark.first] == clause for act in story.acts)
        ends = not said.has(place + _PART_OF_HOUSE) or said.clause[place + _PART_OF_HOUSE] != clause
        if inside and still and ends and not hurt:
            return one.first, part[1] + 1
    return None


def _speaks_of(story: Story, mark: Mark, roles: frozenset[str]) -> bool:
    number = story.nearest(mark.first, 12)
    inside = next((story.at[place] for place in range(mark.first, mark.last) if place in story.at), None)
    if inside is not None and story.people[inside].named and story.role(inside) == "pelaku":
        return True
    if mark.code == "dekat" and not story.of_self and _of_writer(story, mark):
        return False
    if number is None and mark.code == "jauh":
        subject = story.nearest(mark.first, _SENTENCE)
        subject = subject if subject is not None else story.subject(mark.first)
        return not _of_nobody(story, mark) and subject is not None and story.role(subject) == "pelaku"
    if number is None:
        return True
    if mark.code == "dekat" and not story.of_self:
        return number is not None and story.role(number) == "pelaku"
    if mark.code == "serumah" and _with_other(story, mark):
        return False
    if mark.code == "serumah" and (_together(story, mark) or (number is not None and not story.people[number].named)):
        return True
    if story.people[number].code == "saya" and mark.code in {"tahu_alamat", "ditahan"}:
        return False
    return story.role(number) in roles


def _of_nobody(story: Story, mark: Mark) -> bool:
    """Return whether it is said of people who are nobody of the story ("bapak ibu kerja di Arab")."""
    said = story.said
    return any(said.at_person(place) for place in said.before(mark.first, 6))


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
    lives = said.is_a(mark.first, "tinggal", "ikut", "numpang", "ngontrak", "manggon", "badiam", "satu")
    if one is None or number is None or not lives or not one.named or one.first < mark.last - 1:
        return False
    return story.role(number) in {"lain", "anak", "pelapor"} and any(
        said.means(place, "along") for place in range(mark.first, one.first)
    )


def _beside_other(story: Story, mark: Mark) -> bool:
    """Return whether it is said of somebody else right after ("kamarku sebelahan sama ibu kos")."""
    said = story.said
    side = any(said.is_a(place, "sebelah", "sebelahan", "sabalah") for place in range(mark.first, mark.last))
    led = side and said.means(mark.last, "along") and said.has(mark.last + 1)
    number = story.at.get(mark.last + 1) if led and said.clause[mark.last] == said.clause[mark.first] else None
    return number is not None and story.people[number].named and story.role(number) == "lain"


def _is_where(story: Story, mark: Mark) -> bool:
    """Return whether it only says where somebody else suffered ("dipukul cowoknya di kamar sebelah")."""
    said = story.said
    led = said.is_a(mark.first, "di") or said.is_a(mark.first - 1, "di")
    acts = (act.mark.first for act in story.acts if act.mark.first < mark.first)
    return led and any(said.clause[first] == said.clause[mark.first] for first in acts)


def _is_past(story: Story, mark: Mark) -> bool:
    """Return whether it was so in another time ("waktu aku masih ngontrak bareng dia di …", "dulu serumah")."""
    said = story.said
    near = [place for place in said.before(mark.first, 6) if said.clause[place] == said.clause[mark.first]]
    return any(said.is_a(place, "waktu", "dulu", "biyen", "bahari", "pas") for place in near)


def _together(story: Story, mark: Mark) -> bool:
    """Return whether the sentence names the one or the other of those who live together."""
    near = (story.at[place] for place in story.said.after(mark.last, 4) if place in story.at)
    return any(story.role(number) in {"pelaku", "korban"} for number in near)


def _is_not(story: Story, mark: Mark) -> bool:
    """Return whether it is denied, wished or over: "tidak serumah", "mau dia dipenjara", "ktp saya ditahan"."""
    said = story.said
    if mark.code == "dekat" and said.means(mark.last, "far"):
        return True
    if mark.code == "ditahan" and said.is_a(mark.first - 1, "keluar", "pernah", "dulu", "mantan"):
        return True
    if mark.code == "ditahan" and any(act.mark.first == mark.first and act.mark.code in _HANDS for act in story.acts):
        return True
    if mark.code == "dekat" and not story.of_self and _is_where(story, mark):
        return True
    if mark.code in {"serumah", "jauh"} and _is_past(story, mark):
        return True
    if mark.code == "jauh" and said.is_a(mark.first - 1, "keluarga", "saudara", "asli", "asal"):
        return True
    if mark.code == "dekat" and _beside_other(story, mark):
        return True
    on = said.has(mark.last) and said.sentence[mark.last] == said.sentence[mark.first]
    if mark.code == "jauh" and on and said.means(mark.last, "thing"):
        return True
    before = story.at.get(mark.first - 1)
    if mark.code == "tidak_diketahui" and before is not None and story.role(before) == "pelaku":
        return said.is_a(mark.first, "tidak")
    for place in said.before(mark.first, 3):
        if said.means(place, "wish") and mark.code in {"ditahan", "jauh"}:
            return True
        if said.means(place, "promised") or said.means(place, "money") or said.means(place, "unreal"):
            return mark.code != "tidak_diketahui"
    if mark.code == "jauh" and any(act.mark.code == "tppo" for act in story.acts):
        return any(said.is_a(place, "kerja") for place in said.before(mark.first, 5))
    return False
