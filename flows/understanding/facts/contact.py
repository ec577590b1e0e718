"""How somebody may be reached: wishes, hours, and the phone numbers that are offered."""

from collections.abc import Iterator
from datetime import datetime

from flows.understanding.facts.clock import Piece
from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.lists import lists
from flows.understanding.facts.resolving import hours as in_24
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import DATA

_LISTS = lists("contact")
_PARTS = DATA["clock"]["parts"]
_DASHES = frozenset({"-", "–", "—", "s/d"})
_ALLOWED = _LISTS["allowed"]
_GOT_TO_KNOW = _LISTS["got_to_know"]
_WROTE = (*_GOT_TO_KNOW, *_LISTS["wrote"])
_REACHED = _LISTS["reached"]
_ASKED = _LISTS["asked"]
_SO_THAT = _LISTS["so_that"]
_AND = _LISTS["and"]
_CALLS = _LISTS["calls"]
_WRITING = _LISTS["writing"]
_WILLING = _LISTS["willing"]
_OTHERS = _LISTS["others"]
_PLEASE = _LISTS["please"]
_HERE_PLEASE = _LISTS["here_please"]
_NUMBERS = _LISTS["numbers"]
_ALLOWS = _LISTS["allows"]
_CONTACTS = _LISTS["contacts"]
_BEFORE_NOW = _LISTS["before_now"]
_CAN = _LISTS["can"]
_HABIT = _LISTS["habit"]
_BESIDE = 1
_SHORTEST = 2
"""Figures up to which a word that follows "telp" is no number to call."""
_CALLED = 6
"""Words between "wa" or "telp" and the hours for it."""


def wishes(story: Story, opened: list[Fact]) -> Iterator[Fact]:
    """Yield each wish once; `opened` are the hours. "Jangan hubungi di nomor pondok" is none against every contact."""
    said, seen = story.said, set()
    for mark in said.of("contact"):
        if mark.code in seen or not story.counts(mark.first) or _is_not(story, mark):
            continue
        seen.add(mark.code)
        yield said.fact("contact", mark.code, mark.first, mark.last)
    offered = [fact for fact in (*calls(story), *_at_hours(story, opened, seen)) if fact.value not in seen]
    yield from offered[:1]


def _at_hours(story: Story, opened: list[Fact], seen: set[str]) -> Iterator[Fact]:
    """Yield that a call is welcome where the hours for it are told ("telp abis jam 3 sore"), and nothing else is."""
    said = story.said
    if seen & {"jangan_telepon", "wa_saja", "chat_saja", "jangan_hubungi"}:
        return
    for fact in opened:
        first, last = said.places(fact.start, fact.end)
        for place in (*said.before(first, _CALLED), *said.after(last, 3)):
            if not story.counts(place) or narrated(story, place):
                continue
            if said.is_a(place, "telepon"):
                yield said.fact("contact", "boleh_telepon", place, place + 1, LIKELY)
                return
            if said.is_a(place, "wa", "chat") and said.is_a(last, "saja"):
                code = "wa_saja" if said.is_a(place, "wa") else "chat_saja"
                yield said.fact("contact", code, place, place + 1, LIKELY)
                return


def calls(story: Story) -> Iterator[Fact]:
    """Yield that a call is welcome where a number follows the word for it ("telp di 0812…", "hubungi 0852…")."""
    said = story.said
    for mark in said.of("marks"):
        if mark.code != "call" or not said.is_a(mark.first, *_CALLS) or not story.counts(mark.first):
            continue
        words = (at for at in said.after(mark.last, 5) if said.clause[at] == said.clause[mark.first])
        place = next((at for at in words if said.words[at].word.isdecimal()), mark.last)
        word = said.words[place].word if said.has(place) else ""
        written = any(said.is_a(at, *_WRITING) for at in range(mark.last, place))
        offered = not written and word.isdecimal() and word[0] == "0" and len(word) > _SHORTEST
        near = [here for here in said.before(mark.first, 3) if said.clause[here] == said.clause[mark.first]]
        if offered and not any(said.means(here, "no") or said.means(here, "theirs") for here in near):
            yield said.fact("contact", "boleh_telepon", mark.first, place + 1)
            return


