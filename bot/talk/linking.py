"""Links a chat to a member by a one-time code, and proves her telephone by one that was spoken there."""

from datetime import datetime

from bot.channels.update import Update
from bot.house import House
from bot.talk import notices, settling
from storage import attempts, audit, members, telephones
from storage.database import UnitOfWork
from storage.rows import Row


def link(house: House, uow: UnitOfWork, code: str, update: Update, now: datetime) -> bool:
    """Link the chat from which a one-time code came to the member it was made for; return whether it was right."""
    if not attempts.may_try(uow, "link", uow.keys.address_index(update.channel, update.address), now):
        return False
    before = members.contact_at(uow, update.channel, update.address)
    known = members.at_address(uow, update.channel, update.address)
    if known is not None and telephones.prove(uow, code, known.id, now):
        audit.note(uow, "telephone_proven", actor=known.id, subject=known.id, now=now)
        notices.to_member(house, uow, known.id, "telephone_kept", {}, now)
        return True
    member = members.link(uow, code, update.channel, update.address, now)
    if member is None:
        return False
    if before is not None and before.member_id != member.id:
        settling.moved_on(house, uow, before, now)  # this phone was somebody else's until now
    audit.note(uow, "chat_linked", actor=member.id, subject=update.channel, now=now)
    notices.to_member(house, uow, member.id, "linked", {}, now)
    return True


def failed(house: House, uow: UnitOfWork, member: Row, now: datetime) -> None:
    """Tell somebody on duty that her code did not work; it must not go on to a reporter as words of hers."""
    notices.to_member(house, uow, member.id, "link_failed", {}, now)
