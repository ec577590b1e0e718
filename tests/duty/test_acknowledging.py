"""Several answer at once: one has the case, everybody called is told, and no answer of long ago takes it away."""

from tests.duty.scenes import danger


def _three_called(hotline):
    hotline.on_duty("first").on_duty("second").on_duty("third")
    danger(hotline)
    return [hotline.counselor(name).is_paged(at="22:10") for name in ("first", "second", "third")]


def test_of_three_called_together_the_first_to_accept_has_it_and_the_others_are_told_once(hotline):
    first, second, third = _three_called(hotline)

    second.accepts().is_briefed()

    for late in (first, third):
        late.is_told("taken").hears_nothing().accepts().is_told("too_late")
    second.accepts().is_told("yours")
    hotline.victim().hears("person.ask")


def test_two_cases_are_answered_by_their_codes_in_one_go(hotline):
    hotline.on_duty("first")
    danger(hotline, "ibu")
    danger(hotline, "adik")
    codes = [case.code.removeprefix("#") for case in hotline.cases()]
    first = hotline.counselor("first").is_paged().is_paged()

    first.says("1").is_told("which_page").says(f"1 {codes[0]}").is_briefed()
    first.says(f" 2 {codes[1]}. ").is_told("declined")

    assert {case.code.removeprefix("#"): case.status for case in hotline.cases()} == {
        codes[0]: "held",
        codes[1]: "open",
    }
    hotline.coordinator().is_alarmed("empty_rung").is_paged()
    for name in ("ibu", "adik"):
        hotline.victim(name).skims()


def test_an_answer_with_spaces_or_a_full_stop_counts_and_one_with_other_words_calls_nobody_off(hotline):
    hotline.on_duty("first")
    danger(hotline)
    first = hotline.counselor("first").is_paged()

    first.says("1 menit lagi saya lihat").is_told("which_page")
    assert hotline.case().status == "open"

    first.says("  1.  ").is_briefed()
    hotline.victim().hears("person.ask")
    assert hotline.case().status == "held"


def test_an_accept_of_a_case_that_was_closed_and_whose_reporter_calls_again_takes_neither(hotline):
    first, second, _ = _three_called(hotline)
    old = second.page("accept")
    first.accepts().is_briefed().says("#tutup aman").is_told("closed")
    hotline.victim().skims()
    danger(hotline)
    for name in ("first", "second", "third"):
        hotline.counselor(name).skims()

    second.presses(old).is_told("too_late")

    assert sorted(case.status for case in hotline.cases()) == ["closed", "open"]
