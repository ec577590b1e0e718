"""Reporters who have chosen their two words, and what stands on a phone."""

from tests.stories.scenes import calls_for_help, chooses_words


def waits_with_words(hotline, name="ibu", **words):
    """Let somebody in danger wait, with two words; the first counselor was called."""
    victim = chooses_words(calls_for_help(hotline, name), **words)
    hotline.counselor("first").is_paged()
    return victim


def talks_with_words(hotline, name="ibu"):
    """Let somebody with two words talk with the first counselor."""
    victim = waits_with_words(hotline, name)
    counselor = hotline.counselor("first").accepts()
    counselor.is_briefed("Kata sandi: ada")
    return victim.hears("person.ask"), counselor


def shown(reporter):
    """Return what stands in the newest bubble, and the labels of its buttons; only what a button sends differs."""
    return reporter.newest.text, [label for label, _ in reporter.newest.buttons], reporter.newest.said


def said_by_her(hotline, case):
    return [line.text for line in hotline.transcript(case.code) if line.author == "reporter"]
