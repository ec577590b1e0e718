"""The lists of words by which the readers of facts tell things apart, read from the data once: a table for each."""

from flows.data import load

_FILES = ("facts_nearness.toml", "facts_deeds.toml", "facts_people.toml", "facts_wishes.toml")
_TABLES: dict[str, dict[str, list[str]]] = {reader: table for name in _FILES for reader, table in load(name).items()}


def lists(reader: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of one reader by their names; "shared" are those of several. Raises KeyError for no reader."""
    return {name: tuple(words) for name, words in _TABLES[reader].items()}
