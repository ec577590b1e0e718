"""Whose an age is, and whether it stands beside somebody at all."""

from flows.understanding.facts.fact import LIKELY, SURE
from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import DATA, owner

_LISTS = lists("holders")
_FAR = 12
"""Words between a person and an age that opens the next part of the sentence."""
_STRANGE = 2
"""Unknown words after which figures are no longer beside a person ("saya … melunasi ongkos makan 12 tahun")."""
_GROWN = 18
"""Years from which "janda 42 tahun" is an age, not how long somebody has been a widow."""
_INTRODUCES = _LISTS["introduces"]
_YOUNG = frozenset({"anak", "bayi", "adik", "cucu", "keponakan", "murid", "siswi"})
"""Whose ages are told together ("umur mereka 9 dan 6")."""
_WORKS = _LISTS["works"]
_NO_AGE = _LISTS["no_age"]
_WHICH = lists("shared")["which"]
_WIDOWED = _LISTS["widowed"]
_CHILDREN = _LISTS["children"]
_OLD = 50
"""Years from which "saya sudah 68 tahun" is an age, not how long something lasts."""


def is_beside(story: Story, place: int) -> bool:
    """Return whether somebody is named right before an age, with nothing but what describes them between."""
    said = story.said
    old = said.number(place) >= _OLD and said.means(place - 1, "lasting") and place - 2 in story.at
    old = old or (said.is_a(place - 3, "padahal") and said.means(place - 1, "lasting") and place - 2 in story.at)
    old = old or turns_out(said, place) or (said.means(place - 1, "lasting") and _sex_ends(said, place - 1))
    which = said.means(place - 1, "lasting") and said.is_a(place - 2, *_WHICH) and place - 3 in story.at
    if old or _opens(story, place) or of_which(said, place) or (which and said.number(place) >= _GROWN):
        return True
    if said.is_a(place - 1, *_NO_AGE):
        return False
    strange = 0
    for here in said.before(place, 5):
        strange += not said.at.get(here) and here not in story.at
        if strange > _STRANGE:
            return False
        if said.is_a(here, *_WIDOWED) and said.number(place) >= _GROWN:
            continue
        if said.means(here, "lasting") or said.means(here, "life") or said.means(here, "since"):
            return False
        if here in story.at:
            return True
        if said.clause[here] != said.clause[place]:
            return any(other in story.at for other in said.before(place, 5)) and not _verb_between(story, place)
        if any(mark.group in {"violence", "access", "need"} for mark in said.at.get(here, ())):
            return False
    return False


def turns_out(said: Said, place: int) -> bool:
    """Return whether an age is what somebody turned out to be ("ternyata orangnya udah 26 tahun")."""
    near = [here for here in said.before(place, 4) if said.clause[here] == said.clause[place]]
    return any(said.is_a(here, *DATA["ages"]["turns_out"]) for here in near)


def _sex_ends(said: Said, place: int) -> bool:
    """Return whether a word for a sex stands right before `place`, where a part of the sentence begins."""
    words = (one for here in (place - 1, place - 2) for one in said.at.get(here, ()) if one.group == "sexes")
    return (
        said.has(place - 1) and said.clause[place - 1] != said.clause[place] and any(one.last == place for one in words)
    )


def of_which(said: Said, place: int) -> bool:
    """Return whether an age says which of several children is meant ("…, yang kedua 7 th"), who were named before."""
    led = said.means(place - 2, "which") and said.means(place - 1, "which_child")
    same = led and said.clause[place - 2] == said.clause[place]
    return same and any(said.is_a(here, *_CHILDREN) for here in said.before(place, _FAR))


def _right_before(story: Story, place: int) -> int | None:
    """Return who stands right before an age, also where only their being there is told ("di depan anak (6 tahun)")."""
    said = story.said
    for here in said.before(place, 3):
        listed = here == place - 1 and here in story.at and said.number(here - 1) < 0 and number(said, here - 1)
        near = said.clause[here] == said.clause[place] or "(" in said.between(place - 1) or bool(listed)
        if here in story.at and near:
            return story.at[here] if story.people[story.at[here]].named else None
        if not near or not any(said.means(here, code) for code in ("adjective", "which", "still")):
            return None
    return None


def _of_unknown(story: Story, one: Mention, place: int) -> bool:
    """Return whether "saya" only says whose somebody of an unknown word is ("KPM saya, janda umur 42")."""
    said, before = story.said, one.first - 1
    if one.code != "saya" or before < 0 or said.clause[one.first] == said.clause[place]:
        return False
    same = said.clause[before] == said.clause[one.first]
    opens = before == 0 or said.clause[before - 1] != said.clause[before]
    title = said.words[before].word in DATA["titles"]["words"] or said.words[before].word in _INTRODUCES
    return same and opens and not title and not said.at.get(before) and said.number(before) < 0


def _opens(story: Story, place: int) -> bool:
    """Return whether an age opens a part of a sentence that began with a person ("aku kasir di warung, baru 21 …")."""
    said = story.said
    opens = said.clause[place - 1] != said.clause[place] or (
        said.means(place - 1, "still") and said.clause[place - 2] != said.clause[place]
    )
    opens = opens or _sex_opens(said, place)
    old = said.number(place) >= _OLD and said.means(place - 1, "lasting")
    if not opens and not (old and said.clause[place - 2] != said.clause[place]):
        return False
    for here in said.before(place - old, _FAR):
        if here in story.at:
            return True
        if said.aside(here, place):
            continue
        if said.is_a(here, *_WORKS) and said.number(place) >= _GROWN:
            continue
        if any(
            mark.group in {"violence", "need"} or mark.code in {"life", "lasting"} for mark in said.at.get(here, ())
        ):
            return False
    return False


