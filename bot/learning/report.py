"""How well triage hears sentences whose labels people gave: by language, by label, and which it missed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.learning.examples import Example
from flows.understanding.labels import LABELS
from flows.understanding.triage import Heard, hear

_HEADING = f"{'':20}{'jumlah':>7}{'mendesak':>10}{'terdengar':>11}{'recall':>8}{'lainnya':>9}{'salah':>7}{'bagian':>8}"
_LABEL_HEADING = f"{'':20}{'jumlah':>7}{'mendesak':>10}{'terdengar':>11}{'recall':>8}{'labelnya':>10}{'diberi':>8}"


@dataclass(frozen=True, slots=True)
class Report:
    """Examples, and what was heard in each."""

    examples: Sequence[Example]
    heard: Sequence[Heard]

    def recall(self, chosen: Callable[[Example], bool] = lambda _: True) -> tuple[int, int]:
        """Return how many of the urgent examples that are `chosen` were heard, and how many there are."""
        return self._called(lambda one: one.urgent and chosen(one))

    def false_alarms(self, chosen: Callable[[Example], bool] = lambda _: True) -> tuple[int, int]:
        """Return how many of the other examples that are `chosen` would call a person, and how many there are."""
        return self._called(lambda one: not one.urgent and chosen(one))

    def kept(self) -> list[str]:
        """Return the keys of the urgent examples that were heard."""
        return [one.key for one, heard in self._pairs() if one.urgent and heard.urgent]

    def told(self) -> str:
        """Return all of it for people: two tables, then the lines that were missed and those that call for nothing."""
        languages = sorted({one.language for one in self.examples})
        lines = [_HEADING, *(self._language(name) for name in languages), self._language("")]
        lines += ["", _LABEL_HEADING, *(self._label(name) for name in LABELS)]
        lines += ["", "Tidak terdengar:", *self._lines(urgent=True)]
        lines += ["", "Memanggil tanpa perlu:", *self._lines(urgent=False)]
        return "\n".join(lines)

    def _pairs(self) -> list[tuple[Example, Heard]]:
        return list(zip(self.examples, self.heard, strict=True))

    def _called(self, chosen: Callable[[Example], bool]) -> tuple[int, int]:
        calls = [heard.urgent for one, heard in self._pairs() if chosen(one)]
        return sum(calls), len(calls)

    def _language(self, name: str) -> str:
        def chosen(one: Example) -> bool:
            return name in {"", one.language}

        (heard, urgent), (alarms, calm) = self.recall(chosen), self.false_alarms(chosen)
        return (
            f"{name or 'semua':20}{urgent + calm:7}{urgent:10}{heard:11}{_share(heard, urgent):>8}"
            f"{calm:9}{alarms:7}{_share(alarms, calm):>8}"
        )

    def _label(self, label: str) -> str:
        having = [(one, heard) for one, heard in self._pairs() if label in one.labels]
        urgent, calls = sum(one.urgent for one, _ in having), sum(heard.urgent for one, heard in having if one.urgent)
        right = sum(label in heard.labels for _, heard in having)
        given = sum(label in heard.labels for heard in self.heard)
        return f"{label:20}{len(having):7}{urgent:10}{calls:11}{_share(calls, urgent):>8}{right:10}{given:8}"

    def _lines(self, *, urgent: bool) -> list[str]:
        return [
            f"{one.key} [{one.language}] {', '.join(sorted(one.labels or heard.labels))} ({heard.score:.2f}): "
            f"{' '.join(one.text.split())}"
            for one, heard in self._pairs()
            if one.urgent == urgent and heard.urgent != urgent
        ] or ["(tidak ada)"]


def report(examples: Sequence[Example]) -> Report:
    """Return how `examples` are heard, each in the talk in which it was said."""
    return Report(examples, [hear(one.text, one.asked, one.said) for one in examples])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"
