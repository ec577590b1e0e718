"""`pelita member codes` and `link`: what the operator can do when a phone is lost."""

import pytest

from bot.commands import members as commands
from bot.commands.installation import prepare
from bot.opening import close_house, open_house
from flows.errors import Refused
from storage import codes, members
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
