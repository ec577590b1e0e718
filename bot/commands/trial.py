"""The office of the demo: its folders, its people, their password. Nothing of it is secret, and nothing is real."""

from pathlib import Path

from bot.enrolment import enrol, opener
from bot.house import House
from bot.settings import Settings
from storage import members, teams

PEOPLE = (("ratna", "koordinator", teams.COORDINATION), ("dewi", "konselor", "kota"), ("sari", "konselor", "kota"))
PASSWORD = "kata-sandi-demo"  # noqa: S105 - printed for everybody to see; demo data only
AT_THE_PAGE, AT_THE_PROMPT = Path("var/demo"), Path("var/prompt")
"""Where `pelita run` and `pelita demo` keep what they make: apart, since each links the people's chats to its own."""
RECORDED = Path("var/rekaman")
"""Where each recording of `pelita talk --record` has an office of its own."""


def trial_settings(folder: Path) -> Settings:
    """Return settings of a demo in `folder`, with its own data and key; `.env` and the environment are not read."""
    return Settings.model_construct(
        **{
            **{name: field.default for name, field in Settings.model_fields.items()},
            "data_dir": folder / "data",
            "master_key_file": folder / "keys" / "master.key",
        }
    )


def unlinked(house: House) -> dict[str, str]:
    """Enrol the demo people who are not there yet; return a link code for each who has no chat."""
    return {name: code for name, role, team in PEOPLE if (code := _link_code(house, name, role, team))}


def _link_code(house: House, name: str, role: str, team: str) -> str:
    now = house.clock.now()
    with house.database.look() as uow:
        row = members.by_name(uow, name)
        linked = row is not None and bool(members.contacts(uow, row.id))
        first = members.by_name(uow, PEOPLE[0][0]) is None
        let_in = None if row is not None or first else opener(PEOPLE[0][0], PASSWORD, uow)
    if row is not None:
        return "" if linked else house.writer.do(lambda uow: members.issue_code(uow, row.id, now))
    member = members.prepare(name, role, PASSWORD)
    return house.writer.do(lambda uow: enrol(uow, member, team, now, let_in))
