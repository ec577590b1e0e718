"""Words that a reporter can put anywhere, looked for everywhere: in logs, files and tables, and with the server's keys.

Two people are played over HTTP, through the real application and the real client: one in danger, one with a report.
"""

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import MetaData

from bot.reading import read_case, reader
from flows.errors import SealBroken
from storage import files, teams, vault
from storage.vault import place, read_key_file, server_keys
from tests.bot.loud import loud_log
from tests.bot.whole import PASSWORD, PUBLIC, whole_house
from tests.emulators.telegram_people import Person

NAMES = {"first_name": "KenariDepan", "last_name": "KenariBelakang", "username": "kenariakun"}
CRY, STORY, CHANGED = "suami bawa parang kenariteriak", "dia kenaricerita tadi malam", "maksud saya kenariubah"
PLACE, WHEN, RELAYED, COUNSEL = "kenaritempat", "kenariwaktu", "sudah kenaribalas", "Saya Dewi kenaripetugas"
NUMBER, VOICE, CAPTION, DATA = "081298765432", "kenarisuara", "kenariketerangan", "kenaritombol"
IDENTITY, COVER = "kenarisandi", "Kenari Samaran"
LAST, OUTCOME = "terima kasih kenariakhir", "dijemput kenaricatatan"
WORDS = ("kenari", NUMBER)
"""Every canary has one of these in it, in some letter case."""


@dataclass(frozen=True)
class Loot:
    """What somebody has who copied the database: every row of every table, as the right key shows it."""

    rows: list[tuple[str, dict]]

    def blobs(self):
        """Yield each value that is bytes, with the places it may stand in."""
        for table, row in self.rows:
            for column, value in row.items():
                if isinstance(value, bytes):
                    yield value, [place(table, *where) for where in _standing(table, column, row)]

    def in_plain(self):
        """Return all that can be read without any further key."""
        return " ".join(str(value) for _, row in self.rows for value in row.values()).lower()


def _standing(table, column, row):
    """Yield column and row of every place in which a value of this row may be enveloped."""
    for key in ("id", "seq", "conversation_id", "case_id", "name"):
        if key in row:
            yield column, str(row[key])
    if table == "inbox":
        yield row["channel"], row["provider_id"]
    if "chat" in row:
        yield column, row["chat"].hex()


def copied(house):
    """Return what a thief copies."""
    with house.database.reader.connect() as connection:
        found = MetaData()
        found.reflect(connection)
        return Loot(
            [
                (table.name, dict(row))
                for table in found.sorted_tables
                for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').mappings()
            ]
        )


def opened_by(master, loot):
    """Return all that opens, in however many steps, to somebody who has the loot and the server's key file."""
    derived = server_keys(master)
    keys = [master, *(getattr(derived, name) for name in derived.__slots__)]
    blobs, opened, tried = list(loot.blobs()), set(), 0
    while tried < len(keys):
        key = keys[tried]
        pair = vault.pair_of(key)
        tried += 1
        for value, places in blobs:
            for found in _opens(value, places, key, pair):
                opened.add(found)
                if len(found) == vault.KEY_BYTES and found not in keys:
                    keys.append(found)
    return b" ".join(opened).decode("utf-8", "replace").lower()


def _opens(value, places, key, pair):
    for where in places:
        with suppress(SealBroken):
            yield vault.open_envelope(value, key, where)
    with suppress(SealBroken):
        yield vault.open_seal(value, pair)


def seen(text, *words):
    """Return which of these words are in a text."""
    return {word for word in words if word.lower() in text}


def stranger(whole, chat_id):
    """Return a reporter whose very name is a canary."""
    return whole.telegram.person(chat_id, talks_to=PUBLIC, **NAMES)


async def cries_for_help(ibu: Person):
    """Danger, and everything a frightened person may send while she waits."""
    await ibu.says(CRY)
    await ibu.says(PLACE)
    await ibu.says("kranggan")
    await ibu.edits(CHANGED)
    await ibu.sends_voice(f"OggS {VOICE}".encode())
    await ibu.sends_photo(f"JFIF {VOICE}".encode(), caption=CAPTION)
    await ibu.sends(contact={"phone_number": "+62" + NUMBER[1:], "first_name": NAMES["first_name"]})
    await ibu.sends_location(-7.4699, 112.4381)


