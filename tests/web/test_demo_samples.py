"""What the simulated phones send as a voice message or a picture is a real file, and can be had like one."""

import io
import wave

import pytest

from bot.channels.simulator import SimulatorChannel
from bot.channels.update import SendError
from bot.web.demo.samples import SAMPLES


@pytest.fixture
def channel():
    return SimulatorChannel("telegram", list, lambda *_given: None, longest=10, files=SAMPLES)


async def test_the_voice_is_a_second_of_sound(channel):
    found = await channel.fetch_file("voice-0123")
    with wave.open(io.BytesIO(found.body)) as sound:
        assert sound.getnframes() == sound.getframerate()


async def test_the_picture_is_one(channel):
    found = await channel.fetch_file("https://api.twilio.com/2010-04-01/Media/photo-0123")
    assert (found.content_type, found.body[:4]) == ("image/png", b"\x89PNG")


async def test_what_the_phones_never_sent_is_not_there(channel):
    with pytest.raises(SendError, match="permanent"):
        await channel.fetch_file("video-0123")
