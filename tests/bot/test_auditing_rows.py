"""Each thing that can be left undone is found in the rows of a real house, and is gone once it is put right."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.auditing import looking
from bot.auditing.advice import MEANINGS
from bot.auditing.findings import CODES, HELP, Finding
from bot.auditing.looking import rows
from flows.retention import Periods
from storage import inbox, provider_copies
from tests.harness import Hotline

MINUTES, HOURS, DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
DANGER = "suami saya bawa parang"


@pytest.fixture
def night(hotline: Hotline) -> Hotline:
    """Return a hotline with a counselor, a backup and a coordinator on duty, in which nothing is wrong."""
    hotline.on_duty("first").backup("second")
    assert found(hotline) == []
    return hotline


@pytest.fixture
def waiting(night: Hotline) -> Hotline:
    """Return it with an urgent case for which the first counselor was called."""
    night.victim().says(DANGER).skims()
    night.counselor("first").is_paged()
    does(night, "UPDATE conversations SET silent_at = NULL")  # that she falls silent is a story of its own
    assert found(night) == []
    return night


def found(hotline: Hotline) -> list[Finding]:
    """Return what a look at the hotline's rows finds now."""
    house = hotline.house
    with house.database.look() as uow:
        return rows(uow, house.clock.now(), house.organisation.kept.periods())


def told(hotline: Hotline) -> list[tuple[str, str]]:
    """Return the codes of what is found, each with what it is about."""
    return [one.key for one in found(hotline)]


def does(hotline: Hotline, statement: str, **values: object) -> None:
    """Change rows behind the back of everybody."""
    hotline.house.writer.do(lambda uow: uow.run(text(statement), values))


def shown(at: datetime) -> str:
    """Return an instant as rows hold it."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def now(hotline: Hotline) -> datetime:
    """Return the hotline's instant."""
    return hotline.house.clock.now()


def test_a_ladder_that_nobody_climbs_is_found_and_gone_once_it_was_climbed(waiting: Hotline) -> None:
    waiting.sleeps(minutes=6.9)
    assert found(waiting) == []
    waiting.sleeps(minutes=0.2)
    (late,) = found(waiting)
    assert late.key == ("escalation_overdue", waiting.case().code)
    assert now(waiting) - late.since == 2.1 * MINUTES
    waiting.settles()
    waiting.counselor("second").is_paged()
    assert found(waiting) == []


def test_an_open_case_for_which_nobody_is_called_is_found(waiting: Hotline) -> None:
    code = waiting.case().code
    does(waiting, "UPDATE escalations SET due_at = NULL")
    assert found(waiting) == []  # it was opened a moment ago
    waiting.sleeps(minutes=3)
    assert told(waiting) == [("nobody_sought", code)]
    does(waiting, "DELETE FROM escalations")
    assert told(waiting) == [("nobody_sought", code)]
    does(waiting, "UPDATE cases SET status = 'closed'")
    assert found(waiting) == []


@pytest.mark.parametrize(
    "lost", ["UPDATE cases SET holder_id = NULL", "UPDATE members SET active = 0 WHERE name = 'first'"]
)
def test_a_case_whose_holder_is_not_there_any_more_is_found(waiting: Hotline, lost: str) -> None:
    waiting.counselor("first").accepts().skims()
    waiting.victim().skims()
    waiting.sleeps(minutes=3)
    assert found(waiting) == []
    does(waiting, lost)
    assert told(waiting) == [("nobody_sought", waiting.case().code)]


def test_a_ladder_at_its_end_of_which_no_coordinator_was_told_is_found(waiting: Hotline) -> None:
    code = waiting.case().code
    waiting.wait(minutes=15)
    waiting.counselor("second").is_paged()
    waiting.coordinator().is_paged().is_alarmed("unanswered")
    waiting.victim().skims()
    waiting.wait(minutes=3)
    assert found(waiting) == []
    does(waiting, "DELETE FROM audit WHERE action = 'alarm'")
    assert told(waiting) == [("unacknowledged", code)]
    waiting.coordinator().accepts().skims()
    waiting.counselor("first").skims()
    waiting.counselor("second").skims()
    waiting.victim().skims()
    assert found(waiting) == []


