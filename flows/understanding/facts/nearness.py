"""How near who did it is where no fixed phrase says it: with whom they live, where they are at this hour, and wait."""

from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import CITIES, owner

_LIVES = (
    *("tinggal", "manggon", "badiam", "ngontrak", "ngekos", "numpang", "menetap", "menumpang", "urip", "hidup", "kos"),
    *("ngekost", "kost", "barumah"),
)
"""Words for living somewhere."""
_STAYS = ("tidur", "turu", "guring", "nginap", "nginep", *_LIVES)
"""Words that say it where the house of who did it follows ("saya tidur di rumah majikan")."""
_FOLLOWS = ("ikut", "melu", "umpat", "nunut", "maumpat")
"""Words for living with the one who is named right after them."""
_DOING = 3
"""Words such as "kuliah" between living and the house ("numpang kuliah di rumah om")."""
_SINCE = ("sejak", "wiwit", "mulai", "matan", "dari", "saja", "sekarang", "saiki", "terus", "dan", "wahini", "pang")
"""What may still stand after "ikut paman"."""
_HOUSE = ("rumah", "omah", "kos", "kontrakan", "tempat", "griyo", "kosan", "wadah")
_HOME = 6
"""Words between living and with whom."""
_AROUND = (
    *("gang", "kampung", "desa", "rt", "rw", "komplek", "kota", "dekat", "cedak", "parak", "beda", "sebelah", "jauh"),
    *("sebelahan", "berdekatan", "bertetangga", "kampus", "kecamatan", "dusun", "perumahan", "kelurahan"),
)
"""Words for living near somebody, not with them ("tinggal satu gang dengan korban")."""
_TOGETHER = ("berdua", "bareng", "bersama", "wongloro", "badua", "barengan", "sarumahan", "bertiga", "berempat")
_OVER = ("waktu", "dulu", "biyen", "bahari", "pas", "sebelum", "tadi", "kemarin", "pernah", "sempat")
"""Words of another time."""
_LONG_AGO = ("dulu", "biyen", "bahari", "waktu", "sebelum")
"""Words of a time in which somebody waited for her, but no longer does."""
_NOT = ("tidak", "mau", "disuruh", "kepingin", "pengen", "ingin", "jangan", "handak", "arep", "pisah")
_NOW = (
    *("sekarang", "masih", "lagi", "ada", "saiki", "isih", "wahini", "sedang", "magin", "skg", "skrg", "tasih"),
    *("sek", "jek", "ijik"),
)
_DOES = (
    *("mabuk", "tidur", "turu", "guring", "mandi", "adus", "duduk", "lungguh", "nonton", "tv", "ngamuk", "marah"),
    *("teriak", "teriak2", "rokokan", "ngopi", "makan", "mangan", "main", "hp", "nunggu", "jaga", "mendem", "ngorok"),
    *("bengok", "bengok2", "mondar", "mandir", "istirahat", "nongkrong", "berdiri", "kumat", "cangkruk", "dodok"),
)
"""What somebody may be doing there."""
_ROOMS = ("ruang", "dapur", "teras", "luar", "kamar", "sini", "sebelah", "depan", "pawon", "njobo", "ngarep", "latar")
_PLACES = (
    *_ROOMS,
    *("rumah", "omah", "buri", "mburi", "belakang", "balakang", "muka", "higa", "kene", "halaman", "garasi"),
)
_GLUED = {"disini", "dirumah", "didepan", "diluar", "dikamar", "didapur", "diteras", "disebelah", "ngarep", "njobo"}
_ASLEEP = ("tidur", "turu", "guring", "mandi", "adus")
"""What somebody does at home, also where no room is named ("bojoku sek turu")."""
_WORKS = ("kerja", "bekerja", "kerjo", "nyambut", "bagawi", "merantau", "dinas", "tugas", "berlayar", "melaut", "nguli")
"""Words for working somewhere."""
_PART = 7
"""Words between somebody and the room they are in."""
_HANDS = frozenset({"fisik", "seksual"})
_SOUGHT = 4
"""Words between waiting and where."""
_HERS = ("rumah", "omah", "kos", "kosan", "kost", "kampus", "sekolah", "kantor", "kontrakan", "gang", "sakulah", "toko")
"""Where somebody is waited for."""
_HARMED = frozenset({"korban", "pelapor", "anak"})


