"""A counselor links her chat with a one-time code: it works once, for a day, and from nowhere else."""


def _arrives(hotline, name):
    """Return a person whose chat is not linked yet; nobody knows yet whether she is on the staff."""
    return hotline.counselor(name)


def test_the_code_links_the_chat_and_pages_arrive_there(hotline):
    code = hotline.enrols("fourth")
    hotline.on_duty("fourth")

    _arrives(hotline, "fourth").says(code).is_told("linked")
    hotline.victim().says("tolong").hears("emergency_place.ask")

    hotline.counselor("fourth").is_paged(at="22:10")


def test_a_code_works_once(hotline):
    code = hotline.enrols("fourth")
    _arrives(hotline, "fourth").says(code).is_told("linked")

    hotline.victim("orang-lain").says(code).hears("welcome.ask")

    hotline.on_duty("fourth").victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("fourth").is_paged()


def test_a_code_expires_after_a_day(hotline):
    code = hotline.enrols("fourth")
    hotline.wait(hours=24)

    hotline.victim("fourth").says(code).hears("welcome.ask")


def test_a_code_is_good_until_the_day_is_over(hotline):
    code = hotline.enrols("fourth")
    hotline.wait(hours=23, minutes=59)

    _arrives(hotline, "fourth").says(code.upper().replace("-", " - ")).is_told("linked")


def test_codes_cannot_be_guessed_by_trying(hotline):
    code = hotline.enrols("fourth")
    guesser = hotline.victim("penebak")
    for guess in range(6):
        guesser.says(f"pelita-{guess:08d}").skims()

    guesser.says(code).skims()

    _arrives(hotline, "fourth").says(code).is_told("linked")


def test_somebody_on_the_staff_who_types_a_bad_code_is_told_that_it_did_not_work(hotline):
    hotline.counselor("first").says("pelita-00000000").is_told("link_failed")
