"""What a coordinator does from her chat: she sees what is open, has people called again, and gives a case away."""

from tests.stories.scenes import calls_for_help, with_someone


def _code(hotline):
    return hotline.case().code.removeprefix("#")


def _both_on_duty(hotline):
    return hotline.on_duty("first").backup("second")


def test_the_list_names_codes_colours_ages_and_holders_and_nothing_else(hotline):
    with_someone(hotline)
    hotline.wait(minutes=1)

    hotline.coordinator().says("#daftar")

    told = hotline.coordinator().phone.expect_any("open_cases").text
    assert told.splitlines()[1] == f"#{_code(hotline)} · MERAH · 1 menit · dipegang first"


def test_of_a_case_that_waits_the_list_names_who_was_called_and_who_declined(hotline):
    _both_on_duty(hotline)
    calls_for_help(hotline)
    hotline.counselor("first").is_paged().declines().is_told("declined")
    hotline.counselor("second").is_paged()

    hotline.coordinator().says("#daftar")

    told = hotline.coordinator().phone.expect_any("open_cases").text
    assert told.splitlines()[1:] == [
        f"#{_code(hotline)} · MERAH · 0 menit · MENUNGGU · dipanggil second, first (tidak bisa)"
    ]


def test_a_counselor_gets_no_list(hotline):
    hotline.counselor("first").says("#daftar").is_told("staff_help")
    hotline.counselor("first").says(f"#panggil {'K7Q4'}").is_told("staff_help")


def test_who_is_on_duty_is_told_to_everybody(hotline):
    hotline.on_duty("first", "19:00", "07:00")
    hotline.counselor("second").says("#siapa")
    assert "first sampai 07.00" in hotline.counselor("second").phone.expect_any("on_duty").text


def test_she_has_her_own_help(hotline):
    hotline.coordinator().says("#bantuan").is_told("coordinator_help")


def test_she_has_people_called_again_from_the_first_rung_also_who_declined(hotline):
    _both_on_duty(hotline)
    calls_for_help(hotline)
    hotline.counselor("first").is_paged().declines().is_told("declined")
    hotline.counselor("second").is_paged()

    hotline.coordinator().says(f"#panggil {_code(hotline)}").is_told("called_again")

    hotline.counselor("first").is_paged()


def test_of_a_case_that_somebody_has_others_are_called_besides(hotline):
    _both_on_duty(hotline)
    with_someone(hotline)

    hotline.coordinator().says(f"#panggil {_code(hotline)}").is_told("called_again")

    hotline.counselor("second").is_paged().accepts().is_told("brief", "sealed")
    hotline.counselor("first").is_told("taken_over")
    hotline.victim().hears("person.another")


def test_she_gives_a_case_that_nobody_has_to_somebody(hotline):
    calls_for_help(hotline)
    hotline.counselor("first").is_paged()

    hotline.coordinator().says(f"#serah {_code(hotline)} third tolong").is_told("offered_for")

    hotline.counselor("third").takes_over()
    hotline.counselor("first").is_told("taken")
    hotline.victim().hears("person.ask")


def test_she_offers_a_case_of_somebody_who_keeps_it_until_it_is_accepted(hotline):
    with_someone(hotline)
    hotline.coordinator().says(f"{_code(hotline)} #serah second").is_told("offered_for")

    hotline.counselor("second").is_paged().accepts().is_told("brief", "sealed")

    hotline.counselor("first").is_told("taken_over")
    hotline.victim().hears("person.another")


def test_a_code_that_is_none_changes_nothing(hotline):
    hotline.coordinator().says("#panggil ZZZ9").is_told("which_case").says("#panggil").is_told("which_case")
    hotline.coordinator().says("#serah ZZZ9 first").is_told("which_case")


def test_with_a_case_of_her_own_she_hands_that_over_as_before(hotline):
    hotline.on_duty("ratna", role="konselor")
    hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.coordinator().takes_over()
    hotline.victim().hears("person.ask")
    hotline.coordinator().says("#serah first").is_told("offered")
    hotline.counselor("first").is_paged()
