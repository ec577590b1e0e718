"""The whole job over HTTP, from a cry for help to the transcript that only members can read."""

import io
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bot import log
from bot.reading import read_case, readable, reader
from flows.errors import Refused, SealBroken
from storage import conversations, transcript, vault
from storage.database import UnitOfWork
from storage.vault import KeyPair
from tests.bot.whole import PASSWORD, Whole, whole_house

CRY = "suami saya bawa parang CANARY-TANGIS"
STORY = "saya sembunyi sama anak CANARY-CERITA"
BACK = "sudah CANARY-BALAS saya kunci"
COUNSEL = "Saya Dewi, CANARY-PETUGAS di sini"
COUNSEL_2 = "tetap di kamar CANARY-KEDUA"
LAST = "CANARY-TERAKHIR polisi sudah datang"


async def test_the_whole_job_over_http(tmp_path: Path) -> None:
    written = io.StringIO()
    log.set_up(written)
    logging.getLogger().setLevel(logging.DEBUG)
    async with whole_house(tmp_path) as whole:
        ibu, sari, dewi = whole.reporter(), whole.staff["sari"], whole.staff["dewi"]

        assert await ibu.says(CRY) == 200
        page = await sari.hears("Tugas baru")
        assert "MERAH" in page.text
        assert page.protect_content
        assert "CANARY" not in page.text
        await ibu.hears("Pesan diterima 22.10.")
        await ibu.says("kranggan")
        await ibu.hears("chat saja")
        await ibu.says(STORY)

        await whole.wait(timedelta(minutes=5))
        await dewi.hears("Tugas baru")
        await dewi.presses("1 Terima")
        await dewi.hears("Kecamatan: Kranggan")
        backlog = await dewi.hears("ditulis selama menunggu")
        assert [part in backlog.text for part in (CRY, "kranggan", STORY)] == [True] * 3
        await sari.hears("sudah ada yang memegang")
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
        await ibu.hears(lambda message: message.text != COUNSEL_2)

        _only_members_can_read(whole)
        _nothing_is_left_in_the_clear(whole, tmp_path, written)


def _only_members_can_read(whole: Whole) -> None:
    house = whole.house
    with house.database.look() as uow:
        who = reader(uow, "dewi", PASSWORD)
        codes = [case.code for case in readable(uow, who)]
        with pytest.raises(Refused):
            reader(uow, "dewi", "bukan kata sandinya")
    assert len(codes) == 1
    _, lines = house.writer.do(lambda uow: read_case(house, uow, who, codes[0], house.clock.now()))
    said = [(line.author, line.text) for line in lines if line.author != "bot"]
    assert said == [
        ("reporter", CRY),
        ("reporter", "kranggan"),
        ("reporter", STORY),
        ("staff", COUNSEL),
        ("reporter", BACK),
        ("staff", COUNSEL_2),
        ("reporter", LAST),
        ("note", "CANARY-HASIL aman"),
    ]
    shown = [line.text for line in lines if line.author == "bot"]
    assert any("Pesan diterima 22.10." in bubble for bubble in shown)
    with house.database.look() as uow:
        _the_servers_key_alone_opens_nothing(uow)


def _the_servers_key_alone_opens_nothing(uow: UnitOfWork) -> None:
    conversation = uow.read(text("select id, public_key from conversations where case_id is not null")).one()
    assert conversations.server_pair(uow, conversation.id) is None
    for key in (uow.keys.wrap, uow.keys.index, uow.keys.words, uow.keys.database, uow.keys.audit):
        with pytest.raises(SealBroken):
            list(transcript.read(uow, conversation.id, KeyPair(conversation.public_key, key)))
    words = str(conversations.load(uow, conversation.id).session.to_data())
    assert "CANARY" not in words
    assert len(uow.keys.wrap) == vault.KEY_BYTES


def _nothing_is_left_in_the_clear(whole: Whole, folder: Path, written: io.StringIO) -> None:
    house = whole.house
    house.database.forget_deleted()
    with house.database.look() as uow:
        tables = inspect(uow._connection).get_table_names()
        dump = "".join(str(uow.read(text(f'select * from "{table}"')).all()) for table in tables)
    assert "Pesan" not in dump
    assert "CANARY" not in dump
    assert "CANARY" not in written.getvalue()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    for path in files:
        assert b"CANARY" not in path.read_bytes(), path.name
