"""The real python-telegram-bot writes, edits and deletes in the emulator's chats, over HTTP."""

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken

from .conftest import REPORTERS, STAFF, Clock, client
from .telegram import Person, TelegramEmulator

CHOICES = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="n:1")]])


async def test_a_conversation_is_polled_and_seen(telegram: TelegramEmulator, bot: Bot, ibu: Person) -> None:
    assert (bot.id, bot.username) == (111, "pelita_bot")
    await ibu.says("halo")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.from_user
    assert (update.message.text, update.message.from_user.first_name) == ("halo", "SANGAT RAHASIA")
    sent = await bot.send_message(ibu.chat.id, "Ibu aman?", reply_markup=CHOICES, protect_content=True)
    heard = await ibu.hears("aman")
    assert heard.buttons == [[("Ya", "n:1")]]
    assert heard.protect_content
    assert heard.message_id == sent.message_id
    assert [message.from_bot for message in ibu.screen] == [False, True]


async def test_two_bots_keep_their_updates_and_chats_apart(telegram: TelegramEmulator, bot: Bot, ibu: Person) -> None:
    async with client(telegram, STAFF) as staff:
        await ibu.says("untuk petugas", to=STAFF)
        assert await bot.get_updates() == ()
        assert [one.message.text for one in await staff.get_updates() if one.message] == ["untuk petugas"]
        with pytest.raises(Forbidden, match="can't initiate conversation"):
            await staff.send_message(telegram.person(5).chat.id, "halo")


async def test_an_unknown_token_or_method_or_chat_is_refused(telegram: TelegramEmulator, bot: Bot) -> None:
    async with httpx.AsyncClient(base_url=telegram.url) as http:
        unknown = await http.get("/bot333:nobody/getMe")
        assert (unknown.status_code, unknown.json()["description"]) == (401, "Unauthorized")
        assert (await http.get(f"/bot{REPORTERS}/getNothing")).json()["error_code"] == 404
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(404, "halo")
    with pytest.raises(InvalidToken):
        async with client(telegram, "333:nobody"):
            pass


async def test_every_answer_carries_the_date_of_the_clock(telegram: TelegramEmulator, clock: Clock) -> None:
    clock.at += timedelta(days=400)
    async with httpx.AsyncClient(base_url=telegram.url) as http:
        for path in [f"/bot{REPORTERS}/getMe", "/bot333:nobody/getMe", "/elsewhere"]:
            dates = (await http.get(path)).headers.get_list("date")
            assert [parsedate_to_datetime(date) for date in dates] == [clock.at]


async def test_parameters_come_as_query_form_json_or_multipart(telegram: TelegramEmulator, ibu: Person) -> None:
    async with httpx.AsyncClient(base_url=f"{telegram.url}/bot{REPORTERS}") as http:
        parameters = {"chat_id": str(ibu.chat.id), "text": "a & b\nc"}
        await http.get("/sendMessage", params=parameters)
        await http.post("/SENDMESSAGE", data=parameters)
        await http.post("/sendMessage", json=parameters | {"chat_id": ibu.chat.id})
        await http.post("/sendMessage", files={name: (None, value) for name, value in parameters.items()})
    assert [message.text for message in ibu.received] == ["a & b\nc"] * 4


@pytest.mark.parametrize(
    ("text", "data", "refusal"),
    [
        ("x" * 4097, "n", "Message is too long"),
        ("  ", "n", "Message text is empty"),
        ("x", "é" * 33, "Button_data_invalid"),
        ("x", "", "Button_data_invalid"),
    ],
)
async def test_what_is_over_a_limit_is_refused(bot: Bot, ibu: Person, text: str, data: str, refusal: str) -> None:
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data=data)]])
    with pytest.raises(BadRequest, match=refusal):
        await bot.send_message(ibu.chat.id, text, reply_markup=buttons)
    assert ibu.screen == []


async def test_the_text_limit_counts_characters_after_html_is_parsed(bot: Bot, ibu: Person) -> None:
    await bot.send_message(ibu.chat.id, f"<b>{'&amp;' * 4096}</b>", parse_mode="HTML")
    assert ibu.received[0].text == "&" * 4096


async def test_a_press_arrives_and_can_be_answered_for_a_while(bot: Bot, ibu: Person, clock: Clock) -> None:
    await bot.send_message(ibu.chat.id, "Aman?", reply_markup=CHOICES)
    await ibu.presses("Ya")
    await ibu.presses("n:1")
    first, second = [update.callback_query for update in await bot.get_updates()]
    assert first
    assert second
    assert (first.data, first.message and first.message.message_id) == ("n:1", 1)
    await bot.answer_callback_query(first.id, "baik")
    clock.at += timedelta(minutes=1)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(second.id)
    assert [(press.answered, press.toast) for press in ibu.pressed] == [(True, "baik"), (False, "")]


async def test_a_press_on_a_message_already_deleted_names_an_inaccessible_message(bot: Bot, ibu: Person) -> None:
    await bot.send_message(ibu.chat.id, "Aman?", reply_markup=CHOICES)
    old = await ibu.hears("Aman?")
    await bot.delete_message(ibu.chat.id, old.message_id)
    await ibu.presses("Ya", on=old)
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.message
    assert not update.callback_query.message.is_accessible


