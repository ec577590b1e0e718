"""Opens the house: reads keys and files, opens the database, refuses what does not fit together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from bot.clock import Clock, SystemClock
from bot.duty import routine, watching
from bot.house import House
from bot.organisation import Organisation, load_organisation
from bot.settings import Settings
from bot.talk.wording import Wording
from flows.check import must_hold
from flows.hotline import hotline_with
from flows.states import Flow
from flows.understanding.places import Gazetteer, gazetteer
from storage import erasures, meta, roster, schema
from storage.database import Database
from storage.vault import read_key_file, server_keys
from storage.writer import Writer

Wakes = Callable[[frozenset[str]], None]


def open_database(settings: Settings) -> Database:
    """Open the database with the server's key; its form is not looked at. Raises Refused."""
    return Database(settings.url, server_keys(read_key_file(settings.master_key_file)))


def open_house(
    settings: Settings,
    clock: Clock | None = None,
    *,
    organisation: Organisation | None = None,
    after_commit: Wakes | None = None,
    kind: str = "",
) -> House:
    """Open everything but the channels. Raises Refused, with what to do, when something does not fit.

    `kind` says whether it is opened as the demo or for real; what was one can never be opened as the other.
    """
    office = organisation or load_organisation(settings.organisation)
    database = open_database(settings)
    try:
        schema.must_be_newest(database)
        if kind:
            with database.work() as uow:
                meta.must_be(uow, kind)
        places, flow = _served(office.office.areas, office.office.languages, office.near_areas())
        house = House(
            settings=settings,
            organisation=office,
            keys=database.keys,
            database=database,
            writer=Writer(database, after_commit),
            clock=clock or SystemClock(),
            flow=flow,
            places=places,
            wording=Wording(office, places),
            demo=kind == meta.DEMO,
        )
    except BaseException:
        database.close()
        raise
    now = house.clock.now()
    if house.writer.do(lambda uow: roster.replace_all(uow, office.roster(), now)):
        house.writer.do(lambda uow: watching.plan_shifts_anew(house, uow, now))
    house.writer.do(lambda uow: routine.plan(house, uow, now))
    house.writer.do(lambda uow: erasures.apply(uow, settings.data_dir))
    return house


@cache
def _served(areas: tuple[str, ...], languages: tuple[str, ...], near: frozenset[str]) -> tuple[Gazetteer, Flow]:
    """Return places and flow of an office that serves `areas` in `languages`, checked once in a process."""
    places = gazetteer(areas)
    flow = hotline_with(places, languages, near)
    must_hold(flow)
    return places, flow


def close_house(house: House) -> None:
    """Finish what was handed in and close the database."""
    house.writer.close()
    house.database.close()


@contextmanager
def opened(
    settings: Settings, clock: Clock | None = None, *, after_commit: Wakes | None = None, kind: str = ""
) -> Iterator[House]:
    """Open the house as `open_house` does, and close it again whatever happens meanwhile. Raises Refused."""
    house = open_house(settings, clock, after_commit=after_commit, kind=kind)
    try:
        yield house
    finally:
        close_house(house)
