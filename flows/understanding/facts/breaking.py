"""Who did it came to her door though they live apart: "gedor jendela kamarku", "ndobrak lawang", "manjat pager"."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.nearness import of_doer
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner

_LISTS = lists("breaking")
_STRIKES = _LISTS["strikes"]
_CLIMBS = _LISTS["climbs"]
_RAGES = _LISTS["rages"]
_DOORS = _LISTS["doors"]
_HOMES = _LISTS["homes"]
_FRONT = _LISTS["front"]
_FOLLOWED = _LISTS["followed"]
_UNTIL = _LISTS["until"]
_HELPS = _LISTS["helps"]
_BEFORE = _LISTS["before"]
_ENTERS = _LISTS["enters"]
_WAYS_IN = _LISTS["ways_in"]
_APART = ("mantan_pacar", "mantan_suami", "mantan_istri", "mantan")
_PART = 4


def breaks_in(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it came to her door, where the two are told to live apart, or None."""
    if not any(one.code in _APART for one in story.agents):
        return None
    said = story.said
    for place in range(len(said.words)):
        if (
            story.counts(place)
            and (last := _at_door(story, place))
            and not _not_so(said, place)
            and of_doer(story, place)
        ):
            return place, last
    return None


def _at_door(story: Story, place: int) -> int:
    """Return where "gedor pintu", "manjat pager", "ngamuk di depan kos" or "dibuntuti sampai rumah" ends, else 0."""
    said = story.said
    part = [at for at in said.after(place + 1, _PART) if said.clause[at] == said.clause[place]]
    passive = said.words[place].word.startswith("di")
    if said.is_a(place, *_STRIKES):
        near = [at for at in said.before(place, _PART) if said.clause[at] == said.clause[place]] if passive else []
        hit = next((at for at in (*part, *near) if said.is_a(at, *_DOORS) or _hers(story, at)), None)
        return max(hit, place) + 1 if hit is not None and not _his(said, hit) else 0
    if said.is_a(place, *_CLIMBS):
        hit = next((at for at in part if said.is_a(at, *_DOORS) or _hers(story, at)), None)
        enters = said.is_a(place, *_ENTERS)
        return hit + 1 if hit is not None and not _his(said, hit) and (not enters or _hers(story, hit)) else 0
    if said.is_a(place, *_RAGES):
        front = next((at for at in part if said.is_a(at, *_FRONT, "di")), None)
        hit = next((at for at in part if front is not None and at > front and _hers(story, at)), None)
        return hit + 1 if hit is not None else 0
    if said.is_a(place, *_FOLLOWED):
        until = next((at for at in part if said.is_a(at, *_UNTIL)), None)
        hit = next((at for at in part if until is not None and at > until and _hers(story, at)), None)
        return hit + 1 if hit is not None else 0
    return 0


def _hers(story: Story, place: int) -> bool:
    """Return whether a house stands at `place` that is not told to be that of who did it, or of anybody else."""
    said = story.said
    if not said.is_a(place, *_HOMES) or _his(said, place) or said.is_a(place + 1, "sakit", "makan"):
        return False
    other = story.at.get(place + 1)
    same = said.has(place + 1) and said.clause[place + 1] == said.clause[place]
    return (
        other is None or not same or story.role(other) in {"korban", "pelapor", "anak"} or not story.people[other].named
    )


def _his(said: Said, place: int) -> bool:
    return owner(said.words[place].word)[1] == "dia" and not said.is_a(place - 1, *_WAYS_IN)


def _not_so(said: Said, place: int) -> bool:
    """Return whether it is feared, denied or long ago, or done to help."""
    near = [at for at in said.before(place, 3) if said.clause[at] == said.clause[place]]
    helps = any(said.is_a(at, *_HELPS) for at in said.after(place + 1, 8))
    return helps or any(said.is_a(at, *_BEFORE) for at in near)
