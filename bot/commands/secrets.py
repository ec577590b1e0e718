"""Passwords for commands: from the environment for scripts, else asked for without showing them."""

import os

import typer

from flows.errors import Refused

_SHORTEST = 10


def password_of(name: str, variable: str = "PELITA_PASSWORD") -> str:
    """Return the password of `name` from `variable`, or ask for it."""
    return os.environ.get(variable) or str(typer.prompt(f"Kata sandi {name}", hide_input=True))


def new_password(name: str) -> str:
    """Return a new password for `name`, asked for twice. Raises Refused when it is too short."""
    given = os.environ.get("PELITA_PASSWORD") or str(
        typer.prompt(f"Kata sandi baru untuk {name}", hide_input=True, confirmation_prompt="Ulangi")
    )
    if len(given) < _SHORTEST:
        raise Refused(f"Kata sandi terlalu pendek: paling sedikit {_SHORTEST} tanda.")
    return given