def _is_not(story: Story, mark: Mark) -> bool:
    said = story.said
    if mark.code == "boleh_telepon" and _can_only(story, mark):
        return True
    if mark.code == "jangan_hubungi" and _somebody(story, mark.last):
        return True
    if mark.code == "jangan_hubungi":
        inside = any(other.code == "jangan_telepon" and other.first == mark.first for other in said.at[mark.first])
        after = [said.means(place, "only_by") for place in said.after(mark.last, 3)]
        return inside or any(after)
    if mark.code == "jangan_telepon":
        return _somebody(story, mark.last) or _told_of_calls(story, mark)
    if mark.code in {"wa_saja", "chat_saja"} and _told_of_writing(story, mark):
        return True
    before = [place for place in said.before(mark.first, 3) if said.clause[place] == said.clause[mark.first]]
    if mark.code in {"wa_saja", "chat_saja"}:
        before = [place for place in before if not _calls_off(said, place)]
    denied = any(said.means(place, "no") for place in before)
    if mark.code == "boleh_telepon" and any(said.means(place, "in_writing") for place in said.after(mark.last, 7)):
        return True
    asked = said.is_a(mark.first - 1, "yang") and any(said.means(place, "begs") for place in said.before(mark.first, 4))
    if mark.code == "boleh_telepon" and (asked or narrated(story, mark.first)):
        return True
    if mark.code == "boleh_telepon" and said.is_a(mark.first - 1, "saya", "dia"):
        return not said.is_a(mark.first, *_WILLING)
    if mark.code == "boleh_telepon":
        return denied or any(other.code == "jangan_telepon" for place in before for other in said.at.get(place, ()))
    return denied


def _told_of_calls(story: Story, mark: Mark) -> bool:
    """Return whether it is told that somebody could not or must not call ("hp disita biar ga bisa telpon")."""
    said = story.said
    near = [at for at in said.before(mark.first, 5) if said.clause[at] == said.clause[mark.first]]
    if said.is_a(mark.last, *_OTHERS):
        return True
    if any(said.means(at, "begs") or said.is_a(at, "tolong", "mohon") for at in near):
        return False
    if said.is_a(mark.first, "jangan"):
        other = any(at in story.at and story.role(story.at[at]) == "pelaku" for at in near)
        return other and any(said.means(at, "speaks") for at in near)
    return any(said.is_a(at, *_SO_THAT) for at in near)


def _told_of_writing(story: Story, mark: Mark) -> bool:
    """Return whether it is told that somebody wrote ("diancam lewat pesan", "awalnya kami cuma chat"), no wish."""
    said, last = story.said, mark.last - 1
    if said.is_a(last, *_HERE_PLEASE) and said.is_a(mark.last, "langsung"):
        return True
    here = [at for at in said.before(mark.first, 9) if said.clause[at] == said.clause[mark.first]]
    here += [at for at in said.after(mark.last, 4) if said.clause[at] == said.clause[mark.first]]
    sexed = any(one.group == "sexes" for one in said.at.get(mark.last + 1, ()))
    if said.means(mark.last, "along") and (said.at_person(mark.last + 1) or sexed):
        return True
    deed = any(one.group == "violence" for at in here for one in said.at.get(at, ()))
    doer = any(at in story.at and story.role(story.at[at]) == "pelaku" for at in here)
    if said.is_a(last, *_PLEASE):
        return any(said.is_a(at, *_GOT_TO_KNOW) for at in here)
    if not (deed or doer) and any(said.is_a(at, *_ASKED) or said.means(at, "call") for at in here):
        return any(said.is_a(at, *_WROTE) for at in here)
    other = any(at in story.at and story.people[story.at[at]].code != "saya" for at in here)
    return deed or other or any(said.is_a(at, *_WROTE) for at in here)


def _calls_off(said: Said, place: int) -> bool:
    """Return whether only calls are refused at `place` ("jangan telp ya chat aja")."""
    return any(mark.group == "contact" and mark.code == "jangan_telepon" for mark in said.at.get(place, ()))


def _somebody(story: Story, place: int) -> bool:
    """Return whether somebody else is named right there ("jangan telepon mama"), not who is spoken to ("… kak")."""
    said = story.said
    same = said.has(place) and said.clause[place] == said.clause[place - 1]
    place += same and said.is_a(place, *_NUMBERS)
    return said.at_person(place) and place in story.at and said.clause[place] == said.clause[place - 1]