def test_a_ladder_that_never_comes_to_its_end_is_found_too(waiting: Hotline) -> None:
    """Its next call is put off for ever: nothing is overdue, and nobody has the case."""
    does(waiting, "UPDATE escalations SET due_at = :far", far=shown(now(waiting) + DAYS))
    waiting.sleeps(minutes=16)
    assert found(waiting) == []
    waiting.sleeps(minutes=2)
    assert told(waiting) == [("unacknowledged", waiting.case().code)]


def test_an_alarm_of_an_earlier_search_does_not_count_for_this_one(waiting: Hotline) -> None:
    waiting.wait(minutes=15)
    for name in ("second", "ratna"):
        waiting.counselor(name).skims()
    waiting.victim().skims()
    anew = "UPDATE escalations SET due_at = :far, data = json_set(data, '$.generation', 1)"
    does(waiting, anew, far=shown(now(waiting) + DAYS))
    columns = "case_id, member_id, rung, round, status, kind, error"
    copied = f"INSERT INTO pages (id, generation, at, {columns}) SELECT 'anew', 1, :at, {columns} FROM pages LIMIT 1"
    waiting.sleeps(minutes=1)
    does(waiting, copied, at=shown(now(waiting)))
    waiting.sleeps(minutes=16.9)
    assert found(waiting) == []
    waiting.sleeps(minutes=0.1)
    assert told(waiting) == [("unacknowledged", waiting.case().code)]


def test_what_a_holder_owes_and_nobody_reminds_her_of_is_found(waiting: Hotline) -> None:
    waiting.counselor("first").accepts().skims()
    waiting.victim().skims()
    waiting.sleeps(minutes=6.9)
    assert found(waiting) == []
    waiting.sleeps(minutes=0.2)
    assert told(waiting) == [("owed_overdue", waiting.case().code)]
    waiting.settles()
    waiting.counselor("first").skims()
    assert found(waiting) == []


def test_a_house_whose_alarms_reach_nobody_is_found(night: Hotline) -> None:
    does(night, "UPDATE contacts SET blocked_at = :at", at=shown(now(night)))
    assert told(night) == [("no_coordinator", "")]
    does(night, "UPDATE contacts SET blocked_at = NULL")
    assert found(night) == []


@pytest.mark.parametrize(
    ("lane", "minutes"), [("page", 3), ("staff", 3), ("reporter", 5)], ids=["page", "staff", "reporter"]
)
@pytest.mark.parametrize("status", ["queued", "sending"])
def test_what_waits_to_be_sent_too_long_is_found(night: Hotline, lane: str, minutes: int, status: str) -> None:
    lease = shown(now(night) + DAYS)
    _outbox(night, lane=lane, status=status, lease_until=lease)
    night.sleeps(minutes=minutes - 0.1)
    assert found(night) == []
    night.sleeps(minutes=0.2)
    (stuck,) = found(night)
    assert (stuck.key, stuck.count) == (("outbox_stuck", f"whatsapp {lane}"), 1)
    _outbox(night, lane=lane, status=status, due_at=stuck.since)
    assert [one.count for one in found(night)] == [2]
    does(night, "UPDATE outbox SET status = 'sent', body = NULL")
    assert found(night) == []


@pytest.mark.parametrize(("lane", "tries"), [("page", 1), ("staff", 6), ("reporter", 6)])
def test_what_is_put_off_again_and_again_is_found(night: Hotline, lane: str, tries: int) -> None:
    _outbox(night, lane=lane, tries=tries - 1, due_at=now(night) + HOURS)
    night.sleeps(minutes=6)
    assert found(night) == []
    does(night, "UPDATE outbox SET tries = tries + 1")
    assert told(night) == [("outbox_failing", f"whatsapp {lane}")]


def test_what_is_held_until_somebody_writes_is_nothing_to_find(night: Hotline) -> None:
    _outbox(night, lane="staff", status="held")
    night.sleeps(days=2)
    assert found(night) == []


def test_what_came_in_and_was_never_worked_off_is_found(night: Hotline) -> None:
    night.house.writer.do(lambda uow: inbox.put_aside(uow, "telegram", "1", b"{}", now(night)))
    assert found(night) == []
    night.sleeps(minutes=2)
    assert told(night) == [("inbox_waiting", "")]
    does(night, "UPDATE inbox SET tries = 99")
    assert told(night) == [("inbox_waiting", "")]  # what is not tried any more either
    night.house.writer.do(lambda uow: inbox.done(uow, "telegram", "1", now(night)))
    assert found(night) == []


