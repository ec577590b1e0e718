"""Messages with what a person read out of them (`bot.learning.annotated` says how it is written down).

Those of `stories` are the hardest: five writers told what somebody would tell first, and wrote down the facts after it.
Of the first of them (`life28`) a second person read the facts without having seen these.

Golden are those of four writers that nothing was mended or learned by, one of them of messages of no harm. `mended`
are all for which rules were made, by writing or by reading them: what was understood of them once shall stay so. The
ids say when a message was written: `before` the rules, `case` for a situation afterwards, `fresh` and a number while
the rules were frozen, `calm` for those of no harm.

Where people would not agree, it is written down so: who did it is told by what they are to whom it happens to, by the
finer word where there is one ("mertua" beside "ibu mertua" is one), and is "lainnya" where only a job or an initial
names them; a child of who suffers is "anak", a child who suffers "korban", whoever did nothing "lain". A shop or a
cafe is a place of work for who works there. Being locked in or kept from leaving says the place only where it is
named. What lies ahead (a wedding, a hearing) is no time. An age of long ago may stand beside the one of today.
"""

from pathlib import Path

import flows.data
from bot.learning.annotated import Line, lines_of

GOLDEN = Path(__file__).parents[1] / "golden" / "facts.jsonl"
LATER = GOLDEN.with_name("facts-mended.jsonl")
STORIES = GOLDEN.with_name("facts-stories.jsonl")
MENDED = Path(flows.data.__file__).parent / "training" / "facts" / "mended.jsonl"


def golden() -> list[Line]:
    """Return the lines that nothing was learned or mended by."""
    return lines_of(GOLDEN)


def later() -> list[Line]:
    """Return the lines that rules were mended by after they were read once, and that weights never learned by."""
    return lines_of(LATER)


def stories() -> list[Line]:
    """Return the lines of those who tell a story first; nothing was learned or mended by them."""
    return lines_of(STORIES)


def mended() -> list[Line]:
    """Return the lines for which the rules were made.

    They were written down before a wife, or who is with child, could be told as a woman: that may be said or left out.
    """
    return [line | {"facts": [*line["facts"], *_implied(line)]} for line in lines_of(MENDED)]


def _implied(line: Line) -> list[str]:
    """Return the sex that a message implies of whoever writes and suffers, where it was not written down."""
    facts = set(line["facts"])
    woman = facts & {"relation=suami_istri:suami", "relation=suami_istri:mantan_suami", "vulnerable=hamil"}
    told = any(fact.startswith("sex=korban:") for fact in facts)
    return ["sex=korban:P|"] if "writer=korban" in facts and woman and not told else []
