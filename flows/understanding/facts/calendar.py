"""The parts of which people make a time: clocks, parts of the day, days, dates, and how long ago."""

from datetime import date, datetime, timedelta

from flows.understanding.facts.clock import Piece, clock
from flows.understanding.facts.lists import lists
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Said
from flows.understanding.facts.vocabulary import DATA

_LISTS = lists("calendar")
_CALENDAR = DATA["calendar"]
_WEEKDAYS = {name: day for day, names in enumerate(_CALENDAR["weekdays"]) for name in names.split()}
_MONTHS = {name: month for month, names in enumerate(_CALENDAR["months"], 1) for name in names.split()}
_UNITS = {name: unit for unit, names in DATA["units"].items() for name in names}
_ONE: dict[str, str] = _CALENDAR["numbers"]["one"]
_A = frozenset(_CALENDAR["numbers"]["a"])
"""Words for one that stand before a unit ("sak wulan", "sa bulan")."""
_DAYS = {code: entry["ago"] for code, entry in _CALENDAR["days"].items()}
_CLOCKED = _LISTS["clocked"]
_JAVANESE = frozenset(_LISTS["javanese"])
_LAST_OR_THIS = _LISTS["last_or_this"]
_SUNDAY = 6
_OLDEST = 1930


def pieces(said: Said, now: datetime) -> list[Piece]:
    """Return the parts of times that stand in a text, in their order."""
    found: list[Piece] = []
    place = 0
    while place < len(said.words):
        said.steps += 1
        piece = _dated(said, place, now) or _ago(said, place, now) or _weekday(said, place)
        piece = piece or clock(said, place) or _marked(said, place, now)
        if piece:
            found.append(piece)
        place = piece.last if piece else place + 1
    return found


def _dated(said: Said, place: int, now: datetime) -> Piece | None:
    """Return a date: 05/10/2026, "tgl 5", "tgl 5/10", "5 Oktober", "bulan Maret 2025", "tahun 2019"."""
    day = said.number(place)
    if day > 0 and said.between(place) in {"/", "-", "."} and said.between(place + 1) == said.between(place):
        year = said.number(place + 2)
        return _date(day, said.number(place + 1), year + 2000 if 0 <= year < 100 else year, place, place + 3)
    if said.is_a(place, "tanggal", "tgl"):
        day = said.number(place + 1)
        if said.between(place + 1) == "/" and said.number(place + 2) > 0:
            triple = _dated(said, place + 1, now)
            if triple:
                return Piece(triple.kind, triple.value, place, triple.last)
            return _recent(day, said.number(place + 2), now, place, place + 3)
        named = _dated(said, place + 1, now) if day > 0 else None
        if named:
            return Piece(named.kind, named.value, place, named.last)
        if said.is_a(place + 2, "bulan") and said.is_a(place + 3, "lalu", "kemarin"):
            before = _month(now, 1)
            return _date(day, before.month, before.year, place, place + 4)
        if said.is_a(place + 2, "bulan") and said.is_a(place + 3, "ini"):
            return _date(day, now.month, now.year, place, place + 4)
        return _recent(day, 0, now, place, place + 2)
    month = _MONTHS.get(said.words[place + 1].word, 0) if said.has(place + 1) else 0
    if 0 < day <= 31 and month:
        year = said.number(place + 2)
        if year > _OLDEST:
            return _date(day, month, year, place, place + 3)
        return _recent(day, month, now, place, place + 2)
    return _monthly(said, place, now)


