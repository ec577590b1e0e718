"""Turns a state and its facts into what a person reads. No word of it stands in code: all are in `templates/`."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.channels.update import Button
from bot.hours import is_open, opens_again
from bot.organisation import Line, Organisation
from flows.draft import EVERYWHERE
from flows.states import DONE, OUTSIDE
from flows.understanding.places import Gazetteer
from flows.understanding.text import plain
from flows.understanding.words import LANGUAGES

_SHARED = frozenset({DONE, OUTSIDE})
_QUESTIONS = ("who", "story", "kinds", "signs", "when", "place", "relation", "age", "needs", "contact")
"""Answers that a summary shows, in this order."""
_PART_OF = {
    "kinds_more": "kinds",
    "access": "relation",
    "relation_more": "relation",
    "needs_more": "needs",
    "number": "contact",
    "hours": "contact",
}
_LEADS_ON = frozenset({("kinds", "lain"), ("relation", "lain"), ("needs", "lain")})
"""Answers that only say that there are more."""
_MENUS = ("change", "change_more", "change_last")
"""The menus whose labels name the questions."""
_OTHERS = ("keluarga", "saksi", "instansi")
"""Answers to "who" of those who write for somebody else."""
ASKED = ("ready", "unable")
"""The answers to a question that concerns no case."""
_CLIPPED = 60
_LENGTH = re.compile(r"(\d{1,3}) (tahun|bulan|hari)")
_UNITS = {"tahun": "years", "bulan": "months", "hari": "days"}
"""Lengths of time in the office's file, each with the block that says it in every language."""


