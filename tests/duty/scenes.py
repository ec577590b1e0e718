"""Short scenes of duty: somebody calls for help, and nobody is asked what happened."""

from tests.harness import Counselor, Hotline


def danger(hotline: Hotline, name: str = "ibu") -> None:
    """Let `name` call for help; what she hears is told elsewhere."""
    hotline.victim(name).says("tolong").skims()


def takes_and_closes(hotline: Hotline, counselor: Counselor, name: str = "ibu") -> None:
    """Let `counselor`, who is paged, take the case of `name` and close it: the next call begins from nothing."""
    counselor.is_paged().accepts().is_briefed().says("#tutup aman").is_told("closed")
    hotline.victim(name).skims()
