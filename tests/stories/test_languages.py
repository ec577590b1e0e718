"""A word changes the language of the chat; people on duty are told which one it is, and read their own."""

from tests.harness import Hotline


def test_the_person_on_duty_is_told_that_she_writes_in_another_language(hotline: Hotline) -> None:
    hotline.on_duty("first")
    wife = hotline.victim("wife").says("halo").says("english")
    assert "What do you need?" in wife.phone.unheard[-1].text
    wife.says("0").skims()
    hotline.counselor("first").is_paged().accepts().is_briefed("Bahasa: Inggris")
    wife.skims()


def test_after_leaving_the_greeting_is_the_usual_one_again(hotline: Hotline) -> None:
    newcomer = hotline.victim("other").says("halo")
    usual = newcomer.phone.unheard[-1].text
    newcomer.skims()
    wife = hotline.victim("wife").says("halo").says("english").says("keluar").says("halo")
    assert wife.phone.unheard[-1].text == usual
    wife.skims()
