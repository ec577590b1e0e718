"""Somebody comes while a person is being called: from then on nothing lights up on the phone."""


def test_the_stepmother_comes_home_and_nothing_lights_up_beside_her(hotline):
    hotline.on_duty("first")
    child = hotline.victim("anak").says("tolong aku dipukul ibu tiri").hears("emergency_place.ask")
    counselor = hotline.counselor("first").is_paged()

    child.says("ibu tiriku pulang").hears_nothing()

    counselor.accepts().is_briefed("JANGAN menghubungi").is_told("absent")
    counselor.says("Halo, kamu aman?").is_told("held_absent")
    child.hears_nothing().says("halo").hears("welcome.ask")
    counselor.is_told("writes_again")
