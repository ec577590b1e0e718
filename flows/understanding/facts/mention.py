"""Somebody who is named in a text, and whom a pronoun means."""

from dataclasses import dataclass

_BACK = 10
"""Mentions before a pronoun among which it has its meaning."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is named: `saya`, `dia`, or a code of people."""

    code: str
    first: int
    last: int
    whose: str = ""
    """`saya`, `dia`, the code of another person, or empty."""
    denied: bool = False
    """True after "bukan"."""
    beside: bool = False
    """True where only their house or the way to them is told ("di rumah ibu")."""
    sentence: int = 0
    """The number of the sentence."""
    lesser: bool = False
    """True where only a clause of time or condition tells of them ("waktu ibu ke pasar …", "semenjak suami …")."""
    turned: bool = False
    """True right after "tapi": the sentence is about them ("majikan baik, tapi anaknya …")."""
    sex: str = ""
    """The sex that a word beside the name says ("rekan kerja saya, ibu 34 tahun")."""
    itself: str = ""
    """Which word the writer uses for herself, as a code of people ("saya ibunya")."""

    @property
    def named(self) -> bool:
        """True when this is no pronoun."""
        return self.code not in {"saya", "dia"}


def meant(
    found: tuple[Mention, ...],
    number: int,
    besides: frozenset[str] = frozenset(),
    topics: frozenset[str] | None = None,
) -> str:
    """Return the code of whom a mention means; a pronoun never means one of `besides`.

    It means who was named last in its own sentence, unless it stands after "tapi"; else whom the sentences before it
    are about, if that is one of `topics`; else who was named last of all. Who is named only to say when comes last.
    """
    one = found[number]
    if one.code != "dia":
        return one.code
    back = [other for other in reversed(found[max(0, number - _BACK) : number]) if not other.beside]
    named = [other for other in back if other.named]
    here = [other for other in named if other.sentence == one.sentence and not other.lesser and not one.turned]
    topic = [other for other in topic_of(back, one.sentence) if topics is None or other.code in topics]
    return next((other.code for other in (*here, *topic, *named) if other.code not in besides), "")


def topic_of(back: list[Mention], sentence: int) -> list[Mention]:
    """Return whom the sentences before `sentence` are about: who opens the nearest that does not open with a pronoun.

    `back` are the mentions before it, the nearest first.
    """
    opening: dict[int, Mention] = {}
    for other in back:
        known = opening.get(other.sentence)
        if other.code != "saya" and other.sentence < sentence and not other.lesser and not (known and known.turned):
            opening[other.sentence] = other
    return next(([one] for _, one in sorted(opening.items(), reverse=True) if one.named), [])
