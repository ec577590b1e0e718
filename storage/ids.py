"""Makes the ids of rows (before the insert, so that they can be associated data) and the codes of cases."""

import secrets

_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"
"""Letters and digits that are not taken for each other when read aloud or by a tired eye."""


def new_id() -> str:
    """Return a random id of 128 bits."""
    return secrets.token_hex(16)


def case_code() -> str:
    """Return a random public code of a case, such as "#K7Q4"; it says nothing about the case."""
    return "#" + "".join(secrets.choice(_ALPHABET) for _ in range(4))


def receipt_digits() -> list[int]:
    """Return 15 random decimal digits."""
    return [secrets.randbelow(10) for _ in range(15)]


def link_code() -> str:
    """Return a one-time code of eight decimal digits."""
    return f"{secrets.randbelow(10**8):08d}"
