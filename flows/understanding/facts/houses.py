"""Words for where people live and work, and how one house may stand to another, in four kinds of speech."""

from flows.understanding.facts.lists import lists

_LISTS = lists("houses")
HOUSES = _LISTS["houses"]
HOMES = _LISTS["homes"]
TITLED = _LISTS["titled"]
SIDE = _LISTS["side"]
FACING = _LISTS["facing"]
NEAR = _LISTS["near"]
SEEN = _LISTS["seen"]
FROM = _LISTS["from"]
APART = _LISTS["apart"]
COUNTED = _LISTS["counted"]
CLOSE = _LISTS["close"]
OURS = _LISTS["ours"]
LIVES = _LISTS["lives"]
SAME = _LISTS["same"]
ONE_OF = _LISTS["one_of"]
TRADES = _LISTS["trades"]
ENDINGS = _LISTS["endings"]
ONE = _LISTS["one"]
YARDS = _LISTS["yards"]
EVERY = _LISTS["every"]
MEETS = _LISTS["meets"]