async def chooses_words(ibu: Person):
    """Both words, one of them typed again, refused where it must differ, and changed in the chat."""
    for text in ("lewati", "kata", IDENTITY, IDENTITY):
        await ibu.says(text)
    await ibu.edits(IDENTITY)
    for text in (COVER, IDENTITY):
        await ibu.says(text)
    await ibu.edits(COVER)


async def reports(warga: Person):
    """A whole report, with words of her own wherever words are taken."""
    for text in ("halo", "1", "1", "2", "1", "1", STORY):
        await warga.says(text)
    await warga.edits(f"{STORY} {CHANGED}")
    for text in ("selesai", "1", "selesai", "6", WHEN, PLACE, "kranggan", "1", "2", "selesai", "2", NUMBER, "4"):
        await warga.says(text)


def presses_what_nobody_gave_out(whole, chat_id):
    """Return an update with a button whose data is a canary."""
    chat = {"id": chat_id, "type": "private", **NAMES}
    query = {"id": "77", "from": chat | {"is_bot": False}, "data": DATA, "message": {"chat": chat, "message_id": 1}}
    return whole.service.take_telegram(
        whole.house.channels["telegram"], {"update_id": 9_000_001, "callback_query": query}
    )


async def test_no_word_of_a_reporter_is_left_anywhere(tmp_path, capfd, monkeypatch):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with loud_log() as log:
        async with whole_house(tmp_path / "house") as whole:
            await _the_job(whole, tmp_path)
        written = log.getvalue().lower()
    out, err = capfd.readouterr()
    assert "logger=httpx" in written
    assert not seen(written + out.lower() + err.lower(), *WORDS)
    assert not seen(_content(tmp_path), *WORDS)


async def _the_job(whole, folder):
    house, dewi, sari = whole.house, whole.staff["dewi"], whole.staff["sari"]
    master = read_key_file(house.settings.master_key_file)
    ibu, warga = stranger(whole, 5001), stranger(whole, 5002)

    await cries_for_help(ibu)
    await chooses_words(ibu)
    await presses_what_nobody_gave_out(whole, 5001)
    await reports(warga)
    await sari.hears("Tugas baru")
    await whole.until(lambda: len(_files(house)) == 2)
    before = opened_by(master, copied(house))
    everything = (CRY, CHANGED, PLACE, VOICE, CAPTION, DATA, STORY, WHEN, NUMBER)
    assert seen(before, *everything) == set(everything), "an attack that finds nothing here proves nothing later"
    assert not seen(before, *NAMES.values())
    assert not seen(before, IDENTITY, COVER), "not even the server knows the two words"
    assert sum(table == "words" for table, _ in copied(house).rows) == 2
    assert not seen(copied(house).in_plain(), *WORDS)
    assert not seen(_content(folder), *WORDS)

    await sari.says("1")
    await sari.hears("ditulis selama menunggu")
    for text in ("1", "1"):
        await warga.says(text)
    await whole.wait(timedelta(hours=9))
    page = await dewi.hears("Tugas baru")
    await dewi.presses("1 Terima", on=page)
    await dewi.hears(STORY)
    await _all_is_sent(whole)
    handed_over = copied(house)
    assert not seen(opened_by(master, handed_over), "kenari"), "the server still reads what it handed over"
    assert seen(opened_by(master, handed_over), NUMBER) == {NUMBER}, "it is kept for calling until the case is closed"

    await warga.says(RELAYED)
    await dewi.hears(RELAYED)
    await dewi.says(COUNSEL)
    await warga.hears(COUNSEL)
    await warga.says(LAST)
    await dewi.hears(LAST)
    await sari.says(f"#tutup {OUTCOME}")
    await sari.hears("ditutup")
    await dewi.says(f"#tutup {OUTCOME}")
    await dewi.hears("ditutup")
    await _all_is_sent(whole)
    closed = copied(house)
    assert not seen(closed.in_plain(), *WORDS)
    assert not seen(opened_by(master, closed), *WORDS)
    assert not seen(_content(folder), *WORDS)
    _her_password_opens_the_transcript(whole, warga_case=dewi, master=master, loot=closed)


