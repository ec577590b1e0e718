"""What the machine does not understand is answered twice, and the third time a person is called."""


def test_three_misunderstandings_hand_over(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")
    victim = hotline.victim().says("halo").hears("welcome.ask")

    victim.says("asdf").hears("welcome.again")
    victim.says("qwer").hears("everywhere.offer_person", "welcome.again")
    victim.says("zxcv").hears("waiting.ask")

    hotline.counselor("first").is_paged(colour="KUNING").accepts().is_briefed("tidak dipahami oleh mesin")
    victim.hears("person.ask")


def test_an_answer_that_is_understood_starts_the_count_anew(hotline):
    victim = hotline.victim().says("halo").hears("welcome.ask")

    victim.says("asdf").hears("welcome.again").says("qwer").hears("everywhere.offer_person", "welcome.again")
    victim.says("butuh bantuan").hears("safe.ask").says("hmm anu").hears("safe.again")

    assert not hotline.cases()


def test_asking_for_a_person_calls_one_without_any_question(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")

    victim = hotline.victim().says("petugas").hears("waiting.ask")

    hotline.counselor("first").is_paged(colour="KUNING").accepts().is_briefed("meminta bicara dengan petugas")
    victim.hears("person.ask")


def test_in_the_story_every_word_is_understood(hotline):
    victim = hotline.victim().says("halo").picks("bantu", "aman", "tidak", "setuju", "korban").hears("story.ask")

    for words in ("asdf", "dia begitu lagi", "kemarin juga"):
        victim.says(words).hears("story.more")

    assert not hotline.cases()


def test_a_button_of_an_earlier_turn_is_answered_and_does_nothing(hotline):
    victim = hotline.victim().says("halo").hears("welcome.ask")
    old = victim.newest.data_of("info")
    victim.picks("bantu").hears("safe.ask")

    victim.presses(old).hears("everywhere.stale", "safe.ask")

    victim.stands_in("safe")


def test_a_double_tap_on_a_button_does_not_answer_the_next_question_too(hotline):
    victim = hotline.victim().says("halo").picks("bantu").hears("safe.ask")
    button = victim.newest.data_of("aman")
    victim.presses(button).hears("danger.ask")

    victim.presses(button).hears("everywhere.stale", "danger.shortly")
