"""Where she works: a shop, a cafe or a clinic is a place of work for who works there."""

from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.spots import SHOPS, is_shop
from flows.understanding.facts.story import Story

STAFF = (
    *("karyawan", "karyawati", "pegawai", "buruh", "kasir", "staf", "staff", "operator", "pelayan", "spg", "admin"),
    *("pramuniaga", "pramusaji", "barista", "koki", "juru", "sales"),
    *("resepsionis", "satpam", "mandor", "kurir", "sopir"),
    *("teknisi", "terapis", "kapster", "penjaga", "pekerja", "honorer"),
    *("office", "cleaning", "kuli", "tukang", "magang"),
    *("arek", "pagawai", "panjaga", "paunjunan", "waitress", "waiter", "crew", "kru", "helper", "penjahit", "packing"),
)
"""What people are called who work in a place that is named right after ("karyawati pabrik")."""
_LODGINGS = ("hotel", "penginapan", "losmen")
"""Where somebody from work also takes her who does not work there."""


def workplaces(story: Story) -> frozenset[str]:
    """Return the words for places where who suffers, or who writes, works ("aku jaga warung", "kasir minimarket")."""
    said = story.said
    found: set[str] = set()
    for place in range(len(said.words)):
        if not (said.means(place, "employed") or said.is_a(place, *STAFF)) or not story.counts(place):
            continue
        number = story.nearest(place, 6)
        if number is not None and story.role(number) not in {"korban", "pelapor"}:
            continue
        for at in said.after(place + 1, 3):
            if said.clause[at] == said.clause[place] and is_shop(said, at):
                found.update(said.forms[at])
    return frozenset(found)


def is_at_work(said: Said, mark: Mark, jobs: frozenset[str], *, employed: bool) -> bool:
    """Return whether a public place is where she works; `employed` where somebody from work did it."""
    shops = [place for place in range(mark.first, mark.last) if said.is_a(place, *SHOPS)]
    known = any(not jobs.isdisjoint(said.forms[place]) for place in shops)
    return known or (employed and bool(shops) and not any(said.is_a(place, *_LODGINGS) for place in shops))
