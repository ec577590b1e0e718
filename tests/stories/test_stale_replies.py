"""An answer that comes too late can betray her; a page that comes late is still a page."""

from tests.stories.scenes import with_someone


def test_a_reply_older_than_two_minutes_is_not_sent(hotline):
    victim = hotline.victim().says_unanswered("halo")

    hotline.sleeps(minutes=2, seconds=1).settles()

    victim.hears_nothing()


def test_a_reply_of_two_minutes_is_sent(hotline):
    victim = hotline.victim().says_unanswered("halo")

    hotline.sleeps(minutes=2).settles()

    victim.hears("welcome.ask")


def test_it_is_sent_late_when_she_has_written_since(hotline):
    victim = hotline.victim().says_unanswered("halo")
    hotline.sleeps(minutes=10)

    victim.says_unanswered("bantu")
    hotline.settles()

    victim.hears("welcome.ask").hears("safe.ask")


def test_pages_never_expire(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says_unanswered("tolong")

    hotline.sleeps(hours=3).settles()

    victim.hears_nothing()
    hotline.counselor("first").is_paged(at="01:10")
    hotline.coordinator().skims()


def test_the_page_shows_when_it_was_made_and_not_when_it_arrived(hotline):
    hotline.on_duty("first")
    hotline.victim().says_unanswered("tolong")

    hotline.sleeps(hours=3).settles()

    page = hotline.counselor("first").newest
    hotline.counselor("first").is_paged()
    assert "22.10" in page.text
    hotline.coordinator().skims()


def test_a_counselor_learns_that_her_words_came_too_late_to_be_sent(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says_unanswered("Ibu di mana?")

    hotline.sleeps(minutes=3).settles()

    victim.hears_nothing()
    counselor.is_told("not_sent")


def test_after_downtime_a_case_is_caught_up_in_one_climb(hotline):
    """Not rung by rung: whoever is due by now is called now."""
    hotline.on_duty("first").backup("second")
    victim = hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("first").is_paged(at="22:10")

    hotline.sleeps(minutes=11).settles()

    hotline.counselor("second").is_paged(at="22:21").accepts().is_briefed("tolong")
    hotline.counselor("first").is_told("taken")
    hotline.coordinator().is_paged(at="22:21").is_told("taken")
    victim.hears("everywhere.ready").hears_nothing()
