"""The lists of words of the readers of facts: every list is read, by the reader of its name, and stands there once."""

from collections import Counter
from pathlib import Path

import pytest

import flows.data
from flows.data import load
from flows.understanding import facts

FILES = sorted(path.name for path in Path(flows.data.__file__).parent.glob("facts_*.toml"))
READERS = {path.stem: path.read_text(encoding="utf-8") for path in Path(facts.__file__).parent.glob("*.py")}
LISTS = [
    (reader, name, words) for file in FILES for reader, table in load(file).items() for name, words in table.items()
]
SHARED = "shared"


@pytest.mark.parametrize(("reader", "name", "words"), LISTS, ids=[f"{reader}.{name}" for reader, name, _ in LISTS])
def test_a_list_is_read_by_the_reader_of_its_name_and_holds_each_word_once(reader, name, words):
    if reader == SHARED:
        assert sum(f'lists("{SHARED}")["{name}"]' in code for code in READERS.values()) > 1
    else:
        assert f'_LISTS["{name}"]' in READERS[reader]
    assert len(set(words)) == len(words)


def test_a_reader_has_one_table():
    tables = Counter(reader for file in FILES for reader in load(file))
    assert [reader for reader, count in tables.items() if count > 1] == []


def test_words_that_several_readers_use_alike_stand_once():
    alike: dict[frozenset[str], list[str]] = {}
    for reader, name, words in LISTS:
        alike.setdefault(frozenset(words), []).append(f"{reader}.{name}")
    assert [names for names in alike.values() if len(names) > 1] == []