def home(story: Story) -> tuple[int, int] | None:
    """Return the words that say that somebody lives with who did it ("tinggal di Kedundung sama dia"), or None."""
    said = story.said
    for place in range(len(said.words) if story.agents else 0):
        if not story.counts(place) or not said.is_a(place, *_STAYS, *_FOLLOWS) or _is_over(said, place):
            continue
        if place in story.at or owner(said.words[place].word)[1]:
            continue  # "temen kosku" is somebody, and "kosku" a place
        last = _with(story, place) or _in_house(story, place) or _both(story, place)
        if last:
            return place, last
    return None


def _is_over(said: Said, place: int) -> bool:
    """Return whether it is denied, wished or of another time ("dulu tinggal bareng dia")."""
    near = [here for here in said.before(place, 6) if said.clause[here] == said.clause[place]]
    return any(said.is_a(here, *_OVER) for here in near) or any(said.is_a(here, *_NOT) for here in near[:3])


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
    place += next((skip for skip in range(_DOING) if said.is_a(place + 1 + skip, "di")), 0)
    if not (said.is_a(place + 1, "di") and said.is_a(place + 2, *_HOUSE)):
        return 0
    if said.clause[place + 2] != said.clause[first]:
        return 0
    number = story.at.get(place + 3, story.at.get(place + 2))
    if number is None or said.sentence[story.people[number].first] != said.sentence[place]:
        return 0
    role, subject = story.role(number), _subject(story, first)
    sleeps = not said.is_a(first, *_LIVES)
    hers = role == "pelaku" and subject in _HARMED
    theirs = role in _HARMED and subject == "pelaku" and not sleeps
    return story.people[number].last if hers or theirs else 0


def _both(story: Story, place: int) -> int:
    """Return where "kami ngontrak berdua" ends, if the sentence or the one before names who did it, else 0."""
    said = story.said
    first = place - said.is_a(place - 1, "masih", "isih", "tasih", "sekarang", "saiki", "lagi", "cuma", "hanya")
    both = said.words[first - 1].word in {"kami", "kita"} if first else False
    if not both or not story.of_self or not said.is_a(place, *_LIVES):
        return 0
    last = next((here + 1 for here in said.after(place + 1, 2) if said.is_a(here, *_TOGETHER)), 0)
    after = story.at.get(last) if last else None
    if after is not None and said.clause[last] == said.clause[place] and story.people[after].named:
        return 0
    by = [said.sentence[one.first] for one in story.agents]
    alone = not any(said.means(here, "along") and here >= last for here in said.after(last, 2)) if last else False
    return last if alone and any(0 <= said.sentence[place] - sentence <= 1 for sentence in by) else 0


def here(story: Story) -> tuple[int, int] | None:
    """Return the words that say in which room who did it is now ("bapak masih di ruang tamu"), or None."""
    said = story.said
    for number, one in enumerate(story.people):
        if not story.agents or one.beside or story.role(number) != "pelaku" or not story.counts(one.first):
            continue
        clause = said.clause[one.first]
        hurt = any(said.clause[act.mark.first] == clause and act.mark.code in _HANDS for act in story.acts)
        if hurt or any(said.clause[at] == clause and said.is_a(at, *_OVER) for at in said.before(one.first, 4)):
            continue
        last = _room(said, one.first, one.last)
        refuge = one.code == "dia" and not story.of_self and any(said.is_a(at, "saya") for at in (last, last - 1))
        if last and not refuge:
            return one.first, last
    return _goes_on(story)


