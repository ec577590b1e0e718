"""When something happened: the parts of a time that stand together, as one ISO time in the zone of the office."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flows.understanding.facts.calendar import pieces
from flows.understanding.facts.clock import Piece
from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.lists import lists
from flows.understanding.facts.resolving import resolved
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story

_LISTS = lists("times")
_GAP = 3
"""Words such as "sekitar" that may stand between the parts of one time."""
_ANSWER = 8
"""Words up to which a text may be the answer to "when", without telling what happened."""
TELLS = _LISTS["tells"]
_TELLING = 5
"""Words between a time and that somebody told of it then."""
_NEAR = frozenset({"tadi", "day", "date", "weekday", "eve", "ini"})


_HOME = _LISTS["home"]
_UNTIL = _LISTS["until"]
_THERE_IS = _LISTS["there_is"]
_WHILE = _LISTS["while"]
_JUST_NOW = _LISTS["just_now"]


def times(story: Story, now: datetime, taken: Sequence[tuple[int, int]]) -> Iterator[Fact]:
    """Yield when things happened; words in `taken` belong to something else, such as hours of contact."""
    said, seen = story.said, set()
    before: list[Piece] = []
    found = _completed(said, groups(said, pieces(said, now)), taken)
    clocked = any({"tadi", "clock"} <= {piece.kind for piece in group} for group in found)
    for group in found:
        if clocked and [piece.kind for piece in group] == ["tadi"]:
            continue
        first, last = group[0].first, group[-1].last
        since = said.means(first - 1, "since")
        if any(start < last and first < end for start, end in taken) or not _counts(story, group):
            continue
        part = _inherited(said, group, before)
        before = group
        told = resolved([*group, *part], now)
        if told is None or now.date().isoformat() < told.value[:10] < "T":
            continue
        about = said.means(last, "about") or any(said.means(place, "about") for place in _around(said, first, last))
        precision = "kira" if about and told.precision != "bagian_hari" else told.precision
        value = f"{told.value}/.." if since and "/" not in told.value and "T" not in told.value else told.value
        if "tadi" in {piece.kind for piece in group} and since:
            value = told.value
        if (value, precision) not in seen:
            seen.add((value, precision))
            sure = SURE if told.sure and not about else LIKELY
            yield said.fact("when", value, first, last, sure, precision=precision)


def _inherited(said: Said, group: list[Piece], before: list[Piece]) -> list[Piece]:
    """Return the part of the day of the sentence before, for a clock that stands alone ("sore hari Minggu. Jam 5")."""
    if [piece.kind for piece in group] != ["clock"] or not before or "clock" in {piece.kind for piece in before}:
        return []
    close = said.sentence[group[0].first] - said.sentence[before[-1].last - 1] <= 2
    return [piece for piece in before if piece.kind == "part"] if close else []


def _around(said: Said, first: int, last: int) -> Iterator[int]:
    """Yield the places just before a time and those inside it, where "sekitar" may stand."""
    yield from (place for place in said.before(first, 2) if said.clause[place] == said.clause[first])
    yield from range(first, last)


def groups(said: Said, found: list[Piece]) -> list[list[Piece]]:
    """Return the parts that together are one time each."""
    together: list[list[Piece]] = []
    for piece in found:
        if together and _joins(said, together[-1], piece):
            together[-1].append(piece)
        else:
            together.append([piece])
    return together


def _completed(said: Said, found: list[list[Piece]], taken: Sequence[tuple[int, int]]) -> list[list[Piece]]:
    """Return the times with a clock that stands apart joined to the day of its sentence ("kemarin … jam 12 malam")."""
    done: list[list[Piece]] = []
    for group in found:
        kinds = {piece.kind for piece in group}
        free = not any(start < group[-1].last and group[0].first < end for start, end in taken)
        if done and free and "clock" in kinds <= {"clock", "part"} and _lacks_clock(said, done[-1], group):
            done[-1] = [*done[-1], *group]
        else:
            done.append(group)
    return done


def _lacks_clock(said: Said, day: list[Piece], clock: list[Piece]) -> bool:
    kinds = {piece.kind for piece in day}
    parts = {piece.value[0] for piece in [*day, *clock] if piece.kind == "part"}
    parts |= {"malam"} if kinds & {"eve", "semalam"} else set()
    same = said.sentence[day[0].first] == said.sentence[clock[0].first] and clock[0].first - day[-1].last <= 12
    return same and bool(kinds & _NEAR) and "clock" not in kinds and len(parts) < 2


def _joins(said: Said, group: list[Piece], piece: Piece) -> bool:
    last = group[-1].last
    if said.sentence[last - 1] != said.sentence[piece.first] or piece.first - last > _GAP:
        return False
    kinds = {one.kind for one in group}
    alone = {"since", "lasting", "now"}
    if piece.kind in kinds - {"part", "tadi"} or piece.kind in alone or kinds & alone:
        return False
    if (
        kinds & {"weekday", "eve"}
        and kinds <= {"weekday", "eve", "part"}
        and piece.kind == "span"
        and piece.value[1] == "minggu"
    ):
        return True
    if {"span"} & (kinds | {piece.kind}) and not (kinds | {piece.kind}) <= {"span", "part", "clock", "tadi"}:
        return _is_modifier(group, piece)
    if kinds == {"day"} and piece.kind == "weekday" and said.clause[last - 1] == said.clause[piece.first]:
        return True
    if kinds & {"date", "day"} and piece.kind in {"date", "day"} and not _is_modifier(group, piece):
        return False
    return all(said.means(place, "filler") or said.means(place, "about") for place in range(last, piece.first))


def _is_modifier(group: list[Piece], piece: Piece) -> bool:
    """Return whether "kemarin" only says which one ("tgl 5 kemarin", "Senin kemarin")."""
    return (
        piece.kind == "day" and piece.first == group[-1].last and group[-1].kind in {"date", "weekday", "eve", "part"}
    )


def _counts(story: Story, group: list[Piece]) -> bool:
    """Return whether a time tells when something happened: not the future, a marriage, or every week."""
    said, first, last = story.said, group[0].first, group[-1].last
    if not story.counts(first):
        return False
    before = [place for place in said.before(first, 2)]
    if any(said.means(place, "every") or said.means(place, "coming") for place in before):
        return False
    if said.means(last, "coming") or (said.is_a(last, "depan") and group[-1].kind in {"weekday", "part", "span"}):
        return False
    if said.means(last, "there_is") and [piece.kind for piece in group] == ["day"]:
        return False
    kinds = {piece.kind for piece in group}
    if kinds <= _NEAR | {"part", "barusan", "semalam"} and _is_telling(story, first, last):
        return False
    if kinds <= {"clock", "part"} and _is_other_time(said, first):
        return False
    planned = any(said.means(place, "plan") for place in said.before(first, 4))
    if planned and kinds & {"date", "weekday", "eve"}:
        return False
    if not story.acts and len(said.words) > _ANSWER and {"weekday", "clock"} <= kinds:
        return said.inside(said.sentence[first], "happened")
    if not story.acts and said.inside(said.sentence[first], "thanks"):
        return False
    wished = any(said.means(place, "wish") for place in said.before(first, 8))
    if kinds == {"ini"} and wished and not _hurts(story, first):
        return False
    if not _hurts(story, first) and len(said.words) > _ANSWER and _asks(said, last):
        return False
    if kinds == {"lasting"} and not _hurts(story, first):
        return False
    if kinds <= {"clock", "part"} and not _hurts(story, first) and any(said.is_a(at, *_HOME) for at in before):
        return False  # "papa pulang kerja jam 8" is every day
    if kinds <= {"clock", "part"} and any(said.means(place, "since") for place in before) and _until(said, last):
        return False
    if "clock" in kinds <= {"clock", "part"} and said.is_a(first - 1, *_UNTIL):
        return False
    if kinds == {"span"} and said.means(first - 1, "due") and said.clause[first - 1] == said.clause[first]:
        return False
    here = said.clause[first]
    apart = all(said.clause[act.mark.first] != here for act in story.acts) and kinds <= _NEAR
    if kinds <= _NEAR | {"part", "span"} and (apart or not _hurts(story, first)) and _is_seen_to(said, first, last):
        return False
    if kinds == {"lasting"} and _is_age(story, group[0]):
        return False
    long = kinds <= {"span", "since", "lasting"}
    loose = long or kinds <= {"clock", "part"}
    if loose and not story.acts and len(said.words) > _ANSWER and not said.inside(said.sentence[first], "happened"):
        return False
    lived = _lived(said, first)
    lived = lived or any(said.means(place, "life") for place in said.after(last, 2))
    womb = any(said.means(place, "womb") or said.means(place, "age") for place in said.before(first, 3))
    return not (long and (lived or womb))


def _is_telling(story: Story, first: int, last: int) -> bool:
    """Return whether somebody only told of it at a time ("temenku tadi cerita", "td ada ibu muda, cerita …")."""
    said = story.said
    deeds = {act.mark.first for act in story.acts}
    there = said.is_a(last, *_THERE_IS)
    for place in said.after(last, _TELLING + (8 if there else 0)):
        if place in deeds or said.is_a(place, *_WHILE):
            return False
        if said.is_a(place, *TELLS):
            return True
        if said.is_a(place, "tahu") and said.is_a(place - 1, *_JUST_NOW):
            return True
        if said.is_a(place, "datang") and there:
            return not any(at in deeds for at in said.after(place, 4))
        if said.clause[place] != said.clause[last - 1] and not there:
            return False
    near = [place for place in said.before(first, 2) if said.clause[place] == said.clause[first]]
    return any(said.is_a(place, *TELLS) for place in near) and not any(at in deeds for at in said.after(last, 6))


def _is_other_time(said: Said, first: int) -> bool:
    """Return whether a clock belongs to what comes, or to every day ("besok mau ke puskesmas jam 9")."""
    near = [place for place in said.before(first, 8) if said.clause[place] == said.clause[first]]
    return any(said.means(place, "coming") or (said.means(place, "every") and place >= first - 5) for place in near)


def _is_seen_to(said: Said, first: int, last: int) -> bool:
    """Return whether somebody was seen to, or it was told to somebody, at a time ("tadi sudah ke bidan")."""
    before = (place for place in said.before(first, 4) if said.clause[place] == said.clause[first])
    if any(said.means(place, "seen_to") or said.means(place, "caught") for place in before):
        return True
    return any(said.means(place, "seen_to") or said.means(place, "caught") for place in said.after(last, 3))


def _is_age(story: Story, lasting: Piece) -> bool:
    """Return whether years that last are how old somebody is ("sekarang aku sudah 21 tahun")."""
    said, last = story.said, lasting.last
    ends = not said.has(last) or said.clause[last] != said.clause[lasting.first]
    years = any(said.is_a(place, "tahun") for place in range(lasting.first, last))
    return ends and years and said.means(lasting.first - 2, "by_now") and lasting.first - 1 in story.at


def _until(said: Said, last: int) -> bool:
    """Return whether a clock goes on to another ("kerja dari jam 4 pagi sampai 11 malam")."""
    return any(said.means(place, "until") for place in said.after(last, 2))


def _lived(said: Said, first: int) -> bool:
    """Return whether a marriage, a job or the like is told right before a time, in the same part of the sentence."""
    for place in said.before(first, 5):
        if said.clause[place] != said.clause[first] or said.means(place, "but"):
            return False
        if said.means(place, "life"):
            return not _forsaken(said, place)
    return False


def _forsaken(said: Said, life: int) -> bool:
    """Return whether somebody went to work and cares for nobody since ("ditinggal kerja proyek dari September")."""
    uncared = (mark for mark in said.of("violence") if mark.code == "penelantaran")
    off = any(said.means(place, "went_off") for place in said.before(life, 5))
    return off and any(said.sentence[mark.first] == said.sentence[life] for mark in uncared)


def _asks(said: Said, place: int) -> bool:
    """Return whether the sentence around `place` ends in a question mark."""
    here = place - 1
    while said.has(here + 1) and said.sentence[here + 1] == said.sentence[place - 1]:
        here += 1
    end = said.words[here].end
    return "?" in said.text[end : end + 3]


def _hurts(story: Story, place: int) -> bool:
    return any(story.said.sentence[act.mark.first] == story.said.sentence[place] for act in story.acts)
