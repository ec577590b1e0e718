"""The conversation of the hotline, one file per part; `hotline()` joins them into the flow that is served."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from flows.hotline import (
    conflict,
    emergency,
    information,
    known,
    leaving,
    report,
    returning,
    safety,
    telling,
    touching,
    waiting,
)
from flows.priority import assess
from flows.states import Flow
from flows.understanding.places import Gazetteer, gazetteer

REVISION = 3
"""Raised whenever a state is added, renamed or taken away; `renamed` tells where the old ones went."""


def hotline(areas: Iterable[str], languages: Sequence[str] = ("id",), near: Collection[str] = ()) -> Flow:
    """Return the flow of an office that serves `areas` (codes of kabupaten and kota, such as "35.76")."""
    return hotline_with(gazetteer(areas), languages, near)


def hotline_with(places: Gazetteer, languages: Sequence[str] = ("id",), near: Collection[str] = ()) -> Flow:
    """Return the flow of an office whose places are `places` and which speaks `languages`, the usual one first.

    In the kecamatan of `near` (codes) a team of that kecamatan may be called, once she allows it.
    """
    states = (
        *safety.states(),
        *emergency.states(places),
        *report.states(places, frozenset(near)),
        *waiting.states(),
        *returning.states(),
        *information.states(),
        *leaving.states(),
    )
    return Flow(
        name="hotline",
        revision=REVISION,
        states={state.name: state for state in states},
        start="welcome",
        emergency="emergency",
        question="danger",
        human="waiting",
        person="person",
        numbers=("number_once", "number_gone"),
        exit="exit",
        left="left",
        erase="erase",
        ended="ended",
        returned="resume",
        renamed={},
        assess=assess,
        reads=known.reader(places),
        marks=touching.marks,
        conflicts=conflict.conflict,
        only_after=report.ONLY_AFTER,
        anew=report.ANEW,
        stricter={"contact": ("sendiri",), "who": ("anak_korban",)},
        shows=frozenset({*report.ORDER, "check"}),
        tells=telling.due,
        suits=telling.language,
        widens=partial(report.widens, near=frozenset(near)),
        languages=tuple(languages),
    )
