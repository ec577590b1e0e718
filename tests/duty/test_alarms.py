"""An alarm that reached nobody is raised again: a coordinator who comes back must learn what waits."""

from flows.events import Gone
from tests.stories.scenes import calls_for_help, line_refuses


def test_a_coordinator_whose_chat_was_gone_is_alarmed_by_the_next_repeat_once_she_is_back(hotline):
    hotline.office.held["koordinator"][0]["to"] = "12:00"  # she goes off duty, so no page finds her either
    hotline.on_duty("first")
    victim = calls_for_help(hotline)
    first, coordinator = hotline.counselor("first").is_paged(), hotline.coordinator()
    coordinator.does(Gone())
    hotline.wait(minutes=5)
    victim.hears("everywhere.exhausted", at="22:15")
    coordinator.hears_nothing()
    coordinator.says("#bantuan").is_told("coordinator_help").hears_nothing()

    hotline.wait(minutes=5)

    coordinator.is_alarmed("unanswered", at="22:20")
    first.is_paged(at="22:20")
    hotline.wait(minutes=5)
    first.is_paged(at="22:25")
    coordinator.hears_nothing()


def test_an_alarm_that_her_provider_refused_is_raised_again(hotline):
    hotline.office.held["koordinator"][0]["to"] = "12:00"
    hotline.on_duty("first")
    victim = calls_for_help(hotline)
    first = hotline.counselor("first").is_paged()
    with line_refuses(hotline, "ratna"):
        hotline.wait(minutes=5)
    victim.hears("everywhere.exhausted", at="22:15")
    hotline.coordinator().hears_nothing()

    hotline.wait(minutes=5)

    hotline.coordinator().is_alarmed("unanswered", at="22:20")
    first.is_paged(at="22:20")


def test_an_alarm_of_a_holder_who_cannot_be_reached_is_no_alarm_where_nobody_was_told(hotline):
    hotline.office.held["koordinator"][0]["to"] = "12:00"
    hotline.on_duty("first")
    victim = calls_for_help(hotline)
    first, coordinator = hotline.counselor("first").is_paged().accepts().skims(), hotline.coordinator()
    victim.skims()
    coordinator.does(Gone())
    first.does(Gone())
    victim.says("masih di sini").skims()
    assert hotline.rows("SELECT 1 FROM audit WHERE action = 'alarm' AND detail LIKE '%\"told\": 0%'")
    assert not hotline.rows("SELECT 1 FROM audit WHERE action = 'alarm' AND detail NOT LIKE '%told%'")
