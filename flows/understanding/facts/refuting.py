"""What is not said of who did it, though a phrase of nearness stands there: denied, wished, over, or of a place."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.neighbours import elsewhere
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.unknown import OFFICES, stranger_to_witness, wanders
from flows.understanding.facts.witness import of_herself

_LISTS = lists("refuting")
_SITS = _LISTS["sits"]
_BACK = _LISTS["back"]
_HANDS = frozenset({"fisik", "seksual"})
"""What is done by holding somebody, who is then not in custody ("tanganku dicekeli")."""
_BY_NOW = _LISTS["by_now"]
_BESIDE = _LISTS["beside"]
_HOUSES = _LISTS["houses"]
_PAST = _LISTS["past"]
_ASKS = _LISTS["asks"]
_FORMERLY = _LISTS["formerly"]
_ORIGIN = _LISTS["origin"]
_MEASURES = _LISTS["measures"]
_KNOWN = _LISTS["known"]


def _beside_other(story: Story, mark: Mark) -> bool:
    """Return whether it is said of somebody else right after ("kamarku sebelahan sama ibu kos")."""
    said = story.said
    side = any(said.is_a(place, *_BESIDE) for place in range(mark.first, mark.last))
    led = side and said.means(mark.last, "along") and said.has(mark.last + 1)
    number = story.at.get(mark.last + 1) if led and said.clause[mark.last] == said.clause[mark.first] else None
    return number is not None and story.people[number].named and story.role(number) == "lain"


def _of_house(story: Story, mark: Mark) -> bool:
    """Return whether it is the house of somebody who did nothing that is near ("rumah mertua saya dekat …")."""
    said = story.said
    near = [place for place in said.before(mark.first, 3) if said.clause[place] == said.clause[mark.first]]
    number = next((story.at[place] for place in near if place in story.at), None)
    one = story.people[number] if number is not None else None
    house = one is not None and one.named and one.beside and said.is_a(one.first - 1, *_HOUSES)
    return house and number is not None and story.role(number) == "lain"


def _is_done_there(story: Story, mark: Mark) -> bool:
    """Return whether a far town is where somebody was hurt ("dianiaya suaminya di Batam"), not where they are."""
    said = story.said
    done = [act.mark for act in story.acts if act.mark.last <= mark.first and act.mark.code in _HANDS]
    here = [one for one in done if said.clause[one.first] == said.clause[mark.first] and mark.first - one.last <= 3]
    by = any(said.words[one.first].word.startswith("di") for one in here)
    return by and said.is_a(mark.first, "di")


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
    past = next((place for place in near if said.is_a(place, *_PAST)), None)
    return past is not None and not any(said.is_a(place, *_BY_NOW) for place in near if place > past)


def is_not(story: Story, mark: Mark) -> bool:
    """Return whether it is denied, wished or over: "tidak serumah", "mau dia dipenjara", "ktp saya ditahan"."""
    said = story.said
    if of_herself(story, mark):
        return True
    if mark.code == "dekat" and said.means(mark.last, "far"):
        return True
    if mark.code == "dekat" and elsewhere(story, mark):
        return True
    if mark.code == "dekat" and said.is_a(mark.first, "dia") and _hurt_before(story, mark):
        return True
    if mark.code == "dekat" and any(said.is_a(place, *_SITS) for place in said.before(mark.first, 2)):
        return True
    if mark.code == "tahu_alamat" and any(said.means(place, "by_others") for place in said.before(mark.first, 3)):
        return True
    if mark.code == "tahu_alamat" and any(said.is_a(place, *_ASKS) for place in said.before(mark.first, 2)):
        return True
    if mark.code == "ditahan" and said.is_a(mark.first - 1, *_FORMERLY):
        return True
    if mark.code == "ditahan" and any(act.mark.first == mark.first and act.mark.code in _HANDS for act in story.acts):
        return True
    if mark.code == "dekat" and not story.of_self and _is_where(story, mark):
        return True
    if mark.code in {"serumah", "jauh"} and _is_past(story, mark):
        return True
    if mark.code == "jauh" and said.is_a(mark.first - 1, "dari") and said.is_a(mark.first - 2, *_BACK):
        return True
    if mark.code == "jauh" and said.is_a(mark.first - 1, *_ORIGIN):
        return True
    if mark.code == "dekat" and (_beside_other(story, mark) or _of_house(story, mark)):
        return True
    if mark.code == "jauh" and _is_done_there(story, mark):
        return True
    known = said.is_a(mark.last, "saya") and said.is_a(mark.last - 1, "kenal", "mengenal")
    if mark.code == "tidak_diketahui" and known and said.clause[mark.last] == said.clause[mark.first]:
        return True
    if mark.code == "tidak_diketahui" and (
        wanders(story, mark.first, mark.last) or stranger_to_witness(story, mark.last)
    ):
        return True
    if mark.code == "tidak_diketahui" and any(said.is_a(at, *OFFICES) for at in said.after(mark.last, 2)):
        return True
    if mark.code == "tahu_alamat" and said.is_a(mark.first - 1, *_MEASURES):
        return True
    if mark.code == "tidak_diketahui" and any(_is_far(story, at) for at in said.after(mark.last, 3)):
        return True
    on = said.has(mark.last) and said.sentence[mark.last] == said.sentence[mark.first]
    if mark.code == "jauh" and on and said.means(mark.last, "thing"):
        return True
    before = story.at.get(mark.first - 1)
    if mark.code == "tidak_diketahui" and before is not None and story.role(before) == "pelaku":
        return said.is_a(mark.first, "tidak") and not said.is_a(mark.first + 1, *_KNOWN)
    for place in said.before(mark.first, 3):
        if said.clause[place] != said.clause[mark.first]:
            break
        if said.means(place, "wish") and mark.code in {"ditahan", "jauh"}:
            return True
        if said.means(place, "promised") or said.means(place, "money") or said.means(place, "unreal"):
            return mark.code != "tidak_diketahui" and not _of_call(said, place)
    if mark.code == "jauh" and any(act.mark.code == "tppo" for act in story.acts):
        return any(said.is_a(place, "kerja") for place in said.before(mark.first, 5))
    return False


def _is_far(story: Story, place: int) -> bool:
    """Return whether a far place is named at `place` ("melarikan diri ke luar kota")."""
    return any(mark.group == "access" and mark.code == "jauh" for mark in story.said.at.get(place, ()))


def _of_call(said: Said, place: int) -> bool:
    """Return whether a word only refuses a call ("jgn telp ya dia di sebelah")."""
    return any(mark.group == "contact" and mark.code == "jangan_telepon" for mark in said.at.get(place, ()))
