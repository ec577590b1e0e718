"""A night, step by step: what reporters, people on duty, providers, clocks and machines may do at any moment."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from flows.events import Gone, Picked, Said
from flows.roster import Leave, Override
from storage.failpoints import POINTS
from tests.duty.machine.promises import CANARY, Promises
from tests.duty.machine.provider import FAULTS
from tests.duty.machine.world import MEMBERS, REPORTERS, World
from tests.harness.ground import COORDINATOR, STAFF
from tests.harness.office import ROLES
from tests.stories.scenes import TYPED, WAYS

reporters, members, staff = (st.sampled_from(names) for names in (REPORTERS, MEMBERS, STAFF))
DANGER = ("tolong", f"suami saya bawa parang {CANARY}", f"dia bawa pisau mau bunuh saya {CANARY}")
WORDS = (f"{CANARY} masih di sini", "ya", "tidak", "1", "kranggan", "halo", "status", "hapus", "kembali", "x")
HERS = ("Saya di sini.", "#pegang", "#catatan menelepon", "#tutup aman", "#serah piket", "#serah second", "2", "1")
REPORT = ["kirim", "simpan"]


class Night(RuleBasedStateMachine):
    """One night in one office. `steps` counts over all nights."""

    steps = 0
    cuts = 0

    def __init__(self) -> None:
        """Open the office."""
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="pelita-night-"))
        self.world = World(self._folder)
        self.promises = Promises(self.world)

    def teardown(self) -> None:
        """When everybody is there again and half an hour has passed, nothing is left hanging; then close the office."""
        try:
            self.world.provider.faults.clear()
            self.world.power.returns()
            for name in sorted(self.world.provider.gone):
                self._comes_back(name)
            self.world.waits(timedelta(minutes=30) + self.world.put_back)
            self.promises.hold()
            self.nobody_waits_unheard()
        finally:
            type(self).cuts += self.world.cuts
            self.world.close()
            shutil.rmtree(self._folder)

    def nobody_waits_unheard(self) -> None:
        """After half an hour with nothing failing, every red case has somebody, or the coordinator knows of it.

        But where a provider refused what she was sent for good: of that only the log can tell.
        """
        refused = self.world.rows("SELECT id FROM outbox WHERE kind IN ('alarm', 'page') AND error = 'permanent'")
        for case in self.world.rows("SELECT code, status FROM cases WHERE level = 'kritis'"):
            told = [one for one in self.world.on_phone(COORDINATOR) if case["code"] in one.message.text]
            assert case["status"] in {"held", "closed"} or told or refused, f"{case['code']} waits, and nobody knows"

    @invariant()
    def promises_hold(self) -> None:
        """Look at everything after each step."""
        type(self).steps += 1
        self.promises.hold()

    # Reporters

    @rule(name=reporters, text=st.sampled_from(DANGER))
    def cries_for_help(self, name: str, text: str) -> None:
        """Whatever was before, somebody is called for her, or has her case."""
        self.world.happens(name, Said(text))
        found = self.world.rows(
            "SELECT cases.level FROM cases JOIN conversations ON conversations.case_id = cases.id "
            "WHERE conversations.live AND cases.status != 'closed' AND conversations.address_index = ?",
            self.world.house.keys.address_index("terminal", name),
        )
        assert [row["level"] for row in found] == ["kritis"], found

    @rule(name=reporters, text=st.sampled_from(WORDS))
    def writes(self, name: str, text: str) -> None:
        """She writes anything, leaves, erases, comes back."""
        self.world.happens(name, Said(text))

    @rule(name=reporters, which=st.integers(0, 9))
    def presses_a_button(self, name: str, which: int) -> None:
        """She presses a button, the newest or one of long ago."""
        if data := self.world.buttons_of(name)[which : which + 1]:
            self.world.happens(name, Picked(data[0], -1))

    @rule(name=reporters, ends=st.sampled_from(["check", "receipt", "waiting"]))
    def reports_without_danger(self, name: str, ends: str) -> None:
        """She goes the whole way of a report, as far as she gets from where she stands."""
        for step in WAYS[ends] if ends != "waiting" else [*WAYS["receipt"], "simpan"]:
            typed = Said(step.removeprefix(TYPED)) if step.startswith(TYPED) else None
            data = [one for one in self.world.buttons_of(name)[:8] if one.split(":")[-1] == step]
            self.world.happens(name, typed or Picked(data[0] if data else step, -1))

    @rule(name=reporters)
    def blocks_us(self, name: str) -> None:
        """She blocks the bot, and Telegram tells."""
        self.world.happens(name, Gone())

    # People on duty

    @rule(name=members, which=st.integers(0, 5))
    def answers_a_page(self, name: str, which: int) -> None:
        """She presses accept or decline, on the newest page or an old one."""
        if data := self.world.buttons_of(name)[which : which + 1]:
            self._comes_back(name, Picked(data[0], -1))

    @rule(name=members)
    def accepts(self, name: str) -> None:
        """She accepts what she was called for last: most nights end so."""
        if data := [one for one in self.world.buttons_of(name) if one.startswith("accept:")]:
            self._comes_back(name, Picked(data[0], -1))

    @rule(name=members, text=st.sampled_from(HERS), coded=st.booleans())
    def says(self, name: str, text: str, coded: bool) -> None:
        """She writes to the reporter or to us, with the code of a case of hers or without."""
        held = self.world.rows(
            "SELECT code FROM cases JOIN members ON members.id = holder_id WHERE members.name = ?", name
        )
        code = f"{held[0]['code']} " if coded and held else ""
        self._comes_back(name, Said(f"{code}{text}"))

    @rule(name=members, told=st.booleans())
    def leaves(self, name: str, told: bool) -> None:
        """She blocks us or loses her phone; the provider tells us now, or when we send."""
        self.world.provider.gone.add(name)
        if told:
            self.world.happens(name, Gone())

    @precondition(lambda self: self.world.provider.gone)
    @rule(name=members)
    def comes_back(self, name: str) -> None:
        """She can be reached again."""
        self._comes_back(name)

    def _comes_back(self, name: str, event: Said | Picked | None = None) -> None:
        """Whoever writes to us takes our messages again."""
        self.world.provider.gone.discard(name)
        self.world.happens(name, event or Said("#bantuan"))

    # The roster

    @rule(name=staff, role=st.sampled_from(ROLES), hours=st.integers(1, 9))
    def stands_in(self, name: str, role: str, hours: int) -> None:
        """Somebody takes over a role from now on."""
        self.world.changes_roster(Override(team="kota", role=role, member=name, **self._span(hours)))

    @rule(name=members, hours=st.integers(1, 9))
    def goes_on_leave(self, name: str, hours: int) -> None:
        """Somebody is away from now on."""
        self.world.changes_roster(Leave(member=name, **self._span(hours)))

    def _span(self, hours: int) -> dict[str, object]:
        now = self.world.clock.now()
        return {"starts_at": now, "ends_at": now + timedelta(hours=hours)}

    # Time, machines and providers

    @rule(seconds=st.sampled_from([1, 59, 120, 299, 300, 301, 900, 3600, 14_400]))
    def time_passes(self, seconds: int) -> None:
        """The service runs, and every deadline is met."""
        self.world.waits(timedelta(seconds=seconds))

    @rule(minutes=st.sampled_from([1, 6, 30, 200]))
    def nothing_runs_for_a_while(self, minutes: int) -> None:
        """The machine is down, or the clock was put right."""
        self.world.sleeps(timedelta(minutes=minutes))

    @rule(minutes=st.sampled_from([1, 4, 20]))
    def the_clock_is_put_back(self, minutes: int) -> None:
        """The clock was wrong."""
        self.world.sleeps(-timedelta(minutes=minutes))

    @precondition(lambda self: self.world.has_news)
    @rule()
    def is_restarted(self) -> None:
        """A release, in the middle of everything."""
        self.world.restarts()

    @rule(point=st.sampled_from(POINTS), passes=st.integers(1, 6))
    def the_power_will_be_cut(self, point: str, passes: int) -> None:
        """The process dies at that point, as soon as it comes by."""
        self.world.power.cut_at(point, passes)

    @rule(name=st.sampled_from((*MEMBERS, *REPORTERS)), fault=st.sampled_from(FAULTS), times=st.integers(1, 9))
    def the_provider_fails(self, name: str, fault: str, times: int) -> None:
        """The next messages to somebody are not taken, or nobody knows."""
        self.world.provider.faults[name] += [fault] * times
