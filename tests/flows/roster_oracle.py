"""Who is on duty, found in another way: by trying days and names one by one, without the code of the roster.

Wall times become instants by trying offsets, turns are counted one after another, and changes are looked at from the
last to the first.
"""

from datetime import UTC, date, datetime, timedelta

from flows.roster import EVERYBODY, Leave, Once, Override, Rotation, Swap, Temporary

DAY = timedelta(days=1)


def instant(wall, zone):
    """Return the first instant at which clocks show `wall`; in a skipped hour, by the offset that was before it."""
    as_if_utc = wall.replace(tzinfo=UTC)
    offsets = {(as_if_utc + step).astimezone(zone).utcoffset() for step in (-2 * DAY, -DAY, DAY, 2 * DAY)}
    tries = sorted(as_if_utc - offset for offset in offsets)
    shown = [one for one in tries if one.astimezone(zone).replace(tzinfo=None) == wall]
    return shown[0] if shown else as_if_utc - (as_if_utc - DAY).astimezone(zone).utcoffset()


def turn_of(rotation, day):
    """Count the turns up to the duty that begins on `day`; None before the first."""
    starts = rotation.starts if rotation.starts is not None else rotation.hand_over
    duty, hands_over, turn = datetime.combine(day, starts), datetime.combine(rotation.begins, rotation.hand_over), -1
    while hands_over <= duty:
        turn, hands_over = turn + 1, hands_over + rotation.every * DAY
    return None if turn < 0 else turn


def has(rule, day, zone, moment, holidays):
    """Return who has the duty of `rule` that begins on the local `day`, if it runs at `moment`."""
    starts, ends = rule.starts, rule.ends
    if isinstance(rule, Rotation):
        turn = turn_of(rule, day)
        if turn is None or not rule.members:
            return None
        member = rule.members[turn % len(rule.members)]
        if starts is None:
            starts = ends = rule.hand_over
    else:
        member = rule.member
    if day.weekday() not in rule.days or rule.holds == ("workdays" if day in holidays else "holidays"):
        return None
    over_midnight = not starts < ends
    begins = instant(datetime.combine(day, starts), zone)
    over = instant(datetime.combine(day + DAY if over_midnight else day, ends), zone)
    return member if begins <= moment and moment < over else None


def ruled(rules, zone, moment, holidays, team, role):
    """Return the members that rules put on duty, in their order, each once."""
    found = []
    middle = moment.astimezone(zone).date()
    for rule in rules:
        if rule.team != team or rule.role != role:
            continue
        if isinstance(rule, Once):
            names = [rule.member] if rule.starts_at <= moment < rule.ends_at else []
        else:
            near = [date.fromordinal(middle.toordinal() + step) for step in (-3, -2, -1, 0, 1, 2)]
            names = [has(rule, day, zone, moment, holidays) for day in near]
        for name in names:
            if name is not None and name not in found:
                found.append(name)
    return found


def oracle(roster, zone, moment, team, role):
    """Return who is on duty at `moment`."""
    rules = roster.rules
    for change in roster.changes:
        if isinstance(change, Temporary) and change.team == team and change.starts_at <= moment < change.ends_at:
            rules = change.rules
    mine = [c for c in roster.changes if isinstance(c, (Override, Swap)) and c.team == team and c.role == role]
    held = _after(mine, ruled(rules, zone, moment, roster.holidays, team, role), moment)
    away = {c.member for c in roster.changes if isinstance(c, Leave) and c.starts_at <= moment < c.ends_at}
    return tuple(name for name in held if name not in away)


def _after(changes, members, moment):
    """Return who is left of `members` when the last of `changes` is put on what the others leave."""
    if not changes:
        return members
    *others, last = changes
    before = _after(others, members, moment)
    unique = []
    for name in before:
        new = _instead(last, name, moment)
        if new not in unique:
            unique.append(new)
    if isinstance(last, Override) and last.starts_at <= moment < last.ends_at:
        if last.instead_of == EVERYBODY:
            return [last.member]
        if last.instead_of == "" and last.member not in unique:
            unique.append(last.member)
    return unique


def _instead(change, name, moment):
    if isinstance(change, Override):
        now = change.starts_at <= moment < change.ends_at
        return change.member if now and name == change.instead_of else name
    agreed = (change.one_agreed_at, change.other_agreed_at)
    if None in agreed or any(moment < when for when in agreed):
        return name
    if name == change.one and change.one_starts_at <= moment < change.one_ends_at:
        return change.other
    if name == change.other and change.other_starts_at <= moment < change.other_ends_at:
        return change.one
    return name
