"""The gate: no change may lose an urgent sentence that was heard, nor let the figures fall.

A change that mends more than it loses writes the list anew, and says so:
`pelita triage --report tests/golden/triage.jsonl --gate tests/golden/heard.txt`.
"""

import json

import flows.data
from bot.learning.report import report
from tests.understanding.golden import ENGLISH, FOLDER, HEARD, SENTENCES, UNREAD

REPORT = report(SENTENCES)
RECALL, FALSE_ALARMS = 0.98, 0.05
ENGLISH_RECALL, ENGLISH_FALSE_ALARMS = 0.94, 0.13
UNREAD_RECALL, UNREAD_FALSE_ALARMS = 0.98, 0.053
"""As measured when the weights were last learned; a change may better them, and then they are written anew."""


def test_every_sentence_that_was_heard_is_still_heard():
    lost = sorted(set(HEARD) - set(REPORT.kept()))
    texts = {one.key: one.text for one in SENTENCES}
    assert not lost, "\n".join(f"{key}: {texts.get(key, 'taken out of the golden sentences')}" for key in lost)


def test_the_list_of_what_is_heard_is_the_newest():
    assert REPORT.kept() == HEARD


def test_recall_and_false_alarms_are_no_worse_than_measured():
    heard, urgent = REPORT.recall()
    alarms, calm = REPORT.false_alarms()
    assert heard / urgent >= RECALL
    assert alarms / calm <= FALSE_ALARMS


def test_english_is_heard_no_worse_than_measured():
    measured = report(ENGLISH)
    (heard, urgent), (alarms, calm) = measured.recall(), measured.false_alarms()
    assert heard / urgent >= ENGLISH_RECALL
    assert alarms / calm <= ENGLISH_FALSE_ALARMS


def test_what_nothing_was_mended_by_is_heard_no_worse_than_measured():
    measured = report(UNREAD)
    (heard, urgent), (alarms, calm) = measured.recall(), measured.false_alarms()
    assert heard / urgent >= UNREAD_RECALL
    assert alarms / calm <= UNREAD_FALSE_ALARMS


def test_the_golden_sentences_are_many_different_and_of_every_language():
    assert len(SENTENCES) >= 600
    assert len({one.key for one in SENTENCES}) == len(SENTENCES)
    assert {one.language for one in SENTENCES} == {"id", "slang", "jv", "bjn", "mix"}


def test_nothing_golden_is_learned():
    golden = {(one.text, one.asked, one.said) for one in (*SENTENCES, *ENGLISH, *UNREAD)}
    learned = (FOLDER.parents[1] / flows.data.__name__.replace(".", "/") / "training").glob("*.jsonl")
    for path in sorted(learned):
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            talk = data.get("context") or {}
            said = data["text"], talk.get("asked") or "", tuple(talk.get("said") or ())
            assert said not in golden, (path.name, data["text"])


def test_the_report_tells_languages_labels_and_the_sentences_missed():
    told = REPORT.told()
    missed = [one for one in SENTENCES if one.urgent and one.key not in HEARD]
    assert all(f"\n{name} " in told for name in ("bjn", "id", "jv", "mix", "slang", "semua", "weapon", "child"))
    assert all(f"{one.key} [{one.language}]" in told for one in missed)
