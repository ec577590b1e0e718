"""How near the perpetrator is, as far as the text says it."""

from collections.abc import Iterator

from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.nearness import away, here, home, seeks, who
from flows.understanding.facts.said import Mark
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner

_THEIR_HOUSE = frozenset({("rumah", "dia"), ("omah", "dia"), ("kos", "dia"), ("kontrakan", "dia")})
_THEM = frozenset({"pelaku"})
_BOTH = frozenset({"pelaku", "korban", "pelapor", "anak"})
_LIVES = ("tinggal", "ikut", "numpang", "ngontrak", "manggon", "badiam", "satu", "ngekos", "kos", "ngekost", "hidup")
"""Words for living somewhere, with whoever is named after them."""
_SITS = ("duduk", "berdiri", "lungguh", "ngadeg", "badiri", "dudukan", "parkir", "jongkok", "antri")
"""Words for being beside somebody for a moment ("duduk sebelah aku di angkot")."""
_LEAVES = ("keluar", "pergi", "lari", "metu", "lunga", "minggat", "ngungsi", "mengungsi", "tulak", "bukah", "pindah")
"""What the writer would do who knows no place to go to."""
_BACK = ("pulang", "balik", "kembali", "mulih", "muleh", "bulik", "datang", "teko")
"""Words of coming back from far away."""
_HANDS = frozenset({"fisik", "seksual"})
"""What is done by holding somebody, who is then not in custody ("tanganku dicekeli")."""
_SENTENCE = 30
"""Words of a long sentence."""
_SHARED = frozenset({"serumah", "dekat", "tidak_diketahui"})
"""Nearness that is said of the one or of the other ("kami masih serumah")."""


def access(story: Story) -> Iterator[Fact]:
    """Yield each kind of nearness once; "tidak serumah lagi" is none."""
    seen = set()
    sought = seeks(story)
    for mark in story.said.of("access"):
        if _is_ending(story, mark) or _is_parted(story, mark):
            continue
        if sought and mark.code == "dekat" and sought[0] <= mark.first < sought[1]:
            continue
        if (
            mark.code in seen
            or not (story.agents or _of_culprit(story, mark) or (story.acts and mark.code == "tidak_diketahui"))
            or not story.counts(mark.first)
            or _is_not(story, mark)
        ):
            continue
        roles = _BOTH if mark.code in _SHARED else _THEM
        if _speaks_of(story, mark, roles):
            seen.add(mark.code)
            yield story.said.fact("access", mark.code, mark.first, mark.last, LIKELY if mark.code == "dekat" else SURE)
    if not seen & {"serumah", "jauh"} and (lives := home(story)):
        seen.add("serumah")
        yield story.said.fact("access", "serumah", *lives)
    if not seen & {"jauh", "serumah"} and (gone := away(story)):
        seen.add("jauh")
        yield story.said.fact("access", "jauh", *gone)
    if "tahu_alamat" not in seen and sought:
        seen.add("tahu_alamat")
        yield story.said.fact("access", "tahu_alamat", *sought, LIKELY)
    if not seen & {"dekat", "serumah"} and (room := here(story)):
        yield story.said.fact("access", "dekat", *room, LIKELY)


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
    inside = next((story.at[place] for place in range(mark.first, mark.last) if place in story.at), None)
    if inside is not None and story.people[inside].named and story.role(inside) == "pelaku":
        return True
    if mark.code == "dekat" and not story.of_self and (inside is not None or _of_writer(story, mark)):
        return False
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
    if mark.code == "serumah" and _with_other(story, mark):
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
    return story.role(number) in roles


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
    where = any(said.is_a(place, "kemana", "ke", "ka", "parane") for place in range(mark.first, mark.last))
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
    lives = said.is_a(mark.first, *_LIVES)
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


def _hurt_before(story: Story, mark: Mark) -> bool:
    """Return whether a deed stands right before "dia di …", which then tells where it was done."""
    done = (act.mark for act in story.acts if act.mark.last == mark.first)
    return any(story.said.clause[one.first] == story.said.clause[mark.first] for one in done)


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
    if mark.code == "dekat" and said.is_a(mark.first, "dia") and _hurt_before(story, mark):
        return True
    if mark.code == "dekat" and any(said.is_a(place, *_SITS) for place in said.before(mark.first, 2)):
        return True
    if mark.code == "tahu_alamat" and any(said.means(place, "by_others") for place in said.before(mark.first, 3)):
        return True
    if mark.code == "ditahan" and said.is_a(mark.first - 1, "keluar", "pernah", "dulu", "mantan"):
        return True
    if mark.code == "ditahan" and any(act.mark.first == mark.first and act.mark.code in _HANDS for act in story.acts):
        return True
    if mark.code == "dekat" and not story.of_self and _is_where(story, mark):
        return True
    if mark.code in {"serumah", "jauh"} and _is_past(story, mark):
        return True
    if mark.code == "jauh" and said.is_a(mark.first - 1, "dari") and said.is_a(mark.first - 2, *_BACK):
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
