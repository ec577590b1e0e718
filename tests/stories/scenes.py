"""Scenes that many stories begin with, and the way to every state of the conversation."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.channels.terminal import NAME as TERMINAL
from bot.channels.update import Outgoing, Receipt, SendError
from tests.harness import Counselor, Hotline, Reporter

TYPED = "ketik "
"""A step that begins with this is typed, any other is the key of a button."""
IDENTITY, COVER = "Payung Merah", "kopi susu"
"""The two words of whoever chooses some."""


def with_someone(hotline: Hotline, name: str = "ibu") -> tuple[Reporter, Counselor]:
    """Play up to the moment at which a frightened woman and the first counselor talk with each other."""
    victim, counselor = calls_for_help(hotline, name), hotline.counselor("first")
    counselor.is_paged().accepts().is_briefed()
    return victim.hears("person.ask"), counselor


@contextmanager
def line_down(hotline: Hotline, name: str) -> Iterator[None]:
    """Let nothing reach the phone of `name` for a while; what is sent to it is tried again."""
    with _line_fails(hotline, name, "retry"):
        yield


@contextmanager
def line_refuses(hotline: Hotline, name: str) -> Iterator[None]:
    """Let everything that is sent to `name` for a while be refused for good."""
    with _line_fails(hotline, name, "permanent"):
        yield


@contextmanager
def _line_fails(hotline: Hotline, name: str, kind: str) -> Iterator[None]:
    channel: Any = hotline.house.channels[TERMINAL]
    real = channel.send

    async def send(address: str, message: Outgoing) -> Receipt:
        if address == name:
            raise SendError(kind)
        return await real(address, message)

    channel.send = send
    yield
    channel.send = real


def calls_for_help(hotline: Hotline, name: str = "ibu") -> Reporter:
    """Let somebody ask for help, tell where she is, and be waiting; the first counselor is on duty."""
    if not hotline.office.held.get("konselor"):
        hotline.on_duty("first")
    victim = hotline.victim(name).says("tolong").hears("emergency_place.ask")
    return victim.says("kranggan").hears("emergency_call.ask").picks("chat").hears("waiting.ask")


def reports(hotline: Hotline, name: str = "ibu", *, sends: bool = True, **answers: str) -> Reporter:
    """Let somebody write a whole report without danger; `answers` differ from the usual ones by state."""
    usual = {"who": "korban", "kinds": "psikis", "when": "minggu", "needs": "bicara", "contact": "sendiri"}
    told = usual | answers
    victim = hotline.victim(name).says("halo").picks("bantu", "aman", "tidak", "setuju", told["who"])
    victim.hears("story.ask").says("suami selingkuh").picks("selesai", told["kinds"], "selesai", "selesai")
    victim.picks(told["when"], "35.76.03", told.get("relation", "suami_istri"))
    victim.picks(told["needs"], "selesai", told["contact"])
    if told["contact"] == "telepon":
        victim.hears("number.ask").says(told.get("number", "0812 3456 7890"))
    if told["contact"] != "sendiri":
        victim.picks(told.get("hours", "kapan"))
    victim.hears("check.ask")
    return victim.picks("kirim") if sends else victim


def chooses_words(reporter: Reporter, identity: str = IDENTITY, cover: str = COVER) -> Reporter:
    """Let somebody who waits choose her two words; an empty one is skipped."""
    reporter.picks("kata").hears("word_identity.ask").says(identity or "lewati")
    return reporter.hears("word_cover.ask").says(cover or "lewati").hears("words_kept.ask")


_WELCOME = [f"{TYPED}halo"]
_DANGER = [*_WELCOME, "bantu", "aman"]
_CALL = [*_DANGER, "ya", "35.76.03"]
_WAITING = [*_CALL, "chat"]
_PRIVACY = [*_DANGER, "tidak"]
_WHO = [*_PRIVACY, "setuju"]
_STORY = [*_WHO, "korban"]
_KINDS = [*_STORY, f"{TYPED}suami selingkuh", "selesai"]
_SIGNS = [*_KINDS, "psikis", "selesai"]
_WHEN = [*_SIGNS, "selesai"]
_PLACE = [*_WHEN, "lama"]
_RELATION = [*_PLACE, "35.76.03"]
_NEEDS = [*_RELATION, "suami_istri"]
_CONTACT = [*_NEEDS, "bicara", "selesai"]
_CHECK = [*_CONTACT, "chat", "kapan"]
WAYS: dict[str, list[str]] = {
    "welcome": _WELCOME,
    "info": [*_WELCOME, "info"],
    "info_kinds": [*_WELCOME, "info", "kekerasan"],
    "info_rights": [*_WELCOME, "info", "hak"],
    "info_more": [*_WELCOME, "info", "lain"],
    "info_after": [*_WELCOME, "info", "lain", "setelah"],
    "info_friend": [*_WELCOME, "info", "lain", "teman"],
    "info_phone": [*_WELCOME, "info", "lain", "hp"],
    "info_services": [*_WELCOME, "info", "layanan"],
    "returning": [*_WELCOME, "nomor"],
    "erase": [*_WELCOME, f"{TYPED}hapus"],
    "safe": [*_WELCOME, "bantu"],
    "unsafe": [*_WELCOME, "bantu", "tidak"],
    "danger": _DANGER,
    "emergency_place": [*_DANGER, "ya"],
    "emergency_call": _CALL,
    "emergency_number": [*_CALL, "telepon"],
    "waiting": _WAITING,
    "status": [*_WAITING, "status"],
    "number_once": [*_WAITING, "nomor"],
    "number_gone": [*_WAITING, "nomor", "nomor"],
    "word_identity": [*_WAITING, "kata"],
    "word_cover": [*_WAITING, "kata", f"{TYPED}{IDENTITY}"],
    "words_kept": [*_WAITING, "kata", f"{TYPED}{IDENTITY}", f"{TYPED}{COVER}"],
    "withdraw": [*_WAITING, "cabut"],
    "privacy": _PRIVACY,
    "privacy_more": [*_PRIVACY, "tanya"],
    "who": _WHO,
    "story": _STORY,
    "kinds": _KINDS,
    "kinds_more": [*_KINDS, "lain", "selesai"],
    "signs": _SIGNS,
    "access": [*_SIGNS, "takut_dibunuh", "selesai"],
    "when": _WHEN,
    "place": _PLACE,
    "relation": _RELATION,
    "relation_more": [*_RELATION, "lain"],
    "age": [*_CHECK, "ubah", "lain", "lain", "age"],
    "needs": _NEEDS,
    "needs_more": [*_NEEDS, "lain", "selesai"],
    "contact": _CONTACT,
    "number": [*_CONTACT, "telepon"],
    "hours": [*_CONTACT, "chat"],
    "check": _CHECK,
    "summary": [*_CHECK, "lihat"],
    "change": [*_CHECK, "ubah"],
    "change_more": [*_CHECK, "ubah", "lain"],
    "change_last": [*_CHECK, "ubah", "lain", "lain"],
    "receipt": [*_CHECK, "kirim"],
}
"""How a newcomer gets to each state in which the conversation waits for her; `person` needs a counselor."""


def walks_to(hotline: Hotline, name: str, state: str) -> Reporter:
    """Let `name`, a newcomer, go all the way to `state`."""
    reporter = hotline.victim(name)
    for step in WAYS[state]:
        reporter = reporter.says(step.removeprefix(TYPED)) if step.startswith(TYPED) else reporter.picks(step)
        reporter.phone.unheard[:-1] = []
    return reporter.stands_in(state)
