"""A small office of the tests: one team of three, a coordinator, and shifts that a story sets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.organisation import Organisation

ROLES = ("konselor", "cadangan")
"""Who is called first, and who next; the coordinator is the last rung."""
NOBODY = "belum-ada"
"""Holds the shifts that no one holds: a roster may name somebody who was never enrolled."""
ALWAYS = ("00:00", "00:00")


def _shift(role: str, member: str, starts: str, ends: str, team: str = "kota") -> dict[str, Any]:
    return {"team": team, "role": role, "member": member, "days": "setiap hari", "from": starts, "to": ends}


def _ladder(level: str, target: str, delay: str, repeat: str) -> dict[str, Any]:
    rungs = [{"team": "kota", "role": role, "delay": delay} for role in ROLES]
    last = {"team": "koordinasi", "role": "koordinator", "delay": delay}
    return {"level": level, "target": target, "repeat": repeat, "rungs": [*rungs, last]}


_PLAIN = {
    "office": {
        "name": "Dinas Contoh Kota Mojokerto",
        "unit": "UPTD PPA Contoh",
        "greeting": "Layanan Informasi Warga",
        "exit_text": "Terima kasih. Info layanan warga tersedia setiap hari.",
        "zone": "Asia/Jakarta",
        "areas": ["35.76"],
        "languages": ["id", "en"],
        "day_from": "07:00",
        "day_to": "21:00",
    },
    "emergency": [{"label": "Darurat", "number": "112"}, {"label": "Polisi", "number": "110"}],
    "services": [
        {
            "label": "Dinas Contoh",
            "number": "0321-000000",
            "address": "Jl. Contoh 1",
            "hours": "8-15",
            "open": ["Sen-Jum 08.00-15.00"],
        }
    ],
    "routine": {"ready": "0m", "gaps": False, "summary": ""},
    "ladders": [
        _ladder("kritis", "5m", "5m", "5m"),
        _ladder("tinggi", "1j", "15m", "15m"),
        _ladder("sedang", "6j", "1j", "2j"),
        _ladder("rendah", "24j", "4j", "8j"),
    ],
}


@dataclass(slots=True)
class Office:
    """The organisation file of the tests, whose shifts can be set one by one."""

    held: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    plain: Mapping[str, Any] = field(default_factory=lambda: _PLAIN)
    """All of the file but the shifts."""
    routine: dict[str, Any] = field(default_factory=dict)
    """What is done at set times; in most stories nothing is."""
    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    """What is said and served where it is not as in the file."""
    near: Mapping[str, str] = field(default_factory=dict)
    """Who is the team of a kecamatan (its code), called after the others where the reporter allows it."""
    zone: str = ""
    rotations: list[dict[str, Any]] = field(default_factory=list)
    """The office's own zone, where it is not WIB, and who takes turns; a role with turns needs no shift."""

    def put(self, role: str, member: str, starts: str, ends: str) -> None:
        """Let `member` hold `role` every day from `starts` to `ends`."""
        team = "koordinasi" if role == "koordinator" else "kota"
        self.held.setdefault(role, []).append(_shift(role, member, starts, ends, team))

    def take_turns(self, role: str, *members: str, turn: str, begins: date, hand_over: str) -> None:
        """Let `members` take turns in `role`: each as long as `turn` ("harian"), the first from `begins` on."""
        turns = {"members": list(members), "turn": turn, "begins": begins, "hand_over": hand_over}
        self.rotations.append({"team": "kota", "role": role, **turns})

    def clear(self) -> None:
        """Take everybody off duty."""
        self.held.clear()

    def organisation(self) -> Organisation:
        """Return the office as it stands now; a role that nobody holds has a shift of somebody unknown."""
        shifts: list[dict[str, Any]] = []
        for role in dict.fromkeys((*ROLES, "koordinator", *self.held)):
            team = "koordinasi" if role == "koordinator" else "kota"
            shifts += self.held.get(role) or [_shift(role, NOBODY, *ALWAYS, team)]
        other: dict[str, Any] = {name: list(value) for name in ("languages", "areas") if (value := getattr(self, name))}
        office = {**self.plain["office"], **other, **({"zone": self.zone} if self.zone else {})}
        routine = {**self.plain.get("routine", {}), **self.routine}
        whole = {**self.plain, "office": office, "shifts": shifts, "routine": routine}
        whole["rotations"] = self.rotations
        return Organisation.model_validate(whole | self._near(shifts) if self.near else whole)

    def _near(self, shifts: list[dict[str, Any]]) -> dict[str, Any]:
        """Return what differs where a kecamatan has its own team."""
        parts = [{"area": area, "team": f"kecamatan-{area}"} for area in self.near]
        own = [_shift("konselor", name, *ALWAYS, f"kecamatan-{area}") for area, name in self.near.items()]
        ladders = []
        for ladder in self.plain["ladders"]:
            *first, last = ladder["rungs"]
            ladders.append({**ladder, "rungs": [*first, {**last, "team": "dekat", "role": "konselor"}, last]})
        return {"shifts": [*shifts, *own], "nearby": parts, "ladders": ladders}
