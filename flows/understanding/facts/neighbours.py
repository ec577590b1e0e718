"""Who did it lives or works beside who suffers: "rumahnya tepat di samping rumah kami", "omahe let rong omah"."""

from flows.understanding.facts.nearness import of_doer
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE, owner

_HOUSES = ("rumah", "omah", "kos", "kosan", "kost", "kontrakan", "kamar", "griyo", "warung", "toko", "meja", "mejo")
_SIDE = (
    *("samping", "sebelah", "sabalah", "subalah", "depan", "belakang", "seberang", "subarang", "balakang", "ngarep"),
    *("mburi", "jejer", "sandhing", "higa", "bahigaan", "muka", "bersebelahan", "sebelahan", "bersebrangan", "sanding"),
    *("berhadapan", "bersampingan", "berdekatan", "berdempetan", "berseberangan", "samping2an", "tetanggaan"),
)
"""Words for standing right beside."""
_NEAR = ("dekat", "deket", "cedak", "cedek", "parak", "caket", "sekitar", "ujung", "pojok", "tepi")
_APART = (
    "selisih",
    "selang",
    "let",
    "salang",
    "beda",
    "jarak",
    "jaraknya",
    "berjarak",
    "antara",
    "bedo",
    "batas",
    "kur",
)
"""Words before how many houses are between."""
_COUNTED = (
    "tembok",
    "dinding",
    "pagar",
    "rumah",
    "omah",
    "meter",
    "menit",
    "langkah",
    "gang",
    "kamar",
    "pintu",
    "blok",
    "buah",
    "rt",
    "lantai",
    "m",
)
_CLOSE = (
    *("cuma", "hanya", "mung", "pas", "tepat", "persis", "ya", "kan", "juga", "sangat", "memang", "itu", "tu", "haja"),
    *("letaknya", "posisi", "posisinya", "ada", "saja", "kok", "di", "mek", "pancen", "cuman", "iku", "masih", "sama"),
    *("dengan", "karo", "lawan", "sareng", "wan", "rumahnya", "persisnya", "hampir", "malah", "bahkan"),
    *("paling", "nang", "tidak", "jauh", "dari", "teng", "soalnya", "gak", "berada", "terletak", "tak", "banget"),
)
_OURS = ("saya", "korban", "sini", "kene", "kami", "mriki", "adik", "anak")
_LIVES = (
    "tinggal",
    "manggon",
    "badiam",
    "ngontrak",
    "ngekos",
    "bertempat",
    "menetap",
    "domisili",
    "berdomisili",
    "mangkal",
)
_SAME = (
    *("sekelas", "sekantor", "sesekolah", "sepabrik", "seangkatan", "sekampus", "sedesa", "sakelas", "sakantor"),
    *("sedivisi", "segedung", "selantai", "sekompleks", "sekomplek", "sekampung", "sakampung", "sertw", "sert"),
)
"""Words for being in the same class or office."""
_ONE_OF = (
    "kelas",
    "kantor",
    "shift",
    "sekolah",
    "pabrik",
    "divisi",
    "tim",
    "ruang",
    "ruangan",
    "gedung",
    "bagian",
    "line",
    "regu",
)
_ONE = ("satu", "sak", "1", "sama2", "sabuting")
_YARDS = (
    "halaman",
    "pekarangan",
    "latar",
    "tembok",
    "gang",
    "rt",
    "blok",
    "dusun",
    "lorong",
    "atap",
    "pagar",
    "komplek",
)
"""What neighbours share."""
_EVERY = ("tiap", "setiap", "saben", "satiap")
_MEETS = ("ketemu", "bertemu", "papasan", "kepethuk", "tatamu", "jumpa", "berjumpa", "ketemuan", "pethuk")
_REACH = 7


