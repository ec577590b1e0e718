"""The golden facts: messages with what a person read out of them (`bot.learning.annotated` says how it is written).

The ids say when a message was written: `before` the rules, `case` for a situation afterwards, `fresh1` to `fresh11`
while the rules were frozen. Figures on fresh text are those of the first reading; the gate of the tests is on all lines
after mending.

Where people would not agree, it is written down so: who did it is told by what they are to whom it happens to, by the
finer word where there is one ("mertua" beside "ibu mertua" is one), and is "lainnya" where only a job or an initial
names them; a child of who suffers is "anak", a child who suffers "korban", whoever did nothing "lain". A shop or a
cafe is a place of work for who works there. Being locked in or kept from leaving says the place only where it is
named. What lies ahead (a wedding, a hearing) is no time. An age of long ago may stand beside the one of today.
"""

from pathlib import Path

from bot.learning.annotated import Line, lines_of

PATH = Path(__file__).parents[1] / "golden" / "facts.jsonl"


def golden() -> list[Line]:
    """Return the lines of the golden set."""
    return lines_of(PATH)
