"""One-time codes: what RFC 4226 and RFC 6238 publish, and that no code works twice."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from flows.errors import SealBroken
from storage import codes, members
from storage.tables import Member
from tests.storage.things import NOW, enrolled

RFC_SECRET = b"12345678901234567890"
STEP = timedelta(seconds=codes.STEP)


@pytest.fixture
def sari(uow):
    """Return a member whose codes are not set up yet."""
    member = enrolled(uow, "sari")
    codes.set_secret(uow, member.id)
    return member.id


def code(uow, member_id, at):
    return codes.code_at(codes.secret_of(uow, members.by_id(uow, member_id)), int(at.timestamp()) // codes.STEP)


def test_a_code_of_a_secret_that_was_replaced_is_not_taken_from_who_read_it_before(uow, sari):
    before = members.by_id(uow, sari)
    seen = code(uow, sari, NOW)
    codes.set_secret(uow, sari)
    assert not codes.use(uow, before, seen, NOW)
    assert members.by_id(uow, sari).code_counter == 0


def uses(uow, member_id, typed, at=NOW):
    return codes.use(uow, members.by_id(uow, member_id), typed, at)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_codes_are_those_of_rfc_6238(seconds, expected):
    assert codes.code_at(RFC_SECRET, seconds // codes.STEP, digits=8) == expected
    assert codes.code_at(RFC_SECRET, seconds // codes.STEP) == expected[2:]


def test_the_codes_are_those_of_rfc_4226():
    told = ("755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489")
    assert tuple(codes.code_at(RFC_SECRET, counter) for counter in range(10)) == told


def test_the_published_secret_is_shown_as_apps_take_it():
    assert codes.shown(RFC_SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def test_a_secret_has_160_bits_and_is_another_one_each_time(uow, sari):
    first = codes.secret_of(uow, members.by_id(uow, sari))
    codes.set_secret(uow, sari)
    second = codes.secret_of(uow, members.by_id(uow, sari))
    assert len(first) == len(second) == 20
    assert first != second


def test_a_code_of_now_or_of_half_a_minute_off_is_taken(uow, sari):
    for off, taken in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        uow.run(update(Member.__table__).values(code_counter=0))
        assert uses(uow, sari, code(uow, sari, NOW + off * STEP)) is taken


def test_no_code_works_twice_nor_one_before_it(uow, sari):
    earlier, now, later = (code(uow, sari, NOW + off * STEP) for off in (-1, 0, 1))
    assert uses(uow, sari, now)
    assert not uses(uow, sari, now)
    assert not uses(uow, sari, earlier)
    assert uses(uow, sari, later)
    assert not uses(uow, sari, now, NOW + STEP)


def test_a_row_read_before_another_use_does_not_let_the_code_in_again(uow, sari):
    stale = members.by_id(uow, sari)
    right = code(uow, sari, NOW)
    assert codes.use(uow, stale, right, NOW)
    assert not codes.use(uow, stale, right, NOW)


def test_a_code_may_be_typed_with_spaces_and_nothing_else_is_one(uow, sari):
    right = code(uow, sari, NOW)
    fullwidth = "".join(chr(ord(digit) + 0xFEE0) for digit in right)
    for typed in ("", right[:-1], right + "0", "-" + right, fullwidth, "abcdef", "０" * 6, "\0" * 6):
        assert not uses(uow, sari, typed)
    assert uses(uow, sari, f" {right[:3]} {right[3:]} ")


def test_who_has_no_secret_has_no_code(uow):
    dewi = enrolled(uow, "dewi")
    assert codes.secret_of(uow, members.by_id(uow, dewi.id)) is None
    assert not uses(uow, dewi.id, "000000")


def test_the_secret_opens_in_the_row_of_its_member_only(uow, sari):
    dewi = enrolled(uow, "dewi")
    row = uow.read(select(Member.__table__).where(Member.__table__.c.id == sari)).one()
    plain = codes.secret_of(uow, row)
    assert plain not in row.code_secret
    uow.run(update(Member.__table__).where(Member.__table__.c.id == dewi.id).values(code_secret=row.code_secret))
    with pytest.raises(SealBroken):
        codes.secret_of(uow, members.by_id(uow, dewi.id))


def test_codes_that_were_forgotten_have_to_be_set_up_anew(uow, sari):
    right = code(uow, sari, NOW)
    assert uses(uow, sari, right)
    codes.forget(uow, sari)
    row = members.by_id(uow, sari)
    assert (row.code_secret, row.code_counter) == (None, 0)
    assert not uses(uow, sari, right, NOW + STEP)
