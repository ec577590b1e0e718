"""What is heard later may be worse: the level only rises, and whoever has the case is told."""

from tests.stories.scenes import reports, with_someone


def test_a_rise_while_somebody_holds_the_case_tells_the_holder_and_the_coordinator(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")
    victim = reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask")
    counselor = hotline.counselor("first").is_paged(colour="KUNING").accepts()
    counselor.is_briefed("KUNING")
    victim.hears("person.ask")

    victim.says("sekarang dia bawa pisau").hears_nothing()

    counselor.is_told("raised").reads("bawa pisau")
    hotline.coordinator().is_alarmed("naik")
    assert hotline.case().level == "kritis"
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(hours=1)


def test_a_rise_while_nobody_has_it_starts_the_higher_ladder_at_once(hotline):
    hotline.on_duty("first").backup("second").at("2026-11-23 10:00")
    victim = reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask")
    hotline.counselor("first").is_paged(at="10:00", colour="KUNING")
    hotline.wait(minutes=7)

    victim.says("dia bawa pisau sekarang").hears("emergency_call.ask")

    hotline.counselor("first").is_paged(at="10:07", colour="MERAH")
    hotline.wait(minutes=5)
    hotline.counselor("second").is_paged(at="10:12", colour="MERAH")


def test_the_page_of_the_lower_level_still_gives_her_the_case(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")
    victim = reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask")
    old = hotline.counselor("first").is_paged(colour="KUNING").page("accept")
    victim.says("dia bawa pisau sekarang").hears("emergency_call.ask")
    hotline.counselor("first").is_paged(colour="MERAH")

    hotline.counselor("first").presses(old).is_briefed("MERAH", "senjata")

    victim.hears("person.ask")


def test_a_danger_word_in_the_relay_raises_nothing_that_is_as_high_already(hotline):
    victim, counselor = with_someone(hotline)

    victim.says("dia bawa pisau").hears_nothing()

    counselor.reads("dia bawa pisau").hears_nothing()


def test_a_no_lowers_nothing(hotline):
    """Rule 10: she said that he has a knife, then answers that there is no danger."""
    hotline.on_duty("first")
    victim = hotline.victim().says("halo").picks("bantu", "aman").hears("danger.ask")
    victim.says("dia bawa parang").hears("emergency_place.ask")
    hotline.counselor("first").is_paged(colour="MERAH")

    victim.says("lewati").hears("emergency_call.ask").says("tidak").hears("waiting.ask")

    assert hotline.case().level == "kritis"
