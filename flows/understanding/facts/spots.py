"""Places as they are put together from words: "di kamar kosku", "di dapur warung", "masuk ke ruang stok"."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import DATA, owner

_LISTS = lists("spots")
_SPOTS = DATA["spots"]
_KINDS: dict[str, str] = {word: kind for kind, words in _SPOTS["kinds"].items() for word in words}
ROOMS = frozenset(_SPOTS["rooms"])
"""Words for rooms; they say whose house it is only with what they belong to."""
_AROUND = frozenset(_SPOTS["around"])
_LEADS, _WAYS = frozenset(_SPOTS["leads"]), frozenset(_SPOTS["ways"])
_APART = _SPOTS["apart"]
"""Words after which a place is only where it is not."""
SHOPS = _SPOTS["shops"]
"""Public places in which people also work."""
_OTHERS = frozenset(_SPOTS["others"])
KNOCKS = _LISTS["knocks"]
_LODGINGS = _LISTS["lodgings"]
_FRONTS = _LISTS["fronts"]
RIDES = _LISTS["rides"]
WHILE = _LISTS["while"]
_PARTS = _LISTS["parts"]
_RIDDEN = _LISTS["ridden"]
_HOUSES = _LISTS["houses"]
_WAYSIDE = _LISTS["wayside"]
_BESIDE = _LISTS["beside"]
_UNTIL = ("smp", "sd")
"""Schools that after a room are "sampai" in short ("dari kasur smp jatoh")."""
_THERE = _LISTS["there"]
_WHOSE = _LISTS["whose"]
_HOMES = _LISTS["homes"]
_OUTSIDE = _LISTS["outside"]
_DOORS = _LISTS["doors"]
_SHORTEST = 3
_LONGEST_NAME = 3
"""Words of the longest name of a kind of place."""
_LONGEST = 5
"""Words that may follow the one that leads to a place."""


def spots(said: Said) -> list[Mark]:
    """Return the places of a text by their kinds, in their order; a room says whose only with what it belongs to."""
    return [mark for place in range(len(said.words)) if (mark := _spot(said, place))]


def there(said: Said) -> list[Mark]:
    """Return "di situ" as the place that was named last before it ("jualan di alun-alun, ada anak … di situ")."""
    found, last = [], ""
    for place in range(len(said.words)):
        word, _ = _known(said, place)
        last = _KINDS.get(word, last)
        glued = said.words[place].word in {"disitu", "disana"}
        if last and (glued or (said.is_a(place, *_THERE) and said.is_a(place - 1, "di"))):
            found.append(Mark("place_kind", last, place - (not glued), place + 1))
    return found


def _spot(said: Said, place: int) -> Mark | None:
    said.steps += 1
    if not _leads(said, place) or (said.is_banjar and said.words[place].word == "nang"):
        return None
    kind, last, room = "", place + 1, False
    while said.has(last) and last - place <= _LONGEST and said.clause[last] == said.clause[place]:
        word, length = _known(said, last)
        if word in _AROUND or word in _LEADS:
            last += 1
        elif word in ROOMS:
            room, last = True, last + length
        elif word in _KINDS and not (room and word in _UNTIL):
            if word in _RIDDEN and not said.is_a(place, *_LEADS):
                return None
            kind, last = _KINDS[word], last + length
            break
        elif last == place + 1 and _unknown_of(said, last):
            last += 1
        else:
            break
    goes_on = said.has(last) and said.clause[last] == said.clause[place]
    whose = goes_on and any(form in _OTHERS for form in said.forms[last])
    if whose and said.is_a(last, "dia") and not said.is_a(last - 1, *_HOMES):
        whose = False
    if kind == "rumah_tangga" and whose:
        return Mark("place_kind", "lainnya", place, last + 1) if said.words[last].word != "mereka" else None
    if room and not kind and owner(said.words[last - 1].word)[1] == "dia":
        return None
    if kind and goes_on:
        kind, last = _of_whole(said, kind, last)
    front = any(said.is_a(here, *_OUTSIDE) for here in range(place, last))
    kind = "fasilitas_umum" if kind == "tempat_kerja" and front else kind
    kind = kind or ("rumah_tangga" if room else "")
    return Mark("place_kind", kind, place, last) if kind else None


def is_beside(said: Said, mark: Mark) -> bool:
    """Return whether only what a place lies beside is named ("di dekat sekolah", "di depan pasar")."""
    return any(said.is_a(here, *_BESIDE) for here in range(mark.first, mark.last))


def kind_at(said: Said, place: int) -> tuple[str, int]:
    """Return the kind of place that is named at `place` itself, a room as one of a home, and where its name ends."""
    if not said.has(place) or said.clause[place] != said.clause[place - 1]:
        return "", place
    word, length = _known(said, place)
    if word in ROOMS:
        kind, last = kind_at(said, place + length)
        return (kind, last) if kind else ("rumah_tangga", place + length)
    return (_KINDS[word], place + length) if word in _KINDS else ("", place)


def is_shop(said: Said, place: int) -> bool:
    """Return whether a place where people work is named at `place` ("pabrik", "minimarket")."""
    return any(form in SHOPS or _KINDS.get(form) == "tempat_kerja" for form in said.forms[place])


def _of_whole(said: Said, kind: str, last: int) -> tuple[str, int]:
    """Return the kind of what a place is a part of, named after it ("di gudang belakang rumah", "musala pabrik")."""
    part, at = said.is_a(last - 1, *_PARTS), last
    while part and said.has(at) and said.clause[at] == said.clause[last] and said.is_a(at, *_AROUND):
        at += 1
    further, length = _known(said, at) if said.has(at) and said.clause[at] == said.clause[last] else ("", 0)
    whole = further in _KINDS and further not in _UNTIL and (part or further not in _HOUSES)
    if not whole or said.is_a(last - 1, *_WAYSIDE):
        return kind, last
    return _KINDS[further], at + length


def _leads(said: Said, place: int) -> bool:
    """Return whether a place is led to at `place`: by "di", or by "ke" after a word of bringing or entering."""
    hurled = said.is_a(place, "dari") and _is_hit(said, place)
    public = said.has(place + 1) and said.clause[place + 1] == said.clause[place] and said.is_a(place, *_FRONTS)
    if public and _KINDS.get(_known(said, place + 1)[0]) == "fasilitas_umum":
        return not place or said.clause[place - 1] != said.clause[place]
    if said.is_a(place, *_LEADS) or hurled:
        return not (place and said.is_a(place - 1, *_LEADS))
    if said.is_a(place, *RIDES) and any(said.is_a(here, *WHILE) for here in said.before(place, 5)):
        near = said.has(place + 1) and said.clause[place + 1] == said.clause[place]
        after = place + 1 + (near and said.is_a(place + 1, *_AROUND))
        same = near and said.has(after) and said.clause[after] == said.clause[place]
        taken = any(said.means(here, "brought") for here in said.after(place + 1, 8))
        return same and not taken and _KINDS.get(_known(said, after)[0]) in {"fasilitas_umum", "lainnya"}
    if said.is_a(place, *KNOCKS) and said.is_a(place + 1, *_DOORS, *_LODGINGS):
        return said.clause[place + 1] == said.clause[place]
    return said.is_a(place, *_WAYS) and any(said.means(here, "brought") for here in said.before(place, 4))


def _is_hit(said: Said, place: int) -> bool:
    """Return whether a deed stands right before `place`, or before whom it names ("didorong suami dari teras")."""
    for here in said.before(place, 3):
        if any(one.group == "violence" for one in said.at.get(here, ())):
            return True
        if not (said.at_person(here) or said.is_a(here, "saya", "dia")):
            return False
    return False


def _unknown_of(said: Said, place: int) -> bool:
    """Return whether an unknown word names a part of the kind of place that follows ("di bingkil sakulahan")."""
    near = said.has(place + 1) and said.clause[place + 1] == said.clause[place]
    known = said.at_person(place) or said.number(place) >= 0 or said.is_a(place, *_APART)
    if not near or known:
        return False
    after, _ = _known(said, place + 1)
    further = after in _AROUND and said.has(place + 2) and said.clause[place + 2] == said.clause[place]
    return after in _KINDS or after in ROOMS or (further and _known(said, place + 2)[0] in _KINDS)


def _known(said: Said, place: int) -> tuple[str, int]:
    """Return the word for a place that stands at `place`, and how many words it has."""
    for length in range(_LONGEST_NAME, 1, -1):
        if not said.has(place + length - 1) or said.clause[place + length - 1] != said.clause[place]:
            continue
        said.steps += 1
        start = " ".join(token.word for token in said.words[place : place + length - 1])
        for end in _forms(said, place + length - 1):
            if f"{start} {end}" in ROOMS or f"{start} {end}" in _KINDS:
                return f"{start} {end}", length
    listed = (ROOMS, _KINDS, _AROUND, _LEADS)
    known = (form for form in _forms(said, place) if any(form in words for words in listed))
    return next(known, ""), 1


def _forms(said: Said, place: int) -> tuple[str, ...]:
    """Return the spellings of a word, also without whose it is ("losmennya", "kasurku", "sawahe")."""
    word = said.words[place].word
    ends = (end for end in _WHOSE if word.endswith(end) and len(word) - len(end) >= _SHORTEST)
    return (*said.forms[place], *(word.removesuffix(end) for end in ends))
