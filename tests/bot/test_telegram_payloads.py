"""Telegram's payloads, in their documented forms and in hostile ones, and what each means.

https://core.telegram.org/bots/api#update. The words under a photo or a file are heard like any others.
"""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_form import group_of, parse, press_of, read
from bot.channels.update import Update
from flows.events import Edited, Gone, Picked, Said, Sent, Shared

NAMES = {"first_name": "KENARI-DEPAN", "last_name": "KENARI-BELAKANG", "username": "kenari_akun"}
IBU = {"id": 9000000001, "is_bot": False, "language_code": "id", **NAMES}
PRIVATE = {"id": 9000000001, "type": "private", **NAMES}
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "KENARI-GRUP"}
CHANNEL = {"id": -1009876543210, "type": "channel", "title": "KENARI-KANAL", "username": "kenari_kanal"}
BOT = {"id": 42, "is_bot": True, "first_name": "Info", "username": "info_bot"}
FILE = {"file_id": "AwACAgUAAxkBAAIB", "file_unique_id": "AgADBQ", "file_size": 4096}
PHOTO = [
    FILE | {"file_id": "small", "width": 90, "height": 67},
    FILE | {"file_id": "large", "width": 1280, "height": 9},
]
DEEP = 100_000


def message(chat=PRIVATE, **content):
    """Return an update with a message."""
    told = {"message_id": 7, "from": IBU, "chat": chat, "date": 1772464204, **content}
    return {"update_id": 501, "message": told}


def edited(chat=PRIVATE, **content):
    """Return an update with a message that was edited."""
    return {"update_id": 501, "edited_message": message(chat, edit_date=1772464300, **content)["message"]}


def pressed(data="ab12cd34:3:ya", chat=PRIVATE, **changes):
    """Return an update with a pressed button."""
    shown = {"message_id": 6, "from": BOT, "chat": chat, "date": 1772464204, "text": "Apakah ada bahaya?"}
    query = {"id": "4382", "from": IBU, "message": shown, "chat_instance": "-31", "data": data}
    return {"update_id": 501, "callback_query": {**query, **changes}}


def membership(status, chat=PRIVATE):
    """Return an update in which somebody changed what the bot is in her chat."""
    was, becomes = ({"user": BOT, "status": one} for one in ("member", status))
    return {
        "update_id": 501,
        "my_chat_member": {
            "chat": chat,
            "from": IBU,
            "date": 1772464204,
            "old_chat_member": was,
            "new_chat_member": becomes,
        },
    }