def _files(house):
    """Return the files that were fetched."""
    return [row for table, row in copied(house).rows if table == "files" and row["body"] is not None]


async def _all_is_sent(whole):
    """Wait until nothing is on its way, and what was deleted is in no file."""

    def waits():
        rows = [row for table, row in copied(whole.house).rows if table == "outbox"]
        return any(row["status"] in ("queued", "sending") for row in rows)

    async with asyncio.timeout(10):
        while await asyncio.to_thread(waits):
            await whole.service.tick()
    whole.house.database.forget_deleted()


def _content(folder):
    """Return the names and the bytes of every file below a folder."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "pelita.db" for path in found)
    return "".join(f"{path.name} {path.read_bytes().decode('latin-1')} " for path in found).lower()


def _opened(uow, who, row):
    pair = teams.open_subject(uow, row["conversation_id"], who.row.id, who.own)
    return files.read(uow, row["conversation_id"], row["id"], pair).body


def _her_password_opens_the_transcript(whole, warga_case, master, loot):
    house, now = whole.house, whole.clock.now()
    with house.database.look() as uow:
        who = reader(uow, "dewi", PASSWORD)
    codes = [row["code"] for table, row in loot.rows if table == "cases"]
    told = {code: house.writer.do(lambda uow, code=code: read_case(house, uow, who, code, now))[1] for code in codes}
    by_reporter = sorted([line.text for line in lines if line.author == "reporter"] for lines in told.values())
    danger, report = sorted(by_reporter, key=lambda lines: CRY not in lines)
    assert danger[:4] == [CRY, PLACE, "kranggan", CHANGED]
    with house.database.look() as uow:
        opened = [_opened(uow, who, row) for row in _files(house)]
    assert sorted(opened) == sorted([f"OggS {VOICE}".encode(), f"JFIF {VOICE}".encode()])
    own = [text for text in report if "kenari" in text or text == NUMBER]
    assert own == [STORY, f"{STORY} {CHANGED}", WHEN, PLACE, RELAYED, LAST]
    staff = [line.text for lines in told.values() for line in lines if line.author in ("staff", "note")]
    assert sorted(staff) == sorted([COUNSEL, OUTCOME, OUTCOME])


def test_the_attack_opens_what_the_server_can_open(tmp_path):
    """Show on one envelope in each kind of place that the attack would find a word."""
    master = vault.random_key()
    keys = server_keys(master)
    key, pair = vault.random_key(), vault.key_pair()
    rows = [
        (
            "conversations",
            {"id": "c", "flight_key": vault.envelope(key, keys.wrap, place("conversations", "flight_key", "c"))},
        ),
        ("outbox", {"id": "o", "body": vault.envelope(b"satu", key, place("outbox", "body", "o"))}),
        (
            "inbox",
            {"channel": "t", "provider_id": "7", "body": vault.envelope(b"dua", keys.wrap, place("inbox", "t", "7"))},
        ),
        ("phones", {"chat": b"\x01", "body": vault.envelope(b"tiga", keys.wrap, place("phones", "body", "01"))}),
        (
            "conversations",
            {
                "id": "d",
                "server_half": vault.envelope(pair.private, keys.wrap, place("conversations", "server_half", "d")),
            },
        ),
        ("entries", {"id": "e", "sealed_key": vault.seal(b"empat", pair.public)}),
        ("entries", {"id": "f", "sealed_key": vault.seal(b"lima", vault.key_pair().public)}),
    ]
    assert seen(opened_by(master, Loot(rows)), "satu", "dua", "tiga", "empat", "lima") == {
        "satu",
        "dua",
        "tiga",
        "empat",
    }