def narrated(story: Story, place: int) -> bool:
    """Return whether it is told that somebody called, by whoever is named before ("tante telp saya semalam")."""
    said = story.said
    if not said.is_a(place, *_CONTACTS) or said.is_a(place + 1, *_ALLOWS):
        return False
    near = [here for here in said.before(place, _CALLED) if said.clause[here] == said.clause[place]]
    if any(said.is_a(here, *_ALLOWED) for here in near):
        return False
    others = (story.people[story.at[here]] for here in near if here in story.at)
    if any(one.code != "saya" and not one.beside for one in others):
        return True
    return any(said.is_a(here, *_BEFORE_NOW) for here in near[:3])


def hours(story: Story, found: list[Piece], now: datetime) -> tuple[list[Fact], list[tuple[int, int]]]:
    """Return the hours for contact, and the words that tell them, which then are no time of the story."""
    said, facts, taken = story.said, [], []
    clocks: list[Piece] = []
    for piece in found:
        if piece.kind in {"clock", "part"} and (_called(story, piece) or _follows(said, clocks, piece)):
            clocks.append(piece)
    number = 0
    while number < len(clocks):
        first = clocks[number]
        start, last = _hour(said, clocks, number)
        lone = first.kind == "clock" and last == number + 1
        number = last
        end = ""
        if start is None:
            continue
        stop = clocks[number - 1]
        bare = _bare_end(said, stop, start)
        until = bare is None and number < len(clocks) and _goes_on(said, stop, clocks[number])
        if bare:
            near = number < len(clocks) and clocks[number].kind == "part" and clocks[number].first == bare.last
            part = str(clocks[number].value[0]) if near else ""
            end, stop, number = _shown(bare, part), clocks[number] if near else bare, number + near
            later = _shown(first, part) if part and first.kind == "clock" and first.last >= bare.first - 2 else start
            start = later if start < later < end else start
        if until:
            other, last = _hour(said, clocks, number)
            end, stop, number = other or "", clocks[last - 1], last
            part = str(stop.value[0]) if stop.kind == "part" else ""
            later = _shown(first, part) if part and lone else start
            start = later if start < later < end else start
        span = _span(story, first, stop, start, end)
        taken.append((first.first, stop.last))
        if span:
            sure = SURE if any(piece.kind == "part" for piece in clocks) or end else LIKELY
            facts.append(said.fact("contact", "hours", first.first, stop.last, sure, detail=span))
    return facts, taken


def _bare_end(said: Said, piece: Piece, start: str) -> Piece | None:
    """Return the second clock of "jam 8 sampai 10" and "19.00-21.00", which has no word before it."""
    between = any(said.is_a(at, "antara", "antarane") for at in said.before(piece.first, 3))
    both = between and said.is_a(piece.last, *_AND)
    place = piece.last + (both or said.means(piece.last, "until"))
    if place == piece.last and said.between(piece.last - 1).strip() not in _DASHES:
        return None
    hour, minute = said.number(place), 0
    if said.between(place) in {".", ":"} and 0 <= said.number(place + 1) < 60:
        minute, last = said.number(place + 1), place + 2
    else:
        last = place + 1
    if hour < 0 or (said.has(last) and said.is_a(last, "orang", "kali")):
        return None
    early = hour < 12 and not minute and int(start[:2]) >= hour
    return Piece("clock", (hour + 12 if early else hour, minute), place, last) if 0 <= hour <= 24 else None


def _hour(said: Said, clocks: list[Piece], number: int) -> tuple[str | None, int]:
    """Return the hour that a clock and the part of the day beside it say, and the number of the next clock."""
    piece = clocks[number]
    beside = (
        clocks[number + 1]
        if number + 1 < len(clocks) and clocks[number + 1].first - piece.last <= _BESIDE + (piece.kind == "part")
        else None
    )
    if beside and piece.kind == "clock" and beside.first > piece.last and said.number(piece.last) >= 0:
        beside = None  # "jam 9-12 siang" has another clock between
    if piece.kind == "part":
        if beside and beside.kind == "clock" and said.means(piece.last, "until"):
            return f"{_PARTS[str(piece.value[0])][1] % 24:02}:00", number + 1
        if beside and beside.kind == "clock":
            return _shown(beside, str(piece.value[0])), number + 2
        start, end = _PARTS[str(piece.value[0])]
        return f"{start:02}:00-{end % 24:02}:00", number + 1
    if beside and beside.kind == "part":
        return _shown(piece, str(beside.value[0])), number + 2
    return _shown(piece, ""), number + 1


def _shown(piece: Piece, part: str) -> str:
    hour, _ = in_24(int(piece.value[0]), part)
    return f"{hour:02}:{int(piece.value[1]):02}"


