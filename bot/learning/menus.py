"""The labels of menus: words that are typed as answers, which the model alone shall not take for danger."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

from flows.draft import EVERYWHERE
from flows.hotline import hotline
from flows.states import options_of
from flows.understanding.phrases import standing
from flows.understanding.reading import read

_LABEL = re.compile(r"{% block (\w+) %}([^{}\n]+){% endblock %}")
_DANGER = frozenset({("danger", "ya"), ("danger", "ragu"), ("safe", "tidak"), ("unsafe", "bahaya")})
"""Templates with an option by which people say that there is danger."""


def calm_labels() -> str:
    """Return the labels of all menus in all languages as lines to learn from.

    Options by which people say that there is danger are left out, and those that have a phrase of the lexicon in one of
    their labels: who writes such words shall be heard.
    """
    labels = list(_labels())
    named = _DANGER | {option for option, _, label in labels if standing(read(label))}
    found = {label: language for option, language, label in reversed(labels) if option not in named}
    lines = ({"text": label, "labels": [], "lang": language} for label, language in sorted(found.items()))
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def _labels() -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield a template with an option that has a label there, a language, and the label in it."""
    states = {name: frozenset(options_of(state)) for name, state in hotline(()).states.items()}
    shown = {**states, EVERYWHERE: frozenset().union(*states.values())}
    for folder in sorted(files("templates").joinpath("messages").iterdir(), key=lambda one: one.name):
        for state, options in shown.items():
            template = folder.joinpath(f"{state}.j2")
            text = template.read_text(encoding="utf-8") if options and template.is_file() else ""
            for option, label in _LABEL.findall(text):
                if option in options:
                    yield (state, option), folder.name, label.strip()
