"""Whether a chat takes what we would send now: free text in its window, outside of it an approved template only."""

from datetime import datetime, timedelta

from bot.house import House
from storage.rows import Row

_EARLY = timedelta(minutes=1)
"""How long before its end a window is taken to be over: a message takes a moment to get there."""


def only_templates(house: House, channel: str, heard_at: datetime | None, now: datetime) -> bool:
    """Return whether nothing but a template may go to a chat of `channel`, heard last at `heard_at`."""
    lasts = house.channels[channel].window if channel in house.channels else None
    return lasts is not None and (heard_at is None or now - heard_at >= lasts - _EARLY)


def takes(house: House, contact: Row, notice: str, now: datetime) -> bool:
    """Return whether a notice, or a request to write where it must wait, can be brought to a chat of a member now."""
    settings = house.settings
    approved = settings.whatsapp_template_page if notice in {"page", "pages"} else settings.whatsapp_template_staff
    return bool(approved) or not only_templates(house, contact.channel, contact.heard_at, now)
