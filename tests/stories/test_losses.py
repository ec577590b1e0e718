"""What must not be lost on the way to people on duty: found by review, each proven once by failing."""

from flows.events import Gone


def accepted(hotline):
    """Return a reporter in danger and the counselor who has her case."""
    hotline.on_duty("first").backup("second")
    victim = hotline.victim().says("darurat")
    counselor = hotline.counselor("first").is_paged().accepts().skims()
    victim.skims()
    return victim, counselor


def test_a_case_whose_holder_blocks_us_looks_for_somebody_again_at_once(hotline):
    victim, counselor = accepted(hotline)

    counselor.does(Gone())

    hotline.coordinator().skims()
    hotline.wait(minutes=6)
    hotline.counselor("second").is_paged().accepts().skims()
    victim.skims().says("dia di depan pintu")
    hotline.counselor("second").reads("dia di depan pintu")
    hotline.coordinator().skims()


def test_who_writes_from_a_chat_that_was_blocked_can_be_reached_there_again(hotline):
    hotline.on_duty("first")
    hotline.counselor("first").does(Gone())
    hotline.coordinator().skims()
    hotline.counselor("first").says("#bantuan").skims()

    victim = hotline.victim().says("darurat").skims()

    hotline.counselor("first").is_paged().accepts().skims()
    victim.skims()


def test_when_everybody_has_declined_they_are_asked_again_and_again(hotline):
    hotline.on_duty("first").backup("second")
    hotline.victim().says("darurat").skims()
    hotline.counselor("first").is_paged().declines().skims()
    hotline.counselor("second").is_paged().declines().skims()
    hotline.coordinator().skims().says("2").skims()

    hotline.wait(minutes=16)

    hotline.counselor("first").is_paged().accepts().skims()
    hotline.counselor("second").skims()
    hotline.coordinator().skims()
    hotline.victim().skims()


def test_a_message_as_long_as_telegram_takes_arrives_whole_and_in_parts_that_fit(hotline):
    victim, counselor = accepted(hotline)
    long = "tolong kami " * 340

    victim.says(long)

    parts = [message.text for message in counselor.phone.unheard]
    assert max(map(len, parts)) < 4096
    assert "".join(part.partition("\n")[2] for part in parts).replace(" ", "") == long.replace(" ", "")
    counselor.skims()
