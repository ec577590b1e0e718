"""Numbers are counted from codes and times: what was missed, how long it took, how often somebody was woken."""

from datetime import UTC, datetime, timedelta

from flows.numbers import Called, Handled, count, missed, times

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def page(after, member="sari", rung=0, status="out", answered=None, case="A", round_=0, generation=0):
    at = None if answered is None else NOW + answered * MINUTE
    return Called(case, member, NOW + after * MINUTE, rung, round_, generation, status, at)


def case(level="kritis", accepted=None, replied=None, **more):
    spent = [None if one is None else NOW + one * MINUTE for one in (accepted, replied)]
    return Handled("A", level, NOW, *spent, **{"exhausted": False, "not_urgent": False, **more})


def counted(pages=(), cases=()):
    return count(pages, cases, night=lambda at: at.hour >= 15, shift=lambda name, at: at.date())


def test_a_page_is_missed_when_the_next_rung_was_called_before_it_was_answered():
    silent = page(0, answered=9, status="stopped")
    assert missed([silent, page(5, "dewi", rung=1, answered=9, status="accepted")]) == (silent,)


def test_nobody_missed_what_another_accepted_first_nor_what_was_declined_in_time():
    both = [page(0, answered=2, status="accepted"), page(0, "dewi", answered=2, status="stopped")]
    assert missed(both) == ()
    assert missed([page(0, answered=1, status="declined"), page(1, "dewi", rung=1)]) == ()


def test_a_repeat_of_the_last_rung_makes_the_call_before_it_missed_and_another_ladder_does_not():
    first = page(0, rung=1)
    assert missed([first, page(5, rung=1, round_=1)]) == (first,)
    assert missed([first, page(5, rung=0, generation=1)]) == ()
    assert missed([first, page(5, rung=2, case="B")]) == ()


def test_the_90th_percentile_is_a_length_that_happened_and_nothing_is_none():
    found = times(one * MINUTE for one in range(1, 11))
    assert found is not None
    assert (found.count, found.median, found.p90) == (10, 5.5 * MINUTE, 9 * MINUTE)
    assert times([]) is None


def test_times_are_counted_by_colour_from_when_people_were_called():
    found = counted(cases=[case(accepted=4, replied=6), case(accepted=None), case("sedang", accepted=30)])
    red, orange, yellow, _ = found.colours
    assert [one.level for one in found.colours] == ["kritis", "tinggi", "sedang", "rendah"]
    assert (red.cases, red.waiting, red.accept.median, red.reply.median) == (2, 1, 4 * MINUTE, 6 * MINUTE)
    assert (orange.cases, orange.accept) == (0, None)
    assert (yellow.accept.each, yellow.reply) == ((30 * MINUTE,), None)


def test_of_fewer_than_five_each_is_told_and_no_tenths():
    found = times([9 * MINUTE, 2 * MINUTE, 3 * MINUTE, 4 * MINUTE])
    assert (found.p90, found.each) == (None, (2 * MINUTE, 3 * MINUTE, 4 * MINUTE, 9 * MINUTE))
    five = times([one * MINUTE for one in range(5)])
    assert (five.p90, five.each) == (4 * MINUTE, ())


def test_people_are_counted_by_shift_and_by_night_with_what_they_missed():
    pages = [page(0), page(5, "dewi", rung=1), page(24 * 60, case="B"), page(24 * 60 - 60, case="C")]
    found = counted(pages)
    dewi, sari = found.people
    assert (sari.name, sari.pages, sari.night, sari.shifts, sari.most, sari.missed) == ("sari", 3, 2, 2, 2, 1)
    assert (dewi.pages, dewi.missed) == (1, 0)
    assert (found.pages, found.missed) == (4, 1)


def test_what_was_in_vain_unreachable_or_no_emergency_is_counted():
    found = counted([page(0, status="unreachable")], [case(exhausted=True), case(not_urgent=True), case()])
    assert (found.unreachable, found.exhausted, found.not_urgent) == (1, 1, 1)
