"""Who suffers a deed, as far as its sentence says it: by the phrase itself, before a passive, after an active verb."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention, meant, topic_of
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import PEOPLE

_LISTS = lists("suffering")
BEFORE, AFTER = 12, 6
STRONG = frozenset(code for code, entry in PEOPLE.items() if entry.get("strong"))
"""Who more often does harm than suffers it: husbands, employers, teachers, strangers."""


_AIMED = _LISTS["aimed"]
_ROOTS = _LISTS["roots"]
_AGED = _LISTS["aged"]
_INSTEAD = _LISTS["instead"]
_PARENTS = frozenset({"ibu", "ayah", "orang_tua"})
_YOUNG = frozenset({"anak", "cucu", "keponakan", "adik", "murid", "siswi"})
_NEAR_BY = frozenset({"tetangga", "teman", "sepupu", "paman"})
"""Who did a thing right after a passive without a word such as "oleh"."""


def inside(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int]) -> tuple[str, ...]:
    """Return who suffers it by the phrase itself ("bunuh saya", "pegang badanku", "rambut adik saya dipotong")."""
    whole = range(mark.first, mark.last)
    named = [people[at[place]].code for place in whole if place in at and people[at[place]].named]
    if named:
        return (named[0],) if named[0] not in STRONG else ()
    own = (said.is_a(place, "saya") or _is_mine(said, place) for place in whole)
    return ("saya",) if any(own) else ()


def _is_mine(said: Said, place: int) -> bool:
    """Return whether a word ends on "-ku" for whose it is ("badanku"), which "dipangku" and "menyiku" do not."""
    word = said.words[place].word
    return word.endswith("ku") and not word.endswith(_ROOTS)


def before_passive(
    said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], doers: frozenset[str]
) -> tuple[str, ...]:
    """Return who is named before a passive; `doers` are not meant by a pronoun.

    Passed over are those who only tell of it, those by whom something was done ("sama tetangga"), and, where somebody
    else is named, those who more often do harm.
    """
    thing = said.has(mark.first - 1) and said.means(mark.first - 1, "thing") and mark.first - 1 not in at
    if thing and not said.words[mark.first - 1].word.endswith("ku"):
        return ()
    undressed = any(said.words[place].word.startswith("di") for place in range(mark.first + 1, mark.last))
    told = undressed and mark.code == "seksual" and said.words[mark.first].word.endswith("nya")
    told = told or (said.means(mark.first, "state") and said.words[mark.last - 1].word.endswith("nya"))
    strong, spare = False, ""
    for place in said.before(mark.first, BEFORE):
        if said.means(place, "body") and said.words[place].word.endswith("ku"):
            return ("saya",)
        told = told or said.means(place, "hearsay") or _theirs(said, place)
        if place not in at or people[at[place]].denied:
            continue
        if said.aside(place, mark.first) and mark.code != "penelantaran":
            continue
        at_home = people[at[place]].code == "saya" and place == mark.first - 1 and said.is_a(place - 2, "di")
        if people[at[place]].beside and not at_home:
            continue
        number = at[place]
        one = people[number]
        if _only_with(said, people, number, mark):
            continue
        if (told and one.code == "saya") or _only_tells(said, people, at, place, mark.first) or is_by(said, one):
            continue
        if one.code == "dia" and number and said.means(one.first - 1, "makes"):
            doers = doers | {people[number - 1].code}
        code = meant(people, number, doers | _weak(people, number) if one.code == "dia" else doers)
        code = code or meant(people, number, doers)
        if not code:
            return ("korban",) if said.words[one.first].word == "mereka" else ()
        if code in STRONG and one.named:
            strong = True
            spare = spare or (code if _is_subject(said, one, mark, at) else "")
            continue
        both = number and people[number - 1].last == one.first - 1 and said.means(one.first - 1, "and")
        other = meant(people, number - 1) if both else ""
        return (other, code) if other else (code,)
    topic = _topic(said, people, mark) if strong or told else ""
    return (topic,) if topic else (spare,) if spare else ()


def _only_with(said: Said, people: tuple[Mention, ...], number: int, mark: Mark) -> bool:
    """Return whether somebody else opens the part of a sentence before ("mbah tinggal sama mantunya, dimarahin")."""
    one = people[number]
    if not number or said.clause[one.first] == said.clause[mark.first] or not said.means(one.first - 1, "along"):
        return False
    if said.is_a(one.first - 1, "dan") or not one.named:
        return False
    others = (other for other in people[:number] if other.code != "saya" and not other.beside)
    return any(said.clause[other.first] == said.clause[one.first] for other in others)


def _is_subject(said: Said, one: Mention, mark: Mark, at: dict[int, int]) -> bool:
    """Return whether nobody else stands between a name and a passive, and nothing is begged for there."""
    between = range(one.last, mark.first)
    same = said.clause[one.last - 1] == said.clause[mark.first] or _only_aged(said, one.last, mark.first)
    return same and not any(place in at or said.means(place, "begs") for place in between)


def _only_aged(said: Said, first: int, last: int) -> bool:
    """Return whether an age in brackets or before a comma stands between a name and its verb ("bapak (68) sering")."""
    ends = next((place for place in range(first, last) if said.clause[place] != said.clause[first]), first)
    aged = range(first, ends)
    if aged and any(said.number(place) > 0 for place in aged) and said.clause[ends] == said.clause[last]:
        return all(said.number(place) > 0 or said.is_a(place, *_AGED) for place in aged)
    if "(" not in said.between(first - 1) or said.number(first) < 0:
        return False
    closed = next((place for place in range(first, last) if ")" in said.between(place)), last)
    return closed < last and closed - first <= 2 and said.clause[closed + 1] == said.clause[last]


def _topic(said: Said, people: tuple[Mention, ...], mark: Mark) -> str:
    """Return whom the sentences before are about, else who was named last, and more often suffers harm than does it."""
    before = [one for one in reversed(people) if one.last <= mark.first and not one.beside]
    back = [*topic_of(before, said.sentence[mark.first]), *(one for one in before if one.named)]
    back = [one for one in back if not said.means(one.last, "gone")]
    back = [one for one in back if one.code not in _PARENTS] or back if _any_young(back) else back
    return next((one.code for one in back if one.code not in STRONG and not one.denied and not is_by(said, one)), "")


def _any_young(back: list[Mention]) -> bool:
    """Return whether somebody young is named, who suffers rather than a parent."""
    return any(one.code in _YOUNG for one in back)


def _weak(people: tuple[Mention, ...], number: int) -> frozenset[str]:
    """Return the codes that a suffering "dia" does not mean where somebody else is named before."""
    return STRONG | {one.code for one in people[max(0, number - 6) : number] if one.whose == "dia"}


def is_by(said: Said, one: Mention) -> bool:
    """Return whether it is somebody by whom another thing was done ("dibawa sama pemuda")."""
    by = one.code in STRONG | _NEAR_BY or one.whose == "dia" or _after_subject(said, one)
    if one.named and one.first and by and _is_passive_word(said, one.first - 1):
        return True
    after = said.has(one.last) and said.clause[one.last] == said.clause[one.first] and _is_passive_word(said, one.last)
    if one.named and one.first and after and said.means(one.first - 1, "by") and not said.means(one.first - 2, "meets"):
        return True
    passive = (said.words[place].word for place in said.before(one.first - 1, 4))
    return said.means(one.first - 1, "by") and any(word.startswith("di") and len(word) > 4 for word in passive)


def _after_subject(said: Said, one: Mention) -> bool:
    """Return whether somebody else stands before the verb ("ibu saya dirawat kakak saya": it is done by the second)."""
    verb = one.first - 1
    return any(said.at_person(place) and not said.at_person(place + 1) for place in said.before(verb, 4))


def _is_passive_word(said: Said, place: int) -> bool:
    """Return whether a passive that is no word for a place stands at `place` ("dibujuk tonggo")."""
    word = said.words[place].word
    return word.startswith("di") and len(word) > 4 and not said.means(place, "where") and not said.at_person(place)


def _theirs(said: Said, place: int) -> bool:
    """Return whether a part of somebody else's body is named ("lengannya")."""
    return said.means(place, "body") and said.words[place].word.endswith("nya")