def _monthly(said: Said, place: int, now: datetime) -> Piece | None:
    """Return a month or a year that is named."""
    led = said.is_a(place, "bulan") and not said.is_a(place, "sebulan")
    here = place + led
    month = _MONTHS.get(said.words[here].word, 0) if said.has(here) else 0
    year = said.number(here + 1)
    if month and year > _OLDEST:
        return Piece("span", (f"{year}-{month:02}", "bulan"), place, here + 2) if year <= now.year else None
    past = said.is_a(here + 1, "kemarin", "lalu") and said.clause[here + 1] == said.clause[here]
    if month and (led or past or said.means(place - 1, "since")):
        year = now.year if month <= now.month else now.year - 1
        return Piece("span", (f"{year}-{month:02}", "bulan"), place, here + 1)
    year = said.number(place + said.is_a(place, "tahun"))
    led = said.is_a(place, "tahun") or said.means(place - 1, "since") or said.is_a(place - 1, "pada")
    if led and _OLDEST < year <= now.year:
        return Piece("span", (str(year), "tahun"), place, place + 1 + said.is_a(place, "tahun"))
    return None


def _ago(said: Said, place: int, now: datetime) -> Piece | None:
    """Return how long ago: "3 hari yang lalu", "seminggu lalu", "bulan kemarin", "minggu ini", "sudah 2 tahun"."""
    word = said.words[place].word
    told = (1, place + 1) if word in _ONE or word in _A else number(said, place)
    unit, here = "", place
    if told and word in _ONE:
        unit, here = _ONE[word], told[1]
    elif told and said.has(told[1]):
        unit, here = next((_UNITS[form] for form in said.forms[told[1]] if form in _UNITS), ""), told[1] + 1
    elif not told:
        unit, here = next((_UNITS[form] for form in said.forms[place] if form in _UNITS), ""), place + 1
    if not unit:
        return None
    count = told[0] if told else 1
    here += said.means(here, "which")
    goes_on = said.has(here) and said.clause[here] == said.clause[here - 1]
    goes_on = goes_on and said.sentence[here] == said.sentence[place]
    named = unit in {"minggu", "bulan", "tahun"}
    if goes_on and (said.is_a(here, "lalu") or (said.is_a(here, "kemarin") and named)):
        return _before(count, unit, now, place, here + 1) if told or named else None
    if goes_on and not told and said.is_a(here, "ini") and named:
        return _before(0, unit, now, place, here + 1)
    lasting = told is not None and count and unit not in {"jam", "menit"}
    if goes_on and lasting and said.means(here, "recent"):
        return Piece("since", (_start(count, unit, now),), place, here + 1)
    if lasting and said.means(place - 1, "lasting") and not said.is_a(place - 1, "hampir"):
        return Piece("lasting", (_start(count, unit, now),), place - 1, here)
    return None


def _start(count: int, unit: str, now: datetime) -> str:
    if unit == "tahun":
        return str(max(now.year - count, 1))
    if unit == "bulan":
        return _month(now, count).strftime("%Y-%m")
    return (now.date() - timedelta(days=count * (7 if unit == "minggu" else 1))).isoformat()


def _before(count: int, unit: str, now: datetime, first: int, last: int) -> Piece | None:
    """Return the time `count` units before `now`, as exact as the unit."""
    if unit in {"jam", "menit"}:
        at = now - timedelta(**{"hours" if unit == "jam" else "minutes": count})
        return Piece("span", (at.isoformat(timespec="minutes"), unit), first, last)
    if unit == "hari":
        return Piece("date", (now.date() - timedelta(days=count)).timetuple()[:3], first, last)
    if unit == "minggu":
        monday = now.date() - timedelta(days=now.weekday() + 7 * count)
        return Piece("span", (f"{monday}/{monday + timedelta(days=6)}", "minggu"), first, last)
    return Piece("span", (_start(count, unit, now), unit), first, last)


