"""Danger at night: who is woken when, and what each of them reads."""


def test_the_first_is_paged_at_once_and_a_silent_one_is_followed_by_the_second(hotline):
    hotline.on_duty("first", "22:00", "06:00").backup("second")

    victim = hotline.victim().says("halo").picks("bantu", "aman", "ya").hears("emergency_place.ask")
    hotline.counselor("first").is_paged(at="22:10", colour="MERAH")
    hotline.counselor("second").hears_nothing()
    victim.says("kranggan").picks("chat").hears("waiting.ask")
    hotline.wait(minutes=4, seconds=59)
    hotline.counselor("second").hears_nothing()
    hotline.wait(seconds=1)

    hotline.counselor("second").is_paged(at="22:15").accepts().is_briefed("Kranggan")
    hotline.counselor("first").is_told("taken")
    victim.hears("person.ask", at="22:15")
