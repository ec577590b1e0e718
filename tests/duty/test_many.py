"""Many cases one after another, and many at once: each is called for, none is lost among the others."""

from tests.duty.scenes import danger, takes_and_closes

NAMES = [f"ibu-{number}" for number in range(12)]


def test_a_dozen_cases_one_after_another_are_each_called_taken_and_closed(hotline):
    hotline.on_duty("first")
    for name in NAMES:
        danger(hotline, name)
        takes_and_closes(hotline, hotline.counselor("first"), name)
        hotline.wait(minutes=1)

    assert [case.status for case in hotline.cases()] == ["closed"] * len(NAMES)


def test_a_dozen_cases_at_once_are_a_dozen_calls_and_each_goes_on_to_the_next(hotline):
    hotline.on_duty("first").backup("second")
    for name in NAMES:
        danger(hotline, name)
    for name in ("first", "second"):
        counselor = hotline.counselor(name)
        for _ in NAMES:
            counselor.is_paged(colour="MERAH")
        counselor.hears_nothing()
        hotline.wait(minutes=5)

    for _ in NAMES:
        hotline.coordinator().is_paged(at="22:20")
    assert len({case.code for case in hotline.cases()}) == len(NAMES)
    for name in NAMES:
        hotline.victim(name).skims()