def test_a_silence_that_nobody_looks_after_is_found(night: Hotline) -> None:
    night.victim().says("halo").skims()
    (row,) = night.rows("SELECT silent_at FROM conversations")
    left = datetime.fromisoformat(row["silent_at"]) - now(night)
    night.sleeps(seconds=left.total_seconds() + 170)
    assert found(night) == []
    night.sleeps(seconds=20)
    assert told(night) == [("silence_overdue", "")]
    night.settles()
    night.victim().skims()
    assert found(night) == []


def test_a_copy_that_a_provider_keeps_longer_than_an_hour_is_found(night: Hotline) -> None:
    begun = now(night)
    night.house.writer.do(lambda uow: provider_copies.note(uow, "whatsapp", "SM1", begun, begun))
    night.sleeps(minutes=74)
    night.house.writer.do(lambda uow: provider_copies.later(uow, "whatsapp", "SM1", begun + DAYS))
    assert found(night) == []
    night.sleeps(minutes=1)
    assert told(night) == [("copy_kept", "whatsapp")]
    night.house.writer.do(lambda uow: provider_copies.blanked(uow, "whatsapp", "SM1"))
    assert found(night) == []


def test_a_case_that_the_server_can_still_read_after_a_day_is_found(waiting: Hotline) -> None:
    does(waiting, "UPDATE cases SET status = 'closed'")
    waiting.sleeps(hours=24, minutes=14)
    assert "readable_too_long" not in dict(told(waiting))
    waiting.sleeps(minutes=1)
    assert ("readable_too_long", waiting.case().code) in told(waiting)
    does(waiting, "UPDATE conversations SET server_half = NULL")
    assert "readable_too_long" not in dict(told(waiting))


def test_what_must_be_gone_and_is_not_is_found(waiting: Hotline) -> None:
    far = Periods(unfinished=999 * DAYS, routing=999 * DAYS, readable=999 * DAYS)
    waiting.victim("lain").says("halo").skims()
    does(waiting, "UPDATE conversations SET silent_at = NULL")
    does(waiting, "UPDATE outbox SET body = x'00' WHERE seq = (SELECT max(seq) FROM outbox)")
    does(waiting, "UPDATE cases SET status = 'closed', closed_at = :at", at=shown(now(waiting)))

    def kept(periods: Periods) -> list[str]:
        with waiting.house.database.look() as uow:
            looked = rows(uow, now(waiting), periods)
        return [one.subject for one in looked if one.code == "kept_too_long"]

    assert kept(Periods()) == []
    waiting.sleeps(hours=7)
    assert kept(Periods()) == ["outbox"]
    waiting.sleeps(days=7)
    assert kept(Periods()) == ["conversations", "outbox"]
    waiting.sleeps(days=24)
    assert kept(Periods()) == ["conversations", "addresses", "outbox"]
    assert kept(far) == ["outbox"]


def test_rows_from_the_future_show_that_the_clock_went_back(waiting: Hotline) -> None:
    house = waiting.house
    with house.database.look() as uow:
        assert looking.rows(uow, house.clock.now() - 2 * MINUTES, Periods()) == []
        back = looking.rows(uow, house.clock.now() - 3 * MINUTES, Periods())
    assert [one.key for one in back] == [("clock_behind", "")]


def test_every_finding_has_a_phrase_for_the_coordinators_and_advice_for_the_operator(night: Hotline) -> None:
    assert set(MEANINGS) == set(CODES)
    assert len(set(CODES)) == len(CODES) > len(HELP)
    for code in CODES:
        assert night.house.wording.code(f"audit_{code}") != f"audit {code}".replace("_", " "), code


def _outbox(hotline: Hotline, **columns: object) -> None:
    at = now(hotline)
    given = {"due_at": at, "lease_until": None, "tries": 0, "status": "queued", **columns}
    count = hotline.rows("SELECT count(*) AS rows FROM outbox")[0]["rows"]
    fixed = {"id": f"out-{count}", "kind": "alarm", "channel": "whatsapp", "chat": b"x", "body": b"x"}
    fixed |= {"hands_over": 0, "marked": 0, "error": "", "provider_id": "", "wording": "", "made_at": shown(at)}
    values = {**fixed, **{name: shown(one) if isinstance(one, datetime) else one for name, one in given.items()}}
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    does(hotline, f"INSERT INTO outbox ({names}) VALUES ({marks})", **values)