def _sex_opens(said: Said, place: int) -> bool:
    """Return whether a word for a sex alone stands between a comma and an age ("…, perempuan 18 tahun")."""
    words = [one for here in (place - 1, place - 2) for one in said.at.get(here, ()) if one.group == "sexes"]
    return any(one.last == place and said.clause[one.first - 1] != said.clause[place] for one in words)


def _verb_between(story: Story, place: int) -> bool:
    """Return whether something is done between a person and an age ("saya dipukul, 3 tahun")."""
    said = story.said
    for here in said.before(place, 5):
        if here in story.at:
            return False
        if any(mark.group == "violence" or mark.code in {"life", "lasting"} for mark in said.at.get(here, ())):
            return True
    return True


def _is_back_then(said: Said, first: int) -> bool:
    """Return whether an age says when it was done ("diperkosa sepupuku waktu umur 9"), to whom it was done."""
    near = [place for place in said.before(first, 3) if said.clause[place] == said.clause[first]]
    led = [place for place in near if said.means(place, "back_then") or said.means(place, "since")]
    return bool(led) and not any(said.at_person(place) for place in range(led[0], first))


def _is_other(story: Story, number: int, first: int) -> bool:
    """Return whether "dia" is who suffers, since who did it is named with another age ("dia 20 th, bosnya 50an")."""
    said, one = story.said, story.people[number]
    other = story.people[number + 1] if number + 1 < len(story.people) else None
    if story.of_self or one.code != "dia" or not story.victims or other is None or other.first < first:
        return False
    opens = one.first > 0 and said.clause[one.first - 1] != said.clause[one.first]
    apart = (said.clause[other.first] != said.clause[one.first] or opens) and other.sentence == one.sentence
    aged = any(said.number(place) > 0 for place in said.after(other.last, 3))
    return apart and aged and other.whose == "dia" and story.role(number + 1) == story.role(number) == "pelaku"


def _is_pregnant(story: Story, number: int, first: int) -> bool:
    """Return whether "dia" is who suffers, since she is with child ("dipaksa pacarnya aborsi, dia 20 tahun hamil")."""
    if story.of_self or story.people[number].code != "dia" or not story.victims:
        return False
    said = story.said
    part = [place for place in said.after(first, 5) if said.clause[place] == said.clause[first]]
    return any(mark.code == "hamil" for place in part for mark in said.at.get(place, ()))


def holder_of(story: Story, first: int, holder: int) -> tuple[str, str]:
    """Return whose age it is: by the ending of the word, by who follows it, else by who was named last."""
    said = story.said
    if any(said.means(here, "stranger") for here in said.before(first, 10)) and story.acts:
        return "pelaku", LIKELY
    word = said.words[holder].word
    ending = owner(word)[1] if said.means(holder, "age") else ""
    own = ending == "saya" or (ending == "" and said.means(holder, "age") and word.endswith("ku"))
    following = story.at.get(holder + 1) if said.means(holder, "age") else None
    if own or (following is not None and story.people[following].code == "saya"):
        return ("korban" if story.of_self else "pelapor"), SURE
    if following is not None and said.words[holder + 1].word in {"mereka", "keduanya"}:
        children = [one for one in range(following) if story.people[one].code in _YOUNG]
        near = [one for one in children if story.people[one].sentence >= said.sentence[first] - 1]
        return (story.role(near[-1]), LIKELY) if near else ("", LIKELY)
    if following is not None and story.people[following].named:
        return story.role(following), SURE
    if following is not None and not story.of_self:
        inside = [one for one, person in enumerate(story.people) if person.sentence == said.sentence[first]]
        opens = next((one for one in inside if story.people[one].named and not story.people[one].lesser), None)
        if opens is not None:
            return story.role(opens), LIKELY
    number = story.nearest(first, 12)
    beside = _right_before(story, first)
    if beside is not None and (not said.means(holder, "age") or story.people[beside].beside):
        return story.role(beside), SURE
    weak = any(said.sentence[mark.first] == said.sentence[first] for mark in said.of("vulnerable"))
    if number is None and ending == "dia" and weak and story.victims and not story.of_self:
        return "korban", LIKELY
    if number is not None and story.people[number].code == "saya" and turns_out(said, first):
        inside = [one for one, person in enumerate(story.people[:number]) if person.sentence == said.sentence[first]]
        number = next((one for one in inside if story.people[one].named), None)
        if number is None:
            return ("pelaku" if story.acts else ""), LIKELY
    if number is not None and ending == "dia" and story.people[number].code == "anak":
        inside = [here for here, one in enumerate(story.people) if said.sentence[one.first] == said.sentence[first]]
        number = next((here for here in inside if story.people[here].named), number)
    if number is not None and ending == "dia" and story.people[number].code == "saya":
        earlier = [one for one in range(number) if story.people[one].named]
        number = earlier[-1] if earlier else number
    if number is not None and _of_unknown(story, story.people[number], first):
        return "", LIKELY
    if number is not None and story.role(number) == "pelaku" and story.acts and _is_back_then(said, first):
        return "korban", LIKELY
    if number is not None and (_is_other(story, number, first) or _is_pregnant(story, number, first)):
        return "korban", LIKELY
    if number is not None:
        return story.role(number), SURE
    if story.acts and any(mark.group == "sexes" for here in said.before(first, 2) for mark in said.at.get(here, ())):
        subject = story.subject(first)
        if subject is not None:
            return story.role(subject), LIKELY
    back = [one for one, person in enumerate(story.people) if person.last <= first and person.named]
    if ending == "dia" and back:
        subject = story.subject(first)
        return (story.role(subject) if subject is not None else "lain"), LIKELY
    if story.victims:
        return ("korban" if story.of_self or back or story.victims == ("korban",) else "lain"), LIKELY
    return "pelapor", LIKELY
