"""Information without any report: nothing that is asked here is kept."""

from flows.hotline.pace import DULL
from flows.states import Choice, Option, State

_ON = (Option("menu", "info"), Option("bantu", "safe"))


def states() -> tuple[State, ...]:
    """Return the menu of information and its pages."""
    return (
        Choice(
            name="info",
            options=(
                Option("kekerasan", "info_kinds"),
                Option("hak", "info_rights"),
                Option("setelah", "info_after"),
                Option("layanan", "info_services"),
                Option("bantu", "safe"),
            ),
            quiet=DULL,
            keeps=False,
        ),
        *(
            Choice(name=name, options=_ON, quiet=DULL, keeps=False)
            for name in ("info_kinds", "info_rights", "info_after", "info_services")
        ),
    )
