"""Who suits a case best among those who hold a role: called first, but never alone, and never instead of nobody."""

from collections.abc import Collection, Mapping, Sequence

from flows.hotline.conflict import MAN, WOMAN
from flows.priority import CHILDREN, DEAF

SKILLS = {
    "perempuan": "perempuan",
    "laki": "laki-laki",
    "anak": "mendampingi anak",
    "isyarat": "bahasa isyarat",
    "jawa": "bahasa Jawa",
    "inggris": "bahasa Inggris",
    "banjar": "bahasa Banjar",
    "dayak": "bahasa Dayak",
}
"""What a member can be, as codes, each as an operator reads it."""
_SIGNALS = {WOMAN: "perempuan", MAN: "laki", DEAF: "isyarat"}
_LANGUAGES = {"jv": "jawa", "en": "inggris"}


def wanted(facts: Mapping[str, Collection[str]], reasons: Collection[str]) -> frozenset[str]:
    """Return the skills that suit a case with these coded facts and reasons."""
    found = {_SIGNALS[signal] for signal in facts.get("signals", ()) if signal in _SIGNALS}
    found |= {_LANGUAGES[name] for name in facts.get("language", ()) if name in _LANGUAGES}
    young = "anak_korban" in facts.get("who", ()) or not CHILDREN.isdisjoint(facts.get("age", ()))
    return frozenset(found | ({"anak"} if young or "child" in reasons else set()))


def first(members: Sequence[str], skills: Mapping[str, Collection[str]], wants: Collection[str]) -> tuple[str, ...]:
    """Return `members` with whoever has most of what is wanted first; all of them, else in their order."""
    return tuple(sorted(members, key=lambda member: -len(set(wants) & set(skills.get(member, ())))))