DOCUMENTED = [
    ("a text", message(text="suami saya bawa parang"), Said("suami saya bawa parang")),
    ("a text with entities", message(text="0", entities=[{"type": "bold", "offset": 0, "length": 1}]), Said("0")),
    ("the start button", message(text="/start"), Said("halo")),
    ("the start button with a word", message(text="/start bahaya"), Said("bahaya")),
    ("another command", message(text="/hapus"), Said("/hapus")),
    ("an answer to a message", message(text="ya", reply_to_message=message(text="x")["message"]), Said("ya")),
    ("a forwarded text", message(text="baca", forward_origin={"type": "hidden_user", "date": 1}), Said("baca")),
    ("wide digits", message(text="１１２"), Said("112")),
    ("a voice note", message(voice=FILE | {"duration": 3}), Sent("voice", FILE["file_id"])),
    ("a piece of music", message(audio=FILE | {"duration": 3, "title": "x"}), Sent("voice", FILE["file_id"])),
    ("a photo", message(photo=PHOTO), Sent("photo", "large")),
    ("a photo with a caption", message(photo=PHOTO, caption="ini lebamnya"), Sent("photo", "large", "ini lebamnya")),
    ("a video", message(video=FILE | {"width": 1, "height": 1, "duration": 1}), Sent("video", FILE["file_id"])),
    ("a round video", message(video_note=FILE | {"length": 1, "duration": 1}), Sent("video", FILE["file_id"])),
    ("a moving picture", message(animation=FILE, document=FILE), Sent("video", FILE["file_id"])),
    ("a file", message(document=FILE | {"file_name": "KENARI.pdf"}), Sent("document", FILE["file_id"])),
    ("a sticker", message(sticker=FILE | {"type": "regular", "emoji": "🙏"}), Sent("sticker", FILE["file_id"])),
    ("a contact", message(contact={"phone_number": "+62812", "first_name": "KENARI"}), Sent("contact", "")),
    ("a location", message(location={"latitude": -7.469912, "longitude": 112.43}), Shared(-7.469912, 112.43)),
    ("a location in whole degrees", message(location={"latitude": -7, "longitude": 112}), Shared(-7.0, 112.0)),
    ("a die", message(dice={"emoji": "🎲", "value": 3}), Sent("other")),
    ("a poll", message(poll={"id": "1", "question": "KENARI?"}), Sent("other")),
    ("something of a later version", message(hologram={"id": "1"}), Sent("other")),
    ("an edited text", edited(text="maksud saya parang"), Edited("maksud saya parang")),
    ("an edited caption", edited(photo=PHOTO, caption="lebam baru"), Edited("lebam baru")),
    ("an edited location", edited(location={"latitude": -7.4, "longitude": 112.4}), None),
    ("a button", pressed(), Picked("ab12cd34:3:ya", -1)),
    (
        "a button of a message too old to be shown",
        pressed(message={"chat": PRIVATE, "message_id": 6, "date": 0}),
        Picked("ab12cd34:3:ya", -1),
    ),
    ("a button without its message", pressed(message=None), Picked("ab12cd34:3:ya", -1)),
    (
        "a button of a game",
        {"update_id": 501, "callback_query": {"id": "4", "from": IBU, "game_short_name": "x"}},
        Picked("", -1),
    ),
    ("the bot is stopped", membership("kicked"), Gone()),
    ("the bot is started again", membership("member"), None),
    ("a text in a group", message(GROUP, text="halo"), None),
    ("a text in a small group", message(GROUP | {"type": "group"}, text="halo"), None),
    ("a text edited in a group", edited(GROUP, text="halo"), None),
    ("added to a group", membership("member", GROUP), None),
    ("thrown out of a group", membership("kicked", GROUP), None),
    ("a post in a channel", {"update_id": 501, "channel_post": message(CHANNEL, text="halo")["message"]}, None),
    ("an update of a later version", {"update_id": 501, "hologram": {"chat": PRIVATE}}, None),
    ("nothing but a number", {"update_id": 501}, None),
]
HOSTILE = [
    ("no number", {"message": message(text="x")["message"]}, None),
    ("a number that is a text", message(text="x") | {"update_id": "501"}, None),
    ("a number that is a truth", message(text="x") | {"update_id": True}, None),
    ("a number without end", message(text="x") | {"update_id": 10**400}, None),
    ("a number with a fraction", message(text="x") | {"update_id": 5.01}, None),
    ("a message that is a list", {"update_id": 501, "message": [1]}, None),
    ("no message", {"update_id": 501, "message": None}, None),
    ("a chat that is a text", message("9000000001", text="x"), None),
    ("a chat whose number is a text", message(PRIVATE | {"id": "9000000001\ud800"}, text="x"), None),
    ("a chat whose number is a table", message(PRIVATE | {"id": {}}, text="x"), None),
    ("a chat whose number is a truth", message(PRIVATE | {"id": True}, text="x"), None),
    ("a chat without a number", message({"type": "private"}, text="x"), None),
    ("a chat whose kind is a list", message(PRIVATE | {"type": ["private"]}, text="x"), None),
    ("a text that is a number", message(text=7), Sent("other")),
    ("an edited text that is a table", edited(text={"a": 1}), None),
    ("an empty text", message(text=""), Said("")),
    ("lone surrogates", message(text="a\ud800b\udfffc"), Said("abc")),
    ("NUL", message(text="a\x00b"), Said("ab")),
    ("marks that turn the text around", message(text="a\u202eb\u200bc\u2066d"), Said("abcd")),
    ("a text of a hundred thousand letters", message(text="a" * 100_000), Said("a" * 4096)),
    ("a text that grows in its normal form", message(text="\ufdfa" * 4096), Said(("صلى الله عليه وسلم" * 4096)[:4096])),
    ("braces of a template", message(text="{{ office.name }}{% raw %}"), Said("{{ office.name }}{% raw %}")),
    ("a location that is a text", message(location="here"), Sent("other")),
    ("a location without end", message(location={"latitude": 10**400, "longitude": 1}), Sent("other")),
    ("a location that is no number", message(location={"latitude": float("nan"), "longitude": 1}), Sent("other")),
    ("a location out of this world", message(location={"latitude": 1e308, "longitude": 181}), Sent("other")),
    ("no photo in a list of photos", message(photo=[]), Sent("photo", "")),
    ("photos that are numbers", message(photo=[1, 2]), Sent("photo", "")),
    ("a voice that is a text", message(voice="x"), Sent("voice", "")),
    ("a file whose name is a number", message(voice={"file_id": 7}), Sent("voice", "")),
    ("a file whose name has a lone surrogate", message(voice={"file_id": "a\ud800"}), Sent("voice", "a")),
    ("a button whose data is a table", pressed(data={"a": 1}), Picked("", -1)),
    ("a button whose data has a lone surrogate", pressed(data="a\ud800:1:x"), Picked("a:1:x", -1)),
    ("a button of nobody", pressed(message=None, **{"from": None}), None),
    ("a button of a number that is a text", pressed(message=None, **{"from": {"id": "9"}}), None),
]
WORDS = re.findall(
    r"\w+",
    "update_id message edited_message callback_query my_chat_member channel_post chat from id type private text "
    "caption data voice photo location latitude longitude file_id new_chat_member status kicked",
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**400), 10**400)
    | st.floats()
    | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(), inner, max_size=6),
    max_leaves=12,
)


