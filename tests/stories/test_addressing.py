"""What a person on duty types goes to the reporter it is meant for, or to nobody: never to another one."""

import pytest

from tests.stories.scenes import calls_for_help, with_someone


@pytest.fixture
def two(hotline):
    """Return two women, the counselor who holds both their cases, and the cases' codes."""
    mother, counselor = with_someone(hotline)
    sister = calls_for_help(hotline, "kakak")
    counselor.is_paged().accepts().is_briefed()
    sister.hears("person.ask")
    return mother, sister, counselor, *(hotline.case_of(name).code.lstrip("#") for name in ("ibu", "kakak"))


@pytest.mark.parametrize(
    "typed",
    [
        "{} #catatan suaminya polisi",
        "#catatan {} suaminya polisi",
        "#{} #catatan suaminya polisi",
        "{}#catatan suaminya polisi",
        "#{}#catatan suaminya polisi",
        "{} catatan: suaminya polisi",
        "{}, Catatan : suaminya polisi",
        "catatan: {} suaminya polisi",
    ],
)
def test_a_note_stays_with_its_case_wherever_the_code_stands(hotline, two, typed):
    mother, sister, counselor, of_mother, _ = two

    counselor.says(typed.format(of_mother)).is_told("note_kept")

    mother.hears_nothing()
    sister.hears_nothing()
    assert [line.text for line in hotline.transcript(of_mother) if line.author == "note"] == ["suaminya polisi"]


@pytest.mark.parametrize(
    "typed", ["{} #tutup dijemput", "#tutup {} dijemput", "#tutup #{} dijemput", "{}: #tutup dijemput"]
)
def test_a_case_is_closed_wherever_its_code_stands(hotline, two, typed):
    mother, sister, counselor, of_mother, _ = two

    counselor.says(typed.format(of_mother.lower())).is_told("closed")

    mother.hears("person.closed")
    sister.hears_nothing()
    assert [case.status for case in hotline.cases() if case.code == f"#{of_mother}"] == ["closed"]


def test_words_for_a_case_that_she_has_closed_do_not_go_to_the_one_she_still_holds(hotline, two):
    mother, sister, counselor, of_mother, _ = two
    counselor.says(f"#tutup {of_mother} dijemput").is_told("closed")
    mother.hears("person.closed")

    counselor.says(f"{of_mother} alamat aman: Jl. Rahasia 7").is_told("not_yours")
    counselor.says(f"#catatan {of_mother} alamat aman").is_told("not_yours")

    sister.hears_nothing()
    mother.hears_nothing()


@pytest.mark.parametrize("typed", ["Z9Z9 halo", "#Z9Z9 halo", "#tutup Z9Z9"])
def test_a_code_that_nobody_has_reaches_nobody(hotline, typed):
    victim, counselor = with_someone(hotline)

    counselor.says(typed).is_told("not_yours")

    victim.hears_nothing()


@pytest.mark.parametrize("typed", ["1{}", "2{}", "{}", "1 {}", "1 {}."])
def test_what_is_typed_half_asleep_is_no_word_to_a_reporter(hotline, typed):
    victim, counselor = with_someone(hotline)
    code = hotline.case().code.lstrip("#")

    counselor.says(typed.format(code)).skims()

    victim.hears_nothing()


def test_words_that_only_look_like_a_code_go_to_her(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("Dewi di sini, Ibu aman?")

    victim.hears_words("Dewi di sini, Ibu aman?")


def test_words_that_begin_with_a_digit_go_to_her(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("2 orang sudah di jalan")

    victim.hears_words("2 orang sudah di jalan")


def test_a_note_written_as_on_paper_is_a_note_where_she_has_one_case_too(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("catatan: jangan tulis ke dia").is_told("note_kept")

    victim.hears_nothing()
    assert [line.text for line in hotline.transcript(hotline.case().code) if line.author == "note"] == [
        "jangan tulis ke dia"
    ]


@pytest.mark.parametrize("typed", ["{}, maaf tadi lama", "{}\nmaaf tadi lama", "#{}, maaf tadi lama"])
def test_a_code_with_a_comma_or_a_line_behind_it_is_a_code(hotline, two, typed):
    mother, sister, counselor, of_mother, _ = two

    counselor.says(typed.format(of_mother.lower()))

    assert mother.hears_words("maaf tadi lama").newest.text.endswith("maaf tadi lama")
    assert of_mother.lower() not in mother.newest.text
    sister.hears_nothing()


def test_the_word_for_a_note_without_a_colon_is_a_word_to_her(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("Catatan visum boleh difoto, Bu.")

    victim.hears_words("Catatan visum")
