"""What the words of a message tell as a whole, weighed, where no rule knows them: kinds of violence, places, needs.

Beside the rules, which name the phrase that says it, a linear model for each code hears what was never listed ("dia
berdiri nempel, rok saya basah"). It only adds what is likely, and names the words that weighed most. Features are those
of triage and up to three words in a row, hashed into one table (CRC-32). Weights lie in `flows/data/facts.weights`,
learned by `pelita facts --train`.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from operator import add

from flows.data import load_bytes
from flows.understanding import features
from flows.understanding.facts.fact import LIKELY, Fact
from flows.understanding.facts.kinds import named
from flows.understanding.facts.story import Story
from flows.understanding.reading import read
from flows.understanding.tokens import tokens

CODES: tuple[tuple[str, str], ...] = (
    *(("writer", code) for code in ("korban", "anak_korban", "keluarga", "saksi", "instansi")),
    *(("sex", code) for code in ("korban:P", "korban:L", "pelaku:L", "pelaku:P")),
    *(("violence", code) for code in ("fisik", "psikis", "seksual", "eksploitasi", "penelantaran", "tppo")),
    *(
        ("place_kind", code)
        for code in ("rumah_tangga", "tempat_kerja", "sekolah", "fasilitas_umum", "daring", "lainnya")
    ),
    *(("access", code) for code in ("serumah", "dekat", "jauh", "tahu_alamat", "tidak_diketahui", "ditahan")),
    *(("vulnerable", code) for code in ("anak", "hamil", "lansia", "miskin", "kepala_keluarga")),
    *(("need", code) for code in ("polisi", "hukum", "dokter", "tempat", "bicara", "ekonomi", "sekolah")),
)
"""What is heard: a field and a code of it; of a sex with its owner."""
SIZE = 1 << 15
"""Places of the table."""
Sounds = Mapping[tuple[str, str], float]
"""How loud each code is heard."""

_MARK = b"FACTS-1\n"
_HEAD = struct.Struct("<8s2I")
_CODE = struct.Struct("<3f")
_LANES = struct.Struct(f"<{len(CODES)}H")
_AT_ONCE = 256
"""Places of which the sum, at 255 each, is no more than two bytes hold."""
NOTHING = 128
"""The byte of what weighs nothing."""
_ROW = 3
"""Words in a row that are one feature."""
_ONE = frozenset({"writer", "sex", "access"})
"""Fields of which one code holds, of a sex one for each owner: nothing is added to what rules say."""
_ADDED = frozenset({"writer", "sex", "violence", "place_kind", "access", "vulnerable"})
"""Fields to which something is added, where somebody is harmed; what is needed is only what somebody asks for."""


@dataclass(frozen=True, slots=True)
class Model:
    """What each place weighs for each code, a byte each with `NOTHING` added, and how the codes are scaled.

    `codes` has for each code its scale, its offset, and the score from which it is told.
    """

    weights: bytes
    codes: tuple[tuple[float, float, float], ...]


def to_bytes(model: Model) -> bytes:
    """Return the file that holds `model`."""
    codes = b"".join(_CODE.pack(*code) for code in model.codes)
    return _HEAD.pack(_MARK, SIZE, len(CODES)) + codes + zlib.compress(model.weights, 9)


def from_bytes(data: bytes) -> Model:
    """Return the model that `data` holds. Raises ValueError for anything else."""
    if data[: _HEAD.size] != _HEAD.pack(_MARK, SIZE, len(CODES)):
        raise ValueError("these weights belong to another form of the model: learn them again")
    start = _HEAD.size + _CODE.size * len(CODES)
    try:
        weights, codes = zlib.decompress(data[start:]), tuple(_CODE.iter_unpack(data[_HEAD.size : start]))
    except (zlib.error, struct.error) as error:
        raise ValueError("these weights are damaged: learn them again") from error
    if len(weights) != SIZE * len(CODES):
        raise ValueError("these weights are damaged: learn them again")
    return Model(weights, codes)


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that lies beside the other data, read at its first use."""
    return from_bytes(load_bytes("facts.weights"))


def places_of(text: str) -> list[int]:
    """Return the places of the features of a text, each as often as it has them."""
    words = [token.word for token in tokens(text)]
    rows = (place for first in range(len(words)) for place in _rows(words, first))
    return [*(place % SIZE for place in features.of_text(read(text))), *rows]


