"""The templates of web pages: all that stands in them is escaped, and a fact that is missing is a mistake."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def templates(*folders: str) -> Environment:
    """Return the templates of `folders`, each compiled once; of two with one name that of the first folder counts."""
    return Environment(
        loader=FileSystemLoader([str(files("templates") / name) for name in folders]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
