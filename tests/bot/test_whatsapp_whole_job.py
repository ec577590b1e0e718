"""The whole job through WhatsApp: signed webhooks in, the real client out, reports afterwards, and no copies left."""

import io
import logging
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot import log
from storage.tables import Conversation, Outbox, ProviderCopy
from tests.bot.test_whole_job import (
    BACK,
    COUNSEL,
    COUNSEL_2,
    CRY,
    LAST,
    STORY,
    _nothing_is_left_in_the_clear,
    _only_members_can_read,
)
from tests.bot.whole import Whole, whole_house


def copies(whole: Whole) -> int:
    with whole.house.database.look() as uow:
        return uow.read(select(func.count()).select_from(ProviderCopy)).scalar_one()


def texts_kept(whole: Whole) -> int:
    table = Outbox.__table__
    with whole.house.database.look() as uow:
        return uow.read(select(func.count()).select_from(table).where(table.c.body.is_not(None))).scalar_one()


async def everything_is_blanked(whole: Whole) -> None:
    """Wait until the provider keeps no text, neither of hers nor of ours."""
    await whole.until(lambda: texts_kept(whole) == 0)
    await whole.twilio.settled()
    await whole.until(lambda: copies(whole) == 0)
    assert [message.body for message in whole.twilio.messages if message.body] == []


async def test_a_reporter_on_whatsapp_and_a_counselor_on_telegram_have_the_whole_job_between_them(
    tmp_path: Path,
) -> None:
    written = io.StringIO()
    log.set_up(written)
    logging.getLogger().setLevel(logging.DEBUG)
    async with whole_house(tmp_path, whatsapp=True) as whole:
        ibu, sari, dewi = whole.on_whatsapp(), whole.staff["sari"], whole.staff["dewi"]
        assert await ibu.says(CRY) == 200
        await sari.hears("Tugas baru")
        await ibu.hears("Pesan diterima 22.10.")
        await ibu.says("kranggan")
        await ibu.hears("chat saja")
        await ibu.says(STORY)
        await whole.wait(timedelta(minutes=5))
        await dewi.hears("Tugas baru")
        await dewi.presses("1 Terima")
        await dewi.hears("ditulis selama menunggu")
        await ibu.hears("diterima seorang petugas")
        await dewi.says(COUNSEL)
        await ibu.hears(COUNSEL)
        await ibu.says(BACK)
        await dewi.hears(BACK)
        await dewi.says(COUNSEL_2)
        await ibu.hears(COUNSEL_2)
        await ibu.says(LAST)
        await dewi.hears(LAST)
        await dewi.says("#tutup CANARY-HASIL aman")
        await dewi.hears("ditutup")
        await everything_is_blanked(whole)
        assert {attempt.status for attempt in whole.twilio.webhook_answers} == {200}
        _only_members_can_read(whole)
        _nothing_is_left_in_the_clear(whole, tmp_path, written)


async def test_a_reporter_on_telegram_and_a_counselor_on_whatsapp_have_the_whole_job_between_them(
    tmp_path: Path,
) -> None:
    async with whole_house(tmp_path, whatsapp=True) as whole:
        ibu, dewi = whole.reporter(), await whole.links_whatsapp("dewi", "+6281230009002")
        await ibu.says(CRY)
        await whole.staff["sari"].hears("Tugas baru")
        await ibu.hears("Pesan diterima 22.10.")
        await ibu.says("kranggan")
        await ibu.hears("chat saja")
        await ibu.says(STORY)
        await whole.wait(timedelta(minutes=5))
        page = await dewi.hears("Tugas baru")
        assert "1 Terima\n2 Tidak bisa" in page.body
        assert "CANARY" not in page.body
        await dewi.says("1")
        backlog = await dewi.hears("ditulis selama menunggu")
        assert [part in backlog.body for part in (CRY, "kranggan", STORY)] == [True] * 3
        await dewi.says(COUNSEL)
        await ibu.hears(COUNSEL)
        await ibu.says(BACK)
        await dewi.hears(BACK)
        await dewi.says(COUNSEL_2)
        await ibu.hears(COUNSEL_2)
        await ibu.says(LAST)
        await dewi.hears(LAST)
        await dewi.says("#tutup CANARY-HASIL aman")
        await dewi.hears("ditutup")
        await everything_is_blanked(whole)
        _only_members_can_read(whole)


async def test_where_the_office_forbids_it_no_word_of_a_reporter_goes_to_a_counselors_whatsapp(tmp_path: Path) -> None:
    async with whole_house(tmp_path, whatsapp=True, words_on_whatsapp=False) as whole:
        ibu, dewi = whole.reporter(), await whole.links_whatsapp("dewi", "+6281230009002")
        await ibu.says(CRY)
        await ibu.hears("Pesan diterima 22.10.")
        await ibu.says(STORY)
        await whole.wait(timedelta(minutes=5))
        await dewi.hears("Tugas baru")
        await dewi.says("1")
        await dewi.hears("Isinya ada di meja")
        await dewi.says(COUNSEL)
        await ibu.hears(COUNSEL)
        await ibu.says(BACK)
        await dewi.hears("Isinya ada di meja")
        assert not any("CANARY" in shown for shown in dewi.inbox)
        with whole.house.database.look() as uow:
            conversation = uow.read(select(Conversation.__table__).where(Conversation.__table__.c.case_id.is_not(None)))
            assert conversation.one().handed_over_at is None, "nobody has been sent it yet"
