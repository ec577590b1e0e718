"""Groups, supergroups and channels to which somebody adds a bot.

Which posts a bot is shown: https://core.telegram.org/bots/faq#what-messages-will-my-bot-get.
"""

from .telegram_mailbox import PostOffice
from .telegram_membership import change_membership
from .telegram_people import Person
from .telegram_wire import Chat, Message
from .telegram_world import World


class Group:
    """A group, supergroup or channel."""

    def __init__(self, world: World, post: PostOffice, chat: Chat) -> None:
        self.world, self.post, self.chat = world, post, chat

    async def adds(self, bot: str, by: Person) -> int | None:
        status = "administrator" if self.chat.type == "channel" else "member"
        return await change_membership(self.world, self.post, self.world.bots[bot], self.chat, by.user, status)

    async def says(self, text: str, by: Person, to: str) -> int | None:
        """Say something that the bot is shown; in a channel nobody is named as the sender."""
        bot, channel = self.world.bots[to], self.chat.type == "channel"
        sender = None if channel else by.user
        message = Message(to, self.chat, next(bot.message_ids), self.world.now(), sender, text=text)
        self.world.show(message)
        kind = "channel_post" if channel else "message"
        return await self.post.deliver(bot.mailbox, kind, message.wire(), self.chat.id)

    def has(self, bot: str) -> bool:
        return self.world.is_member(bot, self.chat.id)

    @property
    def received(self) -> list[Message]:
        return [message for message in self.world.received if message.chat.id == self.chat.id]