def beside(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it lives or works beside who suffers, or None."""
    said = story.said
    for place in range(len(said.words) if story.agents or story.acts else 0):
        if not story.counts(place):
            continue
        last = _house(story, place) or _lives(story, place) or _shares(story, place) or _meets(story, place)
        if last:
            return place, last
    return None


def _house(story: Story, place: int) -> int:
    """Return where "rumahnya tepat di samping rumah kami" ends, if the house is that of who did it, else 0."""
    said = story.said
    if not said.is_a(place, *_HOUSES):
        return 0
    bare, whose = owner(said.words[place].word)
    apart = story.at.get(place + 1)
    named = apart is not None and story.role(apart) == "pelaku" and said.clause[place + 1] == said.clause[place]
    theirs = apart is not None and said.words[place + 1].word == "mereka" and not story.of_self
    if not (whose == "dia" and bare in _HOUSES) and not (named or theirs):
        return 0
    if said.is_a(
        place - 1, "di", "ke", "dari", "dalam", "nang", "depan", "sebelah", "samping", "tahu", "dekat", "keluar"
    ):
        return 0
    first = story.people[apart].last if (named or theirs) and apart is not None else place + 1
    last = _near(story, first)
    return last if last and (named or _is_theirs(story, place, last)) else 0


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
        for at in range(place, min(last + 2, len(said.words)))
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
        if said.is_a(at, *_ONE) and said.is_a(at + 1, *_YARDS):
            return at + 2 if _hers(said, at + 2) else 0
        if said.is_a(at, "rumah", "omah") and said.is_a(at + 1, *_SIDE) and said.clause[at + 1] == said.clause[at]:
            return at + 2
        if said.is_a(at, *_SIDE):
            return at + 1 if _hers(said, at + 1) else 0
        if said.is_a(at, *_APART) or number(said, at) is not None:
            return _counted(said, at)
        if said.is_a(at, *_NEAR):
            return at + 1 if _hers(said, at + 1) else 0
        if said.is_a(at, "jauh") and said.is_a(at - 1, "tidak"):
            far = True
            if _hers(said, at + 1):
                return at + 1
            continue
        if not said.is_a(at, *_CLOSE) or (said.is_a(at, "jauh", "tidak") and not far and not said.is_a(at + 1, "jauh")):
            return 0
    return 0


def _hers(said: Said, first: int) -> bool:
    """Return whether what is near is the house of who suffers, or nothing more is said ("rumahnya dekat")."""
    if not said.has(first) or said.clause[first] != said.clause[first - 1]:
        return True
    for at in said.after(first, 4):
        if said.clause[at] != said.clause[first - 1]:
            return True
        if said.is_a(at, *_HOUSES, *_OURS, "gang", "persis", "pas", "banget", "haja", "saja") or number(said, at):
            return True
        if not said.is_a(at, *_CLOSE):
            return False
    return True


def _counted(said: Said, place: int) -> int:
    """Return where "let rong omah" or "selisih 3 kamar" ends, else 0."""
    for at in said.after(place, 5):
        if said.clause[at] != said.clause[place]:
            return 0
        if at > place and said.is_a(at, *_COUNTED):
            return at + 1
        told = number(said, at)
        if told and told[0] > 15 and not said.is_a(told[1], "meter", "m", "langkah"):
            return 0
        if at > place and told is None and not said.is_a(at, "beberapa", "rong", "telung", "sak", "se", "satu", "dari"):
            return 0
    return 0


def _lives(story: Story, place: int) -> int:
    """Return where "tinggal tidak jauh dari rumah korban" ends, if it is said of who did it, else 0."""
    said = story.said
    if not said.is_a(place, *_LIVES) or place in story.at:
        return 0
    first = place + 1 + (said.is_a(place, "bertempat") and said.is_a(place + 1, "tinggal"))
    if said.is_a(place - 1, "bertempat"):
        return 0
    if any(said.is_a(at, "dulu", "pernah", "waktu", "tidak", "biyen") for at in said.before(place, 3)):
        return 0
    last = _near(story, first)
    if not last and said.is_a(place, "mangkal"):
        last = next(
            (
                at + 2
                for at in said.after(place, 5)
                if said.is_a(at, "gang", "depan") and said.is_a(at + 1, "saya", *_HOUSES)
            ),
            0,
        )
    return last if last and of_doer(story, place) else 0


def _shares(story: Story, place: int) -> int:
    """Return where "sekelas sama aku" or "satu shift sama dia" ends, if one of the two did it to the other, else 0."""
    said = story.said
    one = said.words[place].word in _SAME
    two = said.is_a(place, *_ONE) and said.is_a(place + 1, *_ONE_OF)
    last = place + 1 + (two and not one)
    if not (one or two) or place in story.at or not said.means(last, "along"):
        return 0
    other = story.at.get(last + 1)
    near = story.nearest(place, 6)
    if other is None or near is None or said.clause[last + 1] != said.clause[place]:
        return 0
    if any(said.is_a(at, "tidak", "dulu", "pernah", "waktu", "mantan", "biyen") for at in said.before(place, 3)):
        return 0
    roles = {story.role(near), story.role(other)}
    dropped = roles == {"pelaku"} and story.of_self and story.people[other].code == "dia"
    return story.people[other].last if dropped or ("pelaku" in roles and "korban" in roles) else 0


def _meets(story: Story, place: int) -> int:
    """Return where "tiap hari ketemu" ends, if it is said of who did it, else 0."""
    said = story.said
    if not (said.is_a(place, *_EVERY) and said.is_a(place + 1, "hari", "berangkat", "pagi")):
        return 0
    skip = place + 2
    while said.is_a(skip, "saya", "masih", "harus", "pasti", "kami", "jadi", "selalu", "kita"):
        skip += 1
    if not said.is_a(skip, *_MEETS) or said.clause[skip] != said.clause[place]:
        return 0
    other = next((story.at[at] for at in said.after(skip + 1, 3) if at in story.at), None)
    if other is not None and said.clause[story.people[other].first] == said.clause[place]:
        return skip + 1 if story.role(other) == "pelaku" else 0
    return skip + 1 if story.of_self and story.agents else 0
