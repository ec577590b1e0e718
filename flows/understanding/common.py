"""The words that people use often, counted in the training sentences (`pelita triage --common`)."""

from flows.data import rows

SEEN: dict[str, int] = {word: int(count) for word, count in rows("common.csv")}
"""How often each word stands in the sentences, for words that stand there at least twenty times."""
