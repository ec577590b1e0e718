"""Nothing is called for twice: the same message again, the same person on two rungs, the same words in one case."""

from flows.events import Said
from tests.duty.scenes import danger
from tests.harness.office import ROLES


def test_a_message_that_its_provider_brings_three_times_calls_once(hotline):
    hotline.on_duty("first")
    for _ in range(3):
        hotline.takes_in("ibu", Said("tolong"), "the-same")
    hotline.settles()

    hotline.counselor("first").is_paged(at="22:10").hears_nothing()
    hotline.victim().skims()
    assert len(hotline.cases()) == 1


def test_crying_for_help_again_and_again_is_one_case_and_one_call(hotline):
    hotline.on_duty("first")
    for _ in range(4):
        danger(hotline)

    hotline.counselor("first").is_paged(at="22:10").hears_nothing()
    assert len(hotline.cases()) == 1


def test_two_reporters_are_two_cases_and_two_calls(hotline):
    hotline.on_duty("first")
    danger(hotline, "ibu")
    danger(hotline, "adik")

    hotline.counselor("first").is_paged().is_paged().hears_nothing()
    assert len(hotline.cases()) == 2


def test_who_holds_two_roles_is_called_once_on_each_rung_and_once_where_both_are_due(hotline):
    hotline.on_duty("first").on_duty("first", role=ROLES[1])
    danger(hotline)
    first = hotline.counselor("first").is_paged(at="22:10")
    hotline.wait(minutes=5)
    first.is_paged(at="22:15").hears_nothing()
    hotline.sleeps(hours=2).settles()

    hotline.coordinator().is_paged()
    first.hears_nothing()
    hotline.victim().skims()


def test_who_stands_on_two_rungs_that_are_both_overdue_is_called_once(hotline):
    hotline.nobody_on_duty().on_duty("third")
    danger(hotline)
    hotline.counselor("third").is_paged(at="22:10")
    hotline.nobody_on_duty().on_duty("first").on_duty("first", role=ROLES[1]).on_duty("first", role="koordinator")

    hotline.sleeps(hours=2).settles()

    hotline.counselor("first").is_paged().hears_nothing()
