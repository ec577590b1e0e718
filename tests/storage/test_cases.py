"""Cases and their escalations: codes are unique, deadlines are rows, a page is answered once."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from flows import escalation as ladder
from flows.errors import NotFound
from flows.rungs import Ladder, Rung
from storage import cases, escalations
from storage.tables import EscalationRow
from tests.storage.things import HOUR, MINUTE, NOW, case, conversation, enrolled

LADDER = Ladder((Rung("kota", "konselor", 5 * MINUTE), Rung("koordinasi", "koordinator", timedelta(0))), HOUR)


def test_a_case_has_a_code_that_can_be_read_aloud_and_found_in_any_form(uow):
    stored = conversation(uow)
    case_id, code = cases.open_case(uow, stored.id, "bahaya", NOW)
    assert code[0] == "#"
    assert len(code) == 5
    assert not set(code) & set("0O1IB8S5Z2")
    for typed in (code, code[1:], code.lower(), f"  {code[1:].lower()} "):
        assert cases.by_code(uow, typed).id == case_id
    assert cases.by_code(uow, "#....") is None


def test_no_two_cases_have_the_same_code(uow):
    stored = conversation(uow)
    codes = {cases.open_case(uow, stored.id, "laporan", NOW)[1] for _ in range(2500)}
    assert len(codes) == 2500


def test_a_code_belongs_to_one_case_though_somebody_writes_it_twice(uow):
    first, second = (cases.get(uow, case(uow, conversation(uow, name))) for name in "12")
    with pytest.raises(IntegrityError):
        cases.change(uow, second.id, code=first.code)


def test_a_case_of_no_conversation_is_refused_instead_of_tried_for_ever(uow):
    with pytest.raises(IntegrityError):
        cases.open_case(uow, "nobody", "bahaya", NOW)


def test_a_case_that_is_not_there_is_not_found(uow):
    with pytest.raises(NotFound):
        cases.get(uow, "nothing")


def test_a_member_holds_what_she_accepted_the_last_first(uow):
    first, second, third = (case(uow, conversation(uow, name)) for name in "123")
    for number, case_id in enumerate((first, second, third)):
        cases.change(uow, case_id, status="held", holder_id="sari", accepted_at=NOW + number * MINUTE)
    cases.change(uow, second, status="closed")
    assert [row.id for row in cases.held_by(uow, "sari")] == [third, first]
    assert cases.held_by(uow, "dewi") == []


def test_cases_are_listed_newest_first(uow):
    stored = conversation(uow)
    ids = [cases.open_case(uow, stored.id, "laporan", NOW + number * MINUTE)[0] for number in range(3)]
    assert [row.id for row in cases.listed(uow)] == ids[::-1]


def test_an_escalation_comes_back_as_it_was_saved_and_its_deadline_is_a_row(uow):
    case_id = case(uow)
    assert escalations.get(uow, case_id) is None
    running = ladder.begin(LADDER, level="kritis", now=NOW, start=NOW + MINUTE)
    escalations.save(uow, case_id, running)
    assert escalations.get(uow, case_id) == running
    row = uow.read(select(EscalationRow.__table__)).one()
    assert (row.due_at, row.status) == (NOW + MINUTE, "climbing")
    assert "duty" in uow.wakes
    climbed = ladder.climb(running, now=NOW + MINUTE, who=lambda rung: ("sari",)).escalation
    escalations.save(uow, case_id, climbed)
    assert escalations.get(uow, case_id) == climbed
    assert escalations.next_due(uow) == NOW + 6 * MINUTE


def test_escalations_are_due_the_longest_waiting_first_and_those_that_rest_never(uow):
    ids = [case(uow, conversation(uow, name)) for name in "1234"]
    for case_id, minutes in zip(ids, (3, 1, 2, 9), strict=True):
        escalations.save(uow, case_id, ladder.begin(LADDER, level="kritis", now=NOW, start=NOW + minutes * MINUTE))
    held, _ = ladder.acknowledge(escalations.get(uow, ids[2]), member="sari", now=NOW)
    escalations.save(uow, ids[2], held)
    assert escalations.due(uow, NOW) == []
    assert escalations.due(uow, NOW + 5 * MINUTE) == [ids[1], ids[0]]
    assert escalations.next_due(uow) == NOW + MINUTE


def test_a_page_is_found_answered_and_stopped(uow):
    sari, dewi = enrolled(uow, "sari"), enrolled(uow, "dewi")
    one, other = case(uow, conversation(uow, "1")), case(uow, conversation(uow, "2"))

    def page(case_id, member, minutes):
        at = NOW + minutes * MINUTE
        return escalations.add_page(uow, case_id, member.id, rung=0, round_=0, generation=0, now=at)

    first, second, third = page(one, sari, 0), page(one, dewi, 1), page(other, sari, 2)
    assert [row.id for row in escalations.pages(uow, one)] == [first, second]
    assert escalations.newest_page(uow, sari.id).id == third
    assert escalations.newest_page(uow, sari.id, one).id == first
    escalations.answer_page(uow, third, "declined", NOW)
    assert escalations.newest_page(uow, sari.id).id == first
    assert escalations.stop_pages(uow, one, NOW) == [sari.id, dewi.id]
    assert escalations.newest_page(uow, sari.id) is None
    assert {row.status for row in escalations.pages(uow, one)} == {"stopped"}
    assert escalations.page(uow, third).status == "declined"
    assert escalations.page(uow, "nothing") is None
