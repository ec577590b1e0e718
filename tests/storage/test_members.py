"""Members, their passwords and chats, and the teams whose cases they may open."""

from collections import Counter

import pytest
from sqlalchemy import select, update

from flows.errors import NotFound, Refused, SealBroken
from storage import conversations, forgetting, members, teams, transcript, vault
from storage.tables import Contact, Grant, LinkCode, Member
from storage.transcript import Line
from tests.storage.things import DAY, HOUR, NOW, PASSWORD, SECOND, conversation, enrolled, linked, prepared


def admit(uow, member, team, pair):
    """Let a member into a team whose pair somebody has opened."""
    teams.grant(uow, team, member.id, vault.seal(pair.private, member.pair.public), NOW)


@pytest.fixture
def office(uow):
    """Return two teams of one counselor each, and a coordinator."""
    ratna, sari, dewi = enrolled(uow, "ratna", "koordinator"), enrolled(uow, "sari"), enrolled(uow, "dewi")
    for member, team in ((ratna, teams.COORDINATION), (sari, "kota"), (dewi, "kabupaten")):
        admit(uow, member, team, teams.create(uow, team, NOW))
    return {"ratna": ratna, "sari": sari, "dewi": dewi}


def shared(uow, *to):
    """Return a conversation with one line, its private half shared with teams."""
    stored = conversation(uow)
    transcript.append(uow, stored.id, stored.public_key, Line(NOW, "reporter", "text", "dia memukul"))
    teams.share(uow, stored.id, conversations.server_pair(uow, stored.id).private, to, NOW)
    forgetting.hand_over(uow, stored.id, NOW, lambda _state, _value: False)
    return stored


def reads(uow, stored, member):
    """Return what a member reads of a conversation with her own key."""
    pair = teams.open_subject(uow, stored.id, member.id, member.pair)
    return [line.text for line in transcript.read(uow, stored.id, pair)]


def test_her_password_opens_her_key_and_no_other_does(uow):
    member = enrolled(uow, "sari")
    row = members.by_name(uow, "sari")
    assert members.unlock(row, PASSWORD) == member.pair
    for wrong in ("", PASSWORD.upper(), PASSWORD + " "):
        with pytest.raises(Refused, match="tidak cocok"):
            members.unlock(row, wrong)


def test_the_key_of_one_member_does_not_open_under_anothers_name(uow):
    enrolled(uow, "sari")
    enrolled(uow, "dewi")
    sari = members.by_name(uow, "sari")
    table = Member.__table__
    stolen = {"salt": sari.salt, "private_half": sari.private_half, "public_key": sari.public_key}
    uow.run(update(table).where(table.c.name == "dewi").values(**stolen))
    with pytest.raises(Refused):
        members.unlock(members.by_name(uow, "dewi"), PASSWORD)


def test_no_column_of_a_member_holds_her_password_or_her_private_key(uow):
    member = enrolled(uow, "sari")
    row = repr(uow.read(select(Member.__table__)).one())
    assert PASSWORD not in row
    assert repr(member.pair.private)[2:-1] not in row


def test_a_name_is_given_once_and_the_refusal_says_what_to_do(uow):
    enrolled(uow, "sari")
    with pytest.raises(Refused, match="sari sudah dipakai"):
        members.add(uow, prepared("sari", "koordinator"), NOW)
    assert [row.role for row in members.everyone(uow)] == ["konselor"]


def test_a_link_code_links_the_chat_it_comes_from_once(uow):
    sari = enrolled(uow, "sari")
    code = members.looks_like_code(members.issue_code(uow, sari.id, NOW))
    assert members.link(uow, code, "telegram", "501", NOW).id == sari.id
    assert members.link(uow, code, "telegram", "502", NOW) is None
    assert members.at_address(uow, "telegram", "501").id == sari.id
    assert members.at_address(uow, "telegram", "502") is None
    assert members.at_address(uow, "terminal", "501") is None


def test_a_link_code_lives_one_day(uow):
    sari = enrolled(uow, "sari")
    code = members.looks_like_code(members.issue_code(uow, sari.id, NOW))
    assert members.link(uow, code, "telegram", "501", NOW + DAY) is None
    assert members.link(uow, code, "telegram", "501", NOW + DAY - SECOND).id == sari.id


def test_a_code_is_known_in_any_letter_case_and_spacing_and_nothing_else_is_one():
    for typed in ("pelita-12345678", "PELITA-1234 5678", " Pelita - 12345678 "):
        assert members.looks_like_code(typed) == "12345678"
    for typed in ("12345678", "pelita-1234567", "pelita-123456789", "pelita-1234567a", "halo pelita-12345678", ""):
        assert members.looks_like_code(typed) == ""


def test_no_column_holds_a_link_code(uow):
    sari = enrolled(uow, "sari")
    code = members.looks_like_code(members.issue_code(uow, sari.id, NOW))
    row = uow.read(select(LinkCode.__table__)).one()
    assert code not in repr(row)
    assert row.hash == uow.keys.word_hash(code)


def test_a_chat_belongs_to_whoever_linked_it_last(uow):
    sari, dewi = enrolled(uow, "sari"), enrolled(uow, "dewi")
    linked(uow, sari, "501")
    linked(uow, dewi, "501")
    assert members.at_address(uow, "telegram", "501").id == dewi.id
    assert members.contacts(uow, sari.id) == []


