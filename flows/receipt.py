"""The receipt: 15 random digits and a check digit, in four groups, like a long telephone number."""

from collections.abc import Sequence

from flows.understanding.text import digits, plain

LENGTH = 16


def check_digit(body: str) -> str:
    """Return the Luhn check digit (ISO/IEC 7812-1, annex B) of the decimal digits `body`."""
    total = 0
    for place, mark in enumerate(reversed(body)):
        value = int(mark) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def make(random_digits: Sequence[int]) -> str:
    """Return the receipt of 15 random digits, without spaces."""
    body = "".join(map(str, random_digits))
    if len(body) != LENGTH - 1:
        raise ValueError("a receipt is made of 15 digits")
    return body + check_digit(body)


def show(receipt: str) -> str:
    """Return `receipt` in four groups of four digits."""
    return " ".join(receipt[start : start + 4] for start in range(0, LENGTH, 4))


def looks_like_one(text: str) -> str:
    """Return the 16 digits of `text` when it is nothing but such a number, right or wrong, else an empty string."""
    found = digits(text)
    others = plain(text).replace(" ", "")
    return found if len(found) == LENGTH and len(others) == LENGTH else ""


def is_right(receipt: str) -> bool:
    """Return whether the check digit of 16 digits is the right one."""
    return check_digit(receipt[:-1]) == receipt[-1]
