"""The chat of a person on duty: pages are answered, cases talked in, and nothing typed reaches anybody by mistake."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.channels.update import Update
from bot.duty import asking, leaving_out, offers
from bot.house import House
from bot.talk import (
    accepting,
    addressed,
    answering,
    asked,
    buttons,
    coming_back,
    coordinating,
    holder,
    notices,
    settling,
)
from bot.talk.addressed import Addressed
from bot.talk.conversation import let_go
from flows.events import Gone, Picked, Said
from flows.levels import LEVELS
from flows.understanding.text import plain
from flows.understanding.words import number
from storage import asks, audit, cases, conversations, escalations, members
from storage.database import UnitOfWork
from storage.rows import Row

_CODE = 4
"""Characters of a case's code."""
_ANSWERS = {1: "accept", 2: "decline"}


class DutyChat:
    """One message of one member, heard."""

    def __init__(
        self, house: House, uow: UnitOfWork, member: Row, update: Update, now: datetime, *, was_asked: bool = False
    ) -> None:
        """Bind who wrote what when. `was_asked`: she had been asked to write, so that what was held could go."""
        self.was_asked = was_asked
        self.house, self.uow, self.member, self.update, self.now = house, uow, member, update, now

    def hear(self) -> None:
        """Do what the message asks for; whatever is not understood is answered with help and reaches nobody."""
        match self.update.event:
            case Picked(option, _):
                self._pressed(option)
            case Said(text):
                self._said(text)
            case Gone():
                self._unreachable()
            case _:
                self._notice("only_text")

    def _unreachable(self) -> None:
        """She blocked the bot: the coordinators must know before a page does."""
        contact = members.contact_at(self.uow, self.update.channel, self.update.address)
        audit.note(self.uow, "chat_blocked", actor=self.member.id, subject=self.update.channel, now=self.now)
        reason = self.house.wording.code("unreachable")
        facts = {"code": "", "colour": self.member.name, "reason": reason, "at": self.house.shown(self.now)}
        if contact is not None:
            settling.block(self.house, self.uow, contact.id, self.now)
        notices.to_coordinators(self.house, self.uow, "alarm", facts, self.now)

    def _pressed(self, option: str) -> None:
        reply, ask_id = buttons.answered_ask(option)
        ask = asks.get(self.uow, ask_id) if reply else None
        if ask is not None and ask.member_id == self.member.id:
            asking.answer(self.house, self.uow, ask, yes=reply == "ready", now=self.now)
            return
        answer, page_id = buttons.answered(option)
        page = escalations.page(self.uow, page_id) if answer else None
        if page is None or page.member_id != self.member.id:
            self._notice("staff_help")
        else:
            self._answer(answer, page)

    def _said(self, text: str) -> None:
        held = cases.held_by(self.uow, self.member.id)
        found = asked.answers(self.uow, self.house.wording, self.member, text)
        if found is not None:
            asking.answer(self.house, self.uow, found[0], yes=found[1], now=self.now)
            return
        if self._answers_page(text, held) or self._takes(text, held):
            return
        said = addressed.read(self.uow, text)
        case = addressed.meant(said, held, self.member.at_hand)
        if said.code and case is not None:
            members.put_at_hand(self.uow, self.member.id, case.id)
        if said.command == "mundur":
            self._recuse(case, said)
        elif coordinating.hears(self.house, self.uow, self.member, said, case, self.now):
            pass
        elif said.command and (said.command not in addressed.COMMANDS or said.command == "bantuan"):
            self._notice("staff_help")
        elif case is None:
            self._unclear(said, held)
        elif said.command:
            self._command(said.command, case, said.rest)
        elif not said.rest:
            self._notice("staff_help")
        elif self.was_asked and not said.code:  # an answer to us ("ok"), so it reaches nobody
            self._notice("asked_to_write", code=case.code)
        elif case.answered_by != self.member.id and accepting.typed(self.uow, text):
            self._notice("yours", code=case.code, several=len(held) > 1)
        else:
            holder.say(self.house, self.uow, case, said.rest if said.code else text, self.now)

    def _takes(self, text: str, held: Sequence[Row]) -> bool:
        """Tell how a case that waits is accepted, where the message says nothing but that she takes one."""
        out = escalations.pages_out(self.uow, self.member.id)
        if not out or accepting.typed(self.uow, text) != "take":
            return False
        self._which_page(out, held)
        return True

    def _which_page(self, out: Sequence[Row], held: Sequence[Row]) -> None:
        """Name what waits and what to type; a digit alone answers the only one, where she holds no case."""
        found = accepting.waiting(self.uow, out)
        facts = {
            "codes": [code for code, _ in found],
            "tasks": [f"{colour} {code}" for code, colour in found],
            "coded": bool(held) or len(found) > 1,
        }
        notices.to_member(self.house, self.uow, self.member.id, "which_page", facts, self.now)

    def _unclear(self, said: Addressed, held: Sequence[Row]) -> None:
        """Say why a message reached nobody: a code that is none of hers, several cases, or none at all."""
        codes = [row.code for row in held]
        out = escalations.pages_out(self.uow, self.member.id)
        lost = said.case if said.code else None if held else self._at_hand()
        if lost is not None and coming_back.was_hers(self.uow, self.member, lost):
            told = {"code": lost.code, "unsent": 0, "at": "".join(lost.facts.get(cases.AGAIN, ())), "bounced": True}
            notices.to_member(self.house, self.uow, self.member.id, "came_back", told, self.now)
        elif (said.code or not held) and not said.command and self._calls_for(out, said):
            self._which_page(out, held)
        elif said.code:
            self._notice("not_yours", code=said.code, codes=codes)
        elif codes:
            self._notice("several", codes=codes)
        else:
            self._notice("close_none" if said.command else "refused")

    @staticmethod
    def _calls_for(out: Sequence[Row], said: Addressed) -> bool:
        """Return whether what she wrote may be for a case of the pages `out`: it names one of them, or none at all."""
        named = said.case.id if said.case is not None else ""
        return any(not said.code or page.case_id == named for page in out)

    def _answers_page(self, text: str, held: Sequence[Row]) -> bool:
        """Answer a page by a digit, with a code or without; return whether the message was meant for one."""
        digit, code = addressed.answer(self.uow, text)
        first, _, rest = text.strip().partition(" ")
        answer = _ANSWERS.get(digit or number(first), "")
        if not answer:
            return False
        mistyped = len(rest) == _CODE and " " not in rest
        if not code and rest and not mistyped:
            named = self._label(text, answer)
            if named is None:
                return False  # words that begin with a digit
            code = named
        out = escalations.pages_out(self.uow, self.member.id)
        page = None if mistyped and not code else self._page_meant(answer, code, held, out)
        lost = cases.by_code(self.uow, code) if code else None if held or out else self._at_hand()
        if page is None and answer == "accept" and lost and coming_back.was_hers(self.uow, self.member, lost):
            answering.take(self.house, self.uow, self.member, lost, self.now)
            return True
        if page is not None:
            self._answer(answer, page)
            return True
        if out or code:  # meant for a page, so it must not reach a reporter
            self._which_page(out, held) if out else self._notice("staff_help")
            return True
        return False

    def _at_hand(self) -> Row | None:
        """Return the case that she was at last, where it is still there."""
        return cases.find(self.uow, self.member.at_hand) if self.member.at_hand else None

    def _label(self, text: str, answer: str) -> str | None:
        """Return the code behind what stands on a button of that answer, typed in full; None for anything else."""
        for label in (f"button_{answer}", f"button_keep_{answer}"):
            words, said = plain(self.house.wording.code(label)).split(), plain(text).split()
            if said[: len(words)] == words and len(said) <= len(words) + 2:
                named = said[len(words) : len(words) + 1]
                if not named or cases.by_code(self.uow, named[0]) is not None:
                    return "".join(named)
        return None

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

    def _command(self, name: str, case: Row, words: str) -> None:
        if name == "tutup":
            self._close(case, words)
        elif name == "nomor":
            self._number(case)
        elif name == "serah":
            self._hand_over(case, words)
        elif name == "pegang":
            offers.keep(self.house, self.uow, case, self.now)
            self._notice("kept", code=case.code)
        elif name == "kirim":
            self._send_held(case, words)
        else:
            self._note(case, words)

    def _hand_over(self, case: Row, words: str) -> None:
        meant = offers.meant(self.uow, case, words)
        if meant is None:
            names = [offers.ON_DUTY, *(row.name for row in offers.colleagues(self.uow, case))]
            self._notice("hand_whom", code=case.code, names=names)
            return
        to, note = meant
        if holder.offer(self.house, self.uow, case, to, note, self.now):
            self._notice("offered", code=case.code, to=to.name if to is not None else "")

    def _recuse(self, case: Row | None, said: Addressed) -> None:
        """Let her say that she is too near to a case that she has, or for which she was called; it is for good."""
        out = {page.case_id for page in escalations.pages_out(self.uow, self.member.id)}
        if case is None and said.case is not None and escalations.newest_page(self.uow, self.member.id, said.case.id):
            case = said.case
        elif case is None and not said.code and len(out) == 1 and not cases.held_by(self.uow, self.member.id):
            case = cases.get(self.uow, out.pop())
        if case is None or case.status == "closed":
            self._unclear(said, cases.held_by(self.uow, self.member.id))
            return
        if leaving_out.recuse(self.house, self.uow, self.member, case, said.rest, self.now):
            let_go(self.house, self.uow, case.conversation_id, self.now)
        self._notice("recused", code=case.code)

    def _note(self, case: Row, text: str) -> None:
        holder.work_note(self.house, self.uow, case, text, self.now)
        self._notice("note_kept", code=case.code)

    def _send_held(self, case: Row, words: str) -> None:
        """Send what is held; words behind the command are none of it, so nothing happens and she is told."""
        if words:
            self._notice("staff_help")
        elif not holder.send_held(self.house, self.uow, case, self.now):
            self._notice("nothing_held", code=case.code)

    def _number(self, case: Row) -> None:
        found = holder.number(self.uow, self.member, case, self.now)
        stored = conversations.load(self.uow, case.conversation_id)
        notices.to_holder(self.house, self.uow, stored, "number", {"number": found}, self.now)

    def _close(self, case: Row, outcome: str) -> None:
        """Close the case; one of the most urgent level only with words that tell how it ended, as the desk demands."""
        if case.level == LEVELS[-1] and not plain(outcome):
            self._notice("close_how", code=case.code, several=len(cases.held_by(self.uow, self.member.id)) > 1)
            return
        unsent = holder.close(self.house, self.uow, self.member, case, outcome, self.now)
        self._notice("closed", code=case.code, unsent=unsent)

    def _notice(self, name: str, **facts: Any) -> None:
        notices.to_member(self.house, self.uow, self.member.id, name, facts, self.now)
