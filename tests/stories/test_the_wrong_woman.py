"""Of two cases one goes away: what was typed for that one does not go to the other woman."""

import pytest

from tests.stories.scenes import calls_for_help, with_someone


@pytest.fixture
def two(hotline):
    """Return two women, the counselor who has both and was at the sister's case last, and the cases' codes."""
    hotline.on_duty("first").backup("second")
    mother, counselor = with_someone(hotline)
    counselor.says("Ibu aman?")
    mother.hears_words("Ibu aman?")
    sister = calls_for_help(hotline, "kakak")
    hotline.counselor("first").is_paged().accepts().is_briefed()
    sister.hears("person.ask")
    codes = [hotline.case_of(name).code.lstrip("#") for name in ("ibu", "kakak")]
    counselor.says(f"{codes[1]} Kakak di mana?")
    sister.hears_words("Kakak di mana?")
    return mother, sister, counselor, *codes


def test_words_after_a_case_was_closed_are_not_for_the_one_that_is_left(hotline, two):
    mother, sister, counselor, of_mother, of_sister = two
    counselor.says(f"{of_sister} #tutup dijemput").is_told("closed")
    sister.hears("person.closed")

    counselor.says("Kakak sudah sampai?").is_told("several")
    assert of_mother in counselor.newest.text

    mother.hears_nothing()
    sister.hears_nothing()


def test_words_after_a_case_was_handed_over_are_not_for_the_one_that_is_left(hotline, two):
    mother, sister, counselor, _, of_sister = two
    counselor.says(f"{of_sister} #serah second").is_told("offered")
    hotline.counselor("second").takes_over().is_told("sealed")
    counselor.is_told("taken_over")
    sister.hears("person.another")

    counselor.says("Kakak sudah sampai?").is_told("several").says("#tutup aman").is_told("several")

    mother.hears_nothing()
    sister.hears_nothing()


def test_once_she_has_named_the_one_that_is_left_no_code_is_needed(hotline, two):
    mother, sister, counselor, of_mother, of_sister = two
    counselor.says(f"{of_sister} #tutup dijemput").is_told("closed")
    sister.hears("person.closed")
    counselor.says("Masih di sana?").is_told("several")

    counselor.says(f"{of_mother} Masih di sana?", "Saya di sini.")

    mother.hears_words("Masih di sana?").hears_words("Saya di sini.")
    sister.hears_nothing()


def test_where_she_was_at_the_one_that_is_left_no_code_is_needed(hotline, two):
    mother, sister, counselor, of_mother, of_sister = two
    counselor.says(f"{of_sister} #serah second").is_told("offered").says(f"{of_mother} Ibu masih di sana?")
    mother.hears_words("Ibu masih di sana?")
    hotline.counselor("second").takes_over().is_told("sealed")
    counselor.is_told("taken_over")
    sister.hears("person.another")

    counselor.says("Saya tunggu, Bu.")

    mother.hears_words("Saya tunggu, Bu.")
    sister.hears_nothing()