@pytest.mark.parametrize(("payload", "expected"), [row[1:] for row in DOCUMENTED], ids=[row[0] for row in DOCUMENTED])
def test_a_documented_payload_means(payload, expected):
    update = Update("telegram", "501", "9000000001", expected) if expected else None
    assert parse(json.dumps(payload).encode()) == update


@pytest.mark.parametrize(("payload", "expected"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_hostile_payload_means_no_harm(payload, expected):
    update = parse(json.dumps(payload).encode())
    assert update == (Update("telegram", "501", "9000000001", expected) if expected else None)


@pytest.mark.parametrize("payload", [row[1] for row in DOCUMENTED], ids=[row[0] for row in DOCUMENTED])
def test_no_name_of_anybody_gets_past_the_edge(payload):
    told = repr(read(payload)).lower()
    assert "kenari" not in told


@pytest.mark.parametrize(
    ("label", "payload", "group"),
    [
        ("a text in a group", message(GROUP, text="halo"), GROUP["id"]),
        ("a text edited in a group", edited(GROUP, text="halo"), GROUP["id"]),
        ("added to a group", membership("member", GROUP), GROUP["id"]),
        ("made an administrator of a channel", membership("administrator", CHANNEL), CHANNEL["id"]),
        ("a private text", message(text="halo"), None),
        ("stopped in a private chat", membership("kicked"), None),
        ("a group without a number", message({"type": "group"}, text="x"), None),
        ("nothing", {}, None),
    ],
)
def test_groups_and_channels_are_known_and_left(label, payload, group):
    assert group_of(payload) == group, label


def test_the_press_that_telegram_wants_answered_is_known():
    assert press_of(pressed()) == "4382"
    assert press_of(message(text="x")) == ""


def test_the_channel_of_the_second_bot_keeps_its_own_name():
    assert parse(json.dumps(message(text="1")).encode(), "telegram-staff").channel == "telegram-staff"


@pytest.mark.parametrize(
    "payload",
    [b"", b"{", b"null", b"[]", b'"x"', b"7", b"\xff\xfe", b"\x00", b"[" * DEEP, b'{"a":' * DEEP, b"1" * DEEP, b"NaN"],
    ids=["nothing", "half", "null", "list", "text", "number", "no text", "NUL", "deep", "deeper", "long", "NaN"],
)
def test_what_is_no_update_is_none_and_never_an_error(payload):
    assert parse(payload) is None


@pytest.mark.parametrize("depth", [50, 500, 900, 990, 2000])
def test_deep_nesting_where_nobody_looks_does_no_harm(depth):
    inner = '{"a":' * depth + "1" + "}" * depth
    payload = json.dumps(message(text="halo")).replace('"text"', f'"deep": {inner}, "text"').encode()
    found = parse(payload)
    assert found is None or found.event == Said("halo")


@given(json_values)
def test_whatever_json_comes_reading_it_never_fails(value):
    found = parse(json.dumps(value).encode())
    assert found is None or isinstance(found, Update)


@given(st.fixed_dictionaries({"update_id": st.integers(0, 9)}, optional={name: json_values for name in WORDS[1:6]}))
def test_whatever_fills_the_documented_fields_reading_it_never_fails(value):
    payload = json.dumps(value).encode()
    found = parse(payload)
    assert found is None or (found.address.lstrip("-").isdecimal() and found.provider_id == str(value["update_id"]))
    group_of(value)
    press_of(value)


@given(st.binary(max_size=300))
def test_whatever_bytes_come_reading_them_never_fails(payload):
    parse(payload)


@given(st.text(st.characters(), max_size=300))
def test_what_was_said_survives_its_way_to_the_disk(text):
    found = parse(json.dumps(message(text=text or "x")).encode())
    assert Update.from_bytes(found.to_bytes()) == found
    found.event.text.encode()
