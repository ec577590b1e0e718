"""What a turn asked for, done: one function per effect, all in the transaction of the turn."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.channels.update import Update
from bot.duty import calls, leaving_out, owed
from bot.house import House
from bot.talk import coming_back, notices
from bot.talk.coded import coded
from bot.talk.sent import HIDDEN, sent
from flows import effects as asked
from flows.effects import Effect
from flows.events import Closed, Event, Gone, Said, Sent, Silence, Worded
from flows.receipt import show
from flows.secret import IDENTITY
from flows.understanding import words
from storage import (
    audit,
    cases,
    consents,
    conversations,
    erasures,
    files,
    forgetting,
    held,
    outbox,
    receipts,
    secret_words,
    transcript,
)
from storage.conversations import Stored
from storage.database import UnitOfWork

_ASKED = frozenset({"withdrawn", "erased"})
"""What may be asked by somebody else who holds the phone: whoever has the case learns whether it was confirmed."""
_GONE = frozenset({"absent", "held_absent"})
"""What a holder is told where nothing goes to her reporter, who left or was silenced: which of them is told too."""
_NEAR_PHONE = "perpetrator_reads"
_HOW: dict[type[Event], str] = {Gone: "blocked", Silence: "silence", Worded: "exit"}
"""By what a chat ended, where that is not told by the state in which it did; a cover word is told as leaving."""
_MOST_FILES = 20
"""Files of one conversation that are fetched within a day."""


class Performance:
    """The effects of one turn, performed for one conversation."""

    def __init__(
        self,
        house: House,
        uow: UnitOfWork,
        stored: Stored,
        event: Event,
        now: datetime,
        update: Update | None,
        asked_in: str,
    ) -> None:
        """Bind what the effects act on; `asked_in` is the state in which the event was heard."""
        self.asked_in = asked_in
        self.house, self.uow, self.stored, self.event, self.now, self.update = house, uow, stored, event, now, update
        self.facts: dict[str, Any] = {}
        self.kept = stored.session.case
        self.rebinds = False
        self.exhausted = False
        self.released = False
        """Whoever had the case was left out of it in this turn: nobody reads along any more."""
        self.led_by = ""
        """The bubble of this turn, once it is queued."""
        self.silenced = False
        """The chat ends in this turn, though its case goes on."""
        self.farewell = False
        """The bubble of this turn is the last trace: all is erased once it was sent or has expired."""

    def play(self, effects: Iterable[Effect]) -> None:
        """Perform `effects` in their order, then let the case know what is known now."""
        for effect in effects:
            self._perform(effect)
        if self.silenced and self.stored.case_id:
            self._note_silenced(self.stored.case_id)
        if self.stored.case_id and self.update is not None:
            self._inform_case()

    def tell(self, notice: str, **facts: Any) -> None:
        """Send the person who holds the case a notice."""
        if self.stored.case_id:
            notices.to_holder(self.house, self.uow, self.stored, notice, facts, self.now)

    def _perform(self, effect: Effect) -> None:
        match effect:
            case asked.Say():
                self._say(effect)
            case asked.Keep(hidden):
                self._keep(hidden=hidden)
            case asked.OpenCase(reason):
                self._open_case(reason)
            case asked.Escalate(level, reasons):
                self._inform_case()
                self.exhausted |= calls.escalate(self.house, self.uow, self.stored, level, reasons, self.now)
            case asked.Consent(purpose, granted):
                wording = self.house.wording.version(self.asked_in, self.stored.session.language)
                consents.record(self.uow, self.stored.id, purpose, granted=granted, wording=wording, now=self.now)
            case asked.IssueReceipt():
                number = receipts.issue(self.uow, self.stored.id, self.stored.flight_key, self.now)
                self.facts["receipt"] = show(number)
            case asked.SetWord(kind, word):
                self._set_word(kind, word)
            case asked.Rebind():
                self.rebinds = True
                self.stored = replace(self.stored, live=False)
            case asked.Relay():
                self._relay()
            case asked.Deliver(text):
                self._words(text, "queued")
            case asked.Hold(text):
                self._words(text, "held")
            case asked.Release(since) if self.update is None or not self.update.late:
                if self.led_by:
                    held.behind(self.uow, self.led_by, self.stored.id)
                held.release(self.uow, self.stored.id, self.now, since)
            case asked.Tell(notice, last):
                self._tell(notice, last)
            case asked.LeaveOut(names):
                self.released |= leaving_out.by_reporter(self.house, self.uow, self.stored, names, self.now)
            case asked.Widen() if self.stored.case_id:
                self._inform_case()
                self.exhausted |= calls.widen(self.house, self.uow, self.stored, self.now)
            case asked.CancelQueued():
                outbox.cancel_reporter(self.uow, self.stored.id)
            case asked.Leave():
                self.stored = replace(self.stored, live=False)
                self.silenced = not isinstance(self.event, Closed)
            case asked.Forget():
                self._forget()

    def _say(self, effect: asked.Say) -> None:
        if self.update is not None and self.update.late and not self.farewell:
            return
        body = {
            "state": effect.state,
            "blocks": [(block.state, block.block) for block in effect.blocks],
            "options": effect.options,
            "turn": effect.turn,
            "facts": {**effect.facts, **self.facts},
            "kept": self.kept,
            "language": self.stored.session.language,
        }
        kind = "farewell" if self.farewell else "bubble"
        self.led_by = outbox.to_reporter(self.uow, self.stored, kind, body, self.now)

    def _keep(self, *, hidden: bool) -> None:
        kind, text = ("word", HIDDEN) if hidden else self._sent()
        self.kept = True
        if isinstance(self.event, Sent) and self.update is not None:
            file_id = self._expect_file(self.event, self.update)
            text = f"{self.event.text}\n{file_id}" if self.event.text else file_id
        line = transcript.Line(self.now, "reporter", kind, text)
        transcript.append(self.uow, self.stored.id, self.stored.public_key, line)

    def _expect_file(self, file: Sent, update: Update) -> str:
        """Note that the provider has a file for us; return our id of it, empty where there is none to fetch.

        A phone that sends more than `_MOST_FILES` in a day fills our disk: that something came is told all the same.
        """
        since = self.now - timedelta(days=1)
        if not file.media or files.expected_since(self.uow, self.stored.id, since) >= _MOST_FILES:
            return ""
        return files.expect(self.uow, self.stored, file.kind, file.media, update.provider_id, self.now)

    def _sent(self) -> tuple[str, str]:
        """Return kind and text of what the reporter sent, as it came in where it was words."""
        spoken = self.update.event if self.update is not None else None
        event = spoken if isinstance(spoken, Said) else self.event
        return sent(self.house, self.stored.session, event, self.asked_in)

    def _open_case(self, reason: str) -> None:
        left = coming_back.left_case(self.uow, self.stored, reason, self.update)
        if left is not None:
            self.stored = replace(self.stored, case_id=left.id)
            coming_back.take_up(self.house, self.uow, self.stored, left, self.now)
            return
        case_id, code = cases.open_case(self.uow, self.stored.id, reason, self.now)
        self.stored = replace(self.stored, case_id=case_id)
        audit.note(self.uow, "case_opened", actor="reporter", subject=code, now=self.now, reason=reason)

    def _inform_case(self) -> None:
        session = self.stored.session
        assert self.stored.case_id is not None  # noqa: S101 - a case is open whenever this is called
        facts = coming_back.joined(cases.get(self.uow, self.stored.case_id).facts, coded(self.house, session))
        careful = "jangan_hubungi" in session.signals or "sendiri" in facts.get("contact", ())
        cases.change(self.uow, self.stored.case_id, facts=facts, careful=careful)
        number = session.answer("number") or session.answer("emergency_number")
        if number.isdecimal():
            conversations.offer_number(self.uow, self.stored.id, number)

    def _relay(self) -> None:
        if self.released:
            return
        kind, text = self._sent()
        if self.stored.case_id:
            owed.heard(self.house, self.uow, self.stored.case_id, self.now)
        if kind == "location":
            text = f"{self.house.wording.code(kind)}: {text}"
        if kind == "text" and words.command(text) == "danger":  # "0" alone tells a sleepy reader nothing
            text = f"{text} ({self.house.wording.code('danger_now')})"
        if kind in {"text", "edited", "choice", "location"}:
            for piece in notices.pieces(text):
                self.tell("relayed", text=piece, edited=kind == "edited")
            return
        self.tell("media", kind=self.house.wording.code(kind))
        if isinstance(self.event, Sent) and self.event.text:
            for piece in notices.pieces(self.event.text):
                self.tell("relayed", text=piece, edited=False)

    def _words(self, text: str, status: str) -> None:
        """Send (or hold) what the person on duty wrote, and keep it in the transcript."""
        transcript.append(
            self.uow, self.stored.id, self.stored.public_key, transcript.Line(self.now, "staff", "text", text)
        )
        for piece in notices.pieces(text, notices.BUBBLE):
            outbox.to_reporter(self.uow, self.stored, "words", {"text": piece}, self.now, status=status)

    def _set_word(self, kind: str, word: str) -> None:
        replaced = secret_words.set_word(self.uow, self.stored.id, kind, word, self.now)
        self._note("word_chosen", kind=kind, replaced=replaced)

    def _tell(self, notice: str, last: datetime | None) -> None:
        confirmed, case_id = self.stored.session.confirmed, self.stored.case_id
        if notice == "withdrawn" and case_id:
            cases.change(self.uow, case_id, withdrawn_at=self.now)
            self._note("withdraw_asked", confirmed=confirmed)
        if notice == "word_right":
            since = secret_words.chosen_at(self.uow, self.stored.id, IDENTITY)
            self._note("word_right")
            self.tell(notice, since=self.house.local(since).strftime("%d/%m %H.%M") if since else "")
        elif notice == "held_back":
            if held.waits(self.uow, self.stored.id):
                self.tell(notice, last=self.house.local(last).strftime("%d/%m %H.%M") if last else "")
        elif notice in _ASKED:
            self.tell(notice, confirmed=confirmed)
        elif notice in _GONE:
            self.tell(notice, near=self._somebody_is_near())
        else:
            self.tell(notice)

    def _somebody_is_near(self) -> bool:
        """Return whether her chat was silenced because she wrote that somebody is there, and not because she left."""
        session = self.stored.session
        return session.state == self.house.flow.left and _NEAR_PHONE in session.signals

    def _note(self, action: str, **detail: Any) -> None:
        """Note in the audit trail what the reporter, or whoever has her phone, asked for."""
        subject = self.stored.case_id or self.stored.id
        audit.note(self.uow, action, actor="reporter", subject=subject, now=self.now, **detail)

    def _note_silenced(self, case_id: str) -> None:
        """Note by what the chat of a case fell silent, as a code: it is seen why nothing goes there any more."""
        how = _HOW.get(type(self.event), self.stored.session.state)
        code = cases.get(self.uow, case_id).code
        audit.note(self.uow, "chat_silenced", actor="reporter", subject=code, now=self.now, why=f"by_{how}")

    def _forget(self) -> None:
        """Erase. With a case only the chat side is cleared: whoever holds the phone must not call off help."""
        if self.stored.case_id is None:
            erasures.write(self.house.settings.data_dir, [self.stored.id])
            forgetting.forget_words(self.uow, self.stored.id)
            self.farewell = True
        else:
            self._note("erase_asked", confirmed=self.stored.session.confirmed)
