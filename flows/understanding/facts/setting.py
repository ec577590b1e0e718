"""What a place is by who did it: the same "rumah" is home, a workplace, or somebody else's."""

from dataclasses import replace
from typing import NamedTuple

from flows.understanding.facts.dwellings import (
    boards_there,
    has_bath,
    in_their_house,
    is_house,
    is_inside,
    is_theirs,
    is_washroom,
    of_outsider,
)
from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.scenes import is_own_shop
from flows.understanding.facts.schooling import is_schooled, is_schoolroom
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE
from flows.understanding.facts.working import is_at_work, workplaces

_LISTS = lists("setting")
_OWNS, _WHICH = _LISTS["owns"], _LISTS["which"]
_UNSURE = ("gudang",)
"""Places that are a place of work only where somebody from work did it."""
_LANDLORDS = frozenset({"bapak_kos", "ibu_kos", "pemilik_kos"})
"""In whose houses a room is let: what they do there is done in no home of the family."""
_SWEETHEARTS = frozenset(code for code, entry in PEOPLE.items() if entry["relation"] == "pacar_teman")
ONLINE = frozenset({"kenalan_daring"})
"""Whom people know from the net alone: what they do happens there."""


class Setting(NamedTuple):
    """Who did it, as far as places depend on it.

    `work`: somebody from her work; `employed`: she works for them or beside them; `served`: in their house; `kin`: one
    of the family; `at_home`: and no sweetheart; `lodged`: who lets the room; `boards`: she lives in a boarding house;
    `online`: who is known from the net; `schooled`: somebody from school. `jobs`: the words for where she works.
    """

    work: bool
    employed: bool
    served: bool
    kin: bool
    at_home: bool
    lodged: bool
    boards: bool
    online: bool
    schooled: bool
    jobs: frozenset[str]


def setting(story: Story) -> Setting:
    """Return what places depend on in a story."""
    said, told = story.said, [PEOPLE[agent.code] for agent in story.agents]
    work = any(entry["relation"] == "rekan_kerja" for entry in told) or said.means_anywhere("works_together")
    served = any(entry["relation"] == "majikan" for entry in told)
    kin = any(entry["side"] == "keluarga" for entry in told)
    at_home = any(PEOPLE[one.code]["side"] == "keluarga" and one.code not in _SWEETHEARTS for one in story.agents)
    return Setting(
        work=work,
        employed=work or served or any(_owns(said, agent.first) for agent in story.agents),
        served=served,
        kin=kin,
        at_home=at_home,
        lodged=any(agent.code in _LANDLORDS for agent in story.agents),
        boards=not at_home and bool(story.agents) and boards_there(said),
        online=any(agent.code in ONLINE for agent in story.agents),
        schooled=not kin and is_schooled(story),
        jobs=workplaces(story),
    )


def placed(story: Story, mark: Mark, told: Setting, *, hurt: bool, public: bool) -> Mark | None:
    """Return a place as the kind that it is in this setting, or None where it is none that counts.

    `hurt`: something was done in its sentence; `public`: another kind of place is named there too.
    """
    said = story.said
    if told.schooled and is_schoolroom(said, mark):
        mark = replace(mark, code="sekolah")
    elif not told.work and said.is_a(mark.last - 1, *_UNSURE):
        return None
    house = _housed(story, mark, told, hurt=hurt)
    if house is None:
        return None
    if house.code == "rumah_tangga" and is_washroom(said, house) and (public or not has_bath(said, house)):
        return None
    lived = _lived_in(story, house, told)
    at_work = is_at_work(said, lived, told.jobs, employed=told.employed)
    return replace(lived, code="tempat_kerja") if at_work or is_own_shop(said, lived) else lived


def _housed(story: Story, mark: Mark, told: Setting, *, hurt: bool) -> Mark | None:
    """Return a house whose it is; None where it is that of somebody who has nothing to do with it."""
    said = story.said
    outside = not told.kin and mark.code == "rumah_tangga" and not in_their_house(story, mark)
    if not outside or (told.served and is_house(said, mark)):
        return mark
    theirs = is_theirs(said, mark)
    if is_house(said, mark) and (of_outsider(story, mark) == "pelaku" or (theirs and is_inside(said, mark) and hurt)):
        return replace(mark, code="lainnya")
    return None if theirs or of_outsider(story, mark) else mark


def _lived_in(story: Story, mark: Mark, told: Setting) -> Mark:
    """Return a home as what it is to who did it: no home of the family where nobody of it did it."""
    said = story.said
    if mark.code == "rumah_tangga" and not (told.at_home or told.served) and in_their_house(story, mark):
        mark = replace(mark, code="lainnya")
    if mark.code == "rumah_tangga" and not told.kin and not is_house(said, mark):
        mark = replace(mark, code="lainnya" if told.lodged else "tempat_kerja" if told.work else mark.code)
    if mark.code == "rumah_tangga" and told.boards and not is_house(said, mark):
        mark = replace(mark, code="lainnya")
    return mark


def _owns(said: Said, place: int) -> bool:
    """Return whether somebody is named as whom a business belongs to ("kerja di laundry, yang punya ibu2")."""
    return said.is_a(place - 1, *_OWNS) and said.is_a(place - 2, *_WHICH)
