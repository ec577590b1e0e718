"""`pelita bench`: speed and memory, as ratios in one run."""

import typer


def bench() -> None:
    """Not measured yet."""
    typer.echo("{}")
