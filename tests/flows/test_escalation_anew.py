"""A ladder begins anew: where the level rises, the holder lets go, or the reporter comes back in danger."""

from dataclasses import replace

import pytest

from flows.escalation import LEVELS, Page, acknowledge, begin, call_anew, climb, close, decline, raise_level, release
from flows.rungs import Ladder, Rung
from tests.flows.ladders import FIVE, HIGHER, LADDER, NIGHT, after, at_the_end, names, opened, who

# Rising, letting go


def test_a_rise_starts_the_higher_ladder_at_once_and_forgets_the_declines():
    declined = decline(at_the_end().escalation, member="dewi", now=NIGHT)
    risen = raise_level(declined, ladder=HIGHER, level="kritis", now=NIGHT + 5 * FIVE)
    assert (risen.level, risen.ladder, risen.status) == ("kritis", HIGHER, "climbing")
    assert (risen.rung, risen.round, risen.generation) == (0, 0, 1)
    assert (risen.declined, risen.paged, risen.started) == (frozenset(), frozenset(), NIGHT)
    assert climb(risen, now=NIGHT + 5 * FIVE, who=who).pages == (Page("dewi", 0, 0),)


def test_a_rise_leaves_a_held_case_with_its_holder():
    held, _ = acknowledge(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    risen = raise_level(held, ladder=HIGHER, level="kritis", now=NIGHT)
    assert (risen.status, risen.holder, risen.due) == ("held", "ani", None)
    assert (risen.level, risen.ladder, risen.generation) == ("kritis", HIGHER, 1)
    assert names(climb(release(risen, now=NIGHT), now=NIGHT, who=who)) == ["dewi"]


@pytest.mark.parametrize("before", LEVELS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_level_only_ever_rises(before, level):
    case = opened(before)
    risen = raise_level(case, ladder=HIGHER, level=level, now=NIGHT)
    if LEVELS.index(level) > LEVELS.index(before):
        assert risen.level == level
    else:
        assert risen == case


def test_a_released_case_is_paged_again_from_the_first_rung():
    held, _ = acknowledge(after(0 * FIVE, FIVE).escalation, member="citra", now=NIGHT)
    free = release(decline(held, member="budi", now=NIGHT), now=NIGHT + 4 * FIVE)
    assert (free.status, free.holder, free.rung, free.generation) == ("climbing", None, 0, 1)
    again = climb(free, now=NIGHT + 4 * FIVE, who=who)
    assert again.pages == (Page("ani", 0, 0), Page("budi", 0, 0))
    assert again.escalation.paged == {"ani", "budi"}


def test_there_is_nothing_to_release_while_nobody_holds_the_case():
    first = after(0 * FIVE).escalation
    assert release(first, now=NIGHT) == first


PROVINCE = Ladder((Rung("provinsi", "konselor", FIVE),), FIVE)


# She comes back in danger


def test_a_case_that_is_called_again_begins_at_the_first_rung_and_nobody_has_it():
    held, _ = acknowledge(after(0 * FIVE, FIVE).escalation, member="citra", now=NIGHT)
    anew = call_anew(held, ladder=PROVINCE, level=held.level, now=NIGHT + 9 * FIVE)
    assert (anew.status, anew.holder, anew.rung, anew.generation) == ("climbing", None, 0, 1)
    assert (anew.ladder, anew.due) == (held.ladder, NIGHT + 9 * FIVE)


def test_it_is_called_by_the_ladder_of_the_higher_level():
    low = begin(LADDER, level="sedang", now=NIGHT)
    anew = call_anew(low, ladder=PROVINCE, level="kritis", now=NIGHT)
    assert (anew.ladder, anew.level) == (PROVINCE, "kritis")


def test_while_people_are_being_called_that_goes_on_and_where_all_were_called_they_are_again_at_once():
    climbing, exhausted = after(0 * FIVE, FIVE).escalation, at_the_end().escalation
    assert call_anew(climbing, ladder=PROVINCE, level=climbing.level, now=NIGHT + FIVE) == climbing
    again = call_anew(exhausted, ladder=PROVINCE, level=exhausted.level, now=NIGHT + 5 * FIVE)
    assert again == replace(exhausted, due=NIGHT + 5 * FIVE)


def test_a_closed_case_is_not_called_again():
    ended = close(after(0 * FIVE).escalation)
    assert call_anew(ended, ladder=PROVINCE, level="kritis", now=NIGHT) == ended
