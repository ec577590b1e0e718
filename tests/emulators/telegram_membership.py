"""A bot's place in a chat: blocked or not by a person, a member or not of a group or channel.

https://core.telegram.org/bots/api#chatmemberupdated and #chatmember.
"""

from .telegram_mailbox import PostOffice
from .telegram_wire import Chat, Json, User
from .telegram_world import Bot, World


async def change_membership(world: World, post: PostOffice, bot: Bot, chat: Chat, by: User, status: str) -> int | None:
    """Change what the bot is in a chat and tell it with a my_chat_member update."""
    before = world.members.get((bot.token, chat.id), "member" if chat.type == "private" else "left")
    world.members[bot.token, chat.id] = status
    changed = {
        "chat": chat.wire(),
        "from": by.wire(),
        "date": int(world.now().timestamp()),
        "old_chat_member": chat_member(bot, before),
        "new_chat_member": chat_member(bot, status),
    }
    return await post.deliver(bot.mailbox, "my_chat_member", changed, chat.id)


ADMINISTRATOR_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)


def chat_member(bot: Bot, status: str) -> Json:
    rights = dict.fromkeys(ADMINISTRATOR_RIGHTS, False) if status == "administrator" else {}
    return {"user": bot.user.wire(), "status": status} | ({"until_date": 0} if status == "kicked" else rights)
