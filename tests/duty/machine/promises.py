"""What must hold after every step of a night, looked at in the rows and on the phones, not in the code that made them.

The names I2, I3 … are those of the invariants of the architecture.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.duty import rota
from storage import audit, cases, escalations, members
from tests.duty.machine.provider import Taken
from tests.duty.machine.world import World
from tests.flows.roster_oracle import oracle
from tests.harness.ground import COORDINATOR

CANARY = "kenari"
"""Stands in everything that reporters write, and never in what calls people."""
_PATIENCE = timedelta(minutes=5)
"""Every rung of the ladder for red waits this long, and its repeats too."""
_LONGEST = timedelta(minutes=3)
"""A message that a provider did not take is tried again within this time, and a lease ends within it."""
_NIGHT = timedelta(hours=25)
"""What is not red waits for the day, at the most."""
_CALLS = frozenset({"page", "alarm"})


@dataclass
class Promises:
    """Looks at a world; remembers what it has looked at, so that each step costs only what is new."""

    world: World
    _head: tuple[int, str] = (0, "")
    _pages: set[str] = field(default_factory=set)
    _looked_at: int = 0
    _by_key: dict[str, list[Taken]] = field(default_factory=lambda: defaultdict(list))
    _marks: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        wording = self.world.house.wording
        self._marks = {"(kirim ulang)", wording.code("repeated")}
        self._marks |= {wording.block("everywhere", "repeated", {}, language) for language in ("id", "en")}

    def hold(self) -> None:
        """Fail where one does not hold."""
        self.nothing_went_wrong_in_the_house()
        self.every_case_has_somebody_or_is_climbing_or_is_said_loudly()
        self.a_case_has_one_holder_and_nobody_is_called_in_vain()
        self.every_page_goes_out()
        self.only_who_is_named_is_called()
        self.nothing_is_delivered_twice_without_a_mark()
        self.what_calls_people_goes_to_the_right_phone_and_tells_nothing()
        self.the_trail_is_whole()

    def nothing_went_wrong_in_the_house(self) -> None:
        """No error was caught somewhere and only logged."""
        assert self.world.loud == []

    def every_case_has_somebody_or_is_climbing_or_is_said_loudly(self) -> None:
        """I2. After all that is due was worked off, the next look lies ahead and not too far."""
        now = self.world.clock.now()
        with self.world.house.database.look() as uow:
            for case in cases.listed(uow):
                running = escalations.get(uow, case.id)
                if case.status == "closed" or not case.level:
                    assert running is None or running.due is None, case.code
                    continue
                assert running is not None, f"{case.code} was never escalated"
                assert running.level == case.level
                if running.due is None:
                    assert running.status == "held", case.code
                    assert running.holder, case.code
                    self._is_watched(case, now)
                    continue
                latest = _PATIENCE if case.level == "kritis" else _NIGHT
                assert now < running.due <= now + latest, f"{case.code} is due at {running.due}"
                if running.status == "exhausted":
                    self._was_alarmed(case.code)
                elif running.rung:
                    called = [page for page in escalations.pages(uow, case.id) if page.generation == running.generation]
                    assert called, f"{case.code} climbs and nobody was called"

    def _is_watched(self, case: object, now: datetime) -> None:
        for row in self.world.rows("SELECT due_at FROM watches WHERE case_id = ? AND due_at IS NOT NULL", case.id):
            assert datetime.fromisoformat(row["due_at"]) > now, f"{case.code} owes something, and nobody looks"

    def _was_alarmed(self, code: str) -> None:
        query = "SELECT detail FROM audit WHERE action = 'alarm' AND subject = ? ORDER BY seq DESC"
        alarms = self.world.rows(query, code)
        assert alarms, f"{code} is exhausted and nobody was alarmed"
        if json.loads(alarms[0]["detail"]).get("told") == 0:
            return  # no coordinator had a chat then: her ladder is due ahead, and the next repeat tells them
        told = self.world.rows("SELECT status FROM outbox WHERE kind = 'alarm' AND status != 'failed'")
        lost = self.world.rows("SELECT id FROM outbox WHERE kind = 'alarm' AND status = 'failed'")
        gone = self.world.rows("SELECT id FROM contacts WHERE blocked_at IS NOT NULL")
        assert told or lost or gone, f"no alarm for {code} went out"

    def a_case_has_one_holder_and_nobody_is_called_in_vain(self) -> None:
        """Case, ladder and pages agree on who has it; of a case that somebody has alone nobody else's page is open."""
        for case in self.world.rows("SELECT id, code, status, holder_id FROM cases"):
            with self.world.house.database.look() as uow:
                running, pages = escalations.get(uow, case["id"]), escalations.pages(uow, case["id"])
            if case["status"] == "closed":
                assert all(page.status != "out" for page in pages), case["code"]
                continue
            assert (case["status"] == "held") == (case["holder_id"] is not None), case
            if running is not None:
                assert running.holder == case["holder_id"], case["code"]
                if running.due is None:
                    assert not [one for one in pages if one.status == "out" and one.kind == "page"], case["code"]
            offers = self.world.rows("SELECT id FROM hand_overs WHERE case_id = ? AND status = 'out'", case["id"])
            assert len(offers) <= 1, case["code"]

    def every_page_goes_out(self) -> None:
        """I2. A page that waits for an answer was sent, alone or with others, or is looked at again within a bundle's
        time; what waits in its lane is not forgotten.
        """
        pages = self.world.rows("SELECT id, next_at FROM pages WHERE status = 'out'")
        sent = {row["page_id"] for row in self.world.rows(
            "SELECT page_id FROM outbox WHERE page_id IS NOT NULL AND status IN ('queued', 'sending', 'sent')"
            " UNION SELECT page_tries.page_id FROM page_tries JOIN outbox ON outbox.id = message_id"
            " WHERE outbox.status IN ('queued', 'sending', 'sent')"
        )}  # fmt: skip
        soon = self.world.clock.now() + self.world.house.organisation.paging.bundle + self.world.put_back
        waits = {page["id"] for page in pages if page["next_at"] and datetime.fromisoformat(page["next_at"]) <= soon}
        assert {page["id"] for page in pages} <= sent | waits, "a page is open of which no message is"
        latest = self.world.clock.now() + _LONGEST + self.world.put_back
        for row in self.world.rows("SELECT kind, status, due_at, lease_until FROM outbox WHERE lane = 'page'"):
            until = {"queued": row["due_at"], "sending": row["lease_until"]}.get(row["status"])
            assert until is None or datetime.fromisoformat(until) <= latest, row

    def only_who_is_named_is_called(self) -> None:
        """I8. Whoever is paged has a role of the frozen ladder then; else she was offered the case, or has it."""
        with self.world.house.database.look() as uow:
            for row in self.world.rows("SELECT * FROM pages ORDER BY at, id"):
                if row["id"] in self._pages:
                    continue
                self._pages.add(row["id"])
                name = members.by_id(uow, row["member_id"]).name
                running, at = escalations.get(uow, row["case_id"]), datetime.fromisoformat(row["at"])
                if row["kind"] == "page":
                    roster, zone = rota.in_force(self.world.house, uow, at), self.world.house.organisation.zone
                    roles = {(rung.team, rung.role) for rung in running.ladder.rungs}
                    named = {who for team, role in roles for who in oracle(roster, zone, at, team, role)}
                    assert name in named, f"{name} was paged, on duty were {named}"
                else:
                    known = cases.get(uow, row["case_id"])
                    trail = [(note.action, note.actor) for note in audit.of(uow, known.code)]
                    had = {actor for action, actor in trail if action == "accepted"}
                    assert had, f"{row['kind']} in a case that nobody ever had"
                    assert row["kind"] == "offer" or row["member_id"] in had

    def nothing_is_delivered_twice_without_a_mark(self) -> None:
        """I3. Of each message of ours a phone has one, and what it has beyond that says that it comes again."""
        for one in self.world.provider.taken[self._looked_at :]:
            before = self._by_key[one.message.key]
            again = any(mark in one.message.text for mark in self._marks)
            assert not before or again, f"{one.said} came twice to {one.address}: {one.message.text}"
            before.append(one)

    def what_calls_people_goes_to_the_right_phone_and_tells_nothing(self) -> None:
        """I8. Pages reach the phone of whom they call, alarms the coordinators; no word of a reporter is in them."""
        for one in self.world.provider.taken[self._looked_at :]:
            if one.said not in _CALLS:
                continue
            assert CANARY not in one.message.text
            called = self.world.rows(
                "SELECT members.name FROM outbox JOIN contacts ON contacts.id = outbox.contact_id "
                "JOIN members ON members.id = contacts.member_id WHERE outbox.id = ?",
                one.message.key,
            )
            assert [row["name"] for row in called] == [one.address]
            assert one.said == "page" or one.address == COORDINATOR
        self._looked_at = len(self.world.provider.taken)

    def the_trail_is_whole(self) -> None:
        """I7. The audit verifies, and goes on from where it was."""
        with self.world.house.database.look() as uow:
            length, head = self._head
            assert audit.broken_at(uow, length=length, head_hash=head) is None
            self._head = audit.head(uow)