class Wording:
    """Renders messages and notices of one office. A missing fact raises; nothing is printed half."""

    def __init__(self, organisation: Organisation, places: Gazetteer) -> None:
        """Load the templates; each is compiled once."""
        self._places = places
        self._environment = Environment(
            loader=FileSystemLoader(str(files("templates"))),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701 - chats show text, not HTML; web pages have an environment of their own
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.globals.update(
            office=organisation.office,
            numbers=organisation.emergency,
            services=organisation.services,
            crisis=organisation.crisis,
            kept=organisation.kept,
            languages=[LANGUAGES[name] for name in organisation.office.languages],
            place=self.place,
            lines=_lines,
            others=_OTHERS,
        )
        self._label: Callable[[str, str, str], str] = cache(self._read_label)
        self._spoken: Callable[[str, tuple[str, ...], str], Mapping[str, str]] = cache(self._read_spoken)
        self._hash: Callable[[str], str] = cache(self._read_hash)

    def block(self, state: str, block: str, facts: Mapping[str, Any], language: str = "id") -> str:
        """Return one block of a message. Raises KeyError when the template has no such block."""
        template = self._message(state, language)
        told = {
            "kept_for": partial(self._length, language=language),
            **facts,
            "label": partial(self.label, language=language),
            "status": partial(self._status, facts=facts, language=language),
        }
        return "".join(template.blocks[block](template.new_context(told))).strip()

    def blocks(self, state: str, language: str = "id") -> frozenset[str]:
        """Return the names of the blocks that the template of `state` has."""
        return frozenset(self._message(state, language).blocks)

    def version(self, state: str, language: str = "id") -> str:
        """Return name and hash of the template of `state`, as every message that was sent records it."""
        return f"{language}/{state}@{self._hash(f'messages/{language}/{state}.j2')}"

    def bubble(self, body: Mapping[str, Any], facts: Mapping[str, Any], language: str = "id") -> str:
        """Return the text of one bubble: its blocks, then its options with their digits."""
        told = {**body["facts"], **facts}
        if "answers" in told:
            told["summary"] = self.summary(told["answers"], language)
        if "heard" in told:
            told["noted"] = self.summary(told["heard"], language)
        if "changed" in told:
            told["corrected"] = self.summary(told["changed"], language)
        texts = [self.block(state, block, told, language) for state, block in body["blocks"]]
        texts[1:] = [self._unthanked(text, language) for text in texts[1:]]
        options = [
            f"{place}. {self.label(body['state'], key, language)}" for place, key in enumerate(body["options"], 1)
        ]
        return "\n\n".join([*texts, *(["\n".join(options)] if options else [])])

    def label(self, state: str, key: str, language: str = "id") -> str:
        """Return what the option `key` of `state` is called."""
        return self._label(state, key, language)

    def spoken(self, state: str, keys: tuple[str, ...], language: str = "id") -> Mapping[str, str]:
        """Return the options of `keys` by their labels as these are typed, in their plain form."""
        return self._spoken(state, keys, language)

    def _unthanked(self, text: str, language: str) -> str:
        """Return a block that follows another without the thanks or the yes with which it opens."""
        for opening in self.block(EVERYWHERE, "courtesies", {}, language).splitlines():
            rest = text.removeprefix(opening)
            if rest != text and rest[:1].isspace():
                return rest.lstrip()
        return text

    def _length(self, text: str, language: str) -> str:
        """Return a length of time as the office wrote it ("1 tahun") in `language`, or as it stands."""
        found = _LENGTH.fullmatch(text.strip())
        return self.block(EVERYWHERE, _UNITS[found[2]], {"count": int(found[1])}, language) if found else text

    def _status(self, line: Line, facts: Mapping[str, Any], language: str) -> str:
        """Return whether a service is open at the local time `now` of the facts, or nothing where nobody knows."""
        if not line.week:
            return ""
        if is_open(line.week, facts["now"]):
            return self.block(EVERYWHERE, "open_now", {}, language)
        again = opens_again(line.week, facts["now"])
        return self.block(EVERYWHERE, "opens_again", {"day": again.day, "at": again.at, "today": again.today}, language)

    def _read_spoken(self, state: str, keys: tuple[str, ...], language: str) -> Mapping[str, str]:
        return {plain(self.label(state, key, language)): key for key in keys}

    def place(self, code: str) -> str:
        """Return the official name of a kecamatan, or an empty string for what is none."""
        return self._places.labels.get(code, "")

    def code(self, code: str) -> str:
        """Return the phrase for a code that people on duty read, such as a reason."""
        template = self._environment.get_template("notices/id/codes.j2")
        if code not in template.blocks:
            return code.replace("_", " ")
        return "".join(template.blocks[code](template.new_context({}))).strip()

    def speech(self, name: str, facts: Mapping[str, Any]) -> str:
        """Return what is spoken in a telephone call to somebody on duty, in one line. A missing fact raises."""
        template = self._environment.get_template("voice/id.j2")
        return " ".join("".join(template.blocks[name](template.new_context(dict(facts)))).split())

    def duration(self, minutes: int, language: str = "id") -> str:
        """Return a length of time in words."""
        hours, rest = divmod(minutes, 60)
        name, count = ("hours", hours) if hours and not rest else ("minutes", minutes)
        return self.block(EVERYWHERE, name, {"count": count}, language)

    def notice(self, name: str, facts: Mapping[str, Any]) -> str:
        """Return a notice to people on duty."""
        return self._environment.get_template(f"notices/id/{name}.j2").render(facts).strip()

    def answer_buttons(self, page_id: str, code: str, colour: str, kind: str = "") -> tuple[Button, ...]:
        """Return the two buttons of a page, with its code: two pages may stand one above the other.

        Whoever is asked whether she keeps a case reads other words, and no colour.
        """
        prefix, named = "button_keep" if kind == "keep" else "button", code.lstrip("#")
        accept, decline = (f"{self.code(f'{prefix}_{answer}')} {named}" for answer in ("accept", "decline"))
        accept = accept if kind == "keep" else f"{accept} · {colour}"
        return Button(accept, f"accept:{page_id}"), Button(decline, f"decline:{page_id}")

    def ask_buttons(self, ask_id: str, notice: str) -> tuple[Button, ...]:
        """Return the two buttons of a question that concerns no case: before a shift, a test, a drill."""
        return tuple(Button(self.code(f"button_{notice}_{answer}"), f"{answer}:{ask_id}") for answer in ASKED)

    def answer(self, state: str, value: str, language: str = "id") -> str:
        """Return how an answer reads: the label of its option, the name of its place, or the words themselves."""
        if value in self._places.labels:
            return self.place(value)
        if value in self.blocks(state) | _SHARED:
            return self.label(state, value, language)
        return value if len(value) <= _CLIPPED else value[:_CLIPPED].rstrip() + "…"

    def summary(self, answers: Sequence[str], language: str = "id") -> list[tuple[str, str]]:
        """Return question and answer for all that was answered, in the order of the questions."""
        told: dict[str, list[str]] = {}
        for entry in answers:
            state, _, value = entry.partition("=")
            question = _PART_OF.get(state, state)
            if question in _QUESTIONS and (state, value) not in _LEADS_ON:
                told.setdefault(question, []).append(self.answer(state, value, language))
        return [(self._question(name, language), ", ".join(told[name])) for name in _QUESTIONS if name in told]

    def _question(self, name: str, language: str) -> str:
        menu = next(menu for menu in _MENUS if name in self.blocks(menu))
        return self.label(menu, name, language)

    def _read_label(self, state: str, key: str, language: str) -> str:
        if key in self._places.labels:
            return self.place(key)
        return self.block(EVERYWHERE if key in _SHARED else state, key, {}, language)

    def _read_hash(self, name: str) -> str:
        source = self._environment.loader.get_source(self._environment, name)[0]  # type: ignore[union-attr]
        return hashlib.sha256(source.encode()).hexdigest()[:12]

    def _message(self, state: str, language: str) -> Template:
        return self._environment.get_template(f"messages/{language}/{state}.j2")


def _lines(lines: Iterable[Any]) -> str:
    return " · ".join(f"{line.label} {line.number}" for line in lines)
