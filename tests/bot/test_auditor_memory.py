"""What was told of a finding is kept: it is told once, and raised anew when it comes back."""

from pathlib import Path

import pytest

from bot.auditing.findings import Finding
from bot.auditing.memory import AGAIN, FILE, QUIET, Told, read, weigh, write
from tests.bot.watched import HOUR, MINUTE, NOW

OVERDUE = Finding("escalation_overdue", "#K7Q4", NOW)
STUCK = Finding("cycle_stuck", "duty", NOW)


def test_what_comes_and_goes_is_told_once() -> None:
    known: dict[tuple[str, str], Told] = {}
    said = []
    for number in range(60):
        known, news = weigh(known, [OVERDUE] if number % 2 else [], NOW + number * MINUTE)
        said += [(state, number) for state in ("raised", "again", "ended") if getattr(news, state)]
    assert said == [("raised", 1)]


def test_a_finding_that_comes_back_after_its_end_was_told_is_raised_anew() -> None:
    known, _ = weigh({}, [OVERDUE], NOW)
    known, _ = weigh(known, [], NOW + MINUTE)
    known, news = weigh(known, [], NOW + MINUTE + QUIET)
    assert (known, news.ended) == ({}, (OVERDUE,))
    assert weigh(known, [OVERDUE], NOW + HOUR)[1].raised == (OVERDUE,)


def test_a_clock_put_back_does_not_keep_a_finding_silent_for_ever() -> None:
    known, _ = weigh({}, [OVERDUE], NOW)
    _, news = weigh(known, [OVERDUE], NOW - AGAIN)
    assert news.again == (OVERDUE,)


def test_a_finding_keeps_the_instant_since_which_it_is_known() -> None:
    known, _ = weigh({}, [STUCK], NOW)
    known, _ = weigh(known, [Finding("cycle_stuck", "duty", NOW + MINUTE, 3)], NOW + MINUTE)
    (told,) = known.values()
    assert (told.finding.since, told.finding.count) == (NOW, 3)


@pytest.mark.parametrize("damaged", ["", "{", "[]", "[{}]", '[{"code": 1}]', "null", "7"])
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, damaged: str) -> None:
    file = tmp_path / FILE
    file.write_text(damaged)
    assert read(file) == {}
    write(file, {OVERDUE.key: Told(OVERDUE, NOW, NOW)})
    assert read(file) == {OVERDUE.key: Told(OVERDUE, NOW, NOW)}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
