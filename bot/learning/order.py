"""An order in which examples are learned: another one each turn, and the same everywhere."""


def shuffled(count: int, turn: int) -> list[int]:
    """Return an order of the examples that differs from turn to turn and is the same everywhere."""
    state, order = turn + 1, list(range(count))
    for place in range(count - 1, 0, -1):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        other = (state >> 33) % (place + 1)
        order[place], order[other] = order[other], order[place]
    return order
