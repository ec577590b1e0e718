"""Two people on one phone: neither sees anything of the other, and both are helped."""

import re

from tests.stories.scenes import calls_for_help, reports


def test_mother_and_daughter_each_have_a_conversation_of_their_own(hotline):
    hotline.on_duty("first")
    mother = calls_for_help(hotline, "satu-hp").picks("nomor").hears("number_once.ask")
    mothers = re.search(r"\d{4} \d{4} \d{4} \d{4}", mother.screen)[0]
    of_mother = hotline.case_of("satu-hp")
    mother.says("x").hears("exit.ask")
    hotline.counselor("first").is_paged()

    daughter = reports(hotline, "satu-hp", who="anak_korban").hears("receipt.ask")
    daughters = re.search(r"\d{4} \d{4} \d{4} \d{4}", daughter.screen)[0]
    of_child = hotline.case_of("satu-hp")
    daughter.says("x").hears("exit.ask")

    assert len({case.conversation_id for case in hotline.cases()}) == 2
    phone = hotline.victim("satu-hp")
    phone.says(mothers).hears("status.ask").says("ini ibunya").hears("everywhere.added").says("x").hears("exit.ask")
    phone.says(daughters).hears("status.ask").says("ini anaknya").hears("everywhere.added")
    assert "ini anaknya" in [line.text for line in hotline.transcript(of_child.code)]
    assert "ini anaknya" not in [line.text for line in hotline.transcript(of_mother.code)]


def test_answers_to_the_one_are_not_shown_to_the_other(hotline):
    hotline.on_duty("first")
    calls_for_help(hotline, "satu-hp").says("x").hears("exit.ask")
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed().is_told("absent").says("Ibu, polisi di jalan").is_told("held_absent")

    daughter = hotline.victim("satu-hp").says("halo").hears("welcome.ask").picks("info").hears("info.ask")

    daughter.hears_nothing()
    counselor.is_told("writes_again")
