"""Statements of the hot path, compiled once: a turn's half a dozen spare the toolkit's way to the driver.

The toolkit still writes the SQL and converts the values, so that a statement means the same on either way.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from sqlalchemy import Delete, Insert, Select, Update
from sqlalchemy.dialects.sqlite import dialect

_DIALECT = dialect(paramstyle="qmark")
Convert = Callable[[Any], Any]


class Prepared:
    """One statement whose every value is a named parameter."""

    def __init__(self, statement: "Select[Any] | Insert | Update | Delete", names: tuple[str, ...] = ()) -> None:
        """Compile `statement`; an insert names its columns in `names`."""
        compiled = statement.compile(dialect=_DIALECT, column_keys=list(names) or None)
        self.sql = str(compiled)
        order = list(compiled.positiontup or ())
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        self._order = order
        self._convert: list[tuple[int, Convert]] = [
            (place, convert)
            for place, name in enumerate(order)
            if (convert := compiled.binds[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)) is not None
        ]
        columns = list(statement.selected_columns) if isinstance(statement, Select) else []
        self._row = namedtuple("Row", [column.key for column in columns]) if columns else None  # type: ignore[misc]
        self._read: list[tuple[int, Convert]] = [
            (place, convert)
            for place, column in enumerate(columns)
            if (convert := column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)) is not None
        ]
        self._pick = itemgetter(*order) if len(order) > 1 else None

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the parameters in the order of the SQL, converted as the toolkit converts them."""
        whole = {**self._fixed, **given} if self._fixed else given
        found = list(self._pick(whole)) if self._pick else [whole[self._order[0]]]
        for place, convert in self._convert:
            found[place] = convert(found[place])
        return found

    def row(self, raw: tuple[Any, ...] | None) -> Any:
        """Return a row with its columns as attributes, or None for none."""
        if raw is None or self._row is None:
            return None
        found = list(raw)
        for place, convert in self._read:
            found[place] = convert(found[place])
        return self._row(*found)
