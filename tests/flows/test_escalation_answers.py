"""Who accepts has the case, who declines hurries the next rung, and nobody is asked twice in vain."""

from datetime import timedelta

from flows.escalation import Climb, acknowledge, climb, close, decline, raise_level, release
from flows.rungs import Escalation
from tests.flows.ladders import FIVE, LADDER, MEMBERS, NIGHT, after, at_the_end, names, on_duty, opened, who


def test_the_first_to_accept_has_the_case_and_the_second_does_not():
    held, accepted = acknowledge(after(0 * FIVE).escalation, member="budi", now=NIGHT)
    assert accepted
    assert (held.status, held.holder, held.due) == ("held", "budi", None)
    assert acknowledge(held, member="ani", now=NIGHT) == (held, False)
    assert acknowledge(held, member="budi", now=NIGHT) == (held, True)
    assert climb(held, now=NIGHT + 100 * FIVE, who=who) == Climb(held)


def test_who_declined_may_still_accept():
    declined = decline(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    assert acknowledge(declined, member="ani", now=NIGHT)[0].holder == "ani"


def test_an_exhausted_case_can_still_be_accepted():
    held, accepted = acknowledge(at_the_end().escalation, member="dewi", now=NIGHT)
    assert (accepted, held.status) == (True, "held")


def test_nobody_can_accept_a_closed_case():
    closed = close(acknowledge(opened(), member="ani", now=NIGHT)[0])
    assert (closed.status, closed.due, closed.holder) == ("closed", None, "ani")
    assert acknowledge(closed, member="ani", now=NIGHT) == (closed, False)
    assert climb(closed, now=NIGHT + FIVE, who=who) == Climb(closed)
    assert decline(closed, member="budi", now=NIGHT) == closed
    assert release(closed, now=NIGHT) == closed
    assert raise_level(closed, ladder=LADDER, level="kritis", now=NIGHT) == closed


def test_one_decline_of_two_does_not_hurry_the_next_rung():
    declined = decline(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    assert (declined.declined, declined.due) == ({"ani"}, NIGHT + FIVE)


def test_when_everyone_paged_has_declined_the_next_rung_is_paged_at_once():
    both = after(0 * FIVE).escalation
    soon = NIGHT + timedelta(minutes=1)
    for member in ("ani", "budi"):
        both = decline(both, member=member, now=soon)
    assert both.due == soon
    assert names(climb(both, now=soon, who=who)) == ["citra"]


def test_when_everyone_paged_last_has_declined_nobody_waits_for_those_who_were_silent_before():
    second = after(0 * FIVE, FIVE).escalation
    soon = NIGHT + FIVE + timedelta(minutes=1)
    assert decline(second, member="ani", now=soon).due == NIGHT + 2 * FIVE, "she who was called last may answer"
    hurried = decline(second, member="citra", now=soon)
    assert hurried.due == soon
    assert names(climb(hurried, now=soon, who=who)) == ["dewi"]
    assert acknowledge(hurried, member="ani", now=soon)[0].holder == "ani"


def test_a_row_of_an_earlier_release_hurries_when_everyone_has_declined():
    data = after(0 * FIVE).escalation.to_data()
    del data["newest"]
    earlier = Escalation.from_data(data)
    assert decline(earlier, member="ani", now=NIGHT).due == NIGHT + FIVE
    assert decline(decline(earlier, member="ani", now=NIGHT), member="budi", now=NIGHT).due == NIGHT


def test_a_decline_by_someone_who_was_not_paged_hurries_nothing():
    first = after(0 * FIVE, who=on_duty(konselor=["ani"])).escalation
    first = decline(first, member="dewi", now=NIGHT)
    assert first.due == NIGHT + FIVE
    assert decline(opened(), member="dewi", now=NIGHT - FIVE).due == NIGHT


def test_the_same_decline_twice_hurries_only_once():
    exhausted = at_the_end().escalation
    for member in MEMBERS:
        exhausted = decline(exhausted, member=member, now=NIGHT + 4 * FIVE)
    nobody_left = climb(exhausted, now=NIGHT + 4 * FIVE, who=who).escalation
    assert nobody_left.due == NIGHT + 7 * FIVE
    assert decline(nobody_left, member="dewi", now=NIGHT + 5 * FIVE) == nobody_left


def test_a_decline_does_not_put_off_what_is_overdue():
    first = after(0 * FIVE, who=on_duty(konselor=["ani"])).escalation
    assert decline(first, member="ani", now=NIGHT + 20 * FIVE).due == NIGHT + FIVE


def test_who_declined_is_not_paged_again_in_this_generation():
    first = decline(after(0 * FIVE).escalation, member="citra", now=NIGHT)
    second = climb(first, now=NIGHT + FIVE, who=who)
    assert (names(second), second.skipped, second.alarm) == (["dewi"], (1,), "empty_rung")


def test_the_last_decline_of_the_last_rung_exhausts_at_once():
    last = after(0 * FIVE, FIVE, 2 * FIVE).escalation
    moment = NIGHT + 2 * FIVE + timedelta(minutes=1)
    for member in MEMBERS:
        last = decline(last, member=member, now=moment)
    end = climb(last, now=moment, who=who)
    assert (end.exhausted, end.alarm, end.pages) == (True, "declined", ())
    again = climb(end.escalation, now=moment + 3 * FIVE, who=who)
    assert (set(names(again)), again.alarm) == (set(MEMBERS), None), (
        "when all have said no, the last resort is to ask again"
    )


def test_a_holder_who_declines_lets_go_and_is_not_asked_again():
    held, _ = acknowledge(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    free = decline(held, member="ani", now=NIGHT + FIVE)
    assert (free.status, free.holder, free.due) == ("climbing", None, NIGHT + FIVE)
    assert names(climb(free, now=NIGHT + FIVE, who=who)) == ["budi"]


def test_a_late_decline_by_another_leaves_the_case_with_its_holder():
    held, _ = acknowledge(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    late = decline(held, member="budi", now=NIGHT)
    assert (late.status, late.holder, late.due) == ("held", "ani", None)