def _span(story: Story, first: Piece, stop: Piece, start: str, end: str) -> str:
    said = story.said
    if "-" in start:
        clause = said.clause[first.first]
        before = [place for place in said.before(first.first, 7) if said.clause[place] == clause]
        return "" if any(said.is_a(place, "jangan", "tidak") for place in before) else start
    inner = stop.first if first.kind == "part" and not end else first.first
    before = [place for place in range(max(0, first.first - 2), inner)]
    never = _never(said, first.first)
    if any(said.means(place, "before") for place in before):
        return f"{start}-" if never else f"-{start}"
    if any(said.means(place, "after") for place in before):
        return f"-{start}" if never else f"{start}-{end}"
    if never:
        return ""
    if not end and first.kind == "clock" and said.means(first.first - 1, "until"):
        return f"-{start}"
    return f"{start}-{end}"


def _never(said: Said, place: int) -> bool:
    """Return whether hours are those in which nobody may call: the last word for it before them is denied."""
    called = next((here for here in said.before(place, _CALLED + 4) if said.means(here, "call")), None)
    if called is None:
        return any(said.is_a(here, "jangan", "tidak") for here in said.before(place, 7))
    if any(said.is_a(here, "jangan") and said.clause[here] == said.clause[place] for here in range(called + 1, place)):
        return True
    near = [here for here in said.before(called, 3) if said.clause[here] == said.clause[called]]
    return any(said.is_a(here, "jangan", "tidak") for here in near)


def _goes_on(said: Said, one: Piece, other: Piece) -> bool:
    between = range(one.last, other.first)
    dash = said.between(one.last - 1).strip() in _DASHES
    return len(between) <= 2 and (
        dash or any(said.means(place, "until") or said.is_a(place, "dan") for place in between)
    )


def _can_only(story: Story, mark: Mark) -> bool:
    """Return whether somebody else can call at all, no wish of the writer ("dia cuma bisa nelpon pakai hp teman")."""
    near = [at for at in story.said.before(mark.first, 3) if story.said.clause[at] == story.said.clause[mark.first]]
    others = (at in story.at and story.people[story.at[at]].code != "saya" for at in near)
    return not story.of_self and any(others)


def _of_other(story: Story, place: int) -> bool:
    """Return whether somebody else can only write at some hour ("dia cuma bisa chat malem")."""
    said = story.said
    can = said.is_a(place - 1, *_CAN) and said.means(place - 1 - 1, "only")
    subject = place - 3
    other = subject in story.at and story.people[story.at[subject]].code != "saya"
    return bool(can) and other and not story.of_self


def _habit(said: Said, place: int) -> bool:
    """Return whether somebody else is told to write or call ("dosen sering whatsapp malam2")."""
    return any(said.is_a(here, *_HABIT) for here in said.before(place, 2))


def _follows(said: Said, clocks: list[Piece], piece: Piece) -> bool:
    """Return whether a clock goes on with one for contact ("… antara jam 8 pagi sampai jam 5 sore")."""
    return (
        bool(clocks)
        and piece.first - clocks[-1].last <= (3 if piece.kind == "clock" else 1)
        and said.sentence[piece.first] == said.sentence[clocks[-1].first]
    )


def _called(story: Story, piece: Piece) -> bool:
    """Return whether a clock belongs to a wish of contact: a word for it stands near, and nothing happened there."""
    said = story.said
    acts = any(
        abs(act.mark.first - piece.first) < 8 and said.sentence[act.mark.first] == said.sentence[piece.first]
        for act in story.acts
    )
    clause = said.clause[piece.first]
    apart = not any(said.clause[act.mark.first] == clause for act in story.acts) and any(
        said.is_a(at, *_REACHED) and said.clause[at] == clause and not narrated(story, at)
        for at in said.before(piece.first, _CALLED)
    )
    if acts and not apart:
        return False
    before = list(said.before(piece.first, _CALLED + 4))
    after = list(said.after(piece.last, 4))
    here, opens = said.clause[piece.first], said.clause[piece.first - 1] != said.clause[piece.first]
    if piece.kind == "part" and not opens:
        before = [place for place in before if said.clause[place] == here]
    before = [place for place in before if not _habit(said, place) and not _of_other(story, place)]
    near = before + [place for place in after if said.clause[place] == here]
    return any(said.means(place, "call") and not narrated(story, place) for place in near)
