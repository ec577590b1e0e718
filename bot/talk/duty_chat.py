"""The chat of a person on duty: pages are answered, cases talked in, and nothing typed reaches anybody by mistake."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.channels.update import Update
from bot.house import House
from bot.talk import answering, buttons, holder, notices, settling
from flows.events import Gone, Picked, Said
from flows.understanding.text import plain
from flows.understanding.words import number
from storage import attempts, audit, cases, conversations, escalations, members
from storage.database import UnitOfWork
from storage.rows import Row

_ANSWERS = {1: "accept", 2: "decline"}


class DutyChat:
    """One message of one member, heard."""

    def __init__(self, house: House, uow: UnitOfWork, member: Row, update: Update, now: datetime) -> None:
        """Bind who wrote what when."""
        self.house, self.uow, self.member, self.update, self.now = house, uow, member, update, now

    def hear(self) -> None:
        """Do what the message asks for; whatever is not understood is answered with help and reaches nobody."""
        match self.update.event:
            case Picked(option, _):
                self._pressed(option)
            case Said(text) if text.lstrip().startswith("#"):
                self._command(text.strip()[1:])
            case Said(text):
                self._words(text)
            case Gone():
                self._unreachable()
            case _:
                self._notice("refused")

    def _unreachable(self) -> None:
        """She blocked the bot: the coordinators must know before a page does."""
        for contact in members.contacts(self.uow, self.member.id):
            if contact.address_index == self.uow.keys.address_index(self.update.channel, self.update.address):
                members.block_contact(self.uow, contact.id, self.now)
        audit.note(self.uow, "chat_blocked", actor=self.member.id, subject=self.update.channel, now=self.now)
        reason = self.house.wording.code("unreachable")
        facts = {"code": "", "colour": self.member.name, "reason": reason, "at": self.house.shown(self.now)}
        notices.to_coordinators(self.house, self.uow, "alarm", facts, self.now)
        settling.let_go_of(self.house, self.uow, self.member.id, self.now)

    def _pressed(self, option: str) -> None:
        answer, page_id = buttons.answered(option)
        page = escalations.page(self.uow, page_id) if answer else None
        if page is None or page.member_id != self.member.id:
            self._notice("staff_help")
        else:
            self._answer(answer, page)

    def _words(self, text: str) -> None:
        held = cases.held_by(self.uow, self.member.id)
        digit, _, code = text.strip().partition(" ")
        answer = _ANSWERS.get(number(digit), "")
        if not answer:
            self._to_reporter(text, held)
            return
        if plain(text) == plain(self.house.wording.code(f"button_{answer}")):
            code = ""  # a line of the page as it stands there, or the button of its template
        out = escalations.pages_out(self.uow, self.member.id)
        page = self._page_meant(answer, code, held, out)
        if page is not None:
            self._answer(answer, page)
        elif out and len(code) in {0, 4}:  # meant for a page that is out, so it must not reach a reporter
            codes = dict.fromkeys(cases.get(self.uow, one.case_id).code for one in out)
            self._notice("which_page", codes=list(codes))
        else:
            self._to_reporter(text, held)

    def _page_meant(self, answer: str, code: str, held: Sequence[Row], out: Sequence[Row]) -> Row | None:
        """Return the page that a digit answers: the one named, or the only one where nothing else could be meant."""
        if code:
            case = cases.by_code(self.uow, code)
            return escalations.newest_page(self.uow, self.member.id, case.id) if case else None
        if held or len({one.case_id for one in out}) > 1:
            return None
        if out or answer == "decline":
            return out[0] if out else None
        return escalations.newest_page(self.uow, self.member.id, status="declined")  # she can after all

    def _answer(self, answer: str, page: Row) -> None:
        if answer == "accept":
            answering.accept(self.house, self.uow, self.member, page, self.now)
        else:
            answering.decline(self.house, self.uow, self.member, page, self.now)

    def _to_reporter(self, text: str, held: Sequence[Row]) -> None:
        case, words = self._meant(text, held)
        if case is None:
            codes = [row.code for row in held]
            self._notice("several", codes=codes) if codes else self._notice("refused")
            return
        holder.say(self.house, self.uow, case, words, self.now)

    def _meant(self, text: str, held: Sequence[Row]) -> tuple[Row | None, str]:
        """Return the case that `text` is for, and `text` without the case's code before it."""
        first, _, rest = text.strip().partition(" ")
        for row in held:
            if first.upper().lstrip("#").rstrip(":") == row.code.lstrip("#"):
                return row, rest.strip()
        return (held[0], text) if len(held) == 1 else (None, text)

    def _command(self, text: str) -> None:
        name, _, rest = text.partition(" ")
        held = cases.held_by(self.uow, self.member.id)
        if name.upper() in {row.code.lstrip("#") for row in held}:
            self._to_reporter(text, held)
            return
        case, words = self._meant(rest, held)
        if name.lower() not in {"tutup", "catatan", "nomor"}:
            self._notice("staff_help")
        elif case is None:
            codes = [row.code for row in held]
            self._notice("several", codes=codes) if codes else self._notice("close_none")
        elif name.lower() == "tutup":
            self._close(case, words)
        elif name.lower() == "nomor":
            self._number(case)
        else:
            self._note(case, words)

    def _note(self, case: Row, text: str) -> None:
        holder.note(self.uow, case, text, self.now)
        self._notice("note_kept", code=case.code)

    def _number(self, case: Row) -> None:
        found = holder.number(self.uow, self.member, case, self.now)
        stored = conversations.load(self.uow, case.conversation_id)
        notices.to_holder(self.house, self.uow, stored, "number", {"number": found}, self.now)

    def _close(self, case: Row, outcome: str) -> None:
        holder.close(self.house, self.uow, self.member, case, outcome, self.now)
        self._notice("closed", code=case.code)

    def _notice(self, name: str, **facts: Any) -> None:
        notices.to_member(self.house, self.uow, self.member.id, name, facts, self.now)


def link(house: House, uow: UnitOfWork, code: str, update: Update, now: datetime) -> bool:
    """Link the chat from which a one-time code came to the member it was made for; return whether it was right."""
    if not attempts.may_try(uow, "link", uow.keys.address_index(update.channel, update.address), now):
        return False
    member = members.link(uow, code, update.channel, update.address, now)
    if member is None:
        return False
    audit.note(uow, "chat_linked", actor=member.id, subject=update.channel, now=now)
    notices.to_member(house, uow, member.id, "linked", {}, now)
    return True


def link_failed(house: House, uow: UnitOfWork, member: Row, now: datetime) -> None:
    """Tell somebody on duty that her code did not work; it must not go on to a reporter as words of hers."""
    notices.to_member(house, uow, member.id, "link_failed", {}, now)
