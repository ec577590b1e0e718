"""The package's own data, read once at import: the only reading that `flows` does."""

import tomllib
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """Return the table of the TOML file `name` that lies beside this module."""
    return tomllib.loads((files(__name__) / name).read_text(encoding="utf-8"))


def rows(name: str) -> list[list[str]]:
    """Return the rows of the comma-separated file `name`, without its heading; no field is quoted."""
    lines = (files(__name__) / name).read_text(encoding="utf-8").splitlines()
    return [line.split(",") for line in lines[1:] if line]


def load_bytes(name: str) -> bytes:
    """Return the content of the file `name` that lies beside this module."""
    return (files(__name__) / name).read_bytes()
