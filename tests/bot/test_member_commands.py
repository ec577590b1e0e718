"""`pelita member codes`, `link` and `phone`: lost phones, and numbers that are called."""

import pytest

from bot.commands import members as commands
from bot.commands.installation import prepare
from bot.opening import close_house, open_house
from flows.errors import Refused
from storage import codes, members, telephones
from tests.bot.whole import link_codes, settings_for
from tests.harness.ground import cheap_stretching


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Return the settings of an office with ratna, sari and dewi, whose desk codes are set up."""
    settings = settings_for(tmp_path, "http://127.0.0.1:9", "")
    monkeypatch.setattr(commands, "load_settings", lambda: settings)
    prepare(settings)
    house = open_house(settings)
    with cheap_stretching():
        link_codes(house)
    with house.database.look() as uow:
        keys = [row.id for row in members.everyone(uow)]
    house.writer.do(lambda uow: [codes.set_secret(uow, key) for key in keys])
    close_house(house)
    return settings


def secrets_of(settings):
    house = open_house(settings)
    with house.database.look() as uow:
        found = {row.name: codes.secret_of(uow, row) for row in members.everyone(uow)}
    close_house(house)
    return found


def test_the_codes_of_a_lost_phone_are_forgotten_and_nobody_elses(installed, capsys):
    before = secrets_of(installed)
    commands.codes_("Sari")
    after = secrets_of(installed)
    assert before["sari"] is not None
    assert after == before | {"sari": None}
    assert "kode" in capsys.readouterr().out


@pytest.mark.parametrize("command", [commands.codes_, commands.link])
def test_a_name_that_nobody_has_is_refused_with_where_to_look(installed, command):
    with pytest.raises(Refused, match="pelita member list"):
        command("siapa")


def test_skills_are_noted_in_place_of_those_before_and_unknown_ones_refused(installed, capsys):
    def noted():
        house = open_house(installed)
        with house.database.look() as uow:
            row = members.by_name(uow, "sari")
        close_house(house)
        return row.skills

    commands.skills_("sari", ["perempuan", "anak"])
    assert noted() == ["perempuan", "anak"]
    with pytest.raises(Refused, match="Keahlian tidak dikenal: terbang"):
        commands.skills_("sari", ["terbang"])
    commands.list_()
    assert "perempuan, anak" in capsys.readouterr().out
    commands.skills_("sari", None)
    assert noted() == []


@pytest.fixture
def calling(installed, monkeypatch):
    """Return the same office with a number to call from; sari has a chat."""
    settings = installed.model_copy(update={"voice_from": "+622150001000"})
    monkeypatch.setattr(commands, "load_settings", lambda: settings)
    house = open_house(settings)
    with house.database.look() as uow:
        sari = members.by_name(uow, "sari")
    now = house.clock.now()
    code = members.looks_like_code(house.writer.do(lambda uow: members.issue_code(uow, sari.id, now)))
    house.writer.do(lambda uow: members.link(uow, code, "telegram-staff", "9001", now))
    close_house(house)
    return settings


def telephone(settings, number="+6281234567890"):
    """Return the number of sari as the database knows it, and whether she has proven it."""
    house = open_house(settings)
    with house.database.look() as uow:
        row = members.contact_at(uow, members.TELEPHONE, number)
        address = members.contact_address(uow, row.id) if row is not None else None
        proven = telephones.of_member(uow, members.by_name(uow, "sari").id) is not None
    close_house(house)
    return address, proven


@pytest.mark.parametrize("number", ["+6281234567890", "0812-3456-7890", "+62 812 3456 7890"])
def test_a_number_is_noted_but_not_used_before_it_is_proven(calling, capsys, number):
    commands.phone("Sari", number)
    assert telephone(calling) == ("+6281234567890", False)
    assert "pelita-ANGKA" in capsys.readouterr().out


@pytest.mark.parametrize("number", ["", "halo", "12345", "+62", "0062812345678", "+6281234567890123"])
def test_what_is_no_number_is_refused(calling, number):
    with pytest.raises(Refused, match="Nomor tidak terbaca"):
        commands.phone("sari", number)


def test_a_number_of_a_colleague_and_a_member_without_a_chat_are_refused(calling):
    with pytest.raises(Refused, match="dewi belum punya chat"):
        commands.phone("dewi", "+6281234567890")
    house = open_house(calling)
    with house.database.look() as uow:
        ratna = members.by_name(uow, "ratna").id
    house.writer.do(lambda uow: telephones.propose(uow, ratna, "+6281234567890", house.clock.now()))
    close_house(house)
    with pytest.raises(Refused, match="sudah dipakai anggota lain"):
        commands.phone("sari", "+6281234567890")


def test_without_a_number_to_call_from_nothing_is_noted(installed):
    with pytest.raises(Refused, match="PELITA_VOICE_FROM"):
        commands.phone("sari", "+6281234567890")
    assert telephone(installed) == (None, False)


def test_a_number_that_is_removed_is_gone(calling, capsys):
    commands.phone("sari", "+6281234567890")
    commands.phone("sari", remove=True)
    assert telephone(calling) == (None, False)
    assert "dihapus" in capsys.readouterr().out
    commands.phone("sari", remove=True)
    assert "tidak punya nomor" in capsys.readouterr().out


def test_a_new_number_takes_the_place_of_the_old_one_only_when_it_is_proven(calling):
    house = open_house(calling)
    now = house.clock.now()

    def of(uow):
        row = telephones.of_member(uow, members.by_name(uow, "sari").id)
        return members.contact_address(uow, row.id) if row is not None else None

    def propose(uow, number):
        return telephones.propose(uow, members.by_name(uow, "sari").id, number, now)[1]

    with house.database.look() as uow:
        sari = members.by_name(uow, "sari").id
    for number, before in (("+6281111111111", None), ("+6282222222222", "+6281111111111")):
        code = house.writer.do(lambda uow, number=number: propose(uow, number))
        with house.database.look() as uow:
            assert of(uow) == before
        assert house.writer.do(lambda uow, code=code: telephones.prove(uow, code, sari, now))
        assert not house.writer.do(lambda uow, code=code: telephones.prove(uow, code, sari, now))  # once only
        with house.database.look() as uow:
            assert of(uow) == number
            assert len(members.contacts(uow, sari)) == 1  # a telephone is no chat
    close_house(house)
