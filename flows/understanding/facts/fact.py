"""What a text says, piece by piece, each with the words that say it."""

from dataclasses import dataclass

FIELDS = (
    "writer",
    "age",
    "sex",
    "violence",
    "when",
    "place_kind",
    "kecamatan",
    "kelurahan",
    "relation",
    "access",
    "vulnerable",
    "need",
    "contact",
    "phone",
)
"""The fields of facts, in the order in which they are told."""
SURE, LIKELY = "tinggi", "sedang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a text says. Codes are those of the office's code lists wherever there is one."""

    field: str
    value: str | int
    """The code, number or time; empty where the text allows several (see `candidates`)."""
    start: int
    end: int
    """`text[start:end]` of the original says it."""
    confidence: str = SURE
    words: str = ""
    """The words themselves, as they were written."""
    owner: str = ""
    """Whose age or sex it is: korban, pelaku, anak, pelapor or lain."""
    detail: str = ""
    """What is finer than the code: which relative, which disability, the hours of a wish."""
    precision: str = ""
    """How exact a time is: menit, jam, bagian_hari, hari, minggu, bulan, tahun or kira."""
    candidates: tuple[str, ...] = ()
    """The places between which to ask."""

    def told(self) -> dict[str, object]:
        """Return this as plain data, without what is empty."""
        parts = {name: getattr(self, name) for name in ("owner", "detail", "precision") if getattr(self, name)}
        place = {"start": self.start, "end": self.end, "confidence": self.confidence, "words": self.words}
        asked = {"candidates": list(self.candidates)} if self.candidates else {}
        return {"value": self.value, **parts, **asked, **place}


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a text says, by field and then by place; what contradicts itself stands side by side."""

    found: tuple[Fact, ...] = ()
    steps: int = 0
    """How many words and phrases were compared: the work, independent of the machine."""

    def of(self, field: str) -> tuple[Fact, ...]:
        """Return the facts of one field."""
        return tuple(fact for fact in self.found if fact.field == field)

    def told(self) -> dict[str, list[dict[str, object]]]:
        """Return these as plain data, by field."""
        return {field: [fact.told() for fact in self.of(field)] for field in FIELDS if self.of(field)}
