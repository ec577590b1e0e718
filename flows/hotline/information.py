"""Information without any report: nothing that is asked here is kept."""

from flows.hotline.pace import DULL
from flows.states import Choice, Option, State

_ON = (Option("menu", "info"), Option("bantu", "safe"))
_PAGES = ("info_kinds", "info_rights", "info_after", "info_services", "info_friend", "info_phone")


def states() -> tuple[State, ...]:
    """Return the menu of information, its second half, and its pages."""
    return (
        Choice(
            name="info",
            options=(
                Option("kekerasan", "info_kinds"),
                Option("hak", "info_rights"),
                Option("layanan", "info_services"),
                Option("lain", "info_more"),
                Option("bantu", "safe"),
            ),
            quiet=DULL,
            keeps=False,
        ),
        Choice(
            name="info_more",
            options=(
                Option("setelah", "info_after"),
                Option("teman", "info_friend"),
                Option("hp", "info_phone"),
                *_ON,
            ),
            quiet=DULL,
            keeps=False,
        ),
        *(Choice(name=name, options=_ON, quiet=DULL, keeps=False) for name in _PAGES),
    )