def _goes_on(story: Story) -> tuple[int, int] | None:
    """Return the words that say it of who opens the sentence ("bojoku nendang aku, saiki turu nang kamar"), or None."""
    said = story.said
    for place in range(1, len(said.words)):
        opens = said.clause[place] != said.clause[place - 1] and said.is_a(place, "sekarang", "saiki", "wahini", "skrg")
        if not opens or said.sentence[place] != said.sentence[place - 1] or not story.counts(place):
            continue
        inside = [number for number, one in enumerate(story.people) if one.sentence == said.sentence[place]]
        first = next((number for number in inside if story.people[number].first < place), None)
        last = _room(said, place, place + 1) if first is not None and story.role(first) == "pelaku" else 0
        if last:
            return place, last
    return None


def away(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it works or lives far away ("kerja di pelabuhan Surabaya"), or None."""
    said = story.said
    for place in range(2, len(said.words)):
        if said.words[place].word not in CITIES or not story.counts(place):
            continue
        near = [at for at in said.before(place, _HOME + 2) if said.clause[at] == said.clause[place]]
        led = next((at for at in near[: _DOING + 1] if said.is_a(at, "di", "ke", "ka", "ten")), None)
        stays = next((at for at in near if led is not None and at < led and said.is_a(at, *_LIVES, *_WORKS)), None)
        if stays is None or led is None or _is_over(said, stays) or _is_promised(said, stays):
            continue
        if any(at in story.at or said.means(at, "thing") for at in range(led + 1, place)):
            continue
        number = story.nearest(stays, 8)
        number = number if number is not None else story.subject(stays)
        if number is not None and story.role(number) == "pelaku":
            return stays, place + 1
    return None


def _is_promised(said: Said, place: int) -> bool:
    """Return whether the work in a far city is only offered to somebody ("janji kerja di Malaysia")."""
    near = [at for at in said.before(place, _HOME) if said.clause[at] == said.clause[place]]
    return any(said.means(at, "promised") or said.means(at, "offers") for at in near)


def seeks(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it waits where she lives or works ("nungguin depan kos"), or None."""
    said = story.said
    for mark in said.of("marks"):
        if mark.code != "seeks" or not story.agents or not story.counts(mark.first):
            continue
        sentence = said.sentence[mark.first]
        done = (act.mark for act in story.acts if act.mark.code in _HANDS and act.mark.first > mark.first)
        if any(said.sentence[act.first] == sentence for act in done):
            continue
        part = [at for at in said.after(mark.last, _SOUGHT) if said.clause[at] == said.clause[mark.first]]
        last = next((at + 1 for at in part if said.is_a(at, *_HERS)), 0)
        number = who(story, mark.first)
        number = number if number is not None else story.subject(mark.first)
        near = [at for at in said.before(mark.first, 3) if said.clause[at] == said.clause[mark.first]]
        denied = any(said.is_a(at, "tidak", "jangan", *_LONG_AGO) for at in near)
        if last and number is not None and story.role(number) == "pelaku" and not denied:
            return mark.first, last
    return None


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
    for at in said.after(place, _PART):
        if said.clause[at] != clause:
            return 0
        glued = said.words[at].word in _GLUED
        inside = said.is_a(at, "di") and said.has(at + 1) and said.clause[at + 1] == clause
        if (now or does) and (glued or (inside and said.is_a(at + 1, *_PLACES))):
            at_home = said.is_a(at + 1, "rumah", "omah") or said.words[at].word == "dirumah"
            whose = at + 2 if inside else at + 1
            other = said.at_person(whose) and said.clause[whose] == clause if said.has(whose) else False
            return 0 if (at_home and (not now or other)) else at + 1 + (inside and not glued)
        after = said.has(at + 1) and said.clause[at + 1] == clause
        if now and said.is_a(at, *_ASLEEP) and (not after or said.is_a(at + 1, *_NOW)):
            return at + 1
        now = now or said.is_a(at, *_NOW)
        does = does or said.is_a(at, *_DOES)
        if not said.is_a(at, *_NOW, *_DOES) and not said.means(at, "rages"):
            return 0
    return 0