def _only_tells(said: Said, people: tuple[Mention, ...], at: dict[int, int], place: int, verb: int) -> bool:
    """Return whether somebody only tells of it, and somebody else is named before ("ibu kurus, tetangga bilang …")."""
    one = people[at[place]]
    if one.code == "saya":
        answered = any(said.is_a(here, *_INSTEAD) for here in range(one.last, verb))
        return said.means(one.last, "sees") and not answered
    others = any(here in at and people[at[here]].named for here in said.before(one.first, BEFORE))
    return one.named and others and said.means(one.last, "speaks")


def stops(said: Said, mark: Mark, place: int) -> bool:
    """Return whether what stands at `place` no longer belongs to the verb ("di depan anak", "karena")."""
    if place < mark.last:
        return False
    aside = said.means(place, "facing") and (said.is_a(place - 1, "di") or not said.means(place, "body"))
    return said.clause[place] != said.clause[mark.last - 1] or said.means(place, "break") or aside


def after_active(
    said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], doer: frozenset[str]
) -> tuple[str, ...]:
    """Return who is named after an active verb, also by a part of the body, and who is added with "dan"."""
    found: list[str] = []
    aimed = ""
    alone = mark.last - mark.first == 1 or said.means(mark.last - 1, "body")
    if said.words[mark.last - 1].word.endswith("nya") and alone:
        return _last_named(said, people, mark, doer)
    for place in said.after(mark.last, AFTER):
        if stops(said, mark, place):
            break
        word = said.words[place].word
        if place in at:
            own = people[at[place]].code == "saya" and mark.code == "psikis" and place <= mark.last + 1
            if own and people[at[place]].beside and not found:
                found.append("saya")
            if people[at[place]].beside and people[at[place]].named and said.is_a(place - 1, *_AIMED):
                aimed = aimed or meant(people, at[place], doer)
            if people[at[place]].beside or word == "mereka":
                continue
            if people[at[place]].code == "dia" and _acts_again(said, people[at[place]].last):
                break
            code = meant(people, at[place], doer)
            if code and code not in found and (not found or said.means(people[at[place]].first - 1, "and")):
                found.append(code)
        elif not found and said.means(place, "body") and word.endswith("ku"):
            found.append("saya")
        elif not found and place == mark.last and word.endswith("nya") and len(word) > 5:
            return _last_named(said, people, mark, doer)
    return tuple(found) or ((aimed,) if aimed and aimed not in STRONG else ())


def _acts_again(said: Said, place: int) -> bool:
    """Return whether another deed begins at `place`: who stands before it does it."""
    return any(
        mark.group == "violence" and not said.words[place].word.startswith("di") for mark in said.at.get(place, ())
    )


def _last_named(said: Said, people: tuple[Mention, ...], mark: Mark, doer: frozenset[str]) -> tuple[str, ...]:
    """Return whom a verb on "-nya" means: who is named in its sentence or whom those before are about."""
    before = [one for one in reversed(people) if one.last <= mark.first and not one.beside]
    here = [one for one in before if one.named and one.sentence == said.sentence[mark.first]]
    for one in (*here, *topic_of(before, said.sentence[mark.first])):
        if one.code not in STRONG and one.code not in doer:
            return (one.code,)
    back = [one.code for one in people if one.last <= mark.first and one.named and one.code not in doer]
    rather = [code for code in back if code not in STRONG]
    young = [code for code in rather if PEOPLE[code].get("cared_for")]
    return tuple((young or rather or back)[-1:])