def _rows(words: Sequence[str], first: int) -> Iterator[int]:
    """Yield the places of one, two and three words from `first` on."""
    for last in range(first + 1, min(first + _ROW, len(words)) + 1):
        yield zlib.crc32(" ".join(words[first:last]).encode()) % SIZE


def sounds(text: str, learned: Model | None = None) -> Sounds:
    """Return how loud each code is heard in `text`."""
    learned = learned or model()
    places = places_of(text)
    if not places:
        return {}
    root, nothing = sqrt(len(places)), NOTHING * len(places)
    summed = _summed(learned, places)
    scores = (
        offset + scale * (found - nothing) / root
        for found, (scale, offset, _) in zip(summed, learned.codes, strict=True)
    )
    return dict(zip(CODES, scores, strict=True))


@lru_cache(maxsize=2)
def _lanes(weights: bytes) -> bytes:
    """Return the weights of each place as one number: two bytes for each code, so that adding numbers adds all."""
    lanes = bytearray(2 * len(weights))
    lanes[::2] = weights
    return bytes(lanes)


def _summed(learned: Model, places: Sequence[int]) -> list[int]:
    """Return what the places weigh together for each code."""
    lanes, width, whole = _lanes(learned.weights), _LANES.size, int.from_bytes
    sums = [0] * len(CODES)
    for first in range(0, len(places), _AT_ONCE):
        rows = (lanes[place * width : place * width + width] for place in places[first : first + _AT_ONCE])
        added = sum(whole(row, "little") for row in rows)
        sums = list(map(add, sums, _LANES.unpack(added.to_bytes(width, "little"))))
    return sums


def told(story: Story, facts: Sequence[Fact], loud: Sounds, learned: Model | None = None) -> Iterator[Fact]:
    """Yield what is heard loud enough and `facts` do not say; nothing that speaks against one of them.

    Where rules know words for a deed, a place, nearness or a plight that stand in the text, and do not tell it, they
    had a reason: then it is not told. Of whom they know not (a man did it, nobody says who) it may be heard.
    """
    learned = learned or model()
    if story.calm or not story.victims:
        return
    taken = {(fact.field, fact.owner) for fact in facts}
    said = {code_of(fact) for fact in facts}
    loudest = dict[tuple[str, str], str]()
    for field, code in _loud_enough(loud, learned):
        if (field, code) in said or _is_known(story, field, code):
            continue
        owner = code.split(":")[0] if field == "sex" else ""
        if field not in _ONE:
            yield _fact(story, field, code, learned)
        elif (field, owner) not in taken:
            other = loudest.get((field, owner), code)
            loudest[field, owner] = max(code, other, key=lambda one: loud[field, one])
    yield from (_fact(story, field, code, learned) for (field, _), code in loudest.items())


def _loud_enough(loud: Sounds, learned: Model) -> Iterator[tuple[str, str]]:
    """Yield the codes that are heard loud enough to be told."""
    for key, (_, _, enough) in zip(CODES, learned.codes, strict=True):
        if key[0] in _ADDED and key in loud and loud[key] >= enough:
            yield key


def _is_known(story: Story, field: str, code: str) -> bool:
    """Return whether rules know better: they know words in the text for a code; of a place, for any."""
    if field == "place_kind":
        return bool(named(story.said))
    if field == "access":
        return bool(story.said.of("access"))
    return any(mark.code.split(":")[0] == code for mark in story.said.of(field))


def code_of(fact: Fact) -> tuple[str, str]:
    """Return what a fact says as it stands among `CODES`, if it does."""
    return fact.field, f"{fact.owner}:{fact.value}" if fact.owner else str(fact.value)


def loudness(fact: Fact, loud: Sounds) -> float | None:
    """Return how loud what a fact says is heard, None where it is nothing that is listened for."""
    return loud.get(code_of(fact))


def _fact(story: Story, field: str, code: str, learned: Model) -> Fact:
    """Return a fact with the words that weighed most for it, as they were written."""
    heard = tokens(story.said.text)
    words = [token.word for token in heard]
    weights, number, codes = learned.weights, CODES.index((field, code)), len(CODES)
    rows = (
        (weights[place * codes + number], -first, first + last)
        for first in range(len(words))
        for last, place in _ends(words, first)
    )
    _, first, end = max(rows)
    owner, _, value = code.rpartition(":")
    start, last = story.said.places(heard[-first].start, heard[end - 1].end)
    start = min(start, len(story.said.words) - 1)
    return story.said.fact(field, value, start, max(last, start + 1), LIKELY, owner=owner)


def _ends(words: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    yield from enumerate(_rows(words, first), 1)
