"""Brings what was written into the one form in which it is compared; the original is what people see."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 4096
"""Characters of a message that are heard; NFKC can make 73,728 of 4,096, so the cap comes after it."""

_INVISIBLE = dict.fromkeys(
    (0x00AD, 0x034F, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))
)
_REPEATED = re.compile(r"(\w)\1{2,}")
_OTHER = re.compile(r"[^\w]+")


def clean(text: str) -> str:
    """Return `text` in NFKC, without lone surrogates, NUL and invisible characters, capped at `LONGEST`."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")[:LONGEST]
    return unicodedata.normalize("NFKC", whole)[:LONGEST].translate(_INVISIBLE).replace("\x00", "")


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """Return the words of `text` in lower case with single spaces, repeated letters squeezed.

    Digits keep their repetitions, so that 110, 112 and telephone numbers stay what they are. One turn asks for the same
    text several times, so the newest few are remembered.
    """
    words = _OTHER.sub(" ", clean(text).casefold().replace("_", " "))
    return " ".join(_REPEATED.sub(_squeeze, words).split())


def _squeeze(found: re.Match[str]) -> str:
    return found[0] if found[1].isdigit() else found[1]


def digits(text: str) -> str:
    """Return only the decimal digits of `text`, in their plain form."""
    return "".join(str(unicodedata.decimal(mark)) for mark in text if mark.isdecimal())
