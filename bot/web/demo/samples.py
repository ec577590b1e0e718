"""What a simulated phone sends as a voice message or a picture: small, made here, and plainly a sample."""

import io
import math
import struct
import wave
import zlib

from bot.channels.update import Fetched

_RATE, _SECONDS, _TONE = 8000, 1, 440
_SIDE = 64


def voice() -> Fetched:
    """Return a second of one tone."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        waves = (int(8000 * math.sin(2 * math.pi * _TONE * at / _RATE)) for at in range(_RATE * _SECONDS))
        sound.writeframes(b"".join(struct.pack("<h", height) for height in waves))
    return Fetched("audio/wav", written.getvalue())


def photo() -> Fetched:
    """Return a grey square (PNG, https://www.w3.org/TR/png/)."""
    row = b"\0" + b"\x99" * _SIDE
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 0, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(row * _SIDE)), _chunk(b"IEND", b""))
    return Fetched("image/png", b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


SAMPLES = {"voice": voice(), "photo": photo()}