async def test_a_press_on_a_button_that_is_not_there_fails_with_the_screen(bot: Bot, ibu: Person) -> None:
    await bot.send_message(ibu.chat.id, "Aman?", reply_markup=CHOICES)
    with pytest.raises(AssertionError, match=re.escape("bot: 'Aman?' [Ya]")):
        await ibu.presses("Tidak")


async def test_edits_change_the_screen_but_not_what_was_received(bot: Bot, ibu: Person) -> None:
    sent = await bot.send_message(ibu.chat.id, "Aman?", reply_markup=CHOICES)
    await bot.edit_message_text("Baik.", ibu.chat.id, sent.message_id)
    assert [(one.text, one.buttons) for one in ibu.screen] == [("Baik.", [])]
    assert [(one.text, one.buttons) for one in ibu.received] == [("Aman?", [[("Ya", "n:1")]])]
    await bot.edit_message_reply_markup(ibu.chat.id, sent.message_id, reply_markup=CHOICES)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Baik.", ibu.chat.id, sent.message_id, reply_markup=CHOICES)
    await ibu.says("typo")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", ibu.chat.id, ibu.screen[-1].message_id)


async def test_both_sides_messages_can_be_deleted_for_48_hours(bot: Bot, ibu: Person, clock: Clock) -> None:
    await ibu.says("lama")
    clock.at += timedelta(hours=1)
    await bot.send_message(ibu.chat.id, "baru")
    await ibu.says("baru juga")
    clock.at += timedelta(hours=47)
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_messages(ibu.chat.id, [1, 2])
    await bot.delete_messages(ibu.chat.id, [2, 3, 99])
    assert [message.text for message in ibu.screen] == ["lama"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ibu.chat.id, 2)
    with pytest.raises(BadRequest, match="Too many message identifiers"):
        await bot.delete_messages(ibu.chat.id, range(1, 102))


async def test_a_block_is_told_and_refuses_messages_until_it_is_lifted(bot: Bot, ibu: Person) -> None:
    await ibu.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ibu.chat.id, "halo")
    await ibu.unblocks()
    await bot.send_message(ibu.chat.id, "halo")
    changes = [update.my_chat_member for update in await bot.get_updates()]
    statuses = [(one.old_chat_member.status, one.new_chat_member.status) for one in changes if one]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


@pytest.mark.parametrize("kind", ["supergroup", "channel"])
async def test_a_bot_can_leave_a_group_or_channel(telegram: TelegramEmulator, bot: Bot, ibu: Person, kind: str) -> None:
    group = telegram.group(-100_123, type=kind)
    await group.adds(REPORTERS, by=ibu)
    await group.says("halo semua", by=ibu, to=REPORTERS)
    added, said = await bot.get_updates()
    assert added.my_chat_member
    assert said.effective_chat
    assert said.effective_chat.type == kind
    await bot.leave_chat(group.chat.id)
    assert not group.has(REPORTERS)
    with pytest.raises(Forbidden, match="not a member"):
        await bot.send_message(group.chat.id, "halo")


async def test_people_send_all_kinds_of_messages_and_files_are_downloaded(bot: Bot, ibu: Person) -> None:
    await ibu.sends_voice(b"suara")
    await ibu.sends_photo(b"foto", caption="ini")
    await ibu.sends_photo(b"", size=20 * 1024 * 1024 + 1)
    await ibu.sends_sticker()
    await ibu.sends_location()
    await ibu.sends_contact("+62811")
    await ibu.says("/start lagi")
    voice, photo, huge, *others = [update.message for update in await bot.get_updates()]
    assert voice
    assert voice.voice
    assert await (await voice.voice.get_file()).download_as_bytearray() == b"suara"
    assert photo
    assert await (await photo.photo[-1].get_file()).download_as_bytearray() == b"foto"
    assert huge
    with pytest.raises(BadRequest, match="File is too big"):
        await huge.photo[-1].get_file()
    kinds = [(one.sticker, one.location, one.contact, one.entities) for one in others if one]
    assert [sum(map(bool, kind)) for kind in kinds] == [1, 1, 1, 1]


async def test_waiting_for_what_is_never_said_fails_with_the_screen(bot: Bot, ibu: Person) -> None:
    await bot.send_message(ibu.chat.id, "Aman?", reply_markup=CHOICES)
    with pytest.raises(AssertionError, match=r"did not hear 'selamat'[\s\S]*Aman"):
        await ibu.hears("selamat", within=0.01)


async def test_each_accepted_message_is_told_to_the_hook(telegram: TelegramEmulator, bot: Bot, ibu: Person) -> None:
    accepted: list[str] = []
    telegram.on_accept(lambda message: accepted.append(message.text))
    await bot.send_message(ibu.chat.id, "satu")
    with pytest.raises(BadRequest):
        await bot.send_message(ibu.chat.id, "")
    assert accepted == ["satu"]


async def test_a_profile_and_a_chat_action_are_kept(telegram: TelegramEmulator, bot: Bot, ibu: Person) -> None:
    await bot.set_my_description("Kami mendengarkan.")
    await bot.set_my_short_description("Pelita")
    await bot.set_my_commands([BotCommand("mulai", "Mulai")])
    await bot.send_chat_action(ibu.chat.id, "typing")
    assert list(telegram.world.bots[REPORTERS].profile) == ["description", "short_description", "commands"]
    assert telegram.world.actions == [(REPORTERS, ibu.chat.id, "typing")]
