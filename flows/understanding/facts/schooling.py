"""Rooms that a school has too: what a teacher or a schoolmate does to a pupil in one is done at school."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE

_LISTS = lists("schooling")
_MATES = frozenset({"kakak_kelas", "teman_sekelas", "teman_sekolah", "kepala_sekolah"})
_AT_SCHOOL = _LISTS["at_school"]
_PRIVATE = _LISTS["private"]
_ROOMS = _LISTS["rooms"]
_BOARDING = _LISTS["boarding"]
_SLEEPING = ("kamar", "gothakan")
"""Rooms of a boarding school."""


def is_schooled(story: Story) -> bool:
    """Return whether a teacher or a schoolmate did it, and the school is spoken of or a pupil suffers."""
    said = story.said
    teacher = any(PEOPLE[one.code]["relation"] == "guru" or one.code in _MATES for one in story.agents)
    pupil = any(PEOPLE[one]["side"] == "murid" for one in story.victims if one in PEOPLE)
    places = range(len(said.words))
    school = pupil or said.means_anywhere("class") or any(said.is_a(place, *_AT_SCHOOL) for place in places)
    return teacher and school and not any(said.is_a(place, *_PRIVATE) for place in places)


def is_schoolroom(said: Said, mark: Mark) -> bool:
    """Return whether a room is named that a school has as well, and not what it belongs to."""
    boards = any(said.is_a(place, *_BOARDING) for place in range(len(said.words)))
    rooms = (*_ROOMS, *_SLEEPING) if boards else _ROOMS
    return mark.code in {"rumah_tangga", "tempat_kerja"} and said.is_a(mark.last - 1, *rooms)