def _weekday(said: Said, place: int) -> Piece | None:
    """Return a day of the week; "malam Jumat" is the night before it, and "minggu" alone is a week."""
    led = said.is_a(place, "hari")
    eve = said.has(place + 1) and not led and _is_part(said, place, "malam")
    eve = eve and said.sentence[place + 1] == said.sentence[place]
    here = place + (led or eve)
    word = said.words[here].word if said.has(here) else ""
    last = here + 1
    if word == "jum" and said.has(last) and said.words[last].word == "at":
        word, last = "jumat", last + 1
    day = next((_WEEKDAYS[form] for form in (word, *(said.forms[here] if word else ())) if form in _WEEKDAYS), None)
    since = said.means(place - 1, "since") and not said.is_a(last, *_LAST_OR_THIS)
    alone = word in {"ahad", "akad"}
    if day is None or (day == _SUNDAY and not (led or eve or since or alone or _any_part(said, last))):
        return None
    if eve and said.is_a(here, "minggu") and said.is_a(here + 1, "ini"):
        return None
    named = any(form in _WEEKDAYS for form in said.forms[place - 1]) if place else False
    if eve and named and day == _SUNDAY and said.is_a(here + 1, "lalu", "kemarin"):
        return None
    past = ("lalu",) if said.is_a(last, "lalu") and said.clause[last] == said.clause[last - 1] else ()
    return Piece("eve" if eve else "weekday", (day, *past), place, last)


def _is_part(said: Said, place: int, code: str) -> bool:
    return any(mark.group == "part" and mark.code == code for mark in said.at.get(place, ()))


def _any_part(said: Said, place: int) -> bool:
    return any(mark.group == "part" for mark in said.at.get(place, ()))


def _marked(said: Said, place: int, now: datetime) -> Piece | None:
    """Return what stands in the data: "kemarin lusa", "tadi", "semalam", "barusan", parts of the day."""
    marks = [mark for mark in said.at.get(place, ()) if mark.group in {"day", "near", "part"}]
    if not marks:
        return None
    mark = max(marks, key=lambda one: (one.last, one.group == "near"))
    named = place and (said.means(place - 1, "season") or said.words[place - 1].word in _MONTHS)
    named = named and said.clause[place - 1] == said.clause[place]
    if mark.group == "day" and mark.code == "kemarin" and named:
        return None
    if mark.group == "day":
        day = now.date() - timedelta(days=_DAYS[mark.code])
        return Piece("day", day.timetuple()[:3], mark.first, mark.last)
    if place == 0 and mark.group == "part" and said.has(mark.last) and said.clause[mark.last] != said.clause[0]:
        return None  # "pagi, semalem suami …" only greets
    if mark.code == "ini" and said.clause[mark.first] != said.clause[mark.last - 1]:
        return None
    if mark.code == "ini":
        part = next((one.code for one in said.at[place] if one.group == "part"), "malam")
        return Piece("ini", (part,), mark.first, mark.last)
    if mark.group == "near" and mark.code == "tadi" and said.is_a(place, "mau"):
        clocked = said.has(mark.last) and said.words[mark.last].word in _CLOCKED
        east = (clocked or _any_part(said, place - 1)) and _is_javanese(said)
        return Piece("tadi", (), mark.first, mark.last) if east or _any_part(said, mark.last) else None
    return Piece(mark.code if mark.group == "near" else "part", (mark.code,), mark.first, mark.last)


def _is_javanese(said: Said) -> bool:
    """Return whether words stand in the text that only Javanese has, where "mau" is "just now", not "want to"."""
    return any(token.word in _JAVANESE for token in said.words)


def _month(now: datetime, ago: int) -> date:
    months = max(now.year * 12 + now.month - 1 - ago, 12)
    return date(months // 12, months % 12 + 1, 1)


def _date(day: int, month: int, year: int, first: int, last: int) -> Piece | None:
    try:
        return Piece("date", date(year, month, day).timetuple()[:3], first, last) if year > _OLDEST else None
    except ValueError:
        return None


def _recent(day: int, month: int, now: datetime, first: int, last: int) -> Piece | None:
    """Return the newest day up to `now` that has this number, and this month where one is said."""
    for ago in range(24):
        start = _month(now, ago)
        if month and start.month != month:
            continue
        piece = _date(day, start.month, start.year, first, last)
        if piece and date(*(int(part) for part in piece.value)) <= now.date():
            return piece
    return None