def test_the_same_chat_linked_again_by_the_same_person_is_the_same_contact_and_takes_messages_again(uow):
    sari = enrolled(uow, "sari")
    first, other = linked(uow, sari, "501"), linked(uow, sari, "502")
    members.block_contact(uow, first, NOW)
    assert linked(uow, sari, "501") == first
    assert {row.id for row in members.contacts(uow, sari.id)} == {first, other}
    assert members.contact_at(uow, "telegram", "501").id == first
    assert members.contact_at(uow, "whatsapp", "501") is None


def test_a_contact_is_found_by_its_index_and_its_address_opens_in_its_place_only(uow):
    sari, dewi = enrolled(uow, "sari"), enrolled(uow, "dewi")
    mine, hers = linked(uow, sari, "501"), linked(uow, dewi, "502")
    assert members.contact_address(uow, mine) == "501"
    assert members.contact_address(uow, "gone") is None
    table = Contact.__table__
    assert "501" not in repr(uow.read(select(table.c.address, table.c.address_index)).all())
    address = uow.read(select(table.c.address).where(table.c.id == hers)).scalar()
    uow.run(update(table).where(table.c.id == mine).values(address=address))
    with pytest.raises(SealBroken):
        members.contact_address(uow, mine)


def test_a_chat_that_takes_nothing_more_is_not_written_to(uow):
    sari = enrolled(uow, "sari")
    first, second = linked(uow, sari, "501"), linked(uow, sari, "502")
    assert {row.id for row in members.contacts(uow, sari.id)} == {first, second}
    members.block_contact(uow, first, NOW)
    assert [row.id for row in members.contacts(uow, sari.id)] == [second]


def test_somebody_who_left_is_nobody_at_the_door(uow):
    sari = enrolled(uow, "sari")
    linked(uow, sari, "501")
    uow.run(update(Member.__table__).values(active=False))
    assert members.at_address(uow, "telegram", "501") is None
    assert members.by_name(uow, "sari") is None
    assert members.by_id(uow, sari.id).name == "sari"


def test_coordinators_are_those_who_are_active(uow):
    ratna = enrolled(uow, "ratna", "koordinator")
    enrolled(uow, "sari")
    assert members.coordinators(uow) == [ratna.id]
    uow.run(update(Member.__table__).values(active=False))
    assert members.coordinators(uow) == []


def test_a_member_reads_the_cases_of_her_team_and_of_no_other(uow, office):
    stored = shared(uow, "kota")
    assert reads(uow, stored, office["sari"]) == ["dia memukul"]
    with pytest.raises(NotFound):
        teams.open_subject(uow, stored.id, office["dewi"].id, office["dewi"].pair)


def test_a_coordinator_reads_the_cases_of_every_team(uow, office):
    for team in ("kota", "kabupaten"):
        assert reads(uow, shared(uow, team), office["ratna"]) == ["dia memukul"]


def test_a_team_without_a_key_yet_is_passed_over_and_the_coordinators_read(uow, office):
    stored = shared(uow, "belum-ada")
    assert reads(uow, stored, office["ratna"]) == ["dia memukul"]
    holders = uow.read(select(Grant.__table__.c.holder).where(Grant.__table__.c.subject == stored.id)).scalars()
    assert list(holders) == [teams.COORDINATION]


def test_a_second_member_of_a_team_reads_what_came_before_her(uow, office):
    stored = shared(uow, "kota")
    new = enrolled(uow, "tini")
    admit(uow, new, "kota", teams.open_subject(uow, "kota", office["sari"].id, office["sari"].pair))
    assert reads(uow, stored, new) == ["dia memukul"]


def test_a_grant_does_not_open_with_the_key_of_another_holder(uow, office):
    stored = shared(uow, "kota")
    with pytest.raises(SealBroken):
        teams.open_subject(uow, stored.id, office["sari"].id, office["dewi"].pair)


def test_sharing_again_changes_nothing(uow, office):
    stored = conversation(uow)
    private = conversations.server_pair(uow, stored.id).private
    for _ in range(2):
        teams.share(uow, stored.id, private, ("kota", "kota"), NOW)
    counted = Counter(uow.read(select(Grant.__table__.c.subject)).scalars())
    assert counted[stored.id] == 2
    assert office


def test_who_is_in_a_team_is_known_and_those_who_left_are_not_counted(uow, office):
    assert teams.members_of(uow, "kota") == [office["sari"].id]
    assert teams.teams_of(uow, office["sari"].id) == ["kota"]
    assert teams.teams_of(uow, office["ratna"].id) == [teams.COORDINATION]
    uow.run(update(Member.__table__).where(Member.__table__.c.name == "sari").values(active=False))
    assert teams.members_of(uow, "kota") == []
    assert not teams.exists(uow, "belum-ada")
    assert teams.exists(uow, "kota")


def test_codes_of_two_members_do_not_disturb_each_other(uow):
    sari, dewi = enrolled(uow, "sari"), enrolled(uow, "dewi")
    first, second = (members.looks_like_code(members.issue_code(uow, one.id, NOW)) for one in (sari, dewi))
    assert members.link(uow, second, "telegram", "502", NOW + HOUR).id == dewi.id
    assert members.link(uow, first, "telegram", "501", NOW + HOUR).id == sari.id
